import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atExit } from './cleanup.ts';

const HEARTBEAT_MS = 2_000;
/** A lock that was not renewed for this long belongs to a run that was killed. */
const STALE_MS = 30_000;

/** Outside the checkout, so that a fresh clone or `git clean` does not cost the download again. */
export function cacheFolder(): string {
  const configured = process.env.DJANGO_DOCKERFILE_CACHE;
  if (configured !== undefined && configured !== '') return configured;
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'django-dockerfile', 'editor');
}

/**
 * A folder of the cache, filled by `install` the first time.
 * It is filled under another name and renamed when complete: the name itself is the proof that nothing is missing,
 * also after a run that was killed half way.
 */
export async function cached(key: string, install: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), key);
  if (existsSync(folder)) return folder;
  await withLock(folder, async () => {
    if (existsSync(folder)) return;
    removeUnfinished(folder);
    const unfinished = `${folder}.unfinished-${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    try {
      await install(unfinished);
      if (!existsSync(folder)) renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  });
  return folder;
}

function removeUnfinished(folder: string): void {
  const prefix = `${basename(folder)}.unfinished-`;
  for (const name of readdirSync(dirname(folder))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

/**
 * Only one process at a time does `work` for this path. The lock is a file that its holder touches regularly: unlike
 * a process id, that also tells the truth when containers share the cache.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  mkdirSync(dirname(lock), { recursive: true });
  let announced = false;
  while (!tryLock(lock)) {
    if (!announced) console.log('Waiting for another run that is filling the cache …');
    announced = true;
    await sleep(500);
  }
  const heartbeat = setInterval(() => touch(lock), HEARTBEAT_MS);
  // The timer must not keep a finished process alive.
  heartbeat.unref();
  let held = true;
  const release = () => {
    // At exit it may long belong to somebody else.
    if (held) rmSync(lock, { force: true });
    held = false;
  };
  atExit(release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    release();
  }
}

function tryLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isStale(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isStale(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE_MS;
  } catch {
    // Removed meanwhile: the next try will get it.
    return false;
  }
}

function touch(lock: string): void {
  try {
    const now = new Date();
    utimesSync(lock, now, now);
  } catch {
    // Taken for stale by another run (a laptop that slept). Installing twice is a waste, not a harm.
  }
}
