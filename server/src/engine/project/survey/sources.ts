import { within } from '../context.ts';
import { installedBy } from '../dependencies/installed.ts';
import { isDevelopersGroup } from '../dependencies/order.ts';
import type { DependencyFiles, InstallRequest } from '../dependencies/requests.ts';
import { EVERYTHING_USUAL, type Manager } from '../dependencies/selection.ts';
import type { DependencyFile } from '../dependencies/types.ts';
import { partsWith } from './parts.ts';
import { requirementsFor } from './requirements.ts';
import type { Parts, Requirements, Sources } from './types.ts';

type LockingManager = Exclude<Manager, 'pip'>;

const LOCKS: Readonly<Record<LockingManager, string>> = {
  uv: 'uv.lock',
  poetry: 'poetry.lock',
  pdm: 'pdm.lock',
  pipenv: 'Pipfile.lock',
};

/** What a project has to make an image from. */
export function sourcesOf(home: string, files: DependencyFiles): Sources {
  const requirements = requirementsFor(home, files);
  const at = (name: string): DependencyFile | undefined => {
    const file = files.get(within(home, name));
    return file?.known ? file.value : undefined;
  };
  const manifestOf = (manager: Manager) => at(manager === 'pipenv' ? 'Pipfile' : 'pyproject.toml');
  const groupsOf = (manager: Manager) =>
    (manager === 'pip' ? [] : (manifestOf(manager)?.groups ?? [])).filter(
      ({ kind, of }) => (kind === 'group' || kind === 'extra') && (of === undefined || of === manager),
    );
  const installed = (manager: Manager, python: string | undefined, parts: Parts) =>
    installedBy(files, requestFor(manager, home, requirements, parts, groupsOf(manager)), python);
  return {
    requirements,
    files,
    describes: (name) => at(name)?.groups.some(({ dependencies }) => dependencies.length > 0) === true,
    hasLock: (manager) => manager !== 'pip' && files.has(within(home, LOCKS[manager])),
    localPackages: (manager) => (manager === 'pip' ? [] : localPackages(at(LOCKS[manager]), manifestOf(manager))),
    partsFor: (manager, needs) => partsWith(groupsOf(manager), needs, (parts) => installed(manager, undefined, parts)),
    installed,
  };
}

function requestFor(
  by: Manager,
  home: string,
  requirements: Requirements | undefined,
  parts: Parts,
  all: DependencyFile['groups'],
): InstallRequest {
  if (by === 'pip') {
    const path = requirements && within(home, requirements.file);
    return { by, files: path === undefined ? [] : [path], projects: [], named: [], constraints: [], noDeps: false };
  }
  const without = all.filter(({ name, kind }) => kind === 'group' && isDevelopersGroup(name)).map(({ name }) => name);
  const selection = { ...EVERYTHING_USUAL, ...parts, without, noDefaultGroups: true };
  return { by, folder: home === '' ? '' : `${home}/`, member: undefined, selection };
}

/** Folders that a lock installs from; the project itself is run out of its own folder. */
function localPackages(lock: DependencyFile | undefined, manifest: DependencyFile | undefined): readonly string[] {
  const own = manifest?.settings?.name?.value;
  const targets = (lock?.lock?.packages ?? []).flatMap(({ name, source }) =>
    source.kind === 'path' && name !== own && !/^\.?\/?$/.test(source.target) ? [source.target] : [],
  );
  return [...new Set(targets.map((target) => target.replace(/^\.\//, '')))];
}
