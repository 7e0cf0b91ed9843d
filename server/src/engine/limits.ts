/** Texts beyond these are not analysed: parsers take seconds on them, and no person wrote them. */
const MAX_TEXT = 1024 * 1024;
const MAX_LINE = 64 * 1024;

/** Why a text is not analysed, else undefined. Decided before any parser sees the text. */
export function tooLarge(text: string): string | undefined {
  if (text.length > MAX_TEXT) return 'the file is larger than 1 MB';
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start > MAX_LINE) return 'a line is longer than 64 KB';
    start = end + 1;
  }
  return undefined;
}
