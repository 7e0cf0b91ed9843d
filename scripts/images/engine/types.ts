/** What an image is told to be: the fields of its configuration that a Dockerfile sets. */
export interface ImageConfig {
  readonly user: string;
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly workdir: string;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly healthcheck: string;
  readonly stopSignal: string;
  readonly shell: readonly string[];
  readonly onbuild: readonly string[];
}

export interface BuildRequest {
  /** A folder. */
  readonly context: string;
  /** A file, in the folder or elsewhere. */
  readonly dockerfile: string;
  /** Part of the image's name. */
  readonly name: string;
}

export type BuildResult =
  | { readonly ok: true; readonly log: string; readonly image: Image }
  | { readonly ok: false; readonly log: string };

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Containers that reach one another by name, and nothing else; with the volumes that they share. */
export interface Network {
  /** Ends what still runs in it, and removes its volumes. */
  remove(): Promise<void>;
}

/** A folder of this machine, or a volume of the network, that a container sees in place of what its image has there. */
export type Mount = { readonly target: string } & ({ readonly folder: string } | { readonly volume: string });

export interface ContainerOptions {
  readonly user?: string;
  /** Over what the image sets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Without one, a container has no network but its own loopback. */
  readonly network?: Network;
  /** What it is called in the network. */
  readonly alias?: string;
  readonly mounts?: readonly Mount[];
}

export interface StartOptions extends ContainerOptions {
  /** In place of the image's command; its entrypoint stays. */
  readonly command?: readonly string[];
}

/** A container that runs the image's own command. */
export interface Running {
  /** Runs a program beside it, in the same container: as its user, in its folder and environment. */
  exec(argv: readonly string[]): Promise<Output>;
  /** What it has printed so far. */
  output(): string;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number>;
  /** As `docker stop`: asks it to end, and kills it when it has not ended in time. Resolves to the seconds that took. */
  stop(timeoutSeconds: number): Promise<number>;
}

export interface Image {
  readonly config: ImageConfig;
  /** Bytes of all its layers. */
  readonly size: number;
  /** Runs a program in a new container, in the image's folder and environment, without its entrypoint. */
  run(argv: readonly string[], options?: ContainerOptions): Promise<Output>;
  start(options?: StartOptions): Promise<Running>;
}

/** What builds images and runs them. */
export interface Engine {
  readonly name: string;
  build(request: BuildRequest): Promise<BuildResult>;
  /**
   * One whose build cache knows nothing of other builds, where the engine cannot tell them apart: Buildah 1.28 takes a RUN for the same
   * though a file has changed that is mounted into it.
   */
  apart(): Engine;
  /** A network in which containers have these names. */
  network(names: readonly string[]): Promise<Network>;
  /** Removes what it has built. Synchronous: it also has to happen when the process is stopped. */
  dispose(): void;
}
