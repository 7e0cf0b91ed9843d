import type { Span } from '../../text/span.ts';

/** Where a string literal ends. */
export interface StringScan {
  readonly end: number;
  /** The quotes are never closed. */
  readonly broken: boolean;
  /** What stands between the braces of an f-string. */
  readonly fields: readonly Span[];
}

const PREFIX = /^(?:[rub]|[bft]r|r[bft]|[ft])$/i;

export const isStringPrefix = (word: string): boolean => word.length <= 2 && PREFIX.test(word);

const isFormatted = (prefix: string): boolean => /[ft]/i.test(prefix);

/** No person nests strings in fields of strings deeper than this. */
const MAX_NESTING = 6;

/** Finds the ends of string literals in one text. */
export class StringScanner {
  readonly #text: string;
  /** A search for triple quotes that found none up to the end is not made again. */
  readonly #unclosed = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads a literal whose first quote stands at an offset. */
  scan(at: number, prefix: string, end: number, nesting = 0): StringScan {
    const quote = this.#text[at] ?? '';
    const triple = quote.repeat(3);
    const isTriple = this.#text.startsWith(triple, at);
    const closing = isTriple ? triple : quote;
    if (isTriple && this.#unclosed.has(triple)) return { end, broken: true, fields: [] };
    const fields: Span[] | undefined = isFormatted(prefix) ? [] : undefined;
    const stop = this.#run(at + closing.length, closing, end, fields, nesting);
    if (stop !== undefined) return { end: stop, broken: false, fields: fields ?? [] };
    if (isTriple) this.#unclosed.add(triple);
    return { end: isTriple ? end : this.#lineEnd(at, end), broken: true, fields: [] };
  }

  /** Runs to the closing quotes; returns the offset behind them, undefined when there are none. */
  #run(from: number, closing: string, end: number, fields: Span[] | undefined, nesting: number): number | undefined {
    const text = this.#text;
    const quote = closing.charCodeAt(0);
    let at = from;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) at += text.startsWith('\r\n', at + 1) ? 3 : 2;
      else if (code === quote && (closing.length === 1 || text.startsWith(closing, at))) {
        const stop = at + closing.length;
        return stop <= end ? stop : undefined;
      } else if (closing.length === 1 && (code === LINE_FEED || code === RETURN)) return undefined;
      else if (fields && code === OPEN_BRACE && text.charCodeAt(at + 1) === OPEN_BRACE) at += 2;
      else if (fields && code === OPEN_BRACE) {
        const stop = this.#field(at + 1, closing, end, fields, nesting);
        if (stop === undefined) return undefined;
        at = stop;
      } else at++;
    }
    return undefined;
  }

  /** Reads a field up to its brace; its format may have fields itself. */
  #field(from: number, closing: string, end: number, fields: Span[], nesting: number): number | undefined {
    if (nesting > MAX_NESTING) return undefined;
    const text = this.#text;
    let depth = 0;
    let inFormat = false;
    let at = from;
    let expressionEnd: number | undefined;
    while (at < end) {
      const char = text[at] ?? '';
      if ((char === '\n' || char === '\r') && closing.length === 1) return undefined;
      if (char === '}' && depth === 0) {
        fields.push({ start: from, end: expressionEnd ?? at });
        return at + 1;
      }
      if (inFormat && char === '{') {
        const stop = this.#field(at + 1, closing, end, fields, nesting + 1);
        if (stop === undefined) return undefined;
        at = stop;
        continue;
      }
      if (inFormat) {
        at++;
        continue;
      }
      if (char === '"' || char === "'") {
        const inner = this.scan(at, this.#prefixBefore(at, from), end, nesting + 1);
        if (inner.broken) return undefined;
        at = inner.end;
        continue;
      }
      if ('([{'.includes(char)) depth++;
      else if (')]}'.includes(char)) depth--;
      else if (depth === 0 && (char === ':' || (char === '!' && text[at + 1] !== '='))) {
        expressionEnd ??= at;
        inFormat = char === ':';
      }
      at++;
    }
    return undefined;
  }

  #prefixBefore(at: number, from: number): string {
    let start = at;
    while (start > from && at - start < 2 && /[a-z]/i.test(this.#text[start - 1] ?? '')) start--;
    return this.#text.slice(start, at);
  }

  #lineEnd(from: number, end: number): number {
    for (let at = from; at < end; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === LINE_FEED || code === RETURN) return at;
    }
    return end;
  }
}

const BACKSLASH = 92;
const LINE_FEED = 10;
const RETURN = 13;
const OPEN_BRACE = 123;

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\r\n': '',
  '\r': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE = /\\(\r\n|x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[0-7]{1,3}|[\s\S])/gi;

const PLAIN = /^(?:"(?!")[^\\\r]*"|'(?!')[^\\\r]*')$/;

/** What a literal between its quotes says; undefined when it names characters in a way that we do not know. */
export function decodeString(literal: string): string | undefined {
  // Most have no prefix and nothing that means something else.
  if (PLAIN.test(literal)) return literal.slice(1, -1);
  const opening = /^([a-z]*)("""|'''|"|')/i.exec(literal);
  if (!opening) return undefined;
  const [whole, prefix = '', quotes = ''] = opening;
  const raw = literal.slice(whole.length, literal.length - quotes.length).replace(/\r\n?/g, '\n');
  const body = isFormatted(prefix) ? raw.replaceAll('{{', '{').replaceAll('}}', '}') : raw;
  if (/r/i.test(prefix) || !body.includes('\\')) return body;
  if (/\\N\{/.test(body)) return undefined;
  return body.replace(ESCAPE, (all, code: string) => SIMPLE[code] ?? decodeNumber(code) ?? all);
}

function decodeNumber(digits: string): string | undefined {
  if (/^[0-7]/.test(digits)) return String.fromCharCode(Number.parseInt(digits, 8));
  if (digits.length < 2) return undefined;
  const code = Number.parseInt(digits.slice(1), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
