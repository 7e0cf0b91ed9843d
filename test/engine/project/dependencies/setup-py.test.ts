import { expect, test } from 'vitest';
import { readSetupPy } from '../../../../server/src/engine/project/dependencies/setup-py.ts';
import { at, fileOf, groupsOf, placesOf } from './support.ts';

test('a list of plain strings', () => {
  const text = [
    'from setuptools import setup',
    'setup(',
    "    name='shop',",
    '    install_requires=[  # why',
    "        'Django>=5.2',",
    '        "psycopg[binary]",',
    '    ],',
    "    python_requires='>=3.12',",
    ')',
  ].join('\n');
  const file = fileOf('setup.py', text);
  expect(groupsOf(file)).toEqual({ 'main main': ['django>=5.2', 'psycopg[binary]'] });
  expect(placesOf(text, file)).toEqual(['Django>=5.2', 'psycopg[binary]']);
  expect(file.requiresPython && at(text, file.requiresPython.from)).toBe('>=3.12');
});

test('one that leaves everything to a setup.cfg asks for nothing itself', () => {
  expect(groupsOf(fileOf('setup.py', 'from setuptools import setup\n\nsetup()\n'))).toEqual({});
});

test.each([
  'setup(name="shop")',
  'setup(install_requires=REQUIRES)',
  'setup(install_requires=open("r.txt").read().split())',
  'setup(install_requires=["a"] + MORE)',
  'setup(install_requires=["a" "b"])',
  'setup(install_requires=[f"a=={VERSION}"])',
  'setup(install_requires=["a", *MORE])',
  'setup(install_requires=["a"',
  'setup(install_requires=["a',
  'setup(install_requires=["a"], **more)',
  'if x:\n  setup(install_requires=["a"])\nelse:\n  setup(install_requires=["b"])',
  'install_requires = ["a"]\ninstall_requires.append("b")',
])('%j is a program', (text) => {
  expect(readSetupPy('setup.py', text).known).toBe(false);
});
