import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import { MAX_BYTES } from '../../server/src/host/reader.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('reads', () => {
  test('files, folders and what they are', async () => {
    const reader = new NodeReader(temporaryFolder({ 'a/Dockerfile': 'FROM x', 'a/b/c': '' }));
    expect(await reader.bytes('a/Dockerfile')).toEqual({ state: 'ok', value: Buffer.from('FROM x') });
    expect(await reader.folder('')).toEqual({ state: 'ok', value: [{ name: 'a', kind: 'folder', link: false }] });
    expect(await reader.stat('a/Dockerfile')).toMatchObject({ state: 'ok', value: { kind: 'file', size: 6 } });
    expect(await reader.stat('a')).toMatchObject({ state: 'ok', value: { kind: 'folder' } });
  });

  test('what is not there is missing', async () => {
    const reader = new NodeReader(temporaryFolder({ a: '' }));
    for (const read of [reader.bytes('x'), reader.bytes('a/x'), reader.folder('x'), reader.stat('x')]) {
      expect(await read).toEqual({ state: 'missing' });
    }
  });

  test('links that stay inside, and says that they are links', async () => {
    const folder = temporaryFolder({ 'real/Dockerfile': 'FROM x' });
    symlinkSync('real', join(folder, 'folder'));
    symlinkSync('real/Dockerfile', join(folder, 'file'));
    symlinkSync('gone', join(folder, 'broken'));
    const reader = new NodeReader(folder);
    expect(await reader.bytes('folder/Dockerfile')).toMatchObject({ state: 'ok' });
    const entries = await reader.folder('');
    expect(entries.state === 'ok' && [...entries.value].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'broken', kind: 'other', link: true },
      { name: 'file', kind: 'file', link: true },
      { name: 'folder', kind: 'folder', link: true },
      { name: 'real', kind: 'folder', link: false },
    ]);
  });
});

describe('refuses', () => {
  test('to leave the folder, also through links', async () => {
    const outer = temporaryFolder({ secret: 'x', 'inside/a': '' });
    const inside = join(outer, 'inside');
    symlinkSync('../secret', join(inside, 'link'));
    symlinkSync('..', join(inside, 'up'));
    const reader = new NodeReader(inside);
    for (const path of ['../secret', 'a/../../secret', join(outer, 'secret'), 'link', 'up/secret']) {
      expect(await reader.bytes(path)).toMatchObject({ state: 'refused', cause: 'outside' });
    }
    expect(await reader.folder('up')).toMatchObject({ state: 'refused', cause: 'outside' });
    expect(await reader.folder('..')).toMatchObject({ state: 'refused', cause: 'outside' });
    expect(await reader.stat('link')).toMatchObject({ state: 'refused', cause: 'outside' });
  });

  test('a folder beside it whose name only begins like it', async () => {
    const outer = temporaryFolder({ 'app/a': '', 'app2/b': '' });
    expect(await new NodeReader(join(outer, 'app')).bytes('../app2/b')).toMatchObject({ cause: 'outside' });
  });

  test('what is too large', async () => {
    const reader = new NodeReader(temporaryFolder({ large: new Uint8Array(MAX_BYTES + 1) }));
    expect(await reader.bytes('large')).toMatchObject({ state: 'refused', cause: 'content' });
  });

  test('a folder as a file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'Dockerfile'));
    expect(await new NodeReader(folder).bytes('Dockerfile')).toMatchObject({ state: 'refused', cause: 'kind' });
  });

  test.skipIf(process.platform === 'win32')('a pipe, instead of waiting for it', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'Dockerfile')]);
    expect(await new NodeReader(folder).bytes('Dockerfile')).toMatchObject({ state: 'refused', cause: 'kind' });
  });
});

test('a workspace folder that is a link itself is read', async () => {
  const outer = temporaryFolder({ 'real/a': 'x' });
  symlinkSync('real', join(outer, 'link'));
  expect(await new NodeReader(join(outer, 'link')).bytes('a')).toMatchObject({ state: 'ok' });
});
