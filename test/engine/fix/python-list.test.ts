import { describe, expect, test } from 'vitest';
import { entryBehind, withoutEntry } from '../../../server/src/engine/fix/python-list.ts';
import { applyEdits, type TextEdit } from '../../../server/src/engine/text/edits.ts';

const spansOf = (text: string) =>
  Array.from(text.matchAll(/(["'])\w+\1/g), ({ index, 0: { length } }) => ({ start: index, end: index + length }));

const after = (text: string, edit: TextEdit | undefined) => (edit ? applyEdits(text, [edit]) : undefined);

describe('behind an entry', () => {
  const added = (text: string, index: number) => {
    const span = spansOf(text)[index];
    return span && after(text, entryBehind(text, span, 'new'));
  };
  test.each<readonly [text: string, index: number, expected: string | undefined]>([
    ['A = ["a", "b"]', 0, 'A = ["a", "new", "b"]'],
    ["A = ['a', 'b']", 1, "A = ['a', 'b', 'new']"],
    ['A = [\n    "a",\n    "b",\n]\n', 0, 'A = [\n    "a",\n    "new",\n    "b",\n]\n'],
    ['A = [\n\t"a",\n\t"b"\n]\n', 1, 'A = [\n\t"a",\n\t"b",\n\t"new"\n]\n'],
    ['A = [\r\n  "a",\r\n]\r\n', 0, 'A = [\r\n  "a",\r\n  "new",\r\n]\r\n'],
    ['A = ["a",\n     "b"]', 0, 'A = ["a", "new",\n     "b"]'],
    ['A = [\n    "a",  # first\n    "b",\n]\n', 0, undefined],
  ])('%j %i', (text, index, expected) => {
    expect(added(text, index)).toBe(expected);
  });
});

describe('without an entry', () => {
  const removed = (text: string, index: number) => after(text, withoutEntry(text, spansOf(text), index));
  test.each<readonly [text: string, index: number, expected: string | undefined]>([
    ['A = ["a", "b", "c"]', 0, 'A = ["b", "c"]'],
    ['A = ["a", "b", "c"]', 2, 'A = ["a", "b"]'],
    ['A = ["a"]', 0, 'A = []'],
    ['A = [\n    "a",\n    "b",\n    "c",\n]\n', 1, 'A = [\n    "a",\n    "c",\n]\n'],
    ['A = [\n    "a",\n    "b",\n]\n', 1, 'A = [\n    "a",\n]\n'],
    ['A = [\n    "a",\n    "b",  # second\n    "c",\n]\n', 1, undefined],
    ['A = ["a"]', 3, undefined],
  ])('%j %i', (text, index, expected) => {
    expect(removed(text, index)).toBe(expected);
  });
});
