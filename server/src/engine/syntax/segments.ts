import { lineEnd, lineStart, nextLine } from '../text/lines.ts';
import { LogicalText } from '../text/logical.ts';
import type { Span } from '../text/span.ts';
import type { RawSegments } from './dockerfile-ast.ts';
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

const TAKES_HEREDOC = /^(?:run|copy|add)$/i;

interface Context {
  readonly escapeChar: string;
  readonly heredocs: HeredocFinder;
}

function readSegment(text: string, start: number, { escapeChar, heredocs }: Context): Segment {
  const line = readLogicalLine(text, start, escapeChar);
  const whole = LogicalText.of(text, line.ranges, start);
  const keyword = /^\S*/.exec(whole.text)?.[0] ?? '';
  const rest = whole.slice(keyword.length);
  const trigger = /^\s*(\S+)/.exec(rest.text)?.[1] ?? '';
  const mayHold = TAKES_HEREDOC.test(keyword) || (/^onbuild$/i.test(keyword) && TAKES_HEREDOC.test(trigger));
  const found =
    mayHold && rest.text.includes('<<')
      ? heredocs.find(rest, nextLine(text, line.end))
      : { heredocs: [], unterminated: false };
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

/**
 * Walks the instructions that dockerfile-ast found and reads each one by BuildKit's line rules. Where the two disagree on
 * where an instruction ends (a heredoc without its end, an escaped backslash at the end of a line), text that dockerfile-ast
 * swallowed starts an instruction of its own, and starts that lie inside one are dropped.
 */
export function readSegments(
  text: string,
  raw: RawSegments,
  escapeChar: string,
): { segments: Segment[]; comments: Comment[] } {
  const segments: Segment[] = [];
  const comments: Comment[] = [];
  const context: Context = { escapeChar, heredocs: new HeredocFinder(text) };
  const headerEnd = raw.directives.reduce((end, directive) => Math.max(end, nextLine(text, directive.span.end)), 0);
  let position = Math.max(headerEnd, text.charCodeAt(0) === 0xfeff ? 1 : 0);

  const readInstruction = (start: number): void => {
    const segment = readSegment(text, start, context);
    segments.push(segment);
    position = nextLine(text, segment.span.end);
  };
  /** Reads whole lines up to an offset: comments, and instructions that dockerfile-ast took for a part of another. */
  const readGap = (end: number): void => {
    while (position < end) {
      const stop = lineEnd(text, position);
      const content = firstNonBlank(text, position, stop);
      if (content < stop && text[content] !== '#') {
        readInstruction(content);
        continue;
      }
      if (content < stop) comments.push({ text: text.slice(content, stop), span: { start: content, end: stop } });
      position = nextLine(text, position);
    }
  };

  for (const start of raw.starts) {
    if (start < position) continue;
    readGap(lineStart(text, start));
    // A lone carriage return ends a line for dockerfile-ast, but not for Docker.
    if (firstNonBlank(text, position, start) === start) readInstruction(start);
  }
  readGap(text.length);
  return { segments, comments };
}
