import type { Span } from '../text/span.ts';

/** What TOML, YAML, JSON or settings hold, as it was written: TOML and YAML with places, settings without. */
export type ConfigNode = TableNode | ListNode | ValueNode;

export interface TableNode {
  readonly kind: 'table';
  readonly span: Span | undefined;
  readonly entries: readonly ConfigEntry[];
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span | undefined;
  readonly items: readonly ConfigNode[];
}

export interface ValueNode {
  readonly kind: 'value';
  readonly span: Span | undefined;
  /** Undefined for what no key of ours can be: dates, null. */
  readonly value: string | number | boolean | undefined;
}

export interface ConfigEntry {
  readonly name: string;
  readonly nameSpan: Span | undefined;
  readonly value: ConfigNode;
}

export const entryOf = (table: TableNode, name: string): ConfigEntry | undefined =>
  table.entries.find((entry) => entry.name === name);

/** How a message calls what it found instead of what it wanted. */
export function describeNode(node: ConfigNode): string {
  if (node.kind === 'table') return 'a table';
  if (node.kind === 'list') return 'a list';
  const { value } = node;
  if (typeof value === 'string') return JSON.stringify(value);
  return value === undefined ? 'another kind of value' : String(value);
}
