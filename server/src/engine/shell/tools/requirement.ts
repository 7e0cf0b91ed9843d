import type { Word } from '../types.ts';
import { literalWord } from '../words.ts';

const WITH_EXTRAS = /^[\w.-]+\[[A-Za-z][\w.,\s-]*\]([=<>!~@;][^*?$`]*)?$/;

/**
 * `uvicorn[standard]` without quotes is a glob to the shell. It matches no file, so the tool gets it as written, and what
 * is written is what the author means.
 */
export const requirementWord = (word: Word): Word =>
  word.literal === undefined && !word.quoted && WITH_EXTRAS.test(word.text)
    ? literalWord(word.source, word.text, false)
    : word;
