import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { finish } from '../process.ts';
import type {
  BuildRequest,
  BuildResult,
  ContainerOptions,
  Engine,
  Image,
  ImageConfig,
  Network,
  Output,
} from '../types.ts';
import { running, startProcess } from './container.ts';
import { BuildahNetwork } from './network.ts';
import { removeStore, storeOptions } from './store.ts';

const BUILD_MS = 600_000;
const RUN_MS = 120_000;

export interface BuildahOptions {
  /** Folder for everything that is built; removed in the end. */
  readonly scratch: string;
  /** Folder of a store with the base images; nothing is written to it. */
  readonly bases: string;
  /** Files of this machine that builds need to reach the package index, by their place in the container. */
  readonly mounts: Readonly<Record<string, string>>;
  /** Where package managers keep what they have downloaded; default in `scratch`. */
  readonly downloads?: string;
}

/** What `buildah inspect` says of an image, as far as it is read here. */
interface Description {
  readonly Docker: { readonly config: object };
  /** JSON in JSON. */
  readonly Manifest: string;
}

interface Manifest {
  readonly layers: readonly { readonly size: number }[];
}

/** Buildah 1.28 finds nothing in a stage that it has taken from the cache and mounts into a later one. */
const mountsStage = (dockerfile: string): boolean => /--mount=\S*\bfrom=/.test(readFileSync(dockerfile, 'utf8'));

/** Builds without a daemon, as root. Its isolation is a chroot, which also works where containers are not allowed. */
export class Buildah implements Engine {
  readonly name = 'Buildah';
  readonly #options: BuildahOptions;
  readonly #scratch: string;
  readonly #store: readonly string[];
  readonly #mounts: readonly string[];
  readonly #env: NodeJS.ProcessEnv;
  readonly #apart: Engine[] = [];
  #networks = 0;

  constructor(options: BuildahOptions) {
    const { scratch, bases, mounts, downloads = join(scratch, 'tmp') } = options;
    this.#options = { ...options, downloads };
    this.#scratch = scratch;
    this.#store = [...storeOptions(scratch), '--storage-opt', `overlay.imagestore=${join(bases, 'root')}`];
    this.#mounts = Object.entries(mounts).flatMap(([inside, file]) => ['--volume', `${file}:${inside}:ro`]);
    // Cache mounts and unfinished layers lie there.
    mkdirSync(downloads, { recursive: true });
    this.#env = { ...process.env, TMPDIR: downloads };
  }

  async build({ context, dockerfile, name }: BuildRequest): Promise<BuildResult> {
    const manner = ['--isolation=chroot', '--format=docker', '--network=host', '--pull-never'];
    const cache = ['--layers', ...(mountsStage(dockerfile) ? ['--no-cache'] : [])];
    const args = ['build', ...manner, ...cache, ...this.#mounts, '--tag', name, '--file', dockerfile, context];
    const { code, stdout, stderr } = await this.#buildah(args, BUILD_MS);
    const log = stdout + stderr;
    return code === 0 ? { ok: true, log, image: await this.#image(name) } : { ok: false, log };
  }

  async network(names: readonly string[]): Promise<Network> {
    return new BuildahNetwork(names, join(this.#scratch, 'volumes', `${this.#networks++}`));
  }

  apart(): Engine {
    const own = new Buildah({ ...this.#options, scratch: join(this.#scratch, `apart-${this.#apart.length}`) });
    this.#apart.push(own);
    return own;
  }

  dispose(): void {
    for (const each of this.#apart) each.dispose();
    removeStore(this.#scratch);
  }

  #buildah(args: readonly string[], timeoutMs = RUN_MS): Promise<Output> {
    return finish('buildah', [...this.#store, ...args], timeoutMs, this.#env);
  }

  async #print(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.#buildah(args);
    if (code !== 0) throw new Error(`buildah ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  async #image(name: string): Promise<Image> {
    const described: Description = JSON.parse(await this.#print('inspect', '--type=image', name));
    const { layers }: Manifest = JSON.parse(described.Manifest);
    const config = readConfig(described.Docker.config);
    return {
      config,
      size: layers.reduce((sum, { size }) => sum + size, 0),
      run: async (argv, options = {}) => {
        const { root, remove } = await this.#container(name);
        try {
          return await startProcess({ root, ...configured(config, options), argv, timeoutMs: RUN_MS }).ended;
        } finally {
          await remove();
        }
      },
      start: async ({ command = config.cmd, ...options } = {}) => {
        const { root, remove } = await this.#container(name);
        const request = { root, ...configured(config, options), argv: [...config.entrypoint, ...command] };
        return running(startProcess(request), request, remove);
      },
    };
  }

  /** The files of a new container. */
  async #container(image: string): Promise<{ readonly root: string; readonly remove: () => Promise<void> }> {
    const id = await this.#print('from', '--pull-never', image);
    const root = await this.#print('mount', id);
    return { root, remove: async () => void (await this.#print('rm', id)) };
  }
}

function configured(config: ImageConfig, { user = config.user, env = {}, network, mounts }: ContainerOptions) {
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return {
    config: { ...config, user, env: [...config.env, ...assignments] },
    network: network instanceof BuildahNetwork ? network : undefined,
    mounts,
  };
}
