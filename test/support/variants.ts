/** The same text with other line ends or a byte order mark: every rule must see the same in all of them. */
export interface Variant {
  readonly name: string;
  /** Makes the variant of a text that has `\n` line ends and no byte order mark. */
  readonly make: (text: string) => string;
  /** Where an offset of the plain text lies in the variant. */
  readonly offset: (text: string, offset: number) => number;
}

const BOM = '\ufeff';

export const plainText = (text: string): string => text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');

export const VARIANTS: readonly Variant[] = [
  {
    name: 'CRLF',
    make: (text) => text.replaceAll('\n', '\r\n'),
    offset: (text, offset) => offset + text.slice(0, offset).split('\n').length - 1,
  },
  {
    name: 'BOM',
    make: (text) => BOM + text,
    offset: (_, offset) => offset + BOM.length,
  },
];
