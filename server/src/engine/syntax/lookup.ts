import { lineEnd, lineStart, nextLine } from '../text/lines.ts';
import { remembered } from '../text/remembered.ts';
import { firstIndex } from '../text/search.ts';
import { containsOffset, type Span } from '../text/span.ts';
import type { Comment, DockerfileSyntax, InstructionNode } from './nodes.ts';

/** The instruction that an offset lies in, or behind whose last letter it stands. */
export function instructionAt({ instructions }: DockerfileSyntax, offset: number): InstructionNode | undefined {
  const node = instructions[firstIndex(instructions, (each) => each.span.end >= offset)];
  return node && containsOffset(node.span, offset) ? node : undefined;
}

/** Every comment line, outside of instructions and inside their continuations, in order. */
export const allComments: (syntax: DockerfileSyntax) => readonly Comment[] = remembered((syntax: DockerfileSyntax) =>
  [...syntax.comments, ...syntax.instructions.flatMap((node) => node.comments)].sort(
    (a, b) => a.span.start - b.span.start,
  ),
);

/** The comment lines that a range of the file touches. */
export function commentsIn(syntax: DockerfileSyntax, { start, end }: Span): readonly Comment[] {
  const comments = allComments(syntax);
  const first = firstIndex(comments, (comment) => comment.span.end > start);
  const behind = firstIndex(comments, (comment) => comment.span.start >= end);
  return comments.slice(first, Math.max(first, behind));
}

/** The comment lines that stand directly above an instruction, without a blank line in between, and speak of it. */
export function commentsAbove(
  { text, comments }: DockerfileSyntax,
  { span }: { readonly span: Span },
): readonly Comment[] {
  let line = lineStart(text, span.start);
  const behind = firstIndex(comments, (comment) => comment.span.start >= line);
  let first = behind;
  for (let above = comments[first - 1]; above && nextLine(text, above.span.end) === line; above = comments[first - 1]) {
    line = lineStart(text, above.span.start);
    first--;
  }
  return comments.slice(first, behind);
}

/** The instruction ends with a continuation that nothing follows: a line behind it would become a part of it. */
export function isUnfinished(
  { text, escape: escapeChar }: DockerfileSyntax,
  { span }: { readonly span: Span },
): boolean {
  const line = text.slice(lineStart(text, span.end), lineEnd(text, span.end)).trimEnd();
  return line.endsWith(escapeChar) && !line.endsWith(escapeChar + escapeChar);
}

/** Which words a text has: rules ask for the same ones. */
const knownWords = remembered((_: DockerfileSyntax) => new Map<string, boolean>());

/** Whether one of the words stands somewhere in the file. */
export function mentionsOne(syntax: DockerfileSyntax, words: readonly string[]): boolean {
  const known = knownWords(syntax);
  return words.some((word) => {
    const found = known.get(word) ?? syntax.text.includes(word);
    known.set(word, found);
    return found;
  });
}
