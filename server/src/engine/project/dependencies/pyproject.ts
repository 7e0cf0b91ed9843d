import { type ConfigEntry, type ConfigNode, entryOf, type TableNode } from '../../nodes/nodes.ts';
import { parseToml } from '../../nodes/toml.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { relativeTo } from '../requirements.ts';
import type { Fact } from '../types.ts';
import { fileOf, fromRequirement, groupOf } from './dependency.ts';
import { entryPlace, itemsIn, placeOf, type Toml, tableIn, textFact, textIn, textOf } from './entries.ts';
import { normalName } from './names.ts';
import { poetryGroups, poetryPython } from './pyproject-poetry.ts';
import { settingsOf, withUvSources } from './pyproject-settings.ts';
import { pep440 } from './specifier.ts';
import type { Dependency, DependencyFile, Group, Include, Specifier, Unread } from './types.ts';

/** Reads a pyproject.toml: the standard's tables, and those of Poetry, uv and PDM. */
export function readPyproject(path: string, text: string): Known<DependencyFile> {
  const parsed = parseToml(text);
  if (!parsed.ok) return unknown(`${path} is no TOML: ${parsed.message}`);
  const file: Toml = { path, text, root: parsed.root };
  const groups = [
    ...mainGroups(file),
    ...tableGroups(file, 'extra', 'project', 'optional-dependencies'),
    ...tableGroups(file, 'group', 'dependency-groups'),
    ...ofManager('pdm', tableGroups(file, 'group', 'tool', 'pdm', 'dev-dependencies')),
    ...ofManager('uv', listGroup(file, { name: 'dev', kind: 'group' }, 'dev-dependencies', 'tool', 'uv')),
    ...ofManager('poetry', poetryGroups(file, usesPoetryMain(file.root))),
    ...listGroup(file, { name: 'build', kind: 'build' }, 'requires', 'build-system'),
  ];
  return known(
    fileOf({
      kind: 'pyproject',
      path,
      requiresPython: requiresPython(file),
      groups: withUvSources(file.root, merged(groups)),
      includes: dynamicFiles(file),
      settings: settingsOf(file),
    }),
  );
}

const ofManager = (of: Group['of'], groups: readonly Group[]): readonly Group[] =>
  groups.map((group) => ({ ...group, of }));

function requiresPython(file: Toml): Fact<Specifier> | undefined {
  const standard = textFact(file.path, file.text, tableIn(file.root, 'project'), 'requires-python');
  return standard ? { ...standard, value: pep440(standard.value) } : poetryPython(file);
}

const dynamicIn = (root: TableNode, name: string): ConfigNode | undefined =>
  itemsIn(tableIn(root, 'project'), 'dynamic').find((item) => textOf(item) === name);

/** Poetry's own table says what the project needs where the standard's one says nothing of it. */
const usesPoetryMain = (root: TableNode): boolean =>
  dynamicIn(root, 'dependencies') !== undefined || itemsIn(tableIn(root, 'project'), 'dependencies').length === 0;

function mainGroups(file: Toml): readonly Group[] {
  const groups = listGroup(file, { name: 'main', kind: 'main' }, 'dependencies', 'project');
  const dynamic = dynamicIn(file.root, 'dependencies');
  const isRead = tableIn(file.root, 'tool', 'poetry', 'dependencies') !== undefined || dynamicFiles(file).length > 0;
  if (!dynamic || isRead) return groups;
  const from = placeOf(file.path, file.text, dynamic);
  const unread = { why: 'the dependencies are worked out when the project is built', from };
  return [...groups, groupOf({ name: 'main', kind: 'main', from }, [unread])];
}

/** `dependencies = {file = ["requirements.txt"]}` below `[tool.setuptools.dynamic]`. */
function dynamicFiles({ path, text, root }: Toml): readonly Include[] {
  if (!dynamicIn(root, 'dependencies')) return [];
  const table = tableIn(root, 'tool', 'setuptools', 'dynamic', 'dependencies');
  const file = table && entryOf(table, 'file')?.value;
  const nodes = file?.kind === 'list' ? file.items : file ? [file] : [];
  return nodes.map((node) => ({
    path: relativeTo(path, textOf(node) ?? ''),
    as: 'requirements',
    from: placeOf(path, text, node),
  }));
}

type Head = Pick<Group, 'name' | 'kind'>;

/** The group that a list of requirements makes, where there is such a list. */
function listGroup(file: Toml, head: Head, key: string, ...table: readonly string[]): readonly Group[] {
  const found = tableIn(file.root, ...table);
  const entry = found && entryOf(found, key);
  return entry ? [groupIn(file, head, entry)] : [];
}

/** The groups of a table in which every key is one. */
const tableGroups = (file: Toml, kind: Group['kind'], ...names: readonly string[]): readonly Group[] =>
  (tableIn(file.root, ...names)?.entries ?? []).map((entry) =>
    groupIn(file, { name: normalName(entry.name), kind }, entry),
  );

function groupIn(file: Toml, head: Head, entry: ConfigEntry): Group {
  const from = entryPlace(file.path, entry);
  if (entry.value.kind !== 'list') return groupOf({ ...head, from }, [{ why: 'this is no list', from }]);
  const includesGroups: Fact<string>[] = [];
  const found: (Dependency | Unread)[] = [];
  for (const item of entry.value.items) {
    const at = placeOf(file.path, file.text, item);
    const include = item.kind === 'table' ? textIn(item, 'include-group') : undefined;
    if (include === undefined) found.push(fromRequirement(textOf(item) ?? '', at));
    else includesGroups.push({ value: normalName(include), from: at });
  }
  return groupOf({ ...head, from, includesGroups }, found);
}

/** Groups of one name and kind are one: a standard's table and a tool's one may both say something of `dev`. */
function merged(groups: readonly Group[]): readonly Group[] {
  const found = new Map<string, Group>();
  for (const group of groups) {
    const key = `${group.kind} ${group.name}`;
    const first = found.get(key);
    found.set(key, first ? joined(first, group) : group);
  }
  return [...found.values()];
}

const joined = (first: Group, second: Group): Group => ({
  ...first,
  of: first.of === second.of ? first.of : undefined,
  optional: first.optional || second.optional,
  dependencies: [...first.dependencies, ...second.dependencies],
  includesGroups: [...first.includesGroups, ...second.includesGroups],
  unread: [...first.unread, ...second.unread],
});
