import type { TextEdit } from '../text/edits.ts';
import { lineStart } from '../text/lines.ts';
import { type Span, textAt } from '../text/span.ts';

/** A text in a list of Python: `"app",`. */
const quoteAt = (text: string, { start }: Span): string => (text[start] === "'" ? "'" : '"');

/** Writes another text behind one of a list, on a line of its own where that one has one. Undefined where a comment would move along. */
export function entryBehind(text: string, entry: Span, value: string): TextEdit | undefined {
  const quote = quoteAt(text, entry);
  const lead = text.slice(lineStart(text, entry.start), entry.start);
  const [rest = ''] = /^[^\r\n]*/.exec(text.slice(entry.end)) ?? [];
  if (rest.includes('#')) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = /^[ \t]*$/.test(lead) ? `${eol}${lead}` : ' ';
  return { span: { start: entry.end, end: entry.end }, newText: `,${gap}${quote}${value}${quote}` };
}

/** Takes a text out of a list, with the comma that parts it from the next one. Undefined where a comment would go. */
export function withoutEntry(text: string, entries: readonly Span[], index: number): TextEdit | undefined {
  const [before, entry, next] = [entries[index - 1], entries[index], entries[index + 1]];
  if (!entry) return undefined;
  const span = next
    ? { start: entry.start, end: next.start }
    : { start: before ? before.end : entry.start, end: entry.end };
  return textAt(text, span).includes('#') ? undefined : { span, newText: '' };
}
