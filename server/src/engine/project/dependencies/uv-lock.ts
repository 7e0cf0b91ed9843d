import { type ConfigNode, entryOf, type TableNode } from '../../nodes/nodes.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { fileOf, lockedPackage } from './dependency.ts';
import { itemsIn, placeOf, tableIn, textFact, textIn, textsIn } from './entries.ts';
import { type LockTable, readLockTables } from './lock-tables.ts';
import { normalName } from './names.ts';
import { ANY, pep440 } from './specifier.ts';
import type { DependencyFile, Edge, LockedPackage, Source } from './types.ts';

/** Values that fill most of a lock and say nothing of what is installed. */
const SKIPPED = new Set(['wheels', 'sdist', 'requires-dist', 'resolution-markers']);

type Edges = ReadonlyMap<string, readonly Edge[]>;

/** A package and the tables that follow it. */
interface Entry {
  readonly table: LockTable;
  readonly parts: Map<string, TableNode>;
}

/** Reads uv.lock: all packages, and what brings what. */
export function readUvLock(path: string, text: string): Known<DependencyFile> {
  const read = readLockTables(text, (key) => SKIPPED.has(key));
  if (!read.ok) return unknown(`${path} is no lock that uv wrote`);
  const [top] = read.tables;
  const entries: Entry[] = [];
  let devGroups: Edges = new Map();
  for (const table of read.tables) {
    const [first, ...rest] = table.header;
    if (table.item && first === 'package' && rest.length === 0) entries.push({ table, parts: new Map() });
    else if (first === 'package') entries.at(-1)?.parts.set(rest.join('.'), table);
    else if (first === 'manifest' && rest[0] === 'dependency-groups') devGroups = edgesByName(table, path, text);
  }
  const packages = entries.flatMap((entry) => packageOf(entry, path, text) ?? []);
  const python = textFact(path, text, top, 'requires-python');
  return known(
    fileOf({
      kind: 'uv.lock',
      path,
      requiresPython: python && { ...python, value: pep440(python.value) },
      lock: { format: formatOf(top), madeBy: undefined, packages, devGroups, extras: new Map() },
    }),
  );
}

function formatOf(top: TableNode | undefined): string | undefined {
  const version = top && entryOf(top, 'version')?.value;
  return version?.kind === 'value' && typeof version.value === 'number' ? String(version.value) : undefined;
}

function packageOf({ table, parts }: Entry, path: string, text: string): LockedPackage | undefined {
  const name = textFact(path, text, table, 'name');
  if (!name) return undefined;
  return lockedPackage({
    name: normalName(name.value),
    version: textIn(table, 'version'),
    source: sourceIn(tableIn(table, 'source')),
    edges: edgesIn(table, 'dependencies', path, text),
    extras: edgesByName(parts.get('optional-dependencies'), path, text),
    devGroups: edgesByName(parts.get('dev-dependencies'), path, text),
    from: name.from,
  });
}

const LOCAL = ['editable', 'virtual', 'directory', 'path'];

function sourceIn(table: TableNode | undefined): Source {
  const git = textIn(table, 'git');
  if (git !== undefined) return { kind: 'vcs', target: git };
  const url = textIn(table, 'url');
  if (url !== undefined) return { kind: 'url', target: url };
  const local = LOCAL.map((key) => textIn(table, key)).find((target) => target !== undefined);
  return local === undefined ? { kind: 'index' } : { kind: 'path', target: local };
}

const edgesByName = (table: TableNode | undefined, path: string, text: string): Edges =>
  new Map(table?.entries.map(({ name }) => [normalName(name), edgesIn(table, name, path, text)]));

const edgesIn = (table: TableNode, key: string, path: string, text: string): readonly Edge[] =>
  itemsIn(table, key).flatMap((item) => edgeIn(item, path, text) ?? []);

function edgeIn(item: ConfigNode, path: string, text: string): Edge | undefined {
  if (item.kind !== 'table') return undefined;
  const name = textIn(item, 'name');
  if (name === undefined) return undefined;
  const version = textIn(item, 'version');
  return {
    name: normalName(name),
    extras: textsIn(item, 'extra').map(normalName),
    specifier: version === undefined ? ANY : pep440(`==${version}`),
    marker: textIn(item, 'marker'),
    optional: false,
    from: placeOf(path, text, item),
  };
}
