import { expect, test } from 'vitest';
import { replaceWithin } from '../../../server/src/engine/fix/replace-within.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';

const TEXT = 'a: b.c\nd: b.c\n';

const replaced = (start: number, end: number, from: string): string | undefined => {
  const edit = replaceWithin(TEXT, { start, end }, from, 'x');
  return edit && applyEdits(TEXT, [edit]);
};

test('only what stands in the place', () => {
  expect(replaced(7, 13, 'b.c')).toBe('a: b.c\nd: x\n');
  expect(replaced(7, 13, 'b')).toBe('a: b.c\nd: x.c\n');
});

test.each([
  ['it stands there twice', 0, 13, 'b.c'],
  ['it does not stand there', 0, 6, 'd'],
  ['it ends behind the place', 0, 5, 'b.c'],
  ['nothing is looked for', 0, 6, ''],
])('nothing where %s', (_, start, end, from) => expect(replaced(start, end, from)).toBeUndefined());
