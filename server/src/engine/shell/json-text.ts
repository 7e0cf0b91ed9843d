import type { Span } from '../text/span.ts';
import { Decoding, PlacedText, type ShellText } from './text.ts';

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** A JSON string with the place of each of its letters; undefined when a continuation runs through it. */
export function readJsonText(file: string, span: Span, value: string): ShellText | undefined {
  const raw = file.slice(span.start + 1, span.end - 1);
  const decoding = new Decoding();
  for (let i = 0; i < raw.length; ) {
    const start = i;
    if (raw[i] !== '\\') i++;
    else i += raw[i + 1] === 'u' ? 6 : 2;
    const letters = raw.slice(start, i);
    decoding.add(letters.length === 1 ? letters : decoded(letters), start, i);
  }
  const text = decoding.of(new PlacedText(raw, span.start + 1));
  return text.text === value ? text : undefined;
}

function decoded(sequence: string): string {
  const letter = sequence.charAt(1);
  if (letter === 'u') return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
  return ESCAPES[letter] ?? letter;
}
