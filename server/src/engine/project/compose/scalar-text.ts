import { CollapsedText, Decoding, PlacedText, type ShellText } from '../../shell/text.ts';
import type { Span } from '../../text/span.ts';

const BLANK = /\s/;

/** `|`, `>-`, `>2+`, and a comment behind it. */
const BLOCK_HEAD = /^[|>][-+\d]*[ \t]*(?:#.*)?(?:\r?\n|$)/;

/**
 * The value of a YAML scalar with the way back to its letters. YAML folds lines and takes indents away, so only what is no blank has
 * a place for certain: a blank stands between its neighbours. Text with escapes for such letters has no places inside.
 */
export function scalarText(source: string, span: Span, value: string): ShellText {
  const raw = source.slice(span.start, span.end);
  const [start, end] = bodyOf(raw);
  const decoding = new Decoding();
  let at = start;
  for (const letter of lettersOf(value)) {
    if (BLANK.test(letter)) {
      const isThere = at < end && BLANK.test(raw.charAt(at));
      decoding.add(letter, at, isThere ? at + 1 : at);
      if (isThere) at++;
      continue;
    }
    const next = nextLetter(raw, at, end);
    const length = next === undefined ? 0 : lengthOf(letter, raw, next);
    if (next === undefined || length === 0) return new CollapsedText(value, span);
    decoding.add(letter, next, next + length);
    at = next + length;
  }
  return decoding.of(new PlacedText(raw, span.start));
}

/** Code units: that is what offsets count. */
const lettersOf = (value: string): readonly string[] => value.split('');

/** Where the text begins and ends between quotes, or behind the head of a block. */
function bodyOf(raw: string): readonly [start: number, end: number] {
  if (raw.startsWith('"') || raw.startsWith("'")) return [1, raw.length - 1];
  return [BLOCK_HEAD.exec(raw)?.[0].length ?? 0, raw.length];
}

/** The next letter that is no blank and no line's continuation. */
function nextLetter(raw: string, from: number, end: number): number | undefined {
  const isEscaped = raw.startsWith('"');
  let at = from;
  while (at < end) {
    if (BLANK.test(raw.charAt(at))) at++;
    else if (isEscaped && /^\\(?:\r?\n|[ nt])/.test(raw.slice(at, at + 3))) at += 2;
    else return at;
  }
  return undefined;
}

/** How many letters stand for one in the quotes that are around; none where it is another one. */
function lengthOf(letter: string, raw: string, at: number): number {
  const found = raw.charAt(at);
  if (raw.startsWith('"') && found === '\\') return /["\\/]/.test(letter) && raw.charAt(at + 1) === letter ? 2 : 0;
  if (raw.startsWith("'") && found === "'") return letter === "'" && raw.charAt(at + 1) === "'" ? 2 : 0;
  return found === letter ? 1 : 0;
}
