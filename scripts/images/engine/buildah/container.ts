import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { finish, type Process, start } from '../process.ts';
import type { ImageConfig, Output, Running } from '../types.ts';
import { accountOf } from './accounts.ts';

const SCRIPT = fileURLToPath(new URL('./container.sh', import.meta.url));
const NAMESPACES = ['--mount', '--pid', '--net', '--ipc', '--uts', '--fork', '--kill-child'];
const EXEC_MS = 30_000;

export interface StartRequest {
  /** Where the container's files are mounted. */
  readonly root: string;
  readonly config: ImageConfig;
  readonly argv: readonly string[];
  readonly timeoutMs?: number;
}

/**
 * Starts a program in a container as Docker would: as the image's user, in its folder and environment, with process id 1, for
 * which a signal that nobody handles does nothing. `buildah run` has no process ids of its own where it works in a chroot.
 */
export function startProcess({ root, config, argv, timeoutMs }: StartRequest): Process {
  const account = accountOf(config.user, textAt(root, 'etc/passwd'), textAt(root, 'etc/group'));
  if (!account) throw new Error(`the image has no user ${config.user}`);
  // Docker makes it as well, where the image does not have it.
  mkdirSync(join(root, config.workdir), { recursive: true });
  const environment = { HOME: account.home, HOSTNAME: 'container', ...variables(config) };
  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const program = ['/usr/bin/env', '--ignore-environment', `--chdir=${config.workdir}`, ...assignments, ...argv];
  const args = [...NAMESPACES, 'sh', SCRIPT, root, `${account.uid}:${account.gid}`, ...program];
  return start('unshare', args, timeoutMs === undefined ? {} : { timeoutMs });
}

/** What one can do with a server in a container while it runs. `remove` takes its files away. */
export function running(process: Process, config: ImageConfig, remove: () => Promise<void>): Running {
  const ended = process.ended.then(async ({ code }) => {
    await remove();
    return code;
  });
  return {
    output: process.output,
    ended,
    exec: (argv) => beside(process, config, argv),
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

async function beside(process: Process, config: ImageConfig, argv: readonly string[]): Promise<Output> {
  const id = firstProcess(process);
  if (id === undefined) return { code: 1, stdout: '', stderr: 'the container has ended' };
  const enter = ['--target', String(id), '--mount', '--pid', '--net', '--root'];
  const path = `PATH=${variables(config).PATH ?? ''}`;
  return await finish('nsenter', [...enter, '/usr/bin/env', '--ignore-environment', path, ...argv], EXEC_MS);
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
