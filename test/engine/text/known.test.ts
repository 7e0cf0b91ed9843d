import { expect, test } from 'vitest';
import { known, knownValue, mapKnown, unknown } from '../../../server/src/engine/text/known.ts';

test('a known value is handed on', () => {
  expect(knownValue(known('a'))).toBe('a');
  expect(mapKnown(known(2), (value) => value * 2)).toEqual(known(4));
});

test('an unknown one keeps its reason and is never computed with', () => {
  const missing = unknown('nobody told');
  expect(knownValue(missing)).toBeUndefined();
  const result = mapKnown(missing, () => {
    throw new Error('computed');
  });
  expect(result).toEqual({ known: false, why: 'nobody told' });
});
