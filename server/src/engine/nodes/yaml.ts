// The only importer of yaml: it keeps the place of every node, and goes on behind what is wrong.
import { type Alias, isAlias, isMap, isScalar, isSeq, type ParsedNode, parseAllDocuments } from 'yaml';
import { lineEnd } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { type ConfigEntry, type ConfigNode, entryOf, type TableNode, type ValueNode } from './nodes.ts';

export type YamlResult =
  /** One root for each document of the file; an empty document has none. */
  | { readonly ok: true; readonly roots: readonly ConfigNode[] }
  | { readonly ok: false; readonly message: string; readonly span: Span };

/** Nobody writes more by hand, and what is generated tells nothing about a project. */
const MAX_LENGTH = 256 * 1024;

/** Aliases of aliases stand for more nodes than a computer can hold; no honest file comes near this. */
const MAX_NODES = 50_000;

/** Reads YAML into nodes, or tells the first thing that is wrong with it. An alias shares the node that it names. */
export function parseYaml(text: string): YamlResult {
  if (text.length > MAX_LENGTH) return { ok: false, message: 'it is larger than 256 KB', span: lineAt(text, 0) };
  try {
    const roots: ConfigNode[] = [];
    const documents = parseAllDocuments<ParsedNode>(text, OPTIONS);
    for (const document of 'empty' in documents ? [] : documents) {
      const [error] = document.errors;
      if (error) return { ok: false, message: error.message, span: { start: error.pos[0], end: error.pos[1] } };
      if (document.contents) roots.push(new NodeReader().read(document.contents));
    }
    return { ok: true, roots };
  } catch (error) {
    if (error instanceof YamlMistake) return { ok: false, message: error.message, span: error.span };
    // A stack overflow on nesting nobody writes ends up here.
    return { ok: false, message: 'it is nested too deeply', span: lineAt(text, 0) };
  }
}

/** Comparing all keys of a map with one another is the parser's way to find double ones; ours takes a set. */
const OPTIONS = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', strict: true } as const;

const lineAt = (text: string, start: number): Span => ({ start, end: lineEnd(text, start) });

class YamlMistake extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

interface Anchored {
  readonly node: ConfigNode;
  /** How many nodes it stands for, aliases written out. */
  readonly size: number;
}

const spanOf = ({ range }: ParsedNode): Span => ({ start: range[0], end: range[1] });

const nothing = (span: Span): ValueNode => ({ kind: 'value', span, value: undefined });

class NodeReader {
  readonly #anchors = new Map<string, Anchored>();
  #size = 0;

  read(node: ParsedNode): ConfigNode {
    const before = this.#size;
    this.#grow(1, node);
    if (isAlias(node)) return this.#alias(node);
    const read = this.#plain(node);
    // An anchor is known from its end on: a node that holds its own alias holds nothing there.
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, { node: read, size: this.#size - before });
    return read;
  }

  #grow(by: number, at: ParsedNode): void {
    this.#size += by;
    if (this.#size > MAX_NODES) throw new YamlMistake('its aliases stand for too much', spanOf(at));
  }

  #alias(node: Alias.Parsed): ConfigNode {
    const anchored = this.#anchors.get(node.source);
    if (!anchored) return nothing(spanOf(node));
    this.#grow(anchored.size, node);
    return anchored.node;
  }

  #plain(node: ParsedNode): ConfigNode {
    const span = spanOf(node);
    // Compose takes back with it what another file says.
    if (node.tag === '!reset') return nothing(span);
    if (isMap(node)) return this.#table(node.items as readonly YamlPair[], span);
    if (isSeq(node)) return { kind: 'list', span, items: (node.items as ParsedNode[]).map((item) => this.read(item)) };
    return { kind: 'value', span, value: isScalar(node) ? plainValue(node.value) : undefined };
  }

  #table(pairs: readonly YamlPair[], span: Span): TableNode {
    const entries = new Map<string, ConfigEntry>();
    const merged: ConfigNode[] = [];
    for (const { key, value } of pairs) {
      const name = this.read(key);
      const read = value ? this.read(value) : nothing(spanOf(key));
      if (name.kind !== 'value') continue;
      if (isMergeKey(key)) merged.push(read);
      else this.#add(entries, { name: String(name.value ?? ''), nameSpan: spanOf(key), value: read });
    }
    for (const source of merged.flatMap(tablesOf)) {
      this.#size += source.entries.length;
      for (const entry of source.entries) if (!entries.has(entry.name)) entries.set(entry.name, entry);
    }
    return { kind: 'table', span, entries: [...entries.values()] };
  }

  #add(entries: Map<string, ConfigEntry>, entry: ConfigEntry): void {
    if (entries.has(entry.name) && entry.nameSpan) {
      throw new YamlMistake(`the key ${entry.name.slice(0, 60)} stands there twice`, entry.nameSpan);
    }
    entries.set(entry.name, entry);
  }
}

interface YamlPair {
  readonly key: ParsedNode;
  readonly value: ParsedNode | null;
}

/** `<<: *base`; in quotes it is a name like others. */
const isMergeKey = (key: ParsedNode): boolean => isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

const tablesOf = (node: ConfigNode): TableNode[] => {
  if (node.kind === 'table') return [node];
  return node.kind === 'list' ? node.items.filter((item) => item.kind === 'table') : [];
};

const plainValue = (value: unknown): ValueNode['value'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;

/** The first document's root when it is a table: what all configuration in YAML is. */
export const rootTable = (result: YamlResult): TableNode | undefined => {
  const root = result.ok ? result.roots[0] : undefined;
  return root?.kind === 'table' ? root : undefined;
};

export const tableIn = (table: TableNode, name: string): TableNode | undefined => {
  const value = entryOf(table, name)?.value;
  return value?.kind === 'table' ? value : undefined;
};
