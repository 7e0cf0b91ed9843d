import { expect, test } from 'vitest';
import {
  byUse,
  isDevelopersFile,
  isDevelopersGroup,
} from '../../../../server/src/engine/project/dependencies/order.ts';

test.each([
  ['main', false],
  ['default', false],
  ['latest', false],
  ['documents', false],
  ['production', false],
  ['dev', true],
  ['test-postgres', true],
  ['docs', true],
  ['lint', true],
])('the group %s is for developers: %s', (name, expected) => {
  expect(isDevelopersGroup(name)).toBe(expected);
});

test.each([
  ['requirements.txt', false],
  ['requirements/base.txt', false],
  ['dev/requirements.txt', false],
  ['pyproject.toml', false],
  ['requirements-dev.txt', true],
  ['requirements/local.in', true],
  ['requirements_lint.txt', true],
])('the file %s is for developers: %s', (path, expected) => {
  expect(isDevelopersFile(path)).toBe(expected);
});

test('what is compiled comes first, what is for developers last', () => {
  const paths = [
    'requirements/dev.txt',
    'requirements/base.in',
    'requirements/base.txt',
    'uv.lock',
    'requirements/ci.in',
  ];
  expect(paths.sort(byUse)).toEqual([
    'requirements/base.txt',
    'uv.lock',
    'requirements/base.in',
    'requirements/dev.txt',
    'requirements/ci.in',
  ]);
});
