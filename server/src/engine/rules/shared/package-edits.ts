import { commentsAbove, type FixDraft } from '../../fix/builder.ts';
import { wordEdits } from '../../fix/word-edits.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import type { DockerfileSyntax } from '../../syntax/nodes.ts';
import { commandsOf } from './commands.ts';

/**
 * Puts other packages in the place of some that a command of apt or apk installs. Where none is left the RUN goes, when it does
 * nothing else. False where that cannot be written.
 */
export function changePackages(
  draft: FixDraft,
  syntax: DockerfileSyntax,
  run: RunInstruction,
  command: Command,
  changes: ReadonlyMap<Word, string>,
): boolean {
  const { tool } = command;
  if (tool?.kind !== 'apt' && tool?.kind !== 'apk') return false;
  if (tool.packages.every((word) => changes.get(word) === '')) {
    if (!isUpkeep(run, command) || commentsAbove(syntax, run).length + run.node.comments.length > 0) return false;
    draft.removeInstruction(run);
    return true;
  }
  const edits = wordEdits(syntax, run, changes);
  for (const { span, newText } of edits ?? []) draft.replace(span, newText);
  return edits !== undefined;
}

/** The RUN does nothing but install these packages and clean up behind. */
const isUpkeep = (run: RunInstruction, command: Command): boolean =>
  run.node.heredocs.length === 0 && commandsOf(run.script).every((each) => each === command || isAptUpkeep(each));

const UPKEEP = /^(?:update|clean|autoclean|dist-clean|distclean|autoremove)$/;

/** The command only keeps apt's lists and caches up to date, or removes them. */
export const isAptUpkeep = ({ tool }: Command): boolean =>
  tool?.kind === 'apt'
    ? UPKEEP.test(tool.action ?? '')
    : tool?.kind === 'files' &&
      tool.front === 'rm' &&
      tool.paths.every((path) => /^\/var\/(?:lib\/apt|cache)/.test(path.text));
