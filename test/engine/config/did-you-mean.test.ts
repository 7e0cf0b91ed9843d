import { expect, test } from 'vitest';
import { didYouMean } from '../../../server/src/engine/config/did-you-mean.ts';

test('names the candidate that was probably meant', () => {
  expect(didYouMean('exlude', ['detect', 'exclude'])).toBe('; did you mean "exclude"?');
});

test('says nothing when no candidate is near', () => {
  expect(didYouMean('colour', ['detect', 'exclude'])).toBe('');
});
