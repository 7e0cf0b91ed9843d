import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from '../../../server/src/engine/text/edit-distance.ts';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['builder', 'builder', 0],
  ['builder', 'bulider', 2],
  ['builder', 'build', 2],
  ['kitten', 'sitting', 3],
])('%j and %j are %i letters apart, either way round', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

describe('the nearest candidate', () => {
  test.each([
    ['bulider', ['base', 'builder'], 'builder'],
    ['Bulider', ['builder'], 'builder'],
    ['bas', ['base'], 'base'],
    ['bse', ['base', 'build'], 'base'],
    ['runtine', ['runtime', 'runtimes'], 'runtime'],
  ])('%j means one of %j: %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test.each([
    ['the same word', 'base', ['base']],
    ['only the case differs', 'Base', ['base']],
    ['two letters of a short word', 'ab', ['base']],
    ['three letters', 'builder', ['building']],
    ['nothing to choose from', 'base', []],
  ])('is none when %s', (_, word, candidates) => {
    expect(nearest(word, candidates)).toBeUndefined();
  });
});
