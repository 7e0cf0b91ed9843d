import { type Known, known, unknown } from '../../text/known.ts';
import { fileOf, lockedPackage } from './dependency.ts';
import { tableIn, textFact, textIn } from './entries.ts';
import { type LockTable, readLockTables } from './lock-tables.ts';
import { normalName } from './names.ts';
import { pep440 } from './specifier.ts';
import type { DependencyFile, LockedPackage, Source } from './types.ts';

const SKIPPED = new Set(['wheels', 'sdist', 'environments']);

/** Reads a pylock.toml of PEP 751: a flat list of what is installed, each with its condition. */
export function readPylock(path: string, text: string): Known<DependencyFile> {
  const read = readLockTables(text, (key) => SKIPPED.has(key));
  if (!read.ok) return unknown(`${path} is no lock that can be read`);
  const [top] = read.tables;
  const tables = packageTables(read.tables);
  const python = textFact(path, text, top, 'requires-python');
  return known(
    fileOf({
      kind: 'pylock',
      path,
      requiresPython: python && { ...python, value: pep440(python.value) },
      lock: {
        format: textIn(top, 'lock-version'),
        madeBy: textFact(path, text, top, 'created-by'),
        packages: tables.flatMap((table) => packageOf(table, path, text) ?? []),
        devGroups: new Map(),
        extras: new Map(),
      },
    }),
  );
}

/** `[[packages]]`, each with the tables that follow it: `[packages.vcs]`. */
function packageTables(tables: readonly LockTable[]): readonly LockTable[] {
  const found: LockTable[] = [];
  for (const table of tables) {
    const [first, part, ...deeper] = table.header;
    if (first !== 'packages' || deeper.length > 0) continue;
    if (part === undefined) found.push(table);
    else found.at(-1)?.entries.push({ name: part, nameSpan: table.span, value: table });
  }
  return found;
}

function packageOf(table: LockTable, path: string, text: string): LockedPackage | undefined {
  const name = textFact(path, text, table, 'name');
  return (
    name &&
    lockedPackage({
      name: normalName(name.value),
      version: textIn(table, 'version'),
      source: sourceOf(table),
      marker: textIn(table, 'marker'),
      from: name.from,
    })
  );
}

function sourceOf(table: LockTable): Source {
  for (const [key, kind] of [
    ['vcs', 'vcs'],
    ['archive', 'url'],
    ['directory', 'path'],
  ] as const) {
    const from = tableIn(table, key);
    if (from) return { kind, target: textIn(from, 'url') ?? textIn(from, 'path') ?? '' };
  }
  return { kind: 'index' };
}
