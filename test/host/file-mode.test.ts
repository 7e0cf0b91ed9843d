import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileModes } from '../../server/src/host/file-mode.ts';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import { type FileStat, type HostRead, ok, type Reader } from '../../server/src/host/reader.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** An index of version 2 with one file. */
function indexOf(path: string, mode: number): Uint8Array {
  const bytes = Buffer.alloc(12 + Math.ceil((63 + path.length) / 8) * 8 + 20);
  bytes.write('DIRC');
  bytes.writeUInt32BE(2, 4);
  bytes.writeUInt32BE(1, 8);
  bytes.writeUInt32BE(mode, 12 + 24);
  bytes.writeUInt16BE(path.length, 12 + 60);
  bytes.write(path, 12 + 62);
  return bytes;
}

function workspace(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder({});
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: 0o644 });
  }
  return folder;
}

const modeIn = (folder: string, path = 'run.sh') => new FileModes(new NodeReader(folder)).read(path);
const executable = { state: 'ok', value: 'executable' };
const plain = { state: 'ok', value: 'plain' };

describe('git knows better than the file system', () => {
  test.each([
    ['tracked as executable', { '.git/index': indexOf('run.sh', 0o100755) }, executable],
    ['tracked as plain', { '.git/index': indexOf('run.sh', 0o100644) }, plain],
    ['not tracked', { '.git/index': indexOf('other.sh', 0o100755) }, plain],
    ['no index yet', { '.git/HEAD': 'ref: refs/heads/main\n' }, plain],
    ['a broken index', { '.git/index': 'DIRC' }, plain],
    [
      'a worktree inside of the workspace',
      { '.git': 'gitdir: ./data/wt\n', 'data/wt/index': indexOf('run.sh', 0o100755) },
      executable,
    ],
    ['a worktree elsewhere', { '.git': 'gitdir: ../elsewhere/.git/worktrees/wt\n' }, plain],
    ['a worktree at an absolute path', { '.git': 'gitdir: /srv/.git/worktrees/wt\n' }, plain],
    ['a file that is nothing', { '.git': 'nothing' }, plain],
  ])('%s', async (_, files, mode) => expect(await modeIn(workspace({ 'run.sh': '', ...files }))).toEqual(mode));

  test('a repository in a folder, and a submodule in it', async () => {
    const folder = workspace({
      'web/run.sh': '',
      'web/.git/index': indexOf('run.sh', 0o100755),
      'web/lib/go.sh': '',
      'web/lib/.git': 'gitdir: ../.git/modules/lib',
      'web/.git/modules/lib/index': indexOf('go.sh', 0o100755),
    });
    expect(await modeIn(folder, 'web/run.sh')).toEqual(executable);
    expect(await modeIn(folder, 'web/lib/go.sh')).toEqual(executable);
  });
});

test('without git the permission bits count', async () => {
  const folder = workspace({ 'run.sh': '', 'other.sh': '' });
  chmodSync(join(folder, 'run.sh'), 0o700);
  expect(await modeIn(folder)).toEqual(executable);
  expect(await modeIn(folder, 'other.sh')).toEqual(plain);
  expect(await modeIn(folder, 'gone.sh')).toEqual({ state: 'missing' });
});

test('without either it is unknown', async () => {
  const files = new NodeReader(workspace({ 'run.sh': '' }));
  const reader: Reader = {
    bytes: (path, limit) => files.bytes(path, limit),
    folder: (path) => files.folder(path),
    stat: async (path): Promise<HostRead<FileStat>> => {
      const stat = await files.stat(path);
      return stat.state === 'ok' ? ok({ ...stat.value, mode: undefined }) : stat;
    },
  };
  expect(await new FileModes(reader).read('run.sh')).toEqual({
    state: 'refused',
    why: 'the file system has no permission bits',
  });
});
