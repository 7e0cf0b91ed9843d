import { expect, test } from 'vitest';
import { pythonRelease, readPythonVersion } from '../../../../server/src/engine/project/dependencies/python-version.ts';
import { at, fileOf } from './support.ts';

test.each([
  ['3.12', '==3.12.*', '3.12'],
  ['3.12.4\n', '==3.12.4', '3.12.4'],
  ['# ours\n\n  3.12 # why\n3.11\n', '==3.12.*', '3.12'],
  ['\ufeff3.12\r\n', '==3.12.*', '3.12'],
  ['python-3.12.4\n', '==3.12.4', 'python-3.12.4'],
  ['cpython-3.12', '==3.12.*', 'cpython-3.12'],
  ['3', '==3.*', '3'],
  ['>=3.12,<3.14', '>=3.12,<3.14', '>=3.12,<3.14'],
])('%j', (text, expected, place) => {
  const { requiresPython } = fileOf('.python-version', text);
  expect(requiresPython?.value.text).toBe(expected);
  expect(requiresPython && at(text, requiresPython.from)).toBe(place);
});

test.each([
  '',
  '\n',
  '# 3.12\n',
  'system',
  'pypy3.10',
  '3.13t',
  '3.12-dev',
  'shop-env',
  '{{ python }}',
  '>=three',
  '3.12.4.1',
])('%j names no CPython', (text) => {
  expect(readPythonVersion('.python-version', text).known).toBe(false);
});

test('a release by its name', () => {
  expect(pythonRelease('3.12')?.text).toBe('==3.12.*');
  expect(pythonRelease('>=3.12')).toBeUndefined();
});
