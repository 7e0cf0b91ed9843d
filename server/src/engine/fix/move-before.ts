import type { Instruction } from '../model/types.ts';
import { commentsAbove, isUnfinished } from '../syntax/lookup.ts';
import type { DockerfileSyntax } from '../syntax/nodes.ts';
import { lineEnd, lineStart, nextLine } from '../text/lines.ts';
import { type Span, textAt } from '../text/span.ts';
import type { FixDraft } from './builder.ts';

const isBlankLine = (text: string, start: number): boolean =>
  start < text.length && text.slice(start, lineEnd(text, start)).trim() === '';

/** A paragraph of its own: a blank line in front of it, and one behind. */
const standsApart = (text: string, { start, end }: Span): boolean =>
  start > 0 && isBlankLine(text, lineStart(text, start - 1)) && isBlankLine(text, nextLine(text, end));

/**
 * Moves instructions, each with the comments above it, in front of another one and of the comments above that. False where a
 * line is missing.
 */
export function moveBefore(
  draft: FixDraft,
  syntax: DockerfileSyntax,
  instructions: readonly Instruction[],
  target: Instruction,
): boolean {
  const { text } = syntax;
  const blocks: string[] = [];
  for (const instruction of instructions) {
    if (isUnfinished(syntax, instruction) || instruction.node.unterminatedHeredoc) return false;
    const above = commentsAbove(syntax, instruction);
    for (const comment of [...above, ...instruction.node.comments]) draft.keepComment(comment.span.start);
    const start = lineStart(text, above[0]?.span.start ?? instruction.span.start);
    const block = { start, end: instruction.span.end };
    const isApart = standsApart(text, block);
    blocks.push(textAt(text, block) + draft.eol + (isApart ? draft.eol : ''));
    // The blank line behind goes with it.
    draft.removeInstruction({ span: isApart ? { start, end: nextLine(text, block.end) } : block });
  }
  const start = lineStart(text, (commentsAbove(syntax, target)[0] ?? target).span.start);
  const isParagraph = start > 0 && isBlankLine(text, lineStart(text, start - 1));
  const gap = isParagraph && !blocks.at(-1)?.endsWith(draft.eol + draft.eol) ? draft.eol : '';
  draft.insert(start, blocks.join('') + gap);
  return true;
}
