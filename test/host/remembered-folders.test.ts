import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import { type HostRead, missing, type Reader } from '../../server/src/host/reader.ts';
import { RememberedFolders } from '../../server/src/host/remembered-folders.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Writes down which folders are listed. */
function listing(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder(files);
  const node = new NodeReader(folder);
  const asked: string[] = [];
  const reader: Reader = {
    bytes: (path, limit) => node.bytes(path, limit),
    stat: (path) => node.stat(path),
    folder: (path) => {
      asked.push(path);
      return node.folder(path);
    },
  };
  const folders = new RememberedFolders(reader);
  const names = async (path: string): Promise<readonly string[] | undefined> => {
    const read = await folders.folder(path);
    return read.state === 'ok' ? read.value.map(({ name }) => name).sort() : undefined;
  };
  return { folder, folders, asked, names, all: () => Promise.all(['', 'a', 'a/b', 'c'].map(names)) };
}

const FILES = { x: '', 'a/x': '', 'a/b/x': '', 'c/x': '' };

test('a folder is listed once', async () => {
  const { all, asked } = listing(FILES);
  expect(await all()).toEqual([['a', 'c', 'x'], ['b', 'x'], ['x'], ['x']]);
  expect(await all()).toEqual([['a', 'c', 'x'], ['b', 'x'], ['x'], ['x']]);
  expect(asked).toEqual(['', 'a', 'a/b', 'c']);
});

describe('is listed again', () => {
  test.each([
    ['when a file in it comes', 'a/new', ['a']],
    ['when a file at the top comes', 'new', ['']],
    ['with those below, when it is another folder', 'a', ['', 'a', 'a/b']],
    ['with all others, when something is said of one that was never listed', 'd/e/new', ['', 'a', 'a/b', 'c']],
  ])('%s', async (_, path, expected) => {
    const { folders, asked, all } = listing(FILES);
    await all();
    asked.length = 0;
    folders.changed(path);
    await all();
    expect(asked).toEqual(expected);
  });

  test('once for several changes', async () => {
    const { folder, folders, asked, all, names } = listing(FILES);
    await all();
    asked.length = 0;
    for (const name of ['y', 'z']) {
      writeFileSync(join(folder, 'a', name), '');
      folders.changed(`a/${name}`);
    }
    await all();
    expect(asked).toEqual(['a']);
    expect(await names('a')).toEqual(['b', 'x', 'y', 'z']);
  });

  test('as long as it cannot be read', async () => {
    const { folder, names } = listing({});
    expect(await names('a')).toBeUndefined();
    mkdirSync(join(folder, 'a'));
    expect(await names('a')).toEqual([]);
  });

  test('when it went away, and came again', async () => {
    const { folder, folders, names } = listing(FILES);
    expect(await names('a/b')).toEqual(['x']);
    expect(await names('a')).toEqual(['b', 'x']);
    rmSync(join(folder, 'a'), { recursive: true });
    folders.changed('a');
    expect([await names('a'), await names('a/b')]).toEqual([undefined, undefined]);
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    folders.changed('a');
    expect([await names('a'), await names('a/b')]).toEqual([['b'], []]);
  });
});

test('what changes while a folder is listed is seen by who asks afterwards', async () => {
  const answers: ((read: HostRead<never>) => void)[] = [];
  const reader: Reader = {
    bytes: async () => missing,
    stat: async () => missing,
    folder: () => new Promise((resolve) => answers.push(resolve)),
  };
  const folders = new RememberedFolders(reader);
  const first = folders.folder('');
  folders.changed('new');
  const second = folders.folder('');
  expect(second).not.toBe(first);
  for (const answer of answers) answer(missing);
  await Promise.all([first, second]);
});

test('everything but listings goes through', async () => {
  const { folders } = listing({ x: 'text' });
  expect(await folders.bytes('x')).toMatchObject({ state: 'ok' });
  expect(await folders.bytes('x', 1)).toMatchObject({ state: 'refused' });
  expect(await folders.stat('x')).toMatchObject({ state: 'ok', value: { kind: 'file' } });
});
