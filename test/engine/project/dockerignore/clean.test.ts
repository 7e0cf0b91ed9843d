import { expect, test } from 'vitest';
import { cleanPath } from '../../../../server/src/engine/project/dockerignore/clean.ts';

test.each([
  ['a', 'a'],
  ['./a//b/', 'a/b'],
  ['/a/./b', '/a/b'],
  ['a/../b', 'b'],
  ['a/..', '.'],
  ['../a', '../a'],
  ['../../a/..', '../..'],
  ['/../a', '/a'],
  ['/', '/'],
  ['//', '/'],
  ['.', '.'],
  ['', '.'],
  ['a\\b/', 'a\\b'],
  ['**/', '**'],
])('%j is %j', (path, clean) => {
  expect(cleanPath(path)).toBe(clean);
});
