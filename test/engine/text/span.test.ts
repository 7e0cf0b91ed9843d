import { expect, test } from 'vitest';
import { contains, containsOffset, covering, overlaps, span, textAt } from '../../../server/src/engine/text/span.ts';

const middle = span(3, 6);

test('covering reaches from the first start to the last end', () => {
  expect(covering(span(5, 9), middle)).toEqual(span(3, 9));
  expect(covering(span(1, 20), middle)).toEqual(span(1, 20));
});

test.each([
  [span(3, 6), true],
  [span(4, 5), true],
  [span(3, 3), true],
  [span(2, 6), false],
  [span(3, 7), false],
])('%j lies inside 3-6: %s', (inner, expected) => {
  expect(contains(middle, inner)).toBe(expected);
});

test('an offset behind the last letter still belongs to the span: a cursor stands there', () => {
  expect([2, 3, 6, 7].map((offset) => containsOffset(middle, offset))).toEqual([false, true, true, false]);
});

test.each([
  [span(0, 3), false],
  [span(6, 9), false],
  [span(0, 4), true],
  [span(4, 5), true],
  [span(4, 4), true],
])('%j shares text with 3-6: %s', (other, expected) => {
  expect(overlaps(middle, other)).toBe(expected);
});

test('the text of a span', () => {
  expect(textAt('FROM x', span(5, 6))).toBe('x');
});
