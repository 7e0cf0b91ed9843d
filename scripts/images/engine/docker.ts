import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findProgram, lastLines } from '../../editor/processes.ts';
import { writeContext } from '../context.ts';
import { readConfig } from './config.ts';
import { finish, start } from './process.ts';
import type {
  BuildRequest,
  BuildResult,
  ContainerOptions,
  Engine,
  Image,
  Network,
  Output,
  Running,
  StartOptions,
} from './types.ts';

const BUILD_MS = 600_000;
const RUN_MS = 120_000;
const QUICK_MS = 20_000;
const PROBE = 'FROM python:3.13-slim-trixie\nRUN true\n';

const docker = (args: readonly string[], timeoutMs = RUN_MS): Promise<Output> => finish('docker', args, timeoutMs);

/** A developer's Docker, when its daemon answers, has BuildKit, and can get and run an image. */
export async function findDocker(): Promise<Engine | undefined> {
  if (findProgram('docker') === undefined) return undefined;
  for (const question of [['info'], ['buildx', 'version']]) {
    if ((await docker(question, QUICK_MS)).code !== 0) return undefined;
  }
  const engine = new Docker();
  const context = writeContext({ Dockerfile: PROBE });
  const probe = await engine.build({ context, dockerfile: join(context, 'Dockerfile'), name: 'probe' });
  if (probe.ok) return engine;
  console.log(`Docker answers, but does not build:\n${lastLines(probe.log, 5)}`);
  return undefined;
}

/** Names everything it makes, and removes nothing else. */
class Docker implements Engine {
  readonly name = 'Docker';
  readonly #run = `django-dockerfile-test-${process.pid}`;
  readonly #images = new Set<string>();
  readonly #containers = new Set<string>();
  readonly #networks = new Set<DockerNetwork>();

  async build({ context, dockerfile, name }: BuildRequest): Promise<BuildResult> {
    const tag = `${this.#run}:${name}`;
    const args = ['buildx', 'build', '--load', '--progress=plain', '--tag', tag, '--file', dockerfile, context];
    const { code, stdout, stderr } = await docker(args, BUILD_MS);
    const log = stdout + stderr;
    if (code !== 0) return { ok: false, log };
    this.#images.add(tag);
    return { ok: true, log, image: await this.#inspect(tag) };
  }

  async #inspect(tag: string): Promise<Image> {
    const { stdout } = await docker(['image', 'inspect', tag]);
    const [found] = JSON.parse(stdout) as { readonly Config: object; readonly Size: number }[];
    if (!found) throw new Error(`docker does not know ${tag}, which it has just built`);
    return {
      config: readConfig(found.Config),
      size: found.Size,
      run([program = '', ...args], options = {}) {
        return docker(['run', '--rm', ...containerArgs(options), '--entrypoint', program, tag, ...args]);
      },
      start: async (options = {}) => {
        const name = `${this.#run}-${this.#containers.size}`;
        this.#containers.add(name);
        return startContainer(tag, name, options);
      },
    };
  }

  /** BuildKit looks at mounted files. */
  apart(): Engine {
    return {
      name: this.name,
      build: (request) => this.build(request),
      apart: () => this.apart(),
      network: () => this.network(),
      // What it has built goes with the rest.
      dispose: () => {},
    };
  }

  /** Docker tells containers their names when they are started. */
  async network(): Promise<Network> {
    const network = new DockerNetwork(`${this.#run}-network-${this.#networks.size}`);
    this.#networks.add(network);
    const { code, stderr } = await docker(['network', 'create', '--internal', network.name]);
    if (code !== 0) throw new Error(`docker makes no network: ${stderr}`);
    return network;
  }

  dispose(): void {
    if (this.#containers.size > 0) spawnSync('docker', ['rm', '--force', ...this.#containers]);
    for (const { name, volumes } of this.#networks) {
      if (volumes.size > 0) spawnSync('docker', ['volume', 'rm', '--force', ...volumes]);
      spawnSync('docker', ['network', 'rm', '--force', name]);
    }
    if (this.#images.size > 0) spawnSync('docker', ['image', 'rm', '--force', ...this.#images]);
  }
}

class DockerNetwork implements Network {
  readonly name: string;
  readonly volumes = new Set<string>();

  constructor(name: string) {
    this.name = name;
  }

  /** The name of a volume beyond this network. */
  volume(name: string): string {
    const own = `${this.name}-${name}`;
    this.volumes.add(own);
    return own;
  }

  async remove(): Promise<void> {
    const { stdout } = await docker(['ps', '--quiet', '--all', '--filter', `network=${this.name}`]);
    const containers = stdout.split('\n').filter((id) => id !== '');
    if (containers.length > 0) await docker(['rm', '--force', ...containers]);
    if (this.volumes.size > 0) await docker(['volume', 'rm', '--force', ...this.volumes]);
    await docker(['network', 'rm', '--force', this.name]);
    this.volumes.clear();
  }
}

function containerArgs({ user, env = {}, network, alias, mounts = [] }: ContainerOptions): readonly string[] {
  const own = network instanceof DockerNetwork ? network : undefined;
  return [
    ...(user === undefined ? [] : ['--user', user]),
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    own ? `--network=${own.name}` : '--network=none',
    ...(own && alias !== undefined ? ['--network-alias', alias] : []),
    ...mounts.flatMap((mount) => {
      const source = 'folder' in mount ? mount.folder : own?.volume(mount.volume);
      if (source === undefined) throw new Error(`a volume needs a network: ${mount.target}`);
      return ['--volume', `${source}:${mount.target}`];
    }),
  ];
}

function startContainer(tag: string, name: string, { command = [], ...options }: StartOptions): Running {
  const attached = start('docker', ['run', '--rm', ...containerArgs(options), '--name', name, tag, ...command]);
  return {
    exec: (argv) => docker(['exec', name, ...argv]),
    output: attached.output,
    ended: attached.ended.then(({ code }) => code),
    async stop(timeoutSeconds) {
      const started = Date.now();
      await docker(['stop', '--time', String(timeoutSeconds), name]);
      await attached.ended;
      return (Date.now() - started) / 1000;
    },
  };
}
