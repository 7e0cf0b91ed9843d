import type { ComposeVolume } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { contextFileAt } from './image-layout.ts';
import { type Started, workspacePath } from './started.ts';

/**
 * The file of the workspace that a started program finds at a path of the image; known to be undefined where surely none lies. What
 * compose mounts over it counts where it is not the same.
 */
export function fileAtStart({ start }: Started, path: string, facts: ProjectFacts): Known<string | undefined> {
  const file = contextFileAt(start.stage, path, facts);
  const inImage = file.known && file.value !== undefined ? known(workspacePath(file.value, facts)) : file;
  if (!inImage.known) return inImage;
  for (const volume of volumesOf(facts)) {
    const mounted = volume.target.known ? mountedAt(volume, volume.target.value, path, facts) : volume.target;
    if (!mounted) continue;
    if (!mounted.known || mounted.value !== inImage.value) return unknown('compose mounts something over it');
  }
  return inImage;
}

const volumesOf = ({ composeServices }: ProjectFacts): readonly ComposeVolume[] =>
  composeServices.known ? composeServices.value.flatMap(({ volumes }) => volumes) : [];

/** What a volume lays over a path; undefined where it lies elsewhere. */
function mountedAt(
  volume: ComposeVolume,
  target: string,
  path: string,
  facts: ProjectFacts,
): Known<string | undefined> | undefined {
  const place = target.replace(/(?<=.)\/+$/, '');
  if (!isWithin(path, place)) return undefined;
  const folder = volume.kind === 'bind' ? folderOf(volume) : undefined;
  if (folder === undefined || !facts.workspace.known) return unknown('nobody knows what is mounted');
  const rest = path.slice(place === '/' ? 1 : place.length + 1);
  const file = [folder, rest].filter((part) => part !== '').join('/');
  return known(allFiles(facts.workspace.value).has(file) ? file : undefined);
}

const allFiles = remembered((files: readonly string[]): ReadonlySet<string> => new Set(files));

/** The folder of the workspace that a bind mount names, from the folder of its compose file; undefined outside of the workspace. */
function folderOf({ source, from }: ComposeVolume): string | undefined {
  if (!source?.known || !source.value.startsWith('.')) return undefined;
  const parts = from.path.split('/').slice(0, -1);
  for (const part of source.value.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
