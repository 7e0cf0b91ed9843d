import { closingBrace } from './interpolate.ts';

const BLANK = /\s/;

/** Splits a command as compose does: quotes and backslashes as in a shell, and nothing else of one. */
export function commandWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quote !== "'" && letter === '$' && text[at + 1] === '{') {
      const end = (closingBrace(text, at + 2) ?? text.length - 1) + 1;
      word = (word ?? '') + text.slice(at, end);
      at = end - 1;
    } else if (quote !== "'" && letter === '\\' && at + 1 < text.length) {
      word = (word ?? '') + text.charAt(++at).replace('\n', '');
    } else if (letter === quote) quote = '';
    else if (quote === '' && (letter === '"' || letter === "'")) {
      quote = letter;
      word ??= '';
    } else if (quote === '' && BLANK.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + letter;
  }
  return word === undefined ? words : [...words, word];
}
