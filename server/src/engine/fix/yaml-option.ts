import type { Word } from '../shell/types.ts';
import type { TextEdit } from '../text/edits.ts';
import { dominantEol, indentAt, lineEnd, lineStart } from '../text/lines.ts';
import type { Span } from '../text/span.ts';

/** How a word of a command stands in a file of YAML. */
export type YamlWord =
  /** It is an item of a list, with its quotes. */
  | { readonly kind: 'item'; readonly word: Word }
  /** It is a part of a scalar that is split into words. */
  | { readonly kind: 'part'; readonly word: Word; readonly scalar: Span }
  /** It is a part of a text that a shell is given. */
  | { readonly kind: 'inner'; readonly word: Word };

/** Puts an option behind a word of a command in YAML. Undefined where that would be another word or another item. */
export function optionInYaml(text: string, at: YamlWord, option: string): TextEdit | undefined {
  if (at.word.source.collapsed) return undefined;
  if (at.kind === 'item') return itemBehind(text, at.word.span, option);
  const { end } = at.word.span;
  const isOpen = at.kind === 'inner' ? at.word.text === at.word.literal : endsWord(text, end, at.scalar);
  return isOpen ? insertion(end, ` ${option}`) : undefined;
}

const insertion = (offset: number, newText: string): TextEdit => ({ span: { start: offset, end: offset }, newText });

/** No quotes of the word's own end behind it. */
function endsWord(text: string, end: number, scalar: Span): boolean {
  if (end === scalar.end || /\s/.test(text.charAt(end))) return true;
  const isQuoted = /["']/.test(text.charAt(scalar.start));
  return isQuoted && end === scalar.end - 1;
}

function itemBehind(text: string, { start, end }: Span, option: string): TextEdit | undefined {
  const inFront = text.slice(lineStart(text, start), start);
  if (/^[ \t]*-[ \t]+$/.test(inFront)) {
    const mark = inFront.trimStart();
    return insertion(lineEnd(text, end), `${dominantEol(text)}${indentAt(text, start)}${mark}${option}`);
  }
  if (!/[[,]\s*$/.test(text.slice(0, start))) return undefined;
  const quote = /^["']/.exec(text.slice(start, end))?.[0] ?? '';
  return insertion(end, `, ${quote}${option}${quote}`);
}
