import { describe, expect, test } from 'vitest';
import { readGlob } from '../../../../server/src/engine/project/dockerignore/glob.ts';
import { matchFor } from '../../../../server/src/engine/project/dockerignore/match.ts';
import { fail } from '../../../support/fail.ts';

function fits(pattern: string, path: string, left = 1_000_000): boolean {
  const glob = readGlob(pattern);
  if (!glob) fail('the pattern can be read', pattern);
  return matchFor(glob)(path, { left });
}

describe.each([
  ['a/b', ['a/b'], ['a', 'a/b/c', 'x/a/b', 'A/b']],
  ['*', ['a', '.a'], ['a/b']],
  ['*.pyc', ['x.pyc', '.pyc'], ['a/x.pyc', 'xpyc', 'x.pyc.bak']],
  ['a*b*c', ['abc', 'aXbYc', 'abbcc'], ['abcd', 'a/bc', 'acb']],
  ['*/*', ['a/b'], ['a', 'a/b/c']],
  ['?', ['a', 'é', '☺', '🐍'], ['ab', '/', '']],
  ['a?c', ['abc'], ['a/c', 'ac']],
  ['**', ['a', 'a/b', ''], []],
  ['**/*', ['a', 'a/b', 'a/b/c'], []],
  ['**/a', ['a', 'x/a', 'x/y/a'], ['xa', 'a/x', 'x/xa']],
  ['**a', ['a', 'xa', 'x/ya'], ['ab']],
  ['**/*.pyc', ['x.pyc', 'a/x.pyc', 'a/b/x.pyc'], ['a/x.py', 'a.pyc/b']],
  ['**/*.py[cod]', ['x.pyc', 'a/x.pyo', 'a/b.pyd'], ['a/x.py', 'a/x.pyx']],
  ['**/a/**', ['a/b', 'x/a/b/c'], ['a', 'x/a', 'xa/b']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'ab/c']],
  ['a**', ['a', 'ab', 'ab/c'], ['ba']],
  ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/xb', 'ab', 'a/b/c']],
  ['a**b', ['ab', 'a/b', 'ax/b', 'a/x/b'], ['axb']],
  ['**/a**/b', ['ac/ab', 'a/b', 'x/ac/d/b'], ['ac/xb']],
  ['a*/**/*b', ['ax/b', 'a/x/yb'], ['ab', 'a/x/bc']],
  ['***', ['a', 'a/b'], []],
  ['[a-c]x', ['ax', 'cx'], ['dx', 'Ax', 'x']],
  ['[^a-c]x', ['dx', '/x', '☺x'], ['ax', 'x']],
  ['[!a]x', ['!x', 'ax'], ['bx']],
  ['[α-ω]', ['β'], ['b']],
  ['[\\-\\]]', ['-', ']'], ['\\']],
  ['[+-9]', ['/', '.'], ['a']],
  ['\\*', ['*'], ['a', '\\*']],
  ['\\!a', ['!a'], ['a']],
  ['a.|)$(}+{bc', ['a.|)$(}+{bc'], ['aX']],
])('%s', (pattern, yes, no) => {
  test.each(yes)('fits %j', (path) => expect(fits(pattern, path)).toBe(true));
  test.each(no)('does not fit %j', (path) => expect(fits(pattern, path)).toBe(false));
});

test('gives up when it may do no more', () => {
  expect(fits('**/*a*a*a*b', `${'a'.repeat(2000)}b`, 1000)).toBe(false);
});
