import type { Known } from '../../text/known.ts';
import type { Fact, Place } from '../types.ts';
import { addProject } from './by-project.ts';
import { Gathering, type InstalledSet } from './closure.ts';
import { addFlat, addGroup, nowhere } from './gather.ts';
import { imageEnvironment, type MarkerEnvironment } from './marker-environment.ts';
import type { DependencyFiles, PipRequest } from './requests.ts';
import { readRequirementsFile } from './requirements-txt.ts';
import type { DependencyFile, Include } from './types.ts';

/** What pip installs from requirements files, with those that they include. */
export function byPip(
  files: DependencyFiles,
  { files: given, projects, named, constraints, noDeps }: PipRequest,
  python: string | undefined,
): InstalledSet {
  const gathering = new Gathering();
  const environment = imageEnvironment(python);
  const pins = new Map<string, string>();
  const wanted = new Map(given.map((path) => [path, nowhere(path)]));
  let closed = noDeps;
  for (const each of named) addNamed(each, environment, gathering);
  // Without dependencies a project is nothing but itself.
  for (const each of noDeps ? [] : projects)
    for (const include of addProject(each, files, python, gathering)) addInclude(include, wanted, gathering);
  for (const path of constraints) addPins(files.get(path), pins);
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
    for (const include of file.value.includes) addInclude(include, wanted, gathering);
    for (const { path, as } of file.value.includes) if (as === 'constraints') addPins(files.get(path ?? ''), pins);
  }
  for (const [name, found] of gathering.packages)
    gathering.packages.set(name, { ...found, version: found.version ?? pins.get(name) });
  return gathering.finish(closed);
}

function addInclude({ path, as, from }: Include, wanted: Map<string, Place>, gathering: Gathering): void {
  if (as === 'constraints') return;
  if (path === undefined) gathering.unread.push({ why: 'what is included is no plain path', from });
  else if (!wanted.has(path)) wanted.set(path, from);
}

/** A requirement that stands in a command. */
function addNamed({ value, from }: Fact<string>, environment: MarkerEnvironment, gathering: Gathering): void {
  const file = readRequirementsFile(from.path, value);
  for (const group of file.known ? file.value.groups : []) {
    const dependencies = group.dependencies.map((each) => ({ ...each, from }));
    addGroup(
      { ...group, dependencies, unread: group.unread.map(({ why }) => ({ why, from })) },
      environment,
      gathering,
    );
  }
}

/** What a file of constraints pins. It installs nothing. */
function addPins(file: Known<DependencyFile> | undefined, pins: Map<string, string>): void {
  for (const { dependencies } of file?.known ? file.value.groups : [])
    for (const { name, pinned } of dependencies) if (name !== undefined && pinned !== undefined) pins.set(name, pinned);
}
