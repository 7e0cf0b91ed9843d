import type { Span } from './span.ts';

interface Piece {
  readonly logical: number;
  readonly source: number;
  readonly length: number;
}

/**
 * Text as Docker hands it on: continuations joined, comment lines inside them dropped, with the way back to the file.
 * Every piece is copied letter for letter from the file, so an offset maps exactly.
 */
export class LogicalText {
  readonly text: string;
  readonly #pieces: readonly Piece[];
  readonly #end: number;

  private constructor(text: string, pieces: readonly Piece[], end: number) {
    this.text = text;
    this.#pieces = pieces;
    this.#end = end;
  }

  /** Joins source ranges (in order) of `source`. `at` places an empty text. */
  static of(source: string, ranges: readonly Span[], at: number): LogicalText {
    const pieces: Piece[] = [];
    let text = '';
    for (const range of ranges) {
      if (range.end <= range.start) continue;
      pieces.push({ logical: text.length, source: range.start, length: range.end - range.start });
      text += source.slice(range.start, range.end);
    }
    const last = pieces.at(-1);
    return new LogicalText(text, pieces, last ? last.source + last.length : at);
  }

  /** Where the text begins and ends in the file. */
  get span(): Span {
    return { start: this.#pieces[0]?.source ?? this.#end, end: this.#end };
  }

  /** The index of the piece that holds a logical offset. */
  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const piece = this.#pieces[middle];
      if (piece && piece.logical <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The file offset of the character at a logical offset. */
  toSource(offset: number): number {
    if (offset >= this.text.length) return this.#end;
    const piece = this.#pieces[this.#pieceAt(offset)];
    return piece ? piece.source + (offset - piece.logical) : this.#end;
  }

  /** The file range of logical text; its end sits right behind the last character, never behind a continuation. */
  spanOf(start: number, end: number): Span {
    if (end <= start) {
      const at = this.toSource(start);
      return { start: at, end: at };
    }
    return { start: this.toSource(start), end: this.toSource(end - 1) + 1 };
  }

  /** Part of the text, mapped to the same places. */
  slice(start: number, end: number = this.text.length): LogicalText {
    const pieces: Piece[] = [];
    for (let index = this.#pieceAt(start); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index];
      if (!piece || piece.logical >= end) break;
      const from = Math.max(start, piece.logical);
      const to = Math.min(end, piece.logical + piece.length);
      if (from < to)
        pieces.push({ logical: from - start, source: piece.source + from - piece.logical, length: to - from });
    }
    const last = pieces.at(-1);
    return new LogicalText(
      this.text.slice(start, end),
      pieces,
      last ? last.source + last.length : this.toSource(start),
    );
  }

  /** The file ranges the text is made of: one a physical line. */
  get ranges(): readonly Span[] {
    return this.#pieces.map(({ source, length }) => ({ start: source, end: source + length }));
  }
}
