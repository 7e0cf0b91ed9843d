import { lineEnd, nextLine } from '../text/lines.ts';
import { LogicalText } from '../text/logical.ts';
import type { Span } from '../text/span.ts';
import { HeredocFinder } from './heredoc.ts';
import type { Comment, Heredoc } from './nodes.ts';

/** One instruction's share of the file, before its arguments are read. */
export interface Segment {
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly span: Span;
  /** Everything behind the keyword, continuations joined, heredoc bodies excluded. */
  readonly rest: LogicalText;
  readonly comments: readonly Comment[];
  readonly heredocs: readonly Heredoc[];
  readonly unterminatedHeredoc: boolean;
}

interface LogicalLine {
  readonly ranges: readonly Span[];
  readonly comments: readonly Comment[];
  readonly end: number;
}

const isSpace = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13);
};

/** The first character of a line that is no blank; `end` when there is none. */
const firstNonBlank = (text: string, start: number, end: number): number => {
  let at = start;
  while (at < end && isSpace(text, at)) at++;
  return at;
};

/** Where the content of a physical line ends when a continuation follows, else undefined. */
function continuationAt(text: string, start: number, end: number, escapeChar: string): number | undefined {
  let last = end - 1;
  while (last >= start && (text[last] === ' ' || text[last] === '\t')) last--;
  if (last < start || text[last] !== escapeChar) return undefined;
  // An escaped escape character is text.
  return last > start && text[last - 1] === escapeChar ? undefined : last;
}

/** Reads from an instruction's first character to its end as BuildKit does: comment and blank lines inside are skipped. */
function readLogicalLine(text: string, start: number, escapeChar: string): LogicalLine {
  const ranges: Span[] = [];
  const comments: Comment[] = [];
  let position = start;
  let end = start;
  for (let first = true; position < text.length; first = false) {
    const stop = lineEnd(text, position);
    const next = nextLine(text, position);
    const content = firstNonBlank(text, position, stop);
    if (!first && content === stop) {
      position = next;
      continue;
    }
    if (!first && text[content] === '#') {
      comments.push({ text: text.slice(content, stop), span: { start: content, end: stop } });
      position = next;
      continue;
    }
    const continued = continuationAt(text, position, stop, escapeChar);
    ranges.push({ start: position, end: continued ?? stop });
    end = continued === undefined ? stop : continued + 1;
    position = next;
    if (continued === undefined) break;
  }
  while (end > start && isSpace(text, end - 1)) end--;
  const last = ranges.at(-1);
  if (last && last.end > end) ranges.splice(-1, 1, { start: last.start, end });
  // A continuation that nothing follows does not hold the comments at the end of the file.
  return { ranges, comments: comments.filter((comment) => comment.span.start < end), end };
}

const TAKES_HEREDOC = /^(?:onbuild\s+)?(?:run|copy|add)\s/i;
const NO_HEREDOCS = { heredocs: [], unterminated: false } as const;

interface Context {
  readonly escapeChar: string;
  readonly heredocs: HeredocFinder;
}

function readSegment(text: string, start: number, { escapeChar, heredocs }: Context): Segment {
  const line = readLogicalLine(text, start, escapeChar);
  const whole = LogicalText.of(text, line.ranges, start);
  const space = whole.text.search(/\s/);
  const keyword = space === -1 ? whole.text : whole.text.slice(0, space);
  const rest = whole.slice(keyword.length);
  const found =
    rest.text.includes('<<') && TAKES_HEREDOC.test(whole.text)
      ? heredocs.find(rest, nextLine(text, line.end))
      : NO_HEREDOCS;
  return {
    keyword: keyword.toUpperCase(),
    keywordSpan: whole.spanOf(0, keyword.length),
    span: { start, end: found.heredocs.at(-1)?.terminator.end ?? line.end },
    rest,
    comments: line.comments,
    heredocs: found.heredocs,
    unterminatedHeredoc: found.unterminated,
  };
}

/** Divides the text behind the directives, which end at `start`, into instructions and the comments between them. */
export function readSegments(
  text: string,
  start: number,
  escapeChar: string,
): { segments: Segment[]; comments: Comment[] } {
  const segments: Segment[] = [];
  const comments: Comment[] = [];
  const context: Context = { escapeChar, heredocs: new HeredocFinder(text) };
  for (let position = start; position < text.length; ) {
    const stop = lineEnd(text, position);
    const content = firstNonBlank(text, position, stop);
    if (content < stop && text[content] !== '#') {
      const segment = readSegment(text, content, context);
      segments.push(segment);
      position = nextLine(text, segment.span.end);
    } else {
      if (content < stop) comments.push({ text: text.slice(content, stop), span: { start: content, end: stop } });
      position = nextLine(text, position);
    }
  }
  return { segments, comments };
}
