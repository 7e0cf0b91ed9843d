import { expect, test } from 'vitest';
import { entrypointKind } from '../../../../server/src/engine/rules/shared/start.ts';
import { startOf } from './support.ts';

function kind(text: string, files?: Readonly<Record<string, string>>) {
  const { start, facts } = startOf(text, files);
  return entrypointKind(start, facts);
}

test.each([
  ['FROM python:3.13', { kind: 'none' }],
  ['FROM node:24', { kind: 'unknown' }],
  ['FROM registry.example.com/x', { kind: 'unknown' }],
  ['FROM gcr.io/distroless/python3-debian13', { kind: 'program', name: 'python3' }],
  ['FROM gcr.io/distroless/base', { kind: 'unknown' }],
])('%s alone', (text, expected) => expect(kind(text)).toEqual(expected));

test.each([
  ['[]', { kind: 'none' }],
  ['exec gunicorn', { kind: 'shell-form' }],
  ['["tini", "--"]', { kind: 'launcher', name: 'tini', stays: true }],
  ['["/usr/bin/dumb-init"]', { kind: 'launcher', name: 'dumb-init', stays: true }],
  ['["env", "A=b"]', { kind: 'launcher', name: 'env', stays: false }],
  ['["gosu", "app"]', { kind: 'launcher', name: 'gosu', stays: false }],
  ['["uv", "run", "--no-sync"]', { kind: 'launcher', name: 'uv run', stays: true }],
  ['["poetry", "run"]', { kind: 'launcher', name: 'poetry run', stays: true }],
  ['["uv", "run", "gunicorn"]', { kind: 'program', name: 'gunicorn' }],
  ['["tini", "--", "python", "manage.py"]', { kind: 'program', name: 'manage.py' }],
  ['["python", "-m", "celery"]', { kind: 'program', name: 'celery' }],
  ['["python3"]', { kind: 'program', name: 'python3' }],
  ['["python", "-m", "app"]', { kind: 'unknown' }],
  ['["python", "-c", "import app"]', { kind: 'unknown' }],
  ['["sh", "-c"]', { kind: 'unknown' }],
  ['["sh", "-c", "exec gunicorn"]', { kind: 'unknown' }],
])('ENTRYPOINT %s', (entrypoint, expected) =>
  expect(kind(`FROM python:3.13\nENTRYPOINT ${entrypoint}`)).toEqual(expected),
);

test.each(['["entrypoint"]', '["bash", "/usr/local/bin/entrypoint"]', '["tini", "--", "entrypoint"]'])(
  'the script of %s is found under its name in the project',
  (entrypoint) => {
    const text = `FROM python:3.13\nCOPY docker/entry.sh /usr/local/bin/entrypoint\nENTRYPOINT ${entrypoint}`;
    expect(kind(text)).toMatchObject({ kind: 'script', name: 'entrypoint', text: { known: false } });
    expect(kind(text, { 'docker/entry.sh': 'exec "$@"' })).toMatchObject({ text: { known: true, value: 'exec "$@"' } });
  },
);
