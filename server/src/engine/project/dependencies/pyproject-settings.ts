import { entryOf, type TableNode } from '../../nodes/nodes.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import type { Place } from '../types.ts';
import { entryPlace, flagFact, flagIn, type Toml, tableIn, textFact, textIn, textOf } from './entries.ts';
import { normalName } from './names.ts';
import { buildOf } from './pyproject-build.ts';
import type { Dependency, Group, ProjectSettings, Source } from './types.ts';

/** What a pyproject.toml tells its managers, besides dependencies. */
export function settingsOf(file: Toml): ProjectSettings {
  const { path, text, root } = file;
  const tool = tableIn(root, 'tool');
  const poetry = tableIn(tool, 'poetry');
  const uv = tableIn(tool, 'uv');
  return {
    name: textFact(path, text, tableIn(root, 'project'), 'name') ?? textFact(path, text, poetry, 'name'),
    poetryPackageMode: flagFact(path, poetry, 'package-mode'),
    uvPackage: flagFact(path, uv, 'package'),
    buildSystem: placeIn(path, root, 'build-system'),
    build: buildOf(file),
    uvDefaultGroups: defaultGroupsOf(uv),
    poetry: placeIn(path, tool, 'poetry'),
    uv: placeIn(path, tool, 'uv'),
    pdm: placeIn(path, tool, 'pdm'),
  };
}

function placeIn(path: string, table: TableNode | undefined, name: string): Place | undefined {
  const entry = table && entryOf(table, name);
  return entry && entryPlace(path, entry);
}

/** uv takes `dev` along when nothing says otherwise. */
function defaultGroupsOf(uv: TableNode | undefined): Known<readonly string[] | 'all'> {
  const chosen = uv && entryOf(uv, 'default-groups')?.value;
  if (!chosen) return known(['dev']);
  if (textOf(chosen) === 'all') return known('all');
  const names = chosen.kind === 'list' ? chosen.items.map(textOf) : [undefined];
  return names.every((name) => name !== undefined)
    ? known(names.map(normalName))
    : unknown('default-groups cannot be read');
}

/** Dependencies with the sources that `[tool.uv.sources]` gives them. */
export function withUvSources(root: TableNode, groups: readonly Group[]): readonly Group[] {
  const sources = tableIn(root, 'tool', 'uv', 'sources');
  const found = new Map(
    sources?.entries.flatMap(({ name, value }) => (value.kind === 'table' ? [[normalName(name), value] as const] : [])),
  );
  if (found.size === 0) return groups;
  return groups.map((group) => ({ ...group, dependencies: group.dependencies.map((each) => resourced(each, found)) }));
}

function resourced(dependency: Dependency, sources: ReadonlyMap<string, TableNode>): Dependency {
  const table = sources.get(dependency.name ?? '');
  const source = table && sourceIn(table);
  return source ? { ...dependency, source, editable: flagIn(table, 'editable') ?? false } : dependency;
}

function sourceIn(table: TableNode): Source | undefined {
  for (const [key, kind] of [
    ['git', 'vcs'],
    ['url', 'url'],
    ['path', 'path'],
  ] as const) {
    const target = textIn(table, key);
    if (target !== undefined) return { kind, target };
  }
  // A member of the workspace: where it lies is said elsewhere.
  return flagIn(table, 'workspace') ? { kind: 'path', target: '' } : undefined;
}
