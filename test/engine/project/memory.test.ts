import { expect, test } from 'vitest';
import { factsFor, memoryReads } from '../../../server/src/engine/project/memory.ts';

const reads = memoryReads({ 'manage.py': 'x', 'app/a.py': '', 'application/b.py': '' });

test('files are there or missing, never unread', () => {
  expect(reads.text('manage.py')).toEqual({ state: 'ok', value: 'x' });
  expect(reads.text('app/a.py')).toEqual({ state: 'ok', value: '' });
  expect(reads.text('toString')).toEqual({ state: 'missing' });
});

test('a tree holds what lies below a folder', () => {
  expect(reads.tree('app')).toEqual({ state: 'ok', value: { files: ['app/a.py'], skipped: [], partial: false } });
  expect(reads.tree('')).toMatchObject({ value: { files: ['app/a.py', 'application/b.py', 'manage.py'] } });
  expect(reads.tree('nothing')).toEqual({ state: 'missing' });
});

test('what a host does not look into is named', () => {
  const { tree } = memoryReads({
    '.git/HEAD': '',
    'app/a.py': '',
    'app/__pycache__/a.pyc': '',
    'env/pyvenv.cfg': '',
    'env/lib/node_modules/a': '',
    'pyvenv.cfg': '',
  });
  const skipped = ['.git', 'app/__pycache__', 'env'];
  expect(tree('')).toEqual({
    state: 'ok',
    value: { files: ['app/a.py', 'pyvenv.cfg'], skipped, partial: false },
  });
  expect(tree('env')).toMatchObject({ value: { files: ['env/pyvenv.cfg'], skipped: ['env/lib/node_modules'] } });
});

test('the document is one of the files', () => {
  const facts = factsFor({ path: 'Dockerfile', text: 'FROM python\n' }, { 'manage.py': '' });
  expect(facts.managePy).toEqual({ known: true, value: ['manage.py'] });
  expect(facts.context.known && facts.context.value.has('Dockerfile')).toBe(true);
});

test('modes are known where somebody says them, and marks are no part of a text', () => {
  const marked = memoryReads({ 'run.sh': '\ufeff#!/bin/sh', 'other.sh': '' }, { 'run.sh': 'plain' });
  expect(marked.mode('run.sh')).toEqual({ state: 'ok', value: 'plain' });
  expect(marked.mode('other.sh')).toMatchObject({ state: 'refused' });
  expect(marked.text('run.sh')).toEqual({ state: 'ok', value: '#!/bin/sh', bom: true });
});
