import type { Fact, Place } from '../types.ts';
import type { DependencyFiles } from './requests.ts';
import type { Manager } from './selection.ts';
import type { DependencyFile, DependencyFileKind, Specifier } from './types.ts';

const LOCKS: readonly (readonly [DependencyFileKind, Manager])[] = [
  ['uv.lock', 'uv'],
  ['poetry.lock', 'poetry'],
  ['pdm.lock', 'pdm'],
  ['Pipfile.lock', 'pipenv'],
  ['Pipfile', 'pipenv'],
];

const startOf = (path: string): Place => ({ path, span: { start: 0, end: 0 } });

/**
 * The manager of a project, by the lock or else the manifest that is there, and where that is. Undefined when nothing tells,
 * or when two of them do.
 */
export function packageManagerOf(files: DependencyFiles): Fact<Manager> | undefined {
  const read = [...files.values()].flatMap((file) => (file.known ? [file.value] : []));
  const found = read.flatMap((file) => {
    const manager = LOCKS.find(([kind]) => kind === file.kind)?.[1];
    return manager ? [{ value: manager, from: startOf(file.path) }] : [];
  });
  const requirements = read.find(({ kind }) => kind === 'requirements');
  const candidates =
    found.length > 0 ? found : read.filter((file) => asksForSome(file) || !requirements).flatMap(byTable);
  const [first, ...others] = candidates;
  if (first) return others.every(({ value }) => value === first.value) ? first : undefined;
  return requirements && { value: 'pip', from: startOf(requirements.path) };
}

/** Beside requirements files, a table may do no more than configure a tool. */
const asksForSome = ({ groups }: DependencyFile): boolean => groups.some(({ dependencies }) => dependencies.length > 0);

/** Tables of their own tell, when a lock does not. */
function byTable({ settings }: DependencyFile): readonly Fact<Manager>[] {
  const tables: readonly (readonly [Manager, Place | undefined])[] = [
    ['uv', settings?.uv],
    ['poetry', settings?.poetry],
    ['pdm', settings?.pdm],
  ];
  return tables.flatMap(([value, from]) => (from ? [{ value, from }] : []));
}

/** What the files of a project say of a package's version, each with its place: locked ones first, then what is asked for. */
export function versionsOf(files: DependencyFiles, name: string): readonly Fact<string | Specifier>[] {
  const read = [...files.values()].flatMap((file) => (file.known ? [file.value] : []));
  const locked = read.flatMap(({ lock }) => lock?.packages ?? []).filter((each) => each.name === name);
  const asked = read.flatMap(({ groups }) => groups.flatMap(({ dependencies }) => dependencies));
  return [
    ...locked.flatMap(({ version, from }) => (version === undefined ? [] : [{ value: version, from }])),
    ...asked.filter((each) => each.name === name).map(({ specifier, from }) => ({ value: specifier, from })),
  ];
}
