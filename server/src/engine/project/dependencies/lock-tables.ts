import type { ConfigEntry, TableNode } from '../../nodes/nodes.ts';
import { lineEnd, nextLine } from '../../text/lines.ts';
import { readKey, readValue, skipSpace, type TomlCursor } from './toml-value.ts';

/** A table of a lock: what stands below a `[header]`. */
export interface LockTable extends TableNode {
  /** `package.dependencies`; empty for what stands above all headers. */
  readonly header: readonly string[];
  /** It is one of a list: `[[package]]`. */
  readonly item: boolean;
  readonly span: { readonly start: number; readonly end: number };
  readonly entries: ConfigEntry[];
}

/** Whether nobody wants the value of a key. */
export type Skips = (key: string, table: LockTable) => boolean;

export type LockTables =
  | { readonly ok: true; readonly tables: readonly LockTable[] }
  | { readonly ok: false; readonly at: number };

/**
 * Reads the tables of a lock, line by line. A parser that keeps every hash of a megabyte takes a second; this one jumps over
 * lists of files, which tools write with a bracket on a line of its own. `skips` tells whose values nobody wants.
 */
export function readLockTables(text: string, skips: Skips): LockTables {
  const cursor: TomlCursor = { text, at: text.startsWith('\uFEFF') ? 1 : 0 };
  let table: LockTable = { kind: 'table', header: [], item: false, span: { start: 0, end: 0 }, entries: [] };
  const tables: LockTable[] = [table];
  while (cursor.at < text.length) {
    const start = cursor.at;
    const first = skipBlank(cursor);
    if (first === undefined || first === '#') {
      cursor.at = nextLine(text, cursor.at);
    } else if (first === '[') {
      const opened = readHeader(cursor);
      if (!opened) return { ok: false, at: start };
      table = opened;
      tables.push(table);
    } else if (!readLine(cursor, table, skips)) return { ok: false, at: start };
  }
  return { ok: true, tables };
}

/** The first character of the line that is no space; undefined for an empty line. */
function skipBlank(cursor: TomlCursor): string | undefined {
  skipSpace(cursor);
  const character = cursor.text[cursor.at];
  return character === '\n' || character === '\r' ? undefined : character;
}

function readHeader(cursor: TomlCursor): LockTable | undefined {
  const start = cursor.at;
  const item = cursor.text.startsWith('[[', start);
  cursor.at += item ? 2 : 1;
  const header: string[] = [];
  do {
    skipSpace(cursor);
    const name = readKey(cursor);
    if (name === undefined) return undefined;
    header.push(name);
    skipSpace(cursor);
  } while (cursor.text[cursor.at++] === '.');
  const close = item ? ']]' : ']';
  if (!cursor.text.startsWith(close, cursor.at - 1)) return undefined;
  const end = cursor.at - 1 + close.length;
  cursor.at = end;
  return endLine(cursor) ? { kind: 'table', header, item, span: { start, end }, entries: [] } : undefined;
}

/** Behind a header or a value there is nothing but a comment. */
function endLine(cursor: TomlCursor): boolean {
  const { text } = cursor;
  skipSpace(cursor);
  const isEnd = cursor.at >= lineEnd(text, cursor.at) || text[cursor.at] === '#';
  cursor.at = nextLine(text, cursor.at);
  return isEnd;
}

function readLine(cursor: TomlCursor, table: LockTable, skips: Skips): boolean {
  const start = cursor.at;
  const name = readKey(cursor);
  const nameSpan = { start, end: cursor.at };
  skipSpace(cursor);
  if (name === undefined || cursor.text[cursor.at] !== '=') return false;
  cursor.at++;
  skipSpace(cursor);
  if (skips(name, table) && skipValue(cursor)) return true;
  const value = readValue(cursor);
  if (!value) return false;
  table.entries.push({ name, nameSpan, value });
  return endLine(cursor);
}

/** Jumps over a list that is closed on a line of its own, or over a table on one line; false when it is written otherwise. */
function skipValue(cursor: TomlCursor): boolean {
  const { text, at } = cursor;
  const end = lineEnd(text, at);
  if (text[at] === '{' && text[end - 1] === '}') {
    cursor.at = nextLine(text, at);
    return true;
  }
  if (text[at] !== '[' || end !== at + 1) return false;
  const close = text.indexOf('\n]', at);
  if (close === -1) return false;
  cursor.at = close + 2;
  return endLine(cursor);
}
