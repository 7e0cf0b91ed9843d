import { expect, test } from 'vitest';
import { allMatches, firstIndex } from '../../../server/src/engine/text/search.ts';

test.each([
  [[], 0],
  [[1, 2, 3], 3],
  [[5, 6], 0],
  [[1, 5], 1],
  [[1, 2, 5, 5, 9], 2],
])('the first of %j that is at least 5 stands at %i', (items: readonly number[], index) => {
  expect(firstIndex(items, (item) => item >= 5)).toBe(index);
});

test.each([
  ['a bc  d', /\S+/g, ['0 a', '2 bc', '6 d']],
  ['', /\S+/g, []],
  ['aXb', /X*/g, ['0 ', '1 X', '2 ', '3 ']],
])('in %j it finds %s where matchAll does', (text, pattern, found) => {
  const shown = (matches: Iterable<RegExpExecArray>) =>
    Array.from(matches, ({ 0: match, index }) => `${index} ${match}`);
  expect(shown(allMatches(pattern, text))).toEqual(found);
  expect(shown(text.matchAll(pattern))).toEqual(found);
});

test('a pattern that was used before begins at the start again', () => {
  const pattern = /b/g;
  pattern.exec('abc');
  expect(allMatches(pattern, 'b')).toHaveLength(1);
});
