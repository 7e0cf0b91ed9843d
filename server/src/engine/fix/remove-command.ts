import type { RunInstruction } from '../model/types.ts';
import type { Command } from '../shell/types.ts';
import type { FixDraft } from './builder.ts';

/** Takes a command out of a RUN that is one chain of `&&`; a RUN of nothing else goes as a whole. False where it cannot be done. */
export function removeCommand(draft: FixDraft, run: RunInstruction, command: Command): boolean {
  const { top, plainChain } = run.script;
  const index = top.indexOf(command);
  if (index === -1 || run.node.command.form !== 'shell' || run.node.heredocs.length > 0) return false;
  if (top.length === 1) {
    draft.removeInstruction(run);
    return plainChain;
  }
  const [previous, next] = [top[index - 1], top[index + 1]];
  if (!plainChain) return false;
  if (previous) draft.remove({ start: previous.span.end, end: command.span.end });
  else if (next) draft.remove({ start: command.span.start, end: next.span.start });
  return true;
}
