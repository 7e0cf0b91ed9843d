import type { Word } from '../shell/types.ts';
import type { Span } from '../text/span.ts';
import type { FixDraft } from './builder.ts';

/**
 * Takes words of a command out, with what separates them from the word in front: a blank or, in a JSON array, the comma.
 * False where the span is not made of whole words, or nothing stands in front.
 */
export function removeWords(draft: FixDraft, words: readonly Word[], span: Span): boolean {
  const first = words.findIndex((word) => word.span.start === span.start);
  const previous = words[first - 1];
  const last = words.find((word) => word.span.end === span.end);
  if (!previous || !last || last.span.start < span.start || previous.source.collapsed || last.source.collapsed)
    return false;
  draft.remove({ start: previous.span.end, end: span.end });
  return true;
}
