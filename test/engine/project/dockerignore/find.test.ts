import { describe, expect, test } from 'vitest';
import { factsOf, listed } from '../support.ts';

const CODE = 'FROM python:3\nCOPY . .\n';

describe('the ignore file in force', () => {
  test.each([
    ['none', { 'manage.py': '' }, 'Dockerfile', undefined],
    ['at the root', { 'manage.py': '', '.dockerignore': 'a' }, 'Dockerfile', '.dockerignore'],
    [
      'the own one goes first',
      { 'manage.py': '', '.dockerignore': 'a', 'Dockerfile.dockerignore': 'b' },
      'Dockerfile',
      'Dockerfile.dockerignore',
    ],
    ['of another name', { 'manage.py': '', 'Dockerfile.dockerignore': 'b' }, 'web.Dockerfile', undefined],
    [
      'beside the Dockerfile',
      { 'manage.py': '', '.dockerignore': '', 'docker/Dockerfile.dockerignore': 'b' },
      'docker/Dockerfile',
      'docker/Dockerfile.dockerignore',
    ],
    [
      'not beside the Dockerfile, but at the root of the context',
      { 'backend/manage.py': '', 'backend/.dockerignore': 'b', 'backend/docker/.dockerignore': 'c' },
      'backend/docker/Dockerfile',
      'backend/.dockerignore',
    ],
  ])('%s', (_, texts: Readonly<Record<string, string>>, path, expected) => {
    const { facts } = factsOf(CODE, { tree: listed(...Object.keys(texts), path), texts }, path);
    expect(facts.dockerignore.known && facts.dockerignore.value?.path).toBe(expected);
    expect(facts.dockerignore.known).toBe(true);
  });
});

test('is asked for, and unknown until it is read', () => {
  const { facts, wants } = factsOf(CODE, {
    tree: listed('.dockerignore', 'manage.py'),
    texts: { '.dockerignore': undefined },
  });
  expect(wants).toContain('text .dockerignore');
  expect(facts.dockerignore.known).toBe(false);
  expect(facts.sent().known).toBe(false);
});

test.each([
  ['cannot be read', { '.dockerignore': null }],
  ['has a broken line', { '.dockerignore': '[' }],
  ['is Podman’s', { '.containerignore': 'a' }],
])('unknown when it %s', (_, texts) => {
  const { facts } = factsOf(CODE, { tree: listed('manage.py', ...Object.keys(texts)), texts });
  expect(facts.dockerignore.known).toBe(false);
});

test('unknown with the context, and when files are not listed', () => {
  const nowhere = factsOf('FROM python:3\nCOPY gone .\n', { tree: listed('.dockerignore', 'manage.py') });
  expect(nowhere.facts.dockerignore.known).toBe(false);
  const tree = { state: 'ok', value: { files: ['manage.py'], skipped: [], partial: true } } as const;
  expect(factsOf(CODE, { tree }).facts.dockerignore.known).toBe(false);
  expect(factsOf(CODE, {}).facts.dockerignore.known).toBe(false);
});
