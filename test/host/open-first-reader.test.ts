import { expect, test } from 'vitest';
import { OpenFirstReader } from '../../server/src/host/open-first-reader.ts';
import { missing, ok, type Reader } from '../../server/src/host/reader.ts';
import { readText } from '../../server/src/host/text.ts';

const DISK: Reader = {
  bytes: async (path) => (path === 'saved' || path === 'both' ? ok(new TextEncoder().encode('disk')) : missing),
  folder: async () => ok([{ name: 'saved', kind: 'file', link: false }]),
  stat: async () => ok({ kind: 'file', size: 4, mode: 0 }),
};

const reader = new OpenFirstReader(DISK, (path) => (path === 'both' || path === 'new' ? 'öpen\r\n' : undefined));

test.each([
  ['saved', ok('disk')],
  ['both', ok('öpen\r\n')],
  ['new', ok('öpen\r\n')],
  ['neither', missing],
])('%s', async (path, expected) => {
  expect(await readText(reader, path)).toEqual(expected);
});

test('folders are those of the disk', async () => {
  expect(await reader.folder('')).toEqual(await DISK.folder(''));
  expect(await reader.stat('both')).toEqual(await DISK.stat('both'));
});
