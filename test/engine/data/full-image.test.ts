import { expect, test } from 'vitest';
import { needsSystemLibrary, packagesBehind } from '../../../server/src/engine/data/full-image.ts';

test('programs of the full image, with the packages that bring them to a small one', () => {
  expect(packagesBehind('curl')).toEqual(['curl']);
  expect(packagesBehind('ps')).toEqual(['procps']);
  expect(packagesBehind('gcc')).toContain('build-essential');
});

test('nothing is said of others', () => {
  expect(packagesBehind('python')).toBeUndefined();
  expect(packagesBehind('toString')).toBeUndefined();
});

test('packages that load a library of the system', () => {
  expect(needsSystemLibrary('psycopg')).toBe(true);
  expect(needsSystemLibrary('psycopg2-binary')).toBe(false);
});
