import type { RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Command } from '../../shell/types.ts';

/** A variable stands where options may stand, and may hold the one that is missing. */
export const mayHoldOptions = ({ openEnded, program }: Command, { before, script }: RunInstruction): boolean =>
  openEnded &&
  program.some((word) => {
    const values = expandWord(word, before, script);
    return !values.known || (word.literal === undefined && values.value.some((value) => value.startsWith('-')));
  });
