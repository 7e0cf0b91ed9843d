import { expect, test } from 'vitest';
import { firstIndex } from '../../../server/src/engine/text/search.ts';

test.each([
  [[], 0],
  [[1, 2, 3], 3],
  [[5, 6], 0],
  [[1, 5], 1],
  [[1, 2, 5, 5, 9], 2],
])('the first of %j that is at least 5 stands at %i', (items: readonly number[], index) => {
  expect(firstIndex(items, (item) => item >= 5)).toBe(index);
});
