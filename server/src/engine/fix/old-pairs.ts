import type { PairsNode } from '../syntax/nodes.ts';
import { textAt } from '../text/span.ts';
import type { FixDraft } from './builder.ts';

const PLAIN_NAME = /^[A-Za-z_][\w.-]*$/;

/** One word to Docker: nothing in it ends it, and all quotes are closed. */
const ONE_WORD = /^(?:[^\s"'\\`]|"[^"\\`]*"|'[^'\\`]*')+$/;

/** Put between double quotes it means the same as without: nothing in it is a quote or an escape. */
const QUOTABLE = /^[^"'\\`]+$/;

/**
 * Writes `NAME value` as `NAME=value`, in quotes where there are blanks. False where quotes or escapes in the value leave a doubt
 * about what it means afterwards.
 */
export function writeWithEquals(draft: FixDraft, text: string, { pairs, legacy }: PairsNode): boolean {
  const [pair] = pairs;
  if (!legacy || !pair?.value || !PLAIN_NAME.test(pair.name)) return false;
  const { value, nameSpan } = pair;
  // `NAME = value` sets a value that begins with `=`; whoever wrote it meant something else.
  if (value.text.startsWith('=')) return false;
  const gap = { start: nameSpan.end, end: value.span.start };
  if (ONE_WORD.test(value.text)) {
    draft.replace(gap, '=');
    return true;
  }
  if (!QUOTABLE.test(value.text) || textAt(text, value.span).trim() === '') return false;
  draft.replace(gap, '="').insert(value.span.end, '"');
  return true;
}
