import { expect, test } from 'vitest';
import { bringsOtherPackages } from '../../../server/src/engine/data/apt-companions.ts';

test.each([
  ['gcc', true],
  ['libpq-dev', true],
  ['tzdata', false],
])('%s: %s', (name, expected) => {
  expect(bringsOtherPackages(name)).toBe(expected);
});
