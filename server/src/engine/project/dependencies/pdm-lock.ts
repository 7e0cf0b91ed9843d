import { entryOf, type TableNode } from '../../nodes/nodes.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { edgeOf, fileOf, lockedPackage } from './dependency.ts';
import { itemsIn, placeOf, textFact, textIn, textOf, textsIn } from './entries.ts';
import { type LockTable, readLockTables } from './lock-tables.ts';
import { normalName } from './names.ts';
import { pep440 } from './specifier.ts';
import type { DependencyFile, Edge, LockedPackage, Source } from './types.ts';

/** Hashes, in a table of their own in older locks. */
const skips = (key: string, { header }: LockTable): boolean => key === 'files' || header[1] === 'files';

/** Reads pdm.lock. A package with extras stands there once more for each set of them. */
export function readPdmLock(path: string, text: string): Known<DependencyFile> {
  const read = readLockTables(text, skips);
  if (!read.ok) return unknown(`${path} is no lock that PDM wrote`);
  const metadata = read.tables.find(({ header }) => header.join('.') === 'metadata');
  const tables = read.tables.filter(({ item, header }) => item && header.join('.') === 'package');
  const python = read.tables.find(({ header }) => header.join('.') === 'metadata.targets');
  const wanted = textFact(path, text, python, 'requires_python');
  return known(
    fileOf({
      kind: 'pdm.lock',
      path,
      requiresPython: wanted && { ...wanted, value: pep440(wanted.value) },
      lock: {
        format: textIn(metadata, 'lock_version'),
        madeBy: undefined,
        packages: packagesOf(tables, path, text),
        devGroups: new Map(),
        extras: new Map(),
      },
    }),
  );
}

function packagesOf(tables: readonly LockTable[], path: string, text: string): readonly LockedPackage[] {
  const bases = tables.filter((table) => textsIn(table, 'extras').length === 0);
  const extras = extrasByName(tables, path, text);
  return bases.flatMap((table) => packageOf(table, extras, path, text) ?? []);
}

type Edges = Map<string, readonly Edge[]>;

/** What the entries with extras bring, by package and extra. Such an entry names its own package again. */
function extrasByName(tables: readonly LockTable[], path: string, text: string): ReadonlyMap<string, Edges> {
  const found = new Map<string, Edges>();
  for (const table of tables) {
    const name = normalName(textIn(table, 'name') ?? '');
    const edges = edgesOf(table, path, text).filter((edge) => edge.name !== name);
    const ofPackage = found.get(name) ?? new Map<string, readonly Edge[]>();
    for (const extra of textsIn(table, 'extras').map(normalName))
      ofPackage.set(extra, [...(ofPackage.get(extra) ?? []), ...edges]);
    found.set(name, ofPackage);
  }
  return found;
}

function packageOf(
  table: LockTable,
  extras: ReadonlyMap<string, Edges>,
  path: string,
  text: string,
): LockedPackage | undefined {
  const fact = textFact(path, text, table, 'name');
  if (!fact) return undefined;
  const name = normalName(fact.value);
  return lockedPackage({
    name,
    version: textIn(table, 'version'),
    source: sourceOf(table),
    groups: entryOf(table, 'groups') ? textsIn(table, 'groups').map(normalName) : undefined,
    marker: textIn(table, 'marker'),
    edges: edgesOf(table, path, text),
    extras: extras.get(name) ?? new Map(),
    from: fact.from,
  });
}

function sourceOf(table: TableNode): Source {
  for (const [key, kind] of [
    ['git', 'vcs'],
    ['url', 'url'],
    ['path', 'path'],
  ] as const) {
    const target = textIn(table, key);
    if (target !== undefined) return { kind, target };
  }
  return { kind: 'index' };
}

const edgesOf = (table: TableNode, path: string, text: string): readonly Edge[] =>
  itemsIn(table, 'dependencies').flatMap((item) => edgeOf(textOf(item) ?? '', placeOf(path, text, item)) ?? []);
