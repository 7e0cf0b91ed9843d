import { expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { broughtFromContext } from '../../../../server/src/engine/rules/shared/context-copies.ts';
import { rootOnlyPatterns } from '../../../../server/src/engine/rules/shared/root-only.ts';
import { fail } from '../../../support/fail.ts';
import { modelOf } from '../../model/support.ts';

function found(dockerignore: string): (string | undefined)[][] {
  const text = 'FROM python:3\nCOPY . .\n';
  const files = {
    'manage.py': '',
    'a/b/c.py': '',
    'a/.env': '',
    'd/e.css': '',
    'f/manage.py': '',
    'f/.g/tox.ini': '',
    '.dockerignore': dockerignore,
  };
  const facts = factsFor({ path: 'Dockerfile', text }, files);
  const [sent, file] = [facts.sent(), facts.dockerignore];
  if (!sent.known || !file.known) return fail('the facts are known', dockerignore);
  const brought = broughtFromContext(modelOf(text), facts);
  return rootOnlyPatterns(file.value, brought, sent.value).map(({ pattern, path }) => [pattern.text, path]);
}

test.each([
  ['', []],
  ['*.pyc', [['*.pyc', 'a/b/__pycache__/x.cpython-314.pyc']]],
  [
    '*.log\n.env',
    [
      ['*.log', 'f/debug.log'],
      ['.env', 'a/.env'],
    ],
  ],
  ['a\nf\n*.pyc\n.env', []],
  ['f\n*.log', []],
  ['.pytest_cache', [['.pytest_cache', 'f/.g/.pytest_cache/CACHEDIR.TAG']]],
  ['a\nd\n.DS_Store', [['.DS_Store', 'f/.DS_Store']]],
  ['a\nd\nf/*.py\n.DS_Store', []],
  ['.env*', [['.env*', 'a/.env']]],
  ['*.html', []],
])('%j', (dockerignore, expected) => {
  expect(found(dockerignore)).toEqual(expected);
});
