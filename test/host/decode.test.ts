import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode } from '../../server/src/host/decode.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

const decoded = (content: Uint8Array) => {
  const result = decode(content);
  return result.state === 'ok' ? result.value : result;
};

describe('reads', () => {
  test('UTF-8', () => {
    expect(decoded(new TextEncoder().encode('FROM ü\r\n'))).toEqual({
      text: 'FROM ü\r\n',
      encoding: 'utf-8',
      bom: false,
      lossy: false,
    });
  });

  test('UTF-8 with a BOM, which is no part of the text', () => {
    expect(decoded(bytes(0xef, 0xbb, 0xbf, 0x41))).toEqual({ text: 'A', encoding: 'utf-8', bom: true, lossy: false });
  });

  test('only the first BOM is one', () => {
    expect(decoded(bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf))).toMatchObject({ text: '\uFEFF', bom: true });
  });

  test('UTF-16 of both kinds', () => {
    expect(decoded(bytes(0xff, 0xfe, 0x41, 0))).toMatchObject({ text: 'A', encoding: 'utf-16le', bom: true });
    expect(decoded(bytes(0xfe, 0xff, 0, 0x41))).toMatchObject({ text: 'A', encoding: 'utf-16be', bom: true });
  });

  test('an empty file', () => {
    expect(decoded(bytes())).toMatchObject({ text: '', lossy: false });
  });

  test('bytes of another encoding, as far as possible', () => {
    expect(decoded(bytes(0x41, 0xfc, 0x42))).toMatchObject({ text: 'A\uFFFDB', lossy: true });
  });

  test('a replacement character that is really there', () => {
    expect(decoded(new TextEncoder().encode('\uFFFD'))).toMatchObject({ text: '\uFFFD', lossy: false });
  });
});

test('refuses binary files', () => {
  expect(decode(bytes(0x7f, 0x45, 0, 0x46))).toMatchObject({ state: 'refused', cause: 'content' });
});

test('writes back exactly what was read', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0') && !each.startsWith('\uFEFF'));
  const encodings = fc.constantFrom(
    { encoding: 'utf-8', bom: false } as const,
    { encoding: 'utf-8', bom: true } as const,
    { encoding: 'utf-16le', bom: true } as const,
    { encoding: 'utf-16be', bom: true } as const,
  );
  fc.assert(
    fc.property(text, encodings, (content, encoding) => {
      expect(decoded(encode(content, encoding))).toEqual({ text: content, ...encoding, lossy: false });
    }),
  );
});
