import type { ComposeService, ComposeVolume } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { contextPath, isOutOfSight } from './image-layout.ts';

/** The file of the workspace that a volume lays over a path, or that it lays none there; undefined where it lies elsewhere. */
export function mountedAt(
  volume: ComposeVolume,
  path: string,
  facts: ProjectFacts,
): Known<string | undefined> | undefined {
  if (!volume.target.known) return volume.target;
  const place = placeIn(volume.target.value);
  if (!isWithin(path, place)) return undefined;
  const folder = hostFolderOf(volume);
  if (folder === undefined || !facts.workspace.known) return unknown('nobody knows what is mounted');
  const file = joined(folder, path.slice(place === '/' ? 1 : place.length + 1));
  return known(allFiles(facts.workspace.value).has(file) ? file : undefined);
}

/** What lies at a path of a service's container in place of the image's; undefined where nothing is mounted over it. */
export function laidOver(
  { volumes }: ComposeService,
  path: string,
  facts: ProjectFacts,
): Known<string | undefined> | undefined {
  const hidden = volumes.find(({ target }) => !target.known);
  if (hidden) return unknown('nobody knows where something is mounted');
  const over = volumes.filter(({ target }) => target.known && isWithin(path, placeIn(target.value)));
  // A mount below another one lies over it; of two at the same place the last one said counts.
  const top = over.reduce<ComposeVolume | undefined>((a, b) => (a && depthOf(a) > depthOf(b) ? a : b), undefined);
  const found = top && mountedAt(top, path, facts);
  if (!top || !found?.known || found.value !== undefined) return found;
  return isSeen(joined(hostFolderOf(top) ?? '', restOf(top, path)), facts) ? found : unknown('it may lie on the host');
}

/** Paths of a service's container at which its volumes lay a file of the workspace. */
export const mountedPlacesOf = ({ volumes }: ComposeService, file: string): readonly string[] =>
  volumes.flatMap((volume) => {
    const folder = hostFolderOf(volume);
    if (folder === undefined || !volume.target.known || !(folder === '' || isWithin(file, folder))) return [];
    const rest = file.slice(folder === '' ? 0 : folder.length + 1);
    return [rest === '' ? placeIn(volume.target.value) : `${placeIn(volume.target.value).replace(/\/$/, '')}/${rest}`];
  });

const placeIn = (target: string): string => target.replace(/(?<=.)\/+$/, '');

const depthOf = ({ target }: ComposeVolume): number => (target.known ? placeIn(target.value).length : 0);

const restOf = ({ target }: ComposeVolume, path: string): string =>
  target.known ? path.slice(placeIn(target.value) === '/' ? 1 : placeIn(target.value).length + 1) : '';

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/');

const allFiles = remembered((files: readonly string[]): ReadonlySet<string> => new Set(files));

/** Whether somebody has looked where a file of the workspace would lie. Outside of the context nobody knows of links. */
function isSeen(file: string, facts: ProjectFacts): boolean {
  const inContext = contextPath(file, facts);
  return inContext !== undefined && facts.context.known && !isOutOfSight(inContext, facts.context.value, facts);
}

/** The folder or file of the workspace that a bind mount names, from the folder of its compose file; undefined outside of it. */
function hostFolderOf({ kind, source, from }: ComposeVolume): string | undefined {
  if (kind !== 'bind' || !source?.known || !source.value.startsWith('.')) return undefined;
  const parts = from.path.split('/').slice(0, -1);
  for (const part of source.value.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
