import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cached } from '../../scripts/editor/cache.ts';

let cache = '';

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'ddf-cache-'));
  vi.stubEnv('DJANGO_DOCKERFILE_CACHE', cache);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true, force: true });
});

const install = async (folder: string) => writeFileSync(join(folder, 'tool'), '');

describe("the editor's cache", () => {
  test('installs once', async () => {
    const spy = vi.fn(install);
    const folder = await cached('tool-1', spy);
    expect(await cached('tool-1', spy)).toBe(folder);
    expect(spy).toHaveBeenCalledTimes(1);
    expect(existsSync(join(folder, 'tool'))).toBe(true);
  });

  test('installs once when asked twice at the same time', async () => {
    vi.spyOn(console, 'log').mockReturnValue();
    const spy = vi.fn(install);
    await Promise.all([cached('tool-1', spy), cached('tool-1', spy)]);
    expect(spy).toHaveBeenCalledTimes(1);
  });

  test('leaves nothing behind of an installation that failed', async () => {
    const failing = async () => Promise.reject(new Error('no network'));
    await expect(cached('tool-1', failing)).rejects.toThrow('no network');
    expect(readdirSync(cache)).toEqual([]);
    await cached('tool-1', install);
    expect(readdirSync(cache)).toEqual(['tool-1']);
  });

  test('does an installation again that was killed, and takes over its lock', async () => {
    mkdirSync(join(cache, 'tool-1.unfinished-1'));
    const lock = join(cache, 'tool-1.lock');
    writeFileSync(lock, '1');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    vi.spyOn(console, 'log').mockReturnValue();
    await cached('tool-1', install);
    expect(readdirSync(cache)).toEqual(['tool-1']);
  });
});
