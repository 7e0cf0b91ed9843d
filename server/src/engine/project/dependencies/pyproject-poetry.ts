import { type ConfigEntry, type ConfigNode, entryOf, type TableNode } from '../../nodes/nodes.ts';
import type { Fact } from '../types.ts';
import { groupOf } from './dependency.ts';
import { entryPlace, flagIn, itemsIn, placeOf, type Toml, tableIn, textIn, textOf, textsIn } from './entries.ts';
import { normalName } from './names.ts';
import { poetryClauses } from './poetry-specifier.ts';
import { ANY, parseClause, pinnedBy, poetrySpecifier } from './specifier.ts';
import type { Dependency, Group, Source, Specifier, Unread } from './types.ts';

/** `python = "^3.12"` among Poetry's dependencies. */
export function poetryPython({ path, text, root }: Toml): Fact<Specifier> | undefined {
  const table = tableIn(root, 'tool', 'poetry', 'dependencies');
  const node = table && entryOf(table, 'python')?.value;
  const version = textOf(node) ?? (node?.kind === 'table' ? textIn(node, 'version') : undefined);
  return node && version !== undefined
    ? { value: poetrySpecifier(version), from: placeOf(path, text, node) }
    : undefined;
}

/** The groups of `[tool.poetry]`; its main one only where the standard's table does not say it all. */
export function poetryGroups(file: Toml, withMain: boolean): readonly Group[] {
  const poetry = tableIn(file.root, 'tool', 'poetry');
  const dependencies = poetry && entryOf(poetry, 'dependencies');
  const old = poetry && entryOf(poetry, 'dev-dependencies');
  return [
    ...(dependencies && withMain ? mainAndExtras(file, dependencies, tableIn(poetry, 'extras')) : []),
    ...(old
      ? [groupOf({ name: 'dev', kind: 'group', from: entryPlace(file.path, old) }, entriesOf(file, old.value))]
      : []),
    ...(tableIn(poetry, 'group')?.entries ?? []).flatMap((entry) => namedGroup(file, entry) ?? []),
  ];
}

function namedGroup(file: Toml, { name, nameSpan, value }: ConfigEntry): Group | undefined {
  if (value.kind !== 'table') return undefined;
  const dependencies = entryOf(value, 'dependencies');
  const from = entryPlace(file.path, { name, nameSpan, value });
  const head = { name: normalName(name), kind: 'group' as const, optional: flagIn(value, 'optional') ?? false, from };
  const includesGroups = itemsIn(value, 'include-groups').flatMap((item): Fact<string>[] => {
    const text = textOf(item);
    return text === undefined ? [] : [{ value: normalName(text), from: placeOf(file.path, file.text, item) }];
  });
  return groupOf({ ...head, includesGroups }, dependencies ? entriesOf(file, dependencies.value) : []);
}

/** What is optional is installed by the extras that name it. */
function mainAndExtras(file: Toml, entry: ConfigEntry, extras: TableNode | undefined): readonly Group[] {
  const table = entry.value.kind === 'table' ? entry.value : undefined;
  const isOptional = ({ value }: ConfigEntry): boolean =>
    (value.kind === 'list' ? value.items : [value]).some(
      (node) => node.kind === 'table' && flagIn(node, 'optional') === true,
    );
  const optional = (table?.entries ?? []).filter(isOptional);
  const always = (table?.entries ?? []).filter((each) => !isOptional(each));
  const main = always.flatMap((each) => dependenciesOf(file, each));
  const byExtra = (extras?.entries ?? []).map((extra) => {
    const names = new Set(textsIn(extras, extra.name).map(normalName));
    const found = optional.filter(({ name }) => names.has(normalName(name)));
    const head = { name: normalName(extra.name), kind: 'extra' as const, from: entryPlace(file.path, extra) };
    return groupOf(
      head,
      found.flatMap((each) => dependenciesOf(file, each)),
    );
  });
  return [groupOf({ name: 'main', kind: 'main', from: entryPlace(file.path, entry) }, main), ...byExtra];
}

const entriesOf = (file: Toml, table: ConfigNode): readonly (Dependency | Unread)[] =>
  table.kind === 'table' ? table.entries.flatMap((each) => dependenciesOf(file, each)) : [];

/** `django = "^5.2"`, `django = {version = "^5.2", extras = […]}`, or a list of such tables for several Pythons. */
function dependenciesOf({ path }: Toml, entry: ConfigEntry): readonly (Dependency | Unread)[] {
  if (normalName(entry.name) === 'python') return [];
  const from = entryPlace(path, entry);
  const nodes = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  return nodes.map((node) => {
    const version = textOf(node);
    if (node.kind !== 'table' && version === undefined) return { why: 'this is no version and no table', from };
    const table = node.kind === 'table' ? node : undefined;
    const given = version ?? textIn(table, 'version');
    const specifier = given === undefined ? ANY : poetrySpecifier(given);
    return {
      name: normalName(entry.name),
      extras: textsIn(table, 'extras').map(normalName),
      specifier,
      pinned: pinnedBy(specifier),
      marker: table && markerOf(table),
      source: sourceIn(table),
      editable: (table && flagIn(table, 'develop')) ?? false,
      from,
    };
  });
}

function sourceIn(table: TableNode | undefined): Source {
  for (const [key, kind] of [
    ['git', 'vcs'],
    ['url', 'url'],
    ['path', 'path'],
    ['file', 'path'],
  ] as const) {
    const target = textIn(table, key);
    if (target !== undefined) return { kind, target };
  }
  return { kind: 'index' };
}

/** The conditions of a table, in the words of PEP 508. */
function markerOf(table: TableNode): string | undefined {
  const python = textIn(table, 'python');
  const platform = textIn(table, 'platform');
  const all = [
    textIn(table, 'markers'),
    python === undefined ? undefined : pythonMarker(python),
    platform === undefined ? undefined : `sys_platform == '${platform}'`,
  ].filter((each) => each !== undefined);
  return all.length > 1 ? all.map((each) => `(${each})`).join(' and ') : all[0];
}

/** `^3.8` → `python_full_version >= '3.8' and python_full_version < '4'`. What cannot be read stays what it is: unknown. */
function pythonMarker(text: string): string {
  const alternatives = poetryClauses(text)?.map((set) =>
    set
      .split(',')
      .filter((each) => each !== '')
      .map(parseClause),
  );
  if (!alternatives?.flat().every((clause) => clause !== undefined)) return `python ${text}`;
  return alternatives
    .map((clauses) =>
      clauses.flatMap((each) => (each ? `python_full_version ${each.operator} '${each.text}'` : [])).join(' and '),
    )
    .join(' or ');
}
