import type { RunInstruction, StartInstruction } from '../model/types.ts';
import type { Word } from '../shell/types.ts';
import type { FixDraft } from './builder.ts';

/** Adds options behind a word of a command, as items of their own in an exec form. False where the word cannot be found. */
export function addOption(
  draft: FixDraft,
  instruction: RunInstruction | StartInstruction,
  word: Word | undefined,
  ...options: readonly string[]
): boolean {
  if (!word || word.source.collapsed) return false;
  const isItem = isArrayItem(instruction, word);
  draft.insert(word.span.end, options.map((option) => (isItem ? `, "${option}"` : ` ${option}`)).join(''));
  return true;
}

/** The word is an item of an exec form, and no part of a text that a shell is given. */
export const isArrayItem = ({ node, script }: RunInstruction | StartInstruction, word: Word): boolean =>
  node.command.form === 'exec' && script.commands.some(({ words }) => words.includes(word));
