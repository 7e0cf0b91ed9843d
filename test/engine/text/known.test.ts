import { expect, test } from 'vitest';
import { known, unknown } from '../../../server/src/engine/text/known.ts';

test('a value is known, even an empty one', () => {
  expect(known('')).toEqual({ known: true, value: '' });
});

test('what is unknown says why', () => {
  expect(unknown('nobody told')).toEqual({ known: false, why: 'nobody told' });
});
