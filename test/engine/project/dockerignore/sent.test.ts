import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import type { SentListing } from '../../../../server/src/engine/project/types.ts';
import { fail } from '../../../support/fail.ts';

const FILES = {
  'manage.py': '',
  '.env': '',
  'shop/urls.py': '',
  'shop/static/a.css': '',
  'media/a.png': '',
  '.git/HEAD': '',
  '.venv/pyvenv.cfg': '',
};

function sentWith(dockerignore: string | undefined): SentListing {
  const files = dockerignore === undefined ? FILES : { ...FILES, '.dockerignore': dockerignore };
  const sent = factsFor({ path: 'Dockerfile', text: 'FROM python:3\nCOPY . .\n' }, files).sent();
  return sent.known ? sent.value : fail('what is sent is known', sent.why);
}

test('everything without an ignore file', () => {
  const sent = sentWith(undefined);
  expect(sent.below('.')).toEqual([
    '.env',
    'Dockerfile',
    'manage.py',
    'media/a.png',
    'shop/static/a.css',
    'shop/urls.py',
  ]);
  expect(sent.skipped).toEqual(['.git', '.venv']);
  expect(sent.leavesOut('anything')).toBeUndefined();
});

describe('what an ignore file leaves', () => {
  const sent = sentWith('.env\nmedia/*\nshop/static\n.git\n# nothing else\nDockerfile\n');

  test('files and folders that are not looked into', () => {
    expect(sent.below('.')).toEqual(['.dockerignore', 'manage.py', 'shop/urls.py']);
    expect(sent.below('shop')).toEqual(['shop/urls.py']);
    expect(sent.skipped).toEqual(['.venv']);
  });

  test.each([
    ['.', true],
    ['manage.py', true],
    ['shop', true],
    ['shop/static', false],
    ['shop/static/a.css', false],
    ['.env', false],
    ['media', true],
    ['media/a.png', false],
    ['gone', false],
  ])('%s is there: %s', (path, there) => {
    expect(sent.has(path)).toBe(there);
  });

  test.each([
    ['.', undefined],
    ['.env', '.env'],
    ['media/new.png', 'media/*'],
    ['.git/config', '.git'],
    ['manage.py', undefined],
  ])('%s is left out by %s', (path, pattern) => {
    expect(sent.leavesOut(path)?.text).toBe(pattern);
  });
});

test('the context holds everything all the same', () => {
  const files = { ...FILES, '.dockerignore': '*' };
  const { context, sent } = factsFor({ path: 'Dockerfile', text: 'FROM python:3\nCOPY . .\n' }, files);
  expect(context.known && context.value.has('.env')).toBe(true);
  const left = sent();
  expect(left.known && left.value.below('.')).toEqual([]);
  expect(sent()).toBe(left);
});

test('unknown when it would take too long', () => {
  const lines = Array.from({ length: 500 }, () => `${'**/*'.repeat(300)}[^l]`).join('\n');
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${'a/'.repeat(20)}${at}.html`, '']));
  const facts = factsFor(
    { path: 'Dockerfile', text: 'FROM python:3\n' },
    { ...FILES, ...many, '.dockerignore': lines },
  );
  expect(facts.sent()).toMatchObject({ known: false });
});
