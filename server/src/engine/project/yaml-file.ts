import type { TableNode } from '../nodes/nodes.ts';
import { parseYaml, rootTable } from '../nodes/yaml.ts';
import { type Known, known, unknown } from '../text/known.ts';

/** The table that a file of YAML or JSON is; a function of its path, too, so that what it says is kept while its text stays the same. */
export function yamlOf(_: string, text: string): Known<TableNode> {
  const result = parseYaml(text);
  const root = rootTable(result);
  return root ? known(root) : unknown(result.ok ? 'it is no table' : result.message);
}
