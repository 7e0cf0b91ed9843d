import type { Span } from '../text/span.ts';

/** Text a shell reads, with the way back to the file. `LogicalText` is one. */
export interface ShellText {
  readonly text: string;
  readonly span: Span;
  /** The file ranges the text is made of. */
  readonly ranges: readonly Span[];
  /** Set when no offset inside has a place of its own: every span is that of the whole. Nothing inside can be edited. */
  readonly collapsed?: true;
  toSource(offset: number): number;
  spanOf(start: number, end: number): Span;
  slice(start: number, end?: number): ShellText;
}

/** Text that stands in the file letter for letter. */
export class PlacedText implements ShellText {
  readonly text: string;
  readonly span: Span;

  constructor(text: string, start: number) {
    this.text = text;
    this.span = { start, end: start + text.length };
  }

  get ranges(): readonly Span[] {
    return [this.span];
  }

  toSource(offset: number): number {
    return this.span.start + Math.min(offset, this.text.length);
  }

  spanOf(start: number, end: number): Span {
    return { start: this.toSource(start), end: this.toSource(Math.max(start, end)) };
  }

  slice(start: number, end: number = this.text.length): ShellText {
    return new PlacedText(this.text.slice(start, end), this.span.start + start);
  }
}

/** Text whose letters cannot be found again in the file. */
export class CollapsedText implements ShellText {
  readonly text: string;
  readonly span: Span;
  readonly collapsed = true;

  constructor(text: string, span: Span) {
    this.text = text;
    this.span = span;
  }

  get ranges(): readonly Span[] {
    return [this.span];
  }

  toSource(): number {
    return this.span.start;
  }

  spanOf(): Span {
    return this.span;
  }

  slice(start: number, end: number = this.text.length): ShellText {
    return new CollapsedText(this.text.slice(start, end), this.span);
  }
}

/** Where each letter of a decoded text begins and ends in the text it was decoded from. */
export interface LetterMap {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Text decoded from another one: escapes resolved, letters left out. */
export class DecodedText implements ShellText {
  readonly text: string;
  readonly #base: ShellText;
  readonly #map: LetterMap;
  readonly #from: number;

  constructor(text: string, base: ShellText, map: LetterMap, from = 0) {
    this.text = text;
    this.#base = base;
    this.#map = map;
    this.#from = from;
  }

  get span(): Span {
    return this.spanOf(0, this.text.length);
  }

  get ranges(): readonly Span[] {
    return [this.span];
  }

  toSource(offset: number): number {
    const at = this.#map.starts[this.#from + offset];
    return this.#base.toSource(at ?? this.#base.text.length);
  }

  spanOf(start: number, end: number): Span {
    const last = this.#map.ends[this.#from + end - 1];
    if (end <= start || last === undefined) {
      const at = this.toSource(start);
      return { start: at, end: at };
    }
    return this.#base.spanOf(this.#map.starts[this.#from + start] ?? last, last);
  }

  slice(start: number, end: number = this.text.length): ShellText {
    return new DecodedText(this.text.slice(start, end), this.#base, this.#map, this.#from + start);
  }
}

/** Collects a decoded text letter by letter. */
export class Decoding {
  #text = '';
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  add(letters: string, start: number, end: number): void {
    this.#text += letters;
    for (let i = 0; i < letters.length; i++) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }

  of(base: ShellText): ShellText {
    return new DecodedText(this.#text, base, { starts: this.#starts, ends: this.#ends });
  }
}

/** A file with Windows line ends means the same as one without: shells would take the `\r` for part of a word. */
export function withoutCarriageReturns(text: ShellText): ShellText {
  const raw = text.text;
  if (!raw.includes('\r\n')) return text;
  const decoding = new Decoding();
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === '\r' && raw[i + 1] === '\n') continue;
    decoding.add(raw.charAt(i), i, i + 1);
  }
  return decoding.of(text);
}
