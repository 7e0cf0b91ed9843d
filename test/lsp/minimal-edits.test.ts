import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, editsConflict } from '../../server/src/engine/text/edits.ts';
import { minimalEdits } from '../../server/src/lsp/minimal-edits.ts';

const lines = fc.array(fc.constantFrom('a', 'ab', 'abc', '', '😀x', '😁x', 'b')).map((each) => each.join('\n'));
const texts = fc.oneof(
  lines,
  lines.map((text) => text.replaceAll('\n', '\r\n')),
  fc.string({ unit: 'binary' }),
);

test('the edits make one text of the other, and do not touch each other', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const edits = minimalEdits(before, after);
      expect(applyEdits(before, edits)).toBe(after);
      expect(editsConflict(edits)).toBe(false);
    }),
  );
});

test('no edit splits a line break or a character', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      for (const { span } of minimalEdits(before, after)) {
        for (const at of [span.start, span.end]) {
          expect(before.slice(at - 1, at + 1)).not.toMatch(/^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/);
        }
      }
    }),
  );
});

describe('what does not change is left alone', () => {
  test('nothing at all', () => expect(minimalEdits('a\nb\n', 'a\nb\n')).toEqual([]));

  test('lines between two changes', () => {
    const edits = minimalEdits('one\ntwo\nthree\nfour\n', 'One\ntwo\nthree\nfour!\n');
    expect(edits).toEqual([
      { span: { start: 0, end: 1 }, newText: 'O' },
      { span: { start: 18, end: 18 }, newText: '!' },
    ]);
  });

  test('a moved line is taken out and put in', () => {
    const edits = minimalEdits('a\nmoved\nb\nc\n', 'a\nb\nmoved\nc\n');
    expect(edits).toHaveLength(2);
  });
});

test('texts too long to compare line by line still become each other', () => {
  const before = Array.from({ length: 3000 }, (_, index) => `old ${index}\n`).join('');
  const after = Array.from({ length: 3000 }, (_, index) => `new ${index}\n`).join('');
  const edits = minimalEdits(before, after);
  expect(edits).toHaveLength(1);
  expect(applyEdits(before, edits)).toBe(after);
});
