import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Buildah's options for a store of its own, so that images of this machine's user are neither seen nor touched. */
export const storeOptions = (folder: string): readonly string[] => [
  '--storage-driver=overlay',
  `--root=${join(folder, 'root')}`,
  `--runroot=${join(folder, 'run')}`,
];

/** Removes a store and what is mounted in it. Synchronous: it also has to happen when the process is stopped. */
export function removeStore(folder: string): void {
  spawnSync('buildah', [...storeOptions(folder), 'rm', '--all']);
  for (const place of mountsBelow(folder)) spawnSync('umount', [place]);
  // Through what is still mounted, files would be removed that are not ours.
  if (mountsBelow(folder).length === 0) rmSync(folder, { recursive: true, force: true });
}

/** Unmounts what Buildah leaves mounted between two calls, so that the folder can be moved. */
export function settleStore(folder: string): void {
  for (const place of mountsBelow(folder)) spawnSync('umount', [place]);
}

/** The innermost first. */
function mountsBelow(folder: string): readonly string[] {
  const places = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
  return places.filter((place) => place.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length);
}
