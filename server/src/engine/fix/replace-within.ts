import type { TextEdit } from '../text/edits.ts';
import type { Span } from '../text/span.ts';

/** Writes something else for letters that stand in a place of a text exactly once; undefined where they do not. */
export function replaceWithin(text: string, { start, end }: Span, from: string, newText: string): TextEdit | undefined {
  const within = text.slice(start, end);
  const at = within.indexOf(from);
  if (from === '' || at === -1 || within.indexOf(from, at + 1) !== -1) return undefined;
  return { span: { start: start + at, end: start + at + from.length }, newText };
}
