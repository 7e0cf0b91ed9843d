import { type ConfigEntry, type ConfigNode, entryOf, type TableNode } from '../../nodes/nodes.ts';
import type { Span } from '../../text/span.ts';
import type { Fact, Place } from '../types.ts';

/** A file while it is being read: what every reader of a part of it needs. */
export interface Toml {
  readonly path: string;
  readonly text: string;
  readonly root: TableNode;
}

/** What the readers of TOML ask a table. Everything that is of another kind than it should be is not there. */

export const textOf = (node: ConfigNode | undefined): string | undefined =>
  node?.kind === 'value' && typeof node.value === 'string' ? node.value : undefined;

export const textIn = (table: TableNode | undefined, name: string): string | undefined =>
  table && textOf(entryOf(table, name)?.value);

export const flagIn = (table: TableNode, name: string): boolean | undefined => {
  const value = entryOf(table, name)?.value;
  return value?.kind === 'value' && typeof value.value === 'boolean' ? value.value : undefined;
};

export const tableIn = (table: TableNode | undefined, ...names: readonly string[]): TableNode | undefined => {
  let found = table;
  for (const name of names) {
    const value = found && entryOf(found, name)?.value;
    if (value?.kind !== 'table') return undefined;
    found = value;
  }
  return found;
};

export const itemsIn = (table: TableNode | undefined, name: string): readonly ConfigNode[] => {
  const value = table && entryOf(table, name)?.value;
  return value?.kind === 'list' ? value.items : [];
};

export const textsIn = (table: TableNode | undefined, name: string): readonly string[] =>
  itemsIn(table, name).flatMap((item) => textOf(item) ?? []);

const NOWHERE: Span = { start: 0, end: 0 };

/** Where a value stands, without the quotes around a text. */
export function placeOf(path: string, text: string, node: ConfigNode): Place {
  const { start, end } = node.span ?? NOWHERE;
  const quotes = /^(?:"""|'''|["'])/.exec(text.slice(start, start + 3))?.[0].length ?? 0;
  const isText = node.kind === 'value' && typeof node.value === 'string' && end - start >= quotes * 2;
  return { path, span: isText ? { start: start + quotes, end: end - quotes } : { start, end } };
}

/** Where `key = value` stands. A table that headers open has no end of its own. */
export function entryPlace(path: string, { nameSpan, value }: ConfigEntry): Place {
  const start = nameSpan?.start ?? 0;
  return { path, span: { start, end: Math.max(nameSpan?.end ?? 0, value.span?.end ?? 0) } };
}

/** A text and where it stands. */
export function textFact(
  path: string,
  text: string,
  table: TableNode | undefined,
  name: string,
): Fact<string> | undefined {
  const node = table && entryOf(table, name)?.value;
  const value = textOf(node);
  return node && value !== undefined ? { value, from: placeOf(path, text, node) } : undefined;
}

export function flagFact(path: string, table: TableNode | undefined, name: string): Fact<boolean> | undefined {
  const entry = table && entryOf(table, name);
  const value = table && flagIn(table, name);
  return entry && value !== undefined ? { value, from: entryPlace(path, entry) } : undefined;
}
