import type { TableNode } from '../../nodes/nodes.ts';
import { tableIn } from '../../nodes/yaml.ts';
import { Fields, nodeAt } from './fields.ts';
import { purposeOf } from './names.ts';
import { looksLikeService, readService } from './service.ts';
import type { ComposeFile, ComposeText } from './types.ts';

/** Some service in it is one: what a file with a name of all kinds has to show. */
export const isCompose = (root: TableNode): boolean =>
  tableIn(root, 'services')?.entries.some(({ value }) => value.kind === 'table' && looksLikeService(value)) ?? false;

/**
 * Reads the services of a compose file as they stand there.
 * @param text What the table was read from.
 */
export function readComposeFile(path: string, root: TableNode, text: string): ComposeFile {
  const purpose = purposeOf(path);
  const services = tableIn(root, 'services')?.entries ?? [];
  const fields = new Fields(path, text);
  return {
    path,
    purpose,
    services: services.flatMap((entry) => readService(entry, fields, purpose) ?? []),
    fragments: root.entries
      .filter(({ name }) => name.startsWith('x-'))
      .map((entry) => ({ value: entry.name, from: fields.placeOfName(entry) })),
    includes: includesOf(root, fields),
  };
}

/** `include: [a.yaml, {path: b.yaml}, {path: [c.yaml, d.yaml]}]`. */
function includesOf(root: TableNode, fields: Fields): ComposeText[] {
  const node = nodeAt(root, 'include');
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => fields.texts(item.kind === 'table' ? nodeAt(item, 'path') : item));
}
