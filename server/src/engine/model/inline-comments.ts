import type { InstructionNode } from '../syntax/nodes.ts';
import type { Span } from '../text/span.ts';

/** A `#` behind the words of an instruction, to the end of its line: a comment to whoever wrote it, words to Docker. */
export interface InlineComment {
  readonly span: Span;
  /** A blank follows the `#`: `# note`, not `#note`. */
  readonly spaced: boolean;
  /** In front of it stands the escape character that was meant to continue the line. */
  readonly breaksContinuation: boolean;
}

export interface InlineComments {
  readonly comments: readonly InlineComment[];
  /** The instruction's words without the comments. */
  readonly words: readonly string[];
}

/** Reads the arguments line by line; a `#` inside quotes or inside a word begins no comment. */
export function inlineComments(node: InstructionNode, escapeChar: string): InlineComments {
  const { text, ranges } = node.args;
  const comments: InlineComment[] = [];
  let words = '';
  let quote = '';
  let start = 0;
  for (const range of ranges) {
    const end = start + range.end - range.start;
    const found = findHash(text, { start, end }, quote, escapeChar);
    quote = found.quote;
    words += text.slice(start, found.hash ?? end);
    if (found.hash !== undefined) {
      const comment = text.slice(found.hash, end).trimEnd();
      comments.push({
        span: node.args.spanOf(found.hash, found.hash + comment.length),
        spaced: /^#\s+\S/.test(comment),
        breaksContinuation: text.slice(start, found.hash).trimEnd().endsWith(escapeChar),
      });
    }
    start = end;
  }
  return { comments, words: words.split(/\s+/).filter((word) => word !== '') };
}

interface Found {
  /** Undefined: the line has no comment; `quote` is the quote that stays open at its end. */
  readonly hash: number | undefined;
  readonly quote: string;
}

function findHash(text: string, line: Span, openQuote: string, escapeChar: string): Found {
  let quote = openQuote;
  let inWord = line.start === 0;
  for (let i = line.start; i < line.end; i++) {
    const char = text[i] ?? '';
    if (char === escapeChar) {
      // An escaped blank is part of its word; behind an escape character that stands alone a new word begins.
      inWord = inWord || !isBlank(text[i + 1]);
      i++;
      continue;
    }
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '#' && !inWord) return { hash: i, quote: '' };
    inWord = quote !== '' || !isBlank(char);
  }
  return { hash: undefined, quote };
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';
