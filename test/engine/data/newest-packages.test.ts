import { expect, test } from 'vitest';
import { newestVersion } from '../../../server/src/engine/data/newest-packages.ts';

test('a package is pinned where its newest version is known to fit', () => {
  expect(newestVersion('gunicorn', '3.13')).toMatch(/^\d+\.\d+/);
  expect(newestVersion('gunicorn', '3.9')).toBeUndefined();
  expect(newestVersion('gunicorn', undefined)).toBeUndefined();
  expect(newestVersion('never-heard-of', '3.13')).toBeUndefined();
  expect(newestVersion('constructor', '3.13')).toBeUndefined();
});
