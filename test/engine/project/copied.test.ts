import { expect, test } from 'vitest';
import { filesOfPattern } from '../../../server/src/engine/project/copied.ts';

const FILES = ['a.txt', 'app/a.py', 'app/b.txt', 'apps/shop/a.py', 'requirements.txt', 'requirements/dev.txt'];

test.each([
  ['*', FILES],
  ['*.txt', ['a.txt', 'requirements.txt']],
  ['req*', ['requirements.txt', 'requirements/dev.txt']],
  ['app?', ['apps/shop/a.py']],
  ['app*/*.txt', ['app/b.txt']],
  ['apps/*', ['apps/shop/a.py']],
  ['[a-c].txt', ['a.txt']],
  ['*.md', []],
  ['**/*.txt', undefined],
  ['[', undefined],
])('%s', (pattern, files) => {
  expect(filesOfPattern(pattern, FILES)).toEqual(files);
});

test('gives up on a hostile pattern', () => {
  const files = Array.from({ length: 2000 }, (_, at) => `${'a'.repeat(500)}${at}b`);
  expect(filesOfPattern(`${'*a'.repeat(50)}*?`, files)).toBeUndefined();
});
