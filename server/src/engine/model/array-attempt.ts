import type { LogicalText } from '../text/logical.ts';
import type { Span } from '../text/span.ts';

/** What keeps a text from being a JSON array of strings, and what would stand there if it were one. */
export interface ArrayDefect {
  readonly kind: 'quotes' | 'curly-quotes' | 'number' | 'word' | 'escape' | 'comma-missing' | 'comma-extra' | 'comment';
  readonly span: Span;
  /** Undefined where nobody can tell what was meant. */
  readonly meant: string | undefined;
}

/** A text in brackets whose author meant a JSON array. */
export interface ArrayAttempt {
  /** In the order of the text; there is at least one. */
  readonly defects: readonly [ArrayDefect, ...ArrayDefect[]];
}

const QUOTED = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|“[^”]*”|‘[^’]*’)(?=[\s,\]#])/y;
const BARE = /[^\s,"'“”‘’[\]{}()$`;&|<>=!#\\]+(?=[\s,\]])/y;
const BLANK = /\s*/y;
/** Behind the closing bracket: nothing, commas, a comment. */
const REST = /^(\s*(?:,\s*)*)(#.*)?$/s;

/** JSON's own literals that are no strings. */
const isLiteral = (text: string): boolean => /^(?:-?\d+(?:\.\d+)?|true|false|null)$/.test(text);

class Reader {
  readonly #line: LogicalText;
  readonly #text: string;
  readonly defects: ArrayDefect[] = [];
  #at = 0;
  #items = 0;

  constructor(line: LogicalText) {
    this.#line = line;
    this.#text = line.text;
  }

  /** Whether the text reads as a list in brackets. */
  read(): boolean {
    this.#take(BLANK);
    if (this.#text[this.#at++] !== '[') return false;
    const glued = /^\S/.test(this.#text.slice(this.#at));
    if (!this.#list(glued)) return false;
    return this.#rest();
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #note(kind: ArrayDefect['kind'], start: number, end: number, meant: string | undefined): void {
    this.defects.push({ kind, span: this.#line.spanOf(start, end), meant });
  }

  #list(glued: boolean): boolean {
    let comma: number | undefined;
    for (;;) {
      this.#take(BLANK);
      if (this.#text[this.#at] === ']') break;
      if (this.#items > 0 && comma === undefined) {
        // `[ "a" = "b" ]` and `[ -f x ]` are the shell's own test.
        if (!glued) return false;
        this.#missingComma();
      }
      if (!this.#item(glued)) return false;
      this.#items++;
      comma = undefined;
      this.#take(BLANK);
      if (this.#text[this.#at] !== ',') continue;
      comma = this.#at++;
    }
    if (comma !== undefined) this.#note('comma-extra', comma, comma + 1, '');
    this.#at++;
    return this.#items > 0;
  }

  #missingComma(): void {
    const behind = this.#text.slice(0, this.#at).trimEnd().length;
    this.#note('comma-missing', behind, behind, ',');
  }

  #item(glued: boolean): boolean {
    const start = this.#at;
    const quoted = this.#take(QUOTED);
    if (quoted !== undefined) {
      this.#quoted(quoted, start);
      return true;
    }
    const bare = this.#take(BARE);
    if (bare === undefined || bare.includes('://')) return false;
    // `[ x ]` is a test; `[x]` and `[x, y]` are none.
    const listed = glued || this.#items > 0 || /^\s*,/.test(this.#text.slice(this.#at));
    const kind = isLiteral(bare) ? 'number' : 'word';
    this.#note(kind, start, this.#at, JSON.stringify(bare));
    return listed;
  }

  #quoted(text: string, start: number): void {
    const content = text.slice(1, -1);
    if (text.startsWith('"')) {
      if (!isJson(text)) this.#note('escape', start, this.#at, undefined);
      return;
    }
    const plain = /^[^"\\]*$/.test(content) && isJson(`"${content}"`);
    const kind = text.startsWith("'") ? 'quotes' : 'curly-quotes';
    this.#note(kind, start, this.#at, plain ? `"${content}"` : undefined);
  }

  #rest(): boolean {
    const found = REST.exec(this.#text.slice(this.#at));
    if (!found) return false;
    const [, commas = '', comment = ''] = found;
    const comma = commas.trimEnd();
    if (comma !== '') this.#note('comma-extra', this.#at, this.#at + comma.length, '');
    const hash = this.#text.length - comment.length;
    if (comment !== '') this.#note('comment', hash, hash + comment.trimEnd().length, undefined);
    return true;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads a text that is no JSON array of strings, when it was certainly meant to be one. */
export function readArrayAttempt(line: LogicalText): ArrayAttempt | undefined {
  const reader = new Reader(line);
  if (!reader.read()) return undefined;
  const [first, ...more] = reader.defects;
  return first && { defects: [first, ...more] };
}
