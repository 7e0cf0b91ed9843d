import { describe, expect, test } from 'vitest';
import { applyEdits, EditSet, editsConflict, type TextEdit } from '../../../server/src/engine/text/edits.ts';
import { processorTime } from '../../support/processor-time.ts';

const edit = (start: number, end: number, newText: string): TextEdit => ({ span: { start, end }, newText });

test('edits apply in any order, at offsets of the text before', () => {
  expect(applyEdits('one two three', [edit(8, 13, '3'), edit(0, 3, '1'), edit(7, 7, '!')])).toBe('1 two! 3');
});

test('an edit may begin where another ends', () => {
  const edits = [edit(0, 3, 'a'), edit(3, 7, 'b')];
  expect(editsConflict(edits)).toBe(false);
  expect(applyEdits('one two', edits)).toBe('ab');
});

test.each([
  ['share text', [edit(0, 4, ''), edit(3, 5, '')]],
  ['lie in one another', [edit(0, 9, ''), edit(2, 3, ''), edit(5, 6, '')]],
  ['insert at one place', [edit(4, 4, 'a'), edit(4, 4, 'b')]],
  ['insert where another starts to remove', [edit(4, 4, 'a'), edit(4, 6, '')]],
])('edits conflict when they %s', (_, edits) => {
  expect(editsConflict(edits)).toBe(true);
  expect(editsConflict([...edits].reverse())).toBe(true);
});

test.each([[[]], [[edit(1, 2, '')]]])('few edits never conflict', (edits) => {
  expect(editsConflict(edits)).toBe(false);
});

test('edits that overlap are refused, not applied wrongly', () => {
  expect(() => applyEdits('abcdef', [edit(0, 4, ''), edit(3, 5, '')])).toThrow('overlap at offset 3');
});

describe('a set of edits', () => {
  test('takes what touches nothing in it, in any order', () => {
    const set = new EditSet();
    expect(set.add([edit(8, 13, '3')])).toBe(true);
    expect(set.add([edit(7, 7, '!'), edit(0, 3, '1')])).toBe(true);
    expect(applyEdits('one two three', set.edits)).toBe('1 two! 3');
  });

  test.each([
    ['overlap what is there', [edit(3, 6, '')]],
    ['insert where something begins', [edit(4, 4, '')]],
    ['insert where something ends', [edit(8, 8, '')]],
    ['lie inside of what is there', [edit(5, 6, '')]],
    ['contain what is there', [edit(0, 20, '')]],
    ['touch each other', [edit(20, 22, ''), edit(21, 23, '')]],
    ['touch with one of several', [edit(20, 22, ''), edit(5, 6, '')]],
  ])('takes none of those that %s', (_, edits) => {
    const set = new EditSet();
    set.add([edit(4, 8, 'x')]);
    expect(set.add(edits)).toBe(false);
    expect(set.edits).toHaveLength(1);
  });

  test('may be long', () => {
    const set = new EditSet();
    const took = processorTime(() => {
      for (let i = 0; i < 20_000; i++) expect(set.add([edit(i * 3, i * 3 + 2, '')])).toBe(true);
    });
    expect(took).toBeLessThan(2000);
  });
});
