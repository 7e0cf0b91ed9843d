import { appendCommand } from '../../fix/append-command.ts';
import type { FixDraft } from '../../fix/builder.ts';
import { chainStyle, lineJoiner } from '../../fix/chain-style.ts';
import type { Instruction, Model } from '../../model/types.ts';

/** A RUN with one command a line. */
export const chained = (commands: readonly string[], escapeChar: string): string[] =>
  commands.map((command, index) => {
    const end = index === commands.length - 1 ? '' : ` ${escapeChar}`;
    return `${index === 0 ? 'RUN' : '    &&'} ${command}${end}`;
  });

/** Where the last RUN makes users or directories as well, the commands belong to it. */
export function appendToRun(
  draft: FixDraft,
  { syntax }: Model,
  last: Instruction | undefined,
  commands: readonly string[],
) {
  if (last?.kind !== 'run' || commands.length === 0 || last.node.heredocs.length > 0) return false;
  if (!last.script.commands.every(({ tool }) => tool?.kind === 'user' || tool?.kind === 'files')) return false;
  const joined = commands.join(lineJoiner(draft, chainStyle(syntax, last), '&&'));
  return appendCommand(draft, syntax, last, joined) !== undefined;
}
