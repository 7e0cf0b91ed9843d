import type { DockerfileSyntax } from '../syntax/nodes.ts';
import { lineEnd, lineStart } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { FixDraft } from './builder.ts';

/** Moves a text from the end of its line to a line of its own above it; a continuation behind it stays where it is. */
export function moveToOwnLine(draft: FixDraft, { text }: DockerfileSyntax, span: Span): FixDraft {
  const start = lineStart(text, span.start);
  const kept = text.slice(start, span.start).trimEnd().length;
  const stop = lineEnd(text, span.end);
  const isLast = text.slice(span.end, stop).trim() === '';
  return draft
    .insertLinesBefore({ span }, [text.slice(span.start, span.end)])
    .remove({ start: start + kept, end: isLast ? stop : span.end });
}
