import { joinPath } from '../../model/state.ts';
import type { Stage } from '../../model/types.ts';

/** The folders of PATH when a stage is done, absolute; undefined where one is not known. */
export function foldersOnPath({ end }: Stage): readonly string[] | undefined {
  const path = end.env('PATH');
  if (!path?.known) return undefined;
  const folders = path.value.split(':').map((entry) => joinPath(end.workdir, entry));
  const known = folders.flatMap((folder) => (folder.known ? [folder.value] : []));
  return known.length === folders.length ? known : undefined;
}
