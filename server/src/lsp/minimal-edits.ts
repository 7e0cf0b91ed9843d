import type { TextEdit } from '../engine/text/edits.ts';

/** Beyond this many comparisons one edit for everything between the first and the last change is good enough. */
const MAX_COMPARISONS = 1_000_000;

/** The edits that turn one text into another: small ones, so that cursors, folds and breakpoints between them stay. */
export function minimalEdits(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const old = linesOf(before);
  const fresh = linesOf(after);
  const edits: TextEdit[] = [];
  let oldLine = 0;
  let freshLine = 0;
  let offset = 0;
  for (const [keptOld, keptFresh] of [...commonLines(old, fresh), [old.length, fresh.length] as const]) {
    const gone = old.slice(oldLine, keptOld).join('');
    const come = fresh.slice(freshLine, keptFresh).join('');
    if (gone !== come) edits.push(trimmed(offset, gone, come));
    offset += gone.length + (old[keptOld]?.length ?? 0);
    oldLine = keptOld + 1;
    freshLine = keptFresh + 1;
  }
  return edits;
}

/** Lines with their line breaks. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Pairs of line numbers that are kept, in order. */
function commonLines(old: readonly string[], fresh: readonly string[]): readonly (readonly [number, number])[] {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  ) {
    tail++;
  }
  const middle = longestCommon(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return [
    ...Array.from({ length: head }, (_, line) => [line, line] as const),
    ...middle.map(([a, b]) => [a + head, b + head] as const),
    ...Array.from({ length: tail }, (_, line) => [old.length - tail + line, fresh.length - tail + line] as const),
  ];
}

/** The longest common subsequence, by the textbook's table. */
function longestCommon(old: readonly string[], fresh: readonly string[]): readonly (readonly [number, number])[] {
  if (old.length * fresh.length > MAX_COMPARISONS) return [];
  const width = fresh.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = fresh.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        old[row] === fresh[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length && column < fresh.length) {
    if (old[row] === fresh[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}

/** Leaves out what both begin and end with, but never half of a line break or of a character outside the BMP. */
function trimmed(offset: number, gone: string, come: string): TextEdit {
  const limit = Math.min(gone.length, come.length);
  let head = 0;
  while (head < limit && gone[head] === come[head]) head++;
  while (head > 0 && (splits(gone, head) || splits(come, head))) head--;
  let tail = 0;
  while (tail < limit - head && gone[gone.length - 1 - tail] === come[come.length - 1 - tail]) tail++;
  while (tail > 0 && (splits(gone, gone.length - tail) || splits(come, come.length - tail))) tail--;
  return {
    span: { start: offset + head, end: offset + gone.length - tail },
    newText: come.slice(head, come.length - tail),
  };
}

const splits = (text: string, at: number): boolean =>
  (text[at - 1] === '\r' && text[at] === '\n') || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
