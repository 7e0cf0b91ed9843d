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
