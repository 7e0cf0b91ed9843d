import { expect, test } from 'vitest';
import { OpenFirstReader } from '../../server/src/host/open-first-reader.ts';
import { missing, ok, type Reader, refused } from '../../server/src/host/reader.ts';
import { readText } from '../../server/src/host/text.ts';

const DISK_BYTES = new Map([
  ['saved', 'disk'],
  ['both', 'disk'],
  ['marked', '\uFEFFdisk'],
]);
const DISK: Reader = {
  bytes: async (path, limit = 100) => {
    const text = DISK_BYTES.get(path);
    if (text !== undefined && text.length > limit) return refused('content', 'too large');
    return text === undefined ? missing : ok(new TextEncoder().encode(text));
  },
  folder: async () => ok([{ name: 'saved', kind: 'file', link: false }]),
  stat: async () => ok({ kind: 'file', size: 4, mode: 0 }),
};

const reader = new OpenFirstReader(DISK, (path) => (path !== 'saved' && path !== 'neither' ? 'öpen\r\n' : undefined));

test.each([
  ['saved', ok('disk')],
  ['both', ok('öpen\r\n')],
  ['new', ok('öpen\r\n')],
  ['neither', missing],
])('%s', async (path, expected) => {
  expect(await readText(reader, path)).toEqual(expected);
});

test.each([
  ['marked', true],
  ['both', false],
  ['new', false],
])('%s begins with a byte order mark when the file on disk does: %s', async (path, expected) => {
  const bytes = await reader.bytes(path);
  expect(bytes.state === 'ok' && [...bytes.value.subarray(0, 3)].join() === '239,187,191').toBe(expected);
});

test.each([
  ['both', 5, 'refused'],
  ['both', 6, 'ok'],
  ['saved', 3, 'refused'],
])('the limit holds for %s of %d bytes: %s', async (path, limit, state) => {
  expect((await reader.bytes(path, limit)).state).toBe(state);
});

test('folders are those of the disk', async () => {
  expect(await reader.folder('')).toEqual(await DISK.folder(''));
  expect(await reader.stat('both')).toEqual(await DISK.stat('both'));
});
