import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { finish, type Process, start } from '../process.ts';
import type { ImageConfig, Mount, Output, Running } from '../types.ts';
import { type Account, accountOf } from './accounts.ts';
import type { BuildahNetwork } from './network.ts';

const SCRIPT = fileURLToPath(new URL('./container.sh', import.meta.url));
const NAMESPACES = ['--mount', '--pid', '--ipc', '--uts', '--fork', '--kill-child'];
const EXEC_MS = 30_000;

export interface StartRequest {
  /** Where the container's files are mounted. */
  readonly root: string;
  readonly config: ImageConfig;
  readonly argv: readonly string[];
  /** Where it runs beside others; without one it is alone. */
  readonly network?: BuildahNetwork | undefined;
  readonly mounts?: readonly Mount[] | undefined;
  readonly timeoutMs?: number;
}

/**
 * Starts a program in a container as Docker would: as the image's user, in its folder and environment, with process id 1, for
 * which a signal that nobody handles does nothing. `buildah run` has no process ids of its own where it works in a chroot.
 */
export function startProcess({ root, config, argv, network, mounts = [], timeoutMs }: StartRequest): Process {
  const account = accountIn(root, config);
  // Docker makes it as well, where the image does not have it.
  mkdirSync(join(root, config.workdir), { recursive: true });
  network?.introduce(root);
  const bound = mounts.flatMap((mount) => ['--mount', folderOf(mount, root, network), mount.target]);
  const script = ['sh', SCRIPT, root, `${account.uid}:${account.gid}`, ...bound, ...programLine(config, account, argv)];
  const [command, ...args] = network
    ? ['nsenter', ...network.entering, 'unshare', ...NAMESPACES, ...script]
    : ['unshare', '--net', ...NAMESPACES, ...script];
  return start(String(command), args, timeoutMs === undefined ? {} : { timeoutMs });
}

function accountIn(root: string, config: ImageConfig): Account {
  const account = accountOf(config.user, textAt(root, 'etc/passwd'), textAt(root, 'etc/group'));
  if (!account) throw new Error(`the image has no user ${config.user}`);
  return account;
}

/** A program with the image's folder and environment. */
function programLine(config: ImageConfig, { home }: Account, argv: readonly string[]): readonly string[] {
  const environment = { HOME: home, HOSTNAME: 'container', ...variables(config) };
  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return ['/usr/bin/env', '--ignore-environment', `--chdir=${config.workdir}`, ...assignments, ...argv];
}

function folderOf(mount: Mount, root: string, network: BuildahNetwork | undefined): string {
  if ('folder' in mount) return mount.folder;
  if (!network) throw new Error(`a volume needs a network: ${mount.target}`);
  return network.volume(mount.volume, join(root, mount.target));
}

/** What one can do with a server in a container while it runs. `remove` takes its files away. */
export function running(
  process: Process,
  { root, config }: Pick<StartRequest, 'root' | 'config'>,
  remove: () => Promise<void>,
): Running {
  const account = accountIn(root, config);
  const ended = process.ended.then(async ({ code }) => {
    await remove();
    return code;
  });
  return {
    output: process.output,
    ended,
    exec: (argv) => beside(process, account, programLine(config, account, argv)),
    async stop(timeoutSeconds) {
      const started = Date.now();
      const id = firstProcess(process);
      if (id !== undefined) signal(id, config.stopSignal || 'SIGTERM');
      await Promise.race([process.ended, sleep(timeoutSeconds * 1000)]);
      const seconds = (Date.now() - started) / 1000;
      if (id !== undefined) signal(id, 'SIGKILL');
      await ended;
      return seconds;
    },
  };
}

async function beside(process: Process, { uid, gid }: Account, program: readonly string[]): Promise<Output> {
  const id = firstProcess(process);
  if (id === undefined) return { code: 1, stdout: '', stderr: 'the container has ended' };
  const enter = ['--target', String(id), '--mount', '--pid', '--net', '--ipc', '--uts', '--root'];
  return await finish('nsenter', [...enter, `--setgid=${gid}`, `--setuid=${uid}`, ...program], EXEC_MS);
}

const variables = ({ env }: ImageConfig): Readonly<Record<string, string>> =>
  Object.fromEntries(env.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]));

/** The process that has id 1 in the container, by its id out here: the one child of `unshare`. */
function firstProcess({ child }: Process): number | undefined {
  const id = textAt('/proc', `${child.pid}/task/${child.pid}/children`).trim();
  return id === '' ? undefined : Number(id);
}

function signal(id: number, name: string): void {
  try {
    process.kill(id, name as NodeJS.Signals);
  } catch {
    // It has ended by itself.
  }
}

function textAt(folder: string, path: string): string {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch {
    return '';
  }
}
