import type { Place } from '../types.ts';
import { Gathering, type InstalledSet } from './closure.ts';
import { addFlat, addGroup, nowhere } from './gather.ts';
import { imageEnvironment } from './marker-environment.ts';
import type { DependencyFiles, PipRequest } from './requests.ts';
import type { Dependency, DependencyFile } from './types.ts';

/** What pip installs from requirements files, with those that they include. */
export function byPip(
  files: DependencyFiles,
  { files: given, noDeps }: PipRequest,
  python: string | undefined,
): InstalledSet {
  const gathering = new Gathering();
  const environment = imageEnvironment(python);
  const pins = new Map<string, string>();
  const wanted = new Map(given.map((path) => [path, nowhere(path)]));
  let closed = noDeps;
  // What a file includes is read as well.
  for (const [path, from] of wanted) {
    const file = files.get(path);
    if (!file?.known) {
      gathering.unread.push({ why: file?.why ?? `${path} is not read`, from });
      continue;
    }
    if (file.value.hashed || file.value.lock) closed = true;
    // Its default groups are taken when nothing says otherwise.
    if (file.value.lock) addFlat(file.value.lock, undefined, { ...environment, groups: undefined }, gathering);
    for (const group of file.value.groups) if (group.kind === 'main') addGroup(group, environment, gathering);
    addIncludes(file.value, wanted, gathering);
    for (const pin of constraintsOf(files, file.value)) if (pin.name && pin.pinned) pins.set(pin.name, pin.pinned);
  }
  for (const [name, found] of gathering.packages)
    gathering.packages.set(name, { ...found, version: found.version ?? pins.get(name) });
  return gathering.finish(closed);
}

function addIncludes(file: DependencyFile, wanted: Map<string, Place>, gathering: Gathering): void {
  for (const { path, as, from } of file.includes) {
    if (as === 'constraints') continue;
    if (path === undefined) gathering.unread.push({ why: 'what is included is no plain path', from });
    else if (!wanted.has(path)) wanted.set(path, from);
  }
}

/** What the constraints of a file pin. They install nothing. */
const constraintsOf = (files: DependencyFiles, file: DependencyFile): readonly Dependency[] =>
  file.includes.flatMap(({ path, as }) => {
    const constraints = as === 'constraints' ? files.get(path ?? '') : undefined;
    return constraints?.known ? constraints.value.groups.flatMap(({ dependencies }) => dependencies) : [];
  });
