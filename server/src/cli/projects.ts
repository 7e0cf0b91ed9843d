import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from './command.ts';

/** The folder that somebody names, links followed. */
export async function folderAt(path: string, cwd: string): Promise<string> {
  const absolute = resolve(cwd, path);
  const found = await stat(absolute).catch(() => undefined);
  if (!found?.isDirectory()) throw new UsageError(`${path}: no such folder`);
  return realpath(absolute);
}

/** The projects of a workspace, the nearest to a folder first. */
export const nearestFirst = <T extends { readonly root: string }>(
  start: string,
  projects: readonly T[],
): readonly T[] => [...projects].sort((a, b) => distance(start, a.root) - distance(start, b.root));

/** Steps from one folder to another; those downwards count less, since what lies inside was asked for. */
function distance(from: string, to: string): number {
  const [a, b] = [from, to].map((path) => (path === '' ? [] : path.split('/')));
  if (!a || !b) return 0;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return (a.length - same) * 100 + (b.length - same);
}
