import type { Instruction } from '../model/types.ts';
import { commentsAbove, isUnfinished } from '../syntax/lookup.ts';
import type { DockerfileSyntax } from '../syntax/nodes.ts';
import { lineStart } from '../text/lines.ts';
import { textAt } from '../text/span.ts';
import type { FixDraft } from './builder.ts';

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
    blocks.push(textAt(text, block) + draft.eol);
    draft.removeInstruction({ span: block });
  }
  draft.insert(lineStart(text, (commentsAbove(syntax, target)[0] ?? target).span.start), blocks.join(''));
  return true;
}
