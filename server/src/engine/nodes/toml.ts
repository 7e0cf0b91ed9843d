// The only importer of toml-eslint-parser: it alone gives every key and value its place.
import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { lineEnd } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { ConfigEntry, ConfigNode, ListNode, TableNode } from './nodes.ts';

export type TomlResult =
  | { readonly ok: true; readonly root: TableNode }
  | { readonly ok: false; readonly message: string; readonly span: Span };

/** Reads TOML into nodes, or tells the first thing that is wrong with it: the parser stops there. */
export function parseToml(text: string): TomlResult {
  // The parser knows no BOM; a space in its place keeps every offset.
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  try {
    return { ok: true, root: topLevel(parseTOML(source).body[0]) };
  } catch (error) {
    // A stack overflow on nesting nobody writes ends up here as well.
    if (!(error instanceof ParseError)) return { ok: false, message: 'it is nested too deeply', span: lineAt(text, 0) };
    return { ok: false, message: firstLower(error.message), span: lineAt(text, mistakeAt(text, error.index)) };
  }
}

const lineAt = (text: string, index: number): Span => {
  const start = Math.min(index, text.length);
  return { start, end: lineEnd(text, start) };
};

/** A missing value is noticed only where the next line begins; the mistake is the equals sign. */
function mistakeAt(text: string, index: number): number {
  const before = text.slice(0, index).trimEnd();
  const lastLine = before.slice(before.lastIndexOf('\n') + 1);
  return /^[^#]*=$/.test(lastLine) ? before.length - 1 : index;
}

const firstLower = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);

const spanOf = (node: AST.TOMLNode): Span => ({ start: node.range[0], end: node.range[1] });

interface OpenTable extends TableNode {
  readonly entries: ConfigEntry[];
}

interface OpenList extends ListNode {
  readonly items: ConfigNode[];
}

const openTable = (at: Span): OpenTable => ({ kind: 'table', span: at, entries: [] });

function topLevel(top: AST.TOMLTopLevelTable): TableNode {
  const root = openTable(spanOf(top));
  for (const item of top.body) {
    if (item.type === 'TOMLKeyValue') {
      addKeyValue(root, item);
      continue;
    }
    const table = tableAt(root, item);
    for (const keyValue of item.body) addKeyValue(table, keyValue);
  }
  return root;
}

/** The table that a `[header]` opens. The parser has refused keys that contradict each other. */
function tableAt(root: OpenTable, header: AST.TOMLTable): OpenTable {
  const names = header.key.keys;
  let table = root;
  names.forEach((name, index) => {
    const list = header.kind === 'array' && index === names.length - 1;
    table = child(table, name, list ? 'item' : 'table');
  });
  return table;
}

type KeyPart = AST.TOMLBare | AST.TOMLQuoted;

const nameOf = (part: KeyPart): string => (part.type === 'TOMLBare' ? part.name : part.value);

/** Steps into a table, made when it is not there yet; `item` starts another table of a list of tables. */
function child(parent: OpenTable, part: KeyPart, want: 'table' | 'item'): OpenTable {
  const name = nameOf(part);
  const at = spanOf(part);
  const found = parent.entries.find((entry) => entry.name === name)?.value;
  if (found === undefined) {
    const table = openTable(at);
    const list: OpenList = { kind: 'list', span: at, items: [table] };
    parent.entries.push({ name, nameSpan: at, value: want === 'item' ? list : table });
    return table;
  }
  if (found.kind === 'table') return found as OpenTable;
  const items = found.kind === 'list' ? (found as OpenList).items : [];
  const last = items.at(-1);
  if (want === 'table' && last?.kind === 'table') return last as OpenTable;
  const table = openTable(at);
  items.push(table);
  return table;
}

function addKeyValue(table: OpenTable, keyValue: AST.TOMLKeyValue): void {
  const parts = keyValue.key.keys;
  const last = parts.at(-1);
  if (!last) return;
  let target = table;
  for (const part of parts.slice(0, -1)) target = child(target, part, 'table');
  target.entries.push({ name: nameOf(last), nameSpan: spanOf(last), value: valueNode(keyValue.value) });
}

function valueNode(node: AST.TOMLContentNode): ConfigNode {
  const at = spanOf(node);
  switch (node.type) {
    case 'TOMLInlineTable': {
      const table = openTable(at);
      for (const keyValue of node.body) addKeyValue(table, keyValue);
      return table;
    }
    case 'TOMLArray':
      return { kind: 'list', span: at, items: node.elements.map(valueNode) };
    case 'TOMLValue':
      return { kind: 'value', span: at, value: node.value instanceof Date ? undefined : node.value };
  }
}
