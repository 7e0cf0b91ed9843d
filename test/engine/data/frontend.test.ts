import { expect, test } from 'vitest';
import { syntaxOfFlag } from '../../../server/src/engine/data/frontend.ts';

test('new flags have a version, old ones none', () => {
  expect(syntaxOfFlag('COPY', 'parents')).toBe('1.20');
  expect(syntaxOfFlag('ADD', 'exclude')).toBe('1.19');
  expect(syntaxOfFlag('COPY', 'chown')).toBeUndefined();
  expect(syntaxOfFlag('RUN', 'exclude')).toBeUndefined();
  expect(syntaxOfFlag('constructor', 'name')).toBeUndefined();
});
