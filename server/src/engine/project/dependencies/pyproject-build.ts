import { type BuildFileKind, buildBackend } from '../../data/build-backends.ts';
import { type ConfigNode, entryOf, type TableNode } from '../../nodes/nodes.ts';
import { itemsIn, placeOf, type Toml, tableIn, textIn, textOf } from './entries.ts';
import type { BuildFile, ProjectBuild } from './types.ts';

/** What a pyproject.toml says of how the project itself is built. */
export function buildOf(file: Toml): ProjectBuild {
  const { root } = file;
  const module = textIn(tableIn(root, 'build-system'), 'build-backend') ?? '';
  const backend = buildBackend(module);
  const byPoetry = poetryReadmes(root, module);
  const project = tableIn(root, 'project');
  const named: Readonly<Record<BuildFileKind, readonly ConfigNode[]>> = {
    readme: isPoetryCore(module) ? byPoetry : readmesIn(project),
    license: isOldPoetry(root, module) ? [] : licenseIn(project),
    'license-files': itemsIn(project, 'license-files'),
    version: versionFile(root, module),
  };
  return {
    backend: backend?.name,
    stopsWithout: backend?.stopsWithout.flatMap((kind) => filesAt(named[kind], file)) ?? [],
    poetryStopsWithout: filesAt(byPoetry, file),
  };
}

const filesAt = (nodes: readonly ConfigNode[], { path, text }: Toml): readonly BuildFile[] =>
  nodes.flatMap((node) => {
    const value = textOf(node);
    return value === undefined ? [] : [{ value, from: placeOf(path, text, node) }];
  });

const isPoetryCore = (module: string): boolean => module.startsWith('poetry.');

/** poetry-core before 2 takes everything from Poetry's own table, which then names the project. */
const isOldPoetry = (root: TableNode, module: string): boolean =>
  isPoetryCore(module) && textIn(tableIn(root, 'tool', 'poetry'), 'name') !== undefined;

/** Of the standard's table, else of Poetry's own. With both it depends on the release which of them is read. */
function poetryReadmes(root: TableNode, module: string): readonly ConfigNode[] {
  const standard = readmesIn(tableIn(root, 'project'));
  if (standard.length === 0) return readmesIn(tableIn(root, 'tool', 'poetry'));
  return isOldPoetry(root, module) ? [] : standard;
}

/** `"README.md"`, `{ file = "README.md" }`, and the list that Poetry knows. */
function readmesIn(table: TableNode | undefined): readonly ConfigNode[] {
  const value = entryIn(table, 'readme');
  if (value?.kind === 'list') return value.items;
  const file = value?.kind === 'table' ? entryIn(value, 'file') : value;
  return file ? [file] : [];
}

/** A text alone is the name of a license. */
function licenseIn(project: TableNode | undefined): readonly ConfigNode[] {
  const file = entryIn(tableIn(project, 'license'), 'file');
  return file ? [file] : [];
}

const entryIn = (table: TableNode | undefined, name: string): ConfigNode | undefined =>
  table && entryOf(table, name)?.value;

/** The file that the version is read from, where it is not told. */
function versionFile(root: TableNode, module: string): readonly ConfigNode[] {
  const isDynamic = itemsIn(tableIn(root, 'project'), 'dynamic').some((item) => textOf(item) === 'version');
  const table = tableIn(root, 'tool', module === 'hatchling.build' ? 'hatch' : 'pdm', 'version');
  const source = textIn(table, 'source') ?? 'regex';
  const path = entryIn(table, 'path');
  return isDynamic && path && /^(?:regex|code|file)$/.test(source) ? [path] : [];
}
