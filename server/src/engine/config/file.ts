import { entryOf, type TableNode } from '../nodes/nodes.ts';
import { parseToml } from '../nodes/toml.ts';
import type { Rule } from '../rules/define.ts';
import { readLayer } from './read.ts';
import type { ConfigLayer, ReadConfig } from './types.ts';

/** The project's own file, beside a Dockerfile or above it. */
export const CONFIG_FILE = 'django-dockerfile.toml';
export const PYPROJECT = 'pyproject.toml';
const TABLE = 'django-dockerfile';

export const EMPTY_LAYER: ConfigLayer = { detect: undefined, exclude: undefined, rules: new Map() };

/** `pyproject`: only the table counts. `own`: the whole file, unless it has the table. */
export type ConfigFileKind = 'pyproject' | 'own';

export const configFileKind = (path: string): ConfigFileKind =>
  path.split('/').at(-1) === PYPROJECT ? 'pyproject' : 'own';

/** Reads a configuration file. One that is no TOML configures nothing and is one problem. */
export function readConfigFile(rules: readonly Rule[], text: string, kind: ConfigFileKind): ReadConfig {
  const toml = parseToml(text);
  if (!toml.ok) {
    return { layer: EMPTY_LAYER, problems: [{ message: `This is not valid TOML: ${toml.message}`, span: toml.span }] };
  }
  const { root } = toml;
  const table = toolTable(root);
  if (!table) return kind === 'own' ? readLayer(rules, root) : { layer: EMPTY_LAYER, problems: [] };
  if (table.value.kind !== 'table') {
    const message = `tool.${TABLE}: expected a table`;
    return { layer: EMPTY_LAYER, problems: [{ message, span: table.nameSpan }] };
  }
  const read = readLayer(rules, table.value);
  return kind === 'own' ? { ...read, problems: [...strayKeys(root), ...read.problems] } : read;
}

function toolTable(root: TableNode) {
  const tool = entryOf(root, 'tool')?.value;
  return tool?.kind === 'table' ? entryOf(tool, TABLE) : undefined;
}

const strayKeys = (root: TableNode) =>
  root.entries
    .filter(({ name }) => name !== 'tool')
    .map(({ name, nameSpan }) => ({
      message: `Key "${name}" is ignored: it stands outside [tool.${TABLE}]`,
      span: nameSpan,
    }));

/** True when a pyproject.toml configures this tool. A file that is half typed still does when it says so. */
export function hasConfigTable(text: string): boolean {
  if (!text.includes(TABLE)) return false;
  const toml = parseToml(text);
  return toml.ok
    ? toolTable(toml.root) !== undefined
    : /^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*["']?django-dockerfile\b/m.test(text);
}
