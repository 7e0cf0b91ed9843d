import { expect, test } from 'vitest';
import { allPairs, pairsIn, pairwise } from '../../../../scripts/images/scaffold/pairwise.ts';

const AXES = { a: ['1', '2', '3'], b: ['1', '2'], c: ['x', 'y'] } as const;

test('a pair is two values of different axes', () => {
  expect(allPairs({ a: ['1', '2'], b: ['x'] })).toEqual(['a=1|b=x', 'a=2|b=x']);
  expect(pairsIn({ a: '1', b: 'x', c: 'y' })).toEqual(['a=1|b=x', 'a=1|c=y', 'b=x|c=y']);
});

test('every pair meets in a row', () => {
  const met = new Set(pairwise(AXES).flatMap(pairsIn));
  expect(allPairs(AXES).filter((pair) => !met.has(pair))).toEqual([]);
});

test('there are fewer rows than ways to combine all values', () => {
  expect(pairwise(AXES).length).toBeLessThan(12);
  expect(pairwise(AXES).length).toBeGreaterThanOrEqual(6);
});

test('the rows are the same every time', () => {
  expect(pairwise(AXES)).toEqual(pairwise(AXES));
});

test('two axes meet in all ways', () => {
  expect(pairwise({ a: ['1', '2'], b: ['x', 'y'] })).toHaveLength(4);
});
