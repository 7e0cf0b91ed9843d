import type { Span } from '../../text/span.ts';
import { isStringPrefix, StringScanner } from './strings.ts';

export type TokenKind = 'name' | 'number' | 'string' | 'operator' | 'broken';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** As it is written; empty for strings, which may be long. */
  readonly text: string;
  /** What stands between the braces of an f-string. */
  readonly fields: readonly Span[];
}

/** A line as Python counts: joined by brackets, backslashes and triple quotes. */
export interface LogicalLine {
  readonly tokens: readonly Token[];
  /** How far it is indented; a tab goes to the next multiple of eight. */
  readonly column: number;
  /** A bracket in it is never closed. */
  readonly unclosed: boolean;
}

const NO_FIELDS: readonly Span[] = [];
const OPERATORS = new Set('**= //= >>= <<= ... ** // >> << <= >= == != -> := += -= *= /= %= &= |= ^= @='.split(' '));
/** What may be the second character of an operator. */
const SECOND = new Set([...'*/<>=.'].map((char) => char.charCodeAt(0)));

/** Cuts a text into logical lines. Comments and blank lines leave nothing behind. */
export class LineReader {
  readonly #text: string;
  readonly #end: number;
  readonly #strings: StringScanner;
  #at: number;
  /** Some bracket is open up to the end of the text: from there on a line that is not indented deeper closes all brackets. */
  #distrusting = false;

  constructor(text: string, range: Span = { start: 0, end: text.length }) {
    this.#text = text;
    this.#end = range.end;
    this.#at = range.start === 0 && text.startsWith('\uFEFF') ? 1 : range.start;
    this.#strings = new StringScanner(text);
  }

  /** The next line that holds something. */
  next(): LogicalLine | undefined {
    const column = this.#skipToLine();
    if (this.#at >= this.#end) return undefined;
    const start = this.#at;
    const line = this.#line(column);
    if (!line.unclosed || this.#distrusting) return line;
    this.#distrusting = true;
    this.#at = start;
    return this.#line(column);
  }

  /** Tokens of an expression: line breaks mean nothing in it. */
  all(): readonly Token[] {
    const tokens: Token[] = [];
    while (this.#at < this.#end) {
      if (isLineEnd(this.#code(this.#at))) this.#at++;
      else this.#token(tokens);
    }
    return tokens;
  }

  #code(at: number): number {
    return at < this.#end ? this.#text.charCodeAt(at) : Number.NaN;
  }

  /** Goes to the first character of the next line that is no comment; returns its column. */
  #skipToLine(): number {
    let column = 0;
    for (; this.#at < this.#end; this.#at++) {
      const code = this.#code(this.#at);
      if (code === SPACE) column++;
      else if (code === TAB) column = column - (column % 8) + 8;
      else if (code === FORM_FEED || isLineEnd(code)) column = 0;
      else if (code === HASH) {
        this.#skipComment();
        column = 0;
      } else break;
    }
    return column;
  }

  /** Stops at the last character of the comment, so that a loop goes on with the line's end. */
  #skipComment(): void {
    while (this.#at + 1 < this.#end && !isLineEnd(this.#code(this.#at + 1))) this.#at++;
  }

  #line(column: number): LogicalLine {
    const tokens: Token[] = [];
    let depth = 0;
    while (this.#at < this.#end) {
      const code = this.#code(this.#at);
      if (isLineEnd(code)) {
        if (depth === 0) return { tokens, column, unclosed: false };
        const start = this.#at;
        const next = this.#skipToLine();
        if (this.#distrusting && next <= column && !isClosing(this.#code(this.#at))) {
          this.#at = start;
          return { tokens, column, unclosed: true };
        }
        continue;
      }
      if (isOpening(code)) depth++;
      else if (isClosing(code) && depth > 0) depth--;
      this.#token(tokens);
    }
    return { tokens, column, unclosed: depth > 0 };
  }

  /** Reads what stands here: a token, or something between tokens. */
  #token(tokens: Token[]): void {
    const start = this.#at;
    const code = this.#code(start);
    if (code === SPACE || code === TAB || code === FORM_FEED) this.#at++;
    else if (code === HASH) {
      this.#skipComment();
      this.#at++;
    } else if (code === BACKSLASH && isLineEnd(this.#code(start + 1))) {
      this.#at += this.#text.startsWith('\r\n', start + 1) ? 3 : 2;
    } else if (isDigit(code) || (code === DOT && isDigit(this.#code(start + 1)))) tokens.push(this.#number(start));
    else if (code === DOUBLE_QUOTE || code === QUOTE) tokens.push(this.#string(start, ''));
    else if (isNameCode(code)) tokens.push(this.#nameOrString(start));
    else tokens.push(this.#operator(start, code));
    if (this.#at > this.#end) this.#at = this.#end;
  }

  #nameOrString(start: number): Token {
    let end = start + 1;
    while (isNameCode(this.#code(end))) end++;
    const text = this.#text.slice(start, end);
    const next = this.#code(end);
    this.#at = end;
    if ((next === DOUBLE_QUOTE || next === QUOTE) && isStringPrefix(text)) return this.#string(start, text);
    return { kind: 'name', start, end, text, fields: NO_FIELDS };
  }

  #string(start: number, prefix: string): Token {
    const { end, broken, fields } = this.#strings.scan(start + prefix.length, prefix, this.#end);
    this.#at = end;
    return { kind: broken ? 'broken' : 'string', start, end, text: '', fields };
  }

  #number(start: number): Token {
    let end = start + 1;
    for (; end < this.#end; end++) {
      const code = this.#code(end);
      const isSign = (code === PLUS || code === MINUS) && /^\d[\d._]*e$/i.test(this.#text.slice(start, end));
      if (!isNameCode(code) && code !== DOT && !isSign) break;
    }
    this.#at = end;
    return { kind: 'number', start, end, text: this.#text.slice(start, end), fields: NO_FIELDS };
  }

  #operator(start: number, code: number): Token {
    const length = this.#operatorLength(start);
    const end = start + length;
    this.#at = end;
    const kind = code < SPACE || code === BACKSLASH ? 'broken' : 'operator';
    return { kind, start, end, text: this.#text.slice(start, end), fields: NO_FIELDS };
  }

  #operatorLength(start: number): number {
    if (!SECOND.has(this.#code(start + 1))) return 1;
    const room = this.#end - start;
    if (room >= 3 && OPERATORS.has(this.#text.slice(start, start + 3))) return 3;
    return OPERATORS.has(this.#text.slice(start, start + 2)) ? 2 : 1;
  }
}

const TAB = 9;
const FORM_FEED = 12;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const QUOTE = 39;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const BACKSLASH = 92;

const isLineEnd = (code: number): boolean => code === 10 || code === 13;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Letters of other scripts count as well; what is no letter there makes a name that nobody asks for. */
const isNameCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || isDigit(code) || code > 127;
const isOpening = (code: number): boolean => code === 40 || code === 91 || code === 123;
const isClosing = (code: number): boolean => code === 41 || code === 93 || code === 125;
