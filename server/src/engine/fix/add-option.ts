import type { RunInstruction } from '../model/types.ts';
import type { Word } from '../shell/types.ts';
import type { FixDraft } from './builder.ts';

/** Adds an option behind a word of a command, as an item of its own in an exec form. False where the word cannot be found. */
export function addOption(draft: FixDraft, run: RunInstruction, word: Word | undefined, option: string): boolean {
  if (!word || word.source.collapsed) return false;
  const isItem = run.node.command.form === 'exec' && run.script.commands.some(({ words }) => words.includes(word));
  draft.insert(word.span.end, isItem ? `, "${option}"` : ` ${option}`);
  return true;
}
