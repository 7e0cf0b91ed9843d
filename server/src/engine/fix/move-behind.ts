import type { Instruction } from '../model/types.ts';
import { commentsAbove, isUnfinished } from '../syntax/lookup.ts';
import type { DockerfileSyntax } from '../syntax/nodes.ts';
import { indentAt, lineEnd, lineStart, nextLine } from '../text/lines.ts';
import { type Span, textAt } from '../text/span.ts';
import type { FixDraft } from './builder.ts';

export interface Move {
  readonly instruction: Instruction;
  /** Lines that stand in its place afterwards; undefined where they cannot be written. */
  readonly leaves: readonly string[] | undefined;
}

/** Moves instructions, each with the comments above it, behind another one; `also` follows them. False where a line is missing. */
export function moveBehind(
  draft: FixDraft,
  syntax: DockerfileSyntax,
  moves: readonly Move[],
  target: Instruction,
  also: readonly string[] = [],
): boolean {
  const { text } = syntax;
  if (isUnfinished(syntax, target)) return false;
  const blocks: string[] = [];
  for (const { instruction, leaves } of moves) {
    if (!leaves) return false;
    const block = blockOf(draft, syntax, instruction);
    const indent = indentAt(text, instruction.span.start);
    blocks.push(textAt(text, block));
    if (leaves.length === 0) draft.removeInstruction({ span: block });
    else {
      const lines = leaves.map((line) => indent + line);
      draft.replace({ start: block.start, end: lineEnd(text, block.end) }, lines.join(draft.eol));
    }
  }
  const last = moves.at(-1)?.instruction;
  const gap = last && isBlankLine(text, nextLine(text, last.span.end)) ? draft.eol : '';
  draft.insert(lineEnd(text, target.span.end), gap + [...blocks, ...also].map((each) => draft.eol + each).join(''));
  return true;
}

/** An instruction with its indentation and the comments that stand directly above it. */
function blockOf(draft: FixDraft, syntax: DockerfileSyntax, instruction: Instruction): Span {
  const above = commentsAbove(syntax, instruction);
  for (const comment of [...above, ...instruction.node.comments]) draft.keepComment(comment.span.start);
  const start = above[0]?.span.start ?? instruction.span.start;
  return { start: lineStart(syntax.text, start), end: instruction.span.end };
}

const isBlankLine = (text: string, start: number): boolean =>
  textAt(text, { start, end: lineEnd(text, start) }).trim() === '';
