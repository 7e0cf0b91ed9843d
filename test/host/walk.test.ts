import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import { walk } from '../../server/src/host/walk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function filesOf(folder: string, start = '', most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const files: string[] = [];
  await walk(new NodeReader(folder), start, {
    file: (path) => {
      files.push(path);
      return files.length < most;
    },
  });
  return files;
}

test('level by level and by name', async () => {
  const folder = temporaryFolder({ 'b/x': '', 'b/a/y': '', 'a/z': '', c: '' });
  expect(await filesOf(folder)).toEqual(['c', 'a/z', 'b/x', 'b/a/y']);
  expect(await filesOf(folder, 'b')).toEqual(['b/x', 'b/a/y']);
});

test('skips what never counts, and virtual environments, but not where it starts', async () => {
  const folder = temporaryFolder({
    '.git/a': '',
    'node_modules/a': '',
    'src/__pycache__/a': '',
    'env/pyvenv.cfg': '',
    'env/bin/a': '',
    'src/a': '',
  });
  expect(await filesOf(folder)).toEqual(['src/a']);
  expect(await filesOf(folder, 'env')).toEqual(['env/pyvenv.cfg', 'env/bin/a']);
});

test('names what it skips', async () => {
  const folder = temporaryFolder({ '.git/a': '', 'src/__pycache__/a': '', 'env/pyvenv.cfg': '', 'src/a': '' });
  symlinkSync('src', join(folder, 'node_modules'));
  const skipped: string[] = [];
  await walk(new NodeReader(folder), '', { file: () => true, skipped: (path) => skipped.push(path) });
  expect(skipped).toEqual(['.git', 'env', 'src/__pycache__']);
});

test('does not go in circles', async () => {
  const folder = temporaryFolder({ 'a/x': '' });
  symlinkSync('..', join(folder, 'a/up'));
  expect(await filesOf(folder)).toEqual(['a/x']);
});

test('ends when it is told to', async () => {
  expect(await filesOf(temporaryFolder({ a: '', b: '', 'c/d': '' }), '', 2)).toEqual(['a', 'b']);
});

test('tells which folder cannot be read', async () => {
  const lost: string[] = [];
  await walk(new NodeReader(temporaryFolder()), 'gone', {
    file: () => true,
    unreadable: (path) => lost.push(path),
  });
  expect(lost).toEqual(['gone']);
});
