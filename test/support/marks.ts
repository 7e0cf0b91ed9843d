import type { Span } from '../../server/src/engine/text/span.ts';

export interface MarkedText {
  readonly text: string;
  /** In order of their start; of two that start together the shorter comes first, as findings do. */
  readonly spans: readonly Span[];
}

/** Takes the guillemets out of a text: `RUN «pip» install` marks `pip`. Marks may nest. */
export function readMarks(code: string): MarkedText {
  let text = '';
  const open: number[] = [];
  const spans: Span[] = [];
  for (const char of code) {
    if (char === '«') {
      open.push(text.length);
    } else if (char === '»') {
      const start = open.pop();
      if (start === undefined) throw new Error(`A » closes no «:\n${code}`);
      spans.push({ start, end: text.length });
    } else {
      text += char;
    }
  }
  if (open.length > 0) throw new Error(`A « is not closed:\n${code}`);
  return { text, spans: spans.sort((a, b) => a.start - b.start || a.end - b.end) };
}

/** The other way round, for messages. */
export function writeMarks(text: string, spans: readonly Span[]): string {
  // At one place, what ends is closed before what starts is opened, unless it starts and ends there.
  const marks = spans
    .flatMap((span) => {
      const empty = span.start === span.end;
      return [
        { at: span.start, mark: '«', order: 1 },
        { at: span.end, mark: '»', order: empty ? 2 : 0 },
      ];
    })
    .sort((a, b) => a.at - b.at || a.order - b.order);
  let result = '';
  let position = 0;
  for (const { at, mark } of marks) {
    result += text.slice(position, at) + mark;
    position = at;
  }
  return result + text.slice(position);
}
