import type { RunInstruction } from '../model/types.ts';
import type { Option } from '../shell/tools/types.ts';
import type { Command } from '../shell/types.ts';
import type { FixDraft } from './builder.ts';

/** Takes an option out of a command. False where it is a letter among others, an item of an exec form, or cannot be found. */
export function dropOption(draft: FixDraft, run: RunInstruction, command: Command, option: Option): boolean {
  const word = command.words.find(({ span }) => span.start === option.span.start);
  const previous = command.words.filter(({ span }) => span.end < option.span.start).at(-1);
  if (run.node.command.form !== 'shell' || !word || !previous || word.source.collapsed) return false;
  if (word.span.end > option.span.end) return false;
  draft.remove({ start: previous.span.end, end: option.span.end });
  return true;
}
