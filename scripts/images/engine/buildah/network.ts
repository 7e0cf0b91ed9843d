import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from '../../../editor/cleanup.ts';
import { killGroup } from '../../../editor/processes.ts';
import type { Network } from '../types.ts';

/** A loopback for several containers: all their names mean the same address, and each has ports of its own. */
export class BuildahNetwork implements Network {
  readonly #holder: ChildProcess;
  readonly #names: readonly string[];
  readonly #volumes: string;
  readonly #forget: () => void;

  constructor(names: readonly string[], volumes: string) {
    this.#names = names;
    this.#volumes = volumes;
    // A network is there as long as a process is in it.
    this.#holder = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore', detached: true });
    this.#forget = atExit(() => killGroup(this.#holder, 'SIGKILL'));
  }

  /** Options of `nsenter`. */
  get entering(): readonly string[] {
    return [`--net=/proc/${this.#holder.pid}/ns/net`];
  }

  /** Tells a container the names. */
  introduce(root: string): void {
    writeFileSync(join(root, 'etc/hosts'), `127.0.0.1 ${['localhost', 'container', ...this.#names].join(' ')}\n`);
  }

  /** The folder of a volume. A new one begins with what the image has in its place, as Docker's do. */
  volume(name: string, place: string): string {
    const folder = join(this.#volumes, name);
    if (existsSync(folder)) return folder;
    mkdirSync(this.#volumes, { recursive: true });
    if (existsSync(place)) spawnSync('cp', ['--archive', place, folder]);
    else mkdirSync(folder);
    return folder;
  }

  async remove(): Promise<void> {
    killGroup(this.#holder, 'SIGKILL');
    this.#forget();
    rmSync(this.#volumes, { recursive: true, force: true });
  }
}
