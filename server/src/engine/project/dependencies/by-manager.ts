import { remembered } from '../../text/remembered.ts';
import type { Place } from '../types.ts';
import { chosenGroups, noExtra } from './chosen-groups.ts';
import { Closure, Gathering, type InstalledSet } from './closure.ts';
import { addFlat, addGroup, nowhere } from './gather.ts';
import { imageEnvironment, type MarkerEnvironment } from './marker-environment.ts';
import type { DependencyFiles, ManagerRequest } from './requests.ts';
import { type Choice, choose, type Offer } from './selection.ts';
import type { Dependency, DependencyFile, Edge, Lock, LockedPackage } from './types.ts';

const MANIFESTS = { uv: 'pyproject.toml', poetry: 'pyproject.toml', pdm: 'pyproject.toml', pipenv: 'Pipfile' };
const LOCKS = { uv: 'uv.lock', poetry: 'poetry.lock', pdm: 'pdm.lock', pipenv: 'Pipfile.lock' };

interface Worked {
  readonly project: DependencyFile | undefined;
  readonly set: InstalledSet;
}

/** What was worked out of a lock: it is long, and the same at the next keystroke in a Dockerfile. */
const workedOut = remembered((_: Lock) => new Map<string, Worked>());
const MOST_KEPT = 20;

/** What a manager installs: the groups that are chosen, and through its lock all that they bring. */
export function byManager(files: DependencyFiles, request: ManagerRequest, python: string | undefined): InstalledSet {
  const manifest = files.get(request.folder + MANIFESTS[request.by]);
  const lockFile = files.get(request.folder + LOCKS[request.by]);
  const lock = lockFile?.known ? lockFile.value.lock : undefined;
  const project = manifest?.known ? manifest.value : undefined;
  if (!lock) return workOut(request, python, project, lock);
  const kept = workedOut(lock);
  const key = JSON.stringify([request, python]);
  const last = kept.get(key);
  if (last && last.project === project) return last.set;
  const set = workOut(request, python, project, lock);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, { project, set });
  return set;
}

function workOut(
  { by, folder, member, selection }: ManagerRequest,
  python: string | undefined,
  project: DependencyFile | undefined,
  lock: Lock | undefined,
): InstalledSet {
  const gathering = new Gathering();
  const from = nowhere(folder + MANIFESTS[by]);
  if (!project && !lock) {
    gathering.unread.push({ why: `${from.path} is not read`, from });
    return gathering.finish(false);
  }
  const choice = choose(by, offerOf(project, by === 'uv' ? lock : undefined, member), selection);
  if (!choice.known) gathering.unread.push({ why: choice.why, from });
  const chosen = choice.known ? choice.value : { main: true, groups: [], extras: [] };
  const environment = imageEnvironment(python, chosen.extras, chosen.groups);
  const job: Job = { lock, member, chosen, environment, gathering, from };
  if (by === 'uv' && lock) return fromOwnRoot(job, lock);
  if (by === 'pipenv' && lock) return flat(job, lock);
  if (project) return fromManifest(job, project);
  return lock ? flat(job, lock) : gathering.finish(false);
}

interface Job {
  readonly lock: Lock | undefined;
  readonly member: string | undefined;
  readonly chosen: Choice;
  readonly environment: MarkerEnvironment;
  readonly gathering: Gathering;
  readonly from: Place;
}

/** uv's lock says of itself which groups and extras there are. */
function offerOf(project: DependencyFile | undefined, lock: Lock | undefined, member: string | undefined): Offer {
  const root = lock && rootOf(lock, member);
  const ofLock = [
    ...[...(root?.extras.keys() ?? [])].map((name) => ({ name, kind: 'extra' as const, optional: true })),
    ...[...(root?.devGroups ?? []), ...(lock?.devGroups ?? [])].map(([name]) => ({
      name,
      kind: 'group' as const,
      optional: false,
    })),
  ];
  return { groups: lock ? ofLock : (project?.groups ?? []), settings: project?.settings };
}

/** uv gives the project's own folder as the place that it comes from. */
const rootOf = ({ packages }: Lock, member: string | undefined): LockedPackage | undefined =>
  packages.find(({ name, source }) => source.kind === 'path' && (member ? name === member : source.target === '.'));

function fromOwnRoot({ member, chosen, environment, gathering, from }: Job, lock: Lock): InstalledSet {
  const root = rootOf(lock, member);
  if (!root && chosen.main) gathering.unread.push({ why: 'the lock is for a workspace of several projects', from });
  for (const name of chosen.extras) if (root && !root.extras.has(name)) gathering.unread.push(noExtra(name, from));
  const roots = [
    ...(chosen.main ? (root?.edges ?? []) : []),
    ...chosen.extras.flatMap((name) => root?.extras.get(name) ?? []),
    ...chosen.groups.flatMap((name) => root?.devGroups.get(name) ?? lock.devGroups.get(name) ?? []),
  ];
  new Closure(lock, environment, gathering).walk(roots);
  return gathering.finish(true);
}

function flat({ chosen, environment, gathering, from }: Job, lock: Lock): InstalledSet {
  const isGrouped = lock.packages.every(({ groups }) => groups !== undefined);
  if (!isGrouped) gathering.unread.push({ why: 'the lock does not tell what belongs to which group', from });
  else addFlat(lock, [...(chosen.main ? ['main', 'default'] : []), ...chosen.groups], environment, gathering);
  return gathering.finish(isGrouped);
}

function fromManifest(
  { lock, chosen, environment, gathering, from: whole }: Job,
  project: DependencyFile,
): InstalledSet {
  const { groups, missing } = chosenGroups(project, chosen, whole);
  for (const each of missing) gathering.unread.push(each);
  for (const { path, from } of project.includes)
    gathering.unread.push({ why: `${path ?? 'a file'} is not followed`, from });
  if (!lock) {
    for (const group of groups) addGroup(group, environment, gathering);
    return gathering.finish(false);
  }
  for (const { unread } of groups) for (const each of unread) gathering.unread.push(each);
  const edges = groups.flatMap(({ dependencies }) => dependencies.flatMap(edgeOf));
  new Closure(lock, environment, gathering).walk(edges);
  return gathering.finish(true);
}

const edgeOf = ({ name, extras, specifier, marker, from }: Dependency): readonly Edge[] =>
  name === undefined ? [] : [{ name, extras, specifier, marker, optional: false, from }];
