import type { ConfigEntry, ConfigNode } from '../../nodes/nodes.ts';
import { lineEnd } from '../../text/lines.ts';

/** Where a value is being read; `at` moves on. */
export interface TomlCursor {
  readonly text: string;
  at: number;
}

const DEEPEST = 20;

const SPACE = /[ \t]*/y;
const KEY = /[\w-]+/y;
const BARE = /[\w.+:-]+/y;

function takes(cursor: TomlCursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

export const skipSpace = (cursor: TomlCursor): void => {
  takes(cursor, SPACE);
};

/** A key, bare or in quotes; undefined when none stands here. */
export function readKey(cursor: TomlCursor): string | undefined {
  const first = cursor.text[cursor.at];
  return first === '"' || first === "'" ? readString(cursor) : takes(cursor, KEY);
}

/** Skips spaces, lines and comments. A pattern would run out of stack in a long list. */
function skipLines(cursor: TomlCursor): void {
  const { text } = cursor;
  for (;;) {
    const character = text[cursor.at];
    if (character === '#') cursor.at = lineEnd(text, cursor.at);
    else if (character === ' ' || character === '\n' || character === '\r' || character === '\t') cursor.at++;
    else return;
  }
}

/** The text between quotes; undefined when they are not closed. */
function readString(cursor: TomlCursor): string | undefined {
  const { text, at } = cursor;
  const quote = text[at] ?? '';
  const fence = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  const from = at + fence.length;
  const end = endOfString(text, from, fence);
  if (end === undefined) return undefined;
  cursor.at = end + fence.length;
  const inner = fence.length === 3 ? text.slice(from, end).replace(/^\r?\n/, '') : text.slice(from, end);
  return quote === '"' && inner.includes('\\') ? unescaped(inner) : inner;
}

/** Where the closing quotes begin. Two more quotes may stand directly before three closing ones. */
function endOfString(text: string, from: number, fence: string): number | undefined {
  const quote = fence.charAt(0);
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\\' && quote === '"') at++;
    else if (character === '\n' && fence.length === 1) return undefined;
    else if (character === quote && text.startsWith(fence, at)) {
      if (fence.length === 1) return at;
      let end = at;
      while (end < at + 2 && text[end + 3] === quote) end++;
      return end;
    }
  }
  return undefined;
}

/** Reads the value at the cursor; undefined when it is none, or is nested deeper than anybody writes. */
export function readValue(cursor: TomlCursor, depth = 0): ConfigNode | undefined {
  if (depth > DEEPEST) return undefined;
  const start = cursor.at;
  switch (cursor.text[start]) {
    case '"':
    case "'": {
      const value = readString(cursor);
      return value === undefined ? undefined : { kind: 'value', span: { start, end: cursor.at }, value };
    }
    case '[':
      return readList(cursor, depth);
    case '{':
      return readTable(cursor, depth);
    default: {
      const bare = takes(cursor, BARE);
      return bare === undefined
        ? undefined
        : { kind: 'value', span: { start, end: cursor.at }, value: bareValue(bare) };
    }
  }
}

const bareValue = (text: string): number | boolean | undefined => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
};

function readList(cursor: TomlCursor, depth: number): ConfigNode | undefined {
  const start = cursor.at++;
  const items: ConfigNode[] = [];
  for (;;) {
    skipLines(cursor);
    if (cursor.text[cursor.at] === ']') break;
    const item = readValue(cursor, depth + 1);
    if (!item) return undefined;
    items.push(item);
    skipLines(cursor);
    if (cursor.text[cursor.at] === ',') cursor.at++;
    else if (cursor.text[cursor.at] !== ']') return undefined;
  }
  cursor.at++;
  return { kind: 'list', span: { start, end: cursor.at }, items };
}

function readTable(cursor: TomlCursor, depth: number): ConfigNode | undefined {
  const start = cursor.at++;
  const entries: ConfigEntry[] = [];
  for (;;) {
    skipLines(cursor);
    if (cursor.text[cursor.at] === '}') break;
    const entry = readEntry(cursor, depth + 1);
    if (!entry) return undefined;
    entries.push(entry);
    skipLines(cursor);
    if (cursor.text[cursor.at] === ',') cursor.at++;
    else if (cursor.text[cursor.at] !== '}') return undefined;
  }
  cursor.at++;
  return { kind: 'table', span: { start, end: cursor.at }, entries };
}

/** `key = value`. Locks have no dotted keys. */
function readEntry(cursor: TomlCursor, depth: number): ConfigEntry | undefined {
  const start = cursor.at;
  const name = readKey(cursor);
  const nameSpan = { start, end: cursor.at };
  skipSpace(cursor);
  if (name === undefined || cursor.text[cursor.at] !== '=') return undefined;
  cursor.at++;
  skipSpace(cursor);
  const value = readValue(cursor, depth);
  return value && { name, nameSpan, value };
}

const ESCAPES = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001b'],
]);

const unescaped = (inner: string): string =>
  inner.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|\r?\n\s*|(.))/g,
    (_, short, full, plain: string | undefined) => {
      const code = Number.parseInt(short ?? full ?? '', 16);
      if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
      return plain === undefined ? '' : (ESCAPES.get(plain) ?? plain);
    },
  );
