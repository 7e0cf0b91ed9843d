import { firstIndex } from './search.ts';
import type { Span } from './span.ts';

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

const byPosition = (a: TextEdit, b: TextEdit): number => a.span.start - b.span.start || a.span.end - b.span.end;

/** True when two edits of the list touch the same text; insertions at one offset count as touching. */
export function editsConflict(edits: readonly TextEdit[]): boolean {
  const sorted = [...edits].sort(byPosition);
  return sorted.some((edit, index) => {
    const next = sorted[index + 1];
    if (!next) return false;
    return next.span.start < edit.span.end || next.span.start === edit.span.start;
  });
}

/** Something is put in right behind what another edit replaces: the two may mean the same place. */
const adjoin = (first: TextEdit | undefined, second: TextEdit | undefined): boolean =>
  first?.span.end === second?.span.start && (isInsertion(first) || isInsertion(second));

const isInsertion = (edit: TextEdit | undefined): boolean => edit !== undefined && edit.span.start === edit.span.end;

/** Edits that do not touch each other, and the question whether more would. */
export class EditSet {
  readonly #sorted: TextEdit[] = [];

  get edits(): readonly TextEdit[] {
    return this.#sorted;
  }

  /** Adds all of them, or none when one would touch another. */
  add(edits: readonly TextEdit[]): boolean {
    if (editsConflict(edits) || edits.some((edit) => this.#touches(edit))) return false;
    for (const edit of edits) this.#sorted.splice(this.#placeOf(edit), 0, edit);
    return true;
  }

  #touches(edit: TextEdit): boolean {
    const place = this.#placeOf(edit);
    const [before, after] = [this.#sorted[place - 1], this.#sorted[place]];
    const neighbours = [before, edit, after].filter((each) => each !== undefined);
    return editsConflict(neighbours) || adjoin(before, edit) || adjoin(edit, after);
  }

  #placeOf({ span }: TextEdit): number {
    return firstIndex(this.#sorted, (each) => each.span.start >= span.start);
  }
}

/** Applies edits that do not touch each other. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort(byPosition);
  let result = '';
  let position = 0;
  for (const edit of sorted) {
    if (edit.span.start < position) throw new Error(`Edits overlap at offset ${edit.span.start}`);
    result += text.slice(position, edit.span.start) + edit.newText;
    position = edit.span.end;
  }
  return result + text.slice(position);
}
