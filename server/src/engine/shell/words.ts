import type { Span } from '../text/span.ts';
import type { ShellText } from './text.ts';
import type { Word, WordPart } from './types.ts';

/** The fixed text a word begins with: all of `--bind=80`, `--bind=0.0.0.0:` of `--bind=0.0.0.0:$PORT`. */
export function head(word: Word): string {
  if (word.literal !== undefined) return word.literal;
  const first = word.parts[0];
  return first?.kind === 'literal' ? first.text : '';
}

/** The file name at the end of a word, when it is fixed text: `pip` of `/venv/bin/pip` and of `$VENV/bin/pip`. */
export function baseName(word: Word): string | undefined {
  const fixed = word.literal;
  if (fixed !== undefined) return fixed.slice(fixed.lastIndexOf('/') + 1);
  const last = word.parts.at(-1);
  if (last?.kind !== 'literal') return undefined;
  const slash = last.text.lastIndexOf('/');
  return slash === -1 ? undefined : last.text.slice(slash + 1);
}

export function literalOf(parts: readonly WordPart[]): string | undefined {
  let value = '';
  for (const part of parts) {
    if (part.kind !== 'literal') return undefined;
    value += part.text;
  }
  return value;
}

/** A word that is fixed text whatever it holds: what no shell reads, or a part cut out of a literal word. */
export const literalWord = (source: ShellText, value: string, quoted: boolean): Word => ({
  text: source.text,
  literal: value,
  quoted,
  parts: [{ kind: 'literal', text: value }],
  span: source.span,
  source,
});

function withoutHead(parts: readonly WordPart[], length: number): readonly WordPart[] {
  const [first, ...rest] = parts;
  if (first?.kind !== 'literal') return parts;
  const text = first.text.slice(length);
  return text === '' && rest.length > 0 ? rest : [{ kind: 'literal', text }, ...rest];
}

/** Where the raw text of a word goes on behind the first letters of its value, and where it ends. */
function rawTail(word: Word, length: number): { start: number; end: number } | undefined {
  const raw = word.text;
  const lead = head(word).slice(0, length);
  if (raw.startsWith(lead)) return { start: length, end: raw.length };
  const quote = raw[0];
  const oneQuotedText = (quote === '"' || quote === "'") && raw.indexOf(quote, 1) === raw.length - 1;
  return oneQuotedText && raw.startsWith(lead, 1) ? { start: length + 1, end: raw.length - 1 } : undefined;
}

/** The rest of a word behind the first letters of its value: the value in `--name=value`. */
export function tail(word: Word, length: number): Word {
  const raw = rawTail(word, length);
  const source = raw ? word.source.slice(raw.start, raw.end) : word.source;
  const parts = withoutHead(word.parts, length);
  return { text: source.text, literal: literalOf(parts), quoted: word.quoted, parts, span: source.span, source };
}

/** The file range of letters of a word's value, or of the whole word when quotes or escapes stand in between. */
export const spanInside = (word: Word, start: number, end: number): Span =>
  word.text.startsWith(head(word).slice(0, end)) ? word.source.spanOf(start, end) : word.span;
