import { type ConfigEntry, entryOf, type TableNode } from '../../nodes/nodes.ts';
import { parseToml } from '../../nodes/toml.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import type { Fact } from '../types.ts';
import { fileOf, groupOf } from './dependency.ts';
import { entryPlace, flagIn, placeOf, tableIn, textIn, textOf, textsIn } from './entries.ts';
import { normalName } from './names.ts';
import { pythonRelease } from './python-version.ts';
import { ANY, pep440, pinnedBy } from './specifier.ts';
import type { Dependency, DependencyFile, Source, Specifier, Unread } from './types.ts';

/** Tables that are no category of packages. */
const NO_PACKAGES = new Set(['source', 'requires', 'pipenv', 'scripts']);

/** Reads a Pipfile; every table of packages is a group, `packages` the main one and `dev-packages` called `dev`. */
export function readPipfile(path: string, text: string): Known<DependencyFile> {
  const parsed = parseToml(text);
  if (!parsed.ok) return unknown(`${path} is no TOML: ${parsed.message}`);
  const groups = parsed.root.entries.flatMap((entry) => {
    if (entry.value.kind !== 'table' || NO_PACKAGES.has(entry.name)) return [];
    const found = entry.value.entries.map((each) => dependencyIn(path, each));
    return [groupOf({ ...headOf(entry.name), from: entryPlace(path, entry) }, found)];
  });
  return known(fileOf({ kind: 'Pipfile', path, groups, requiresPython: requiredPython(path, text, parsed.root) }));
}

function headOf(table: string): { name: string; kind: 'main' | 'group'; optional: boolean } {
  if (table === 'packages') return { name: 'main', kind: 'main', optional: false };
  return { name: table === 'dev-packages' ? 'dev' : normalName(table), kind: 'group', optional: true };
}

function requiredPython(path: string, text: string, root: TableNode): Fact<Specifier> | undefined {
  const requires = tableIn(root, 'requires');
  for (const key of ['python_full_version', 'python_version']) {
    const node = requires && entryOf(requires, key)?.value;
    const value = pythonRelease(textOf(node) ?? '');
    if (node && value) return { value, from: placeOf(path, text, node) };
  }
  return undefined;
}

function dependencyIn(path: string, entry: ConfigEntry): Dependency | Unread {
  const { value } = entry;
  const from = entryPlace(path, entry);
  const table = value.kind === 'table' ? value : undefined;
  const version = textOf(value) ?? textIn(table, 'version');
  if (!table && version === undefined) return { why: 'this is no version and no table', from };
  const specifier = version === undefined || version.trim() === '*' ? ANY : pep440(version);
  return {
    name: normalName(entry.name),
    extras: textsIn(table, 'extras').map(normalName),
    specifier,
    pinned: pinnedBy(specifier),
    marker: table && conditionOf(table),
    source: sourceIn(table),
    editable: (table && flagIn(table, 'editable')) ?? false,
    from,
  };
}

const MARKER_KEYS = [
  'python_version',
  'python_full_version',
  'sys_platform',
  'os_name',
  'platform_machine',
  'platform_system',
];

/** `markers = "…"`, or a condition under a marker's name: `sys_platform = "== 'win32'"`. */
function conditionOf(table: TableNode): string | undefined {
  const named = MARKER_KEYS.flatMap((key) => {
    const value = textIn(table, key);
    return value === undefined ? [] : [`${key} ${value}`];
  });
  const all = [textIn(table, 'markers'), ...named].filter((each) => each !== undefined);
  return all.length > 1 ? all.map((each) => `(${each})`).join(' and ') : all[0];
}

function sourceIn(table: TableNode | undefined): Source {
  for (const [key, kind] of [
    ['git', 'vcs'],
    ['file', 'url'],
    ['path', 'path'],
  ] as const) {
    const target = textIn(table, key);
    if (target !== undefined) return { kind, target };
  }
  return { kind: 'index' };
}
