import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { likelyContext, mayBeMade } from '../../../../server/src/engine/rules/shared/likely-context.ts';
import { modelOf } from '../../model/support.ts';

const FILES = { 'manage.py': '', 'shop/a.py': '', 'docker/local.conf': '', 'web/manage.py': '', 'web/b': '' };

function missing(line: string, path = 'Dockerfile'): readonly string[] | undefined {
  const text = `FROM python:3\n${line}\n`;
  const likely = likelyContext(modelOf(text, path), factsFor({ path, text }, FILES));
  return likely && [...likely.missing];
}

describe('what is missing', () => {
  test.each([
    ['COPY manage.py gone /app/', 'Dockerfile', ['gone']],
    ['COPY manage.py shop gone a/b /app/', 'docker/Dockerfile', ['gone', 'a/b']],
    ['COPY manage.py shop /app/', 'Dockerfile', undefined],
    ['COPY gone /app/', 'Dockerfile', undefined],
    ['COPY manage.py b /app/', 'Dockerfile', undefined],
    ['COPY manage.py local.conf /app/', 'docker/Dockerfile', undefined],
    ['COPY manage.py *.md /app/', 'Dockerfile', undefined],
  ])('%s in %s', (line, path, expected) => {
    expect(missing(line, path)).toEqual(expected);
  });
});

test.each([
  ['dist/app.js', true],
  ['web/build', true],
  ['.env.docker', true],
  ['GIT_COMMIT', true],
  ['a.whl', true],
  ['requirements.txt', false],
  ['start.sh', false],
  ['shop', false],
])('%s may be made before the build: %s', (path, expected) => {
  expect(mayBeMade(path, { missing: new Set(), paths: ['manage.py'] })).toBe(expected);
});

test('requirements may be exported from a lock file', () => {
  const paths = ['uv.lock', 'manage.py'];
  expect(mayBeMade('requirements.txt', { missing: new Set(), paths })).toBe(true);
  expect(mayBeMade('start.sh', { missing: new Set(), paths })).toBe(false);
});
