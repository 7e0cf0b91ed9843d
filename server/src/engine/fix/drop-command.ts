import type { RunInstruction } from '../model/types.ts';
import type { Command } from '../shell/types.ts';
import type { FixDraft } from './builder.ts';

/**
 * Takes commands out of a RUN whose commands are all joined by `&&`, and the whole RUN where nothing else is left. False where
 * the text is more than such a chain.
 */
export function dropCommands(draft: FixDraft, run: RunInstruction, commands: readonly Command[]): boolean {
  const { plainChain, top, text } = run.script;
  if (run.node.command.form !== 'shell' || run.node.heredocs.length > 0 || !plainChain || text.collapsed) return false;
  if (!commands.every((command) => top.includes(command))) return false;
  const kept = top.filter((command) => !commands.includes(command));
  const [first] = kept;
  if (!first) {
    draft.removeInstruction(run);
    return true;
  }
  const start = top[0]?.span.start ?? first.span.start;
  if (start < first.span.start) draft.remove({ start, end: first.span.start });
  for (const [index, command] of kept.entries()) {
    const next = kept[index + 1]?.span.start ?? Number.POSITIVE_INFINITY;
    const dropped = top.filter(({ span }) => span.start > command.span.start && span.start < next).at(-1);
    if (dropped) draft.remove({ start: command.span.end, end: dropped.span.end });
  }
  return true;
}
