import { Decoding, type ShellText } from '../../shell/text.ts';
import { closingBrace } from './interpolate.ts';

const BLANK = /\s/;

/** Splits a command as compose does: quotes and backslashes as in a shell, and nothing else of one. Each word knows its letters. */
export function commandWords(command: ShellText): ShellText[] {
  const { text } = command;
  const words: ShellText[] = [];
  let word: Decoding | undefined;
  let quote = '';
  const add = (start: number, end: number): void => {
    word ??= new Decoding();
    for (let at = start; at < end; at++) word.add(text.charAt(at), at, at + 1);
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quote !== "'" && letter === '$' && text[at + 1] === '{') {
      const end = (closingBrace(text, at + 2) ?? text.length - 1) + 1;
      add(at, end);
      at = end - 1;
    } else if (quote !== "'" && letter === '\\' && at + 1 < text.length) {
      word ??= new Decoding();
      at++;
      if (text.charAt(at) !== '\n') word.add(text.charAt(at), at - 1, at + 1);
    } else if (letter === quote) quote = '';
    else if (quote === '' && (letter === '"' || letter === "'")) {
      quote = letter;
      word ??= new Decoding();
    } else if (quote === '' && BLANK.test(letter)) {
      if (word) words.push(word.of(command));
      word = undefined;
    } else add(at, at + 1);
  }
  if (word) words.push(word.of(command));
  return words;
}
