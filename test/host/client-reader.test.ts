import { describe, expect, test } from 'vitest';
import { ClientReader } from '../../server/src/host/client-reader.ts';
import type { FileAnswer } from '../../server/src/lsp/messages.ts';

const ROOT = 'vscode-vfs://github/me/shop';
const STAT = 'djangoDockerfile/fs/stat';
const READ = 'djangoDockerfile/fs/readFile';
const LIST = 'djangoDockerfile/fs/readDirectory';

/** A client that answers from a table, and remembers what it was asked. */
function reader(answers: Readonly<Record<string, FileAnswer<unknown>>>, root = ROOT) {
  const asked: string[] = [];
  const ask = async <T>(request: string, { uri }: { uri: string }): Promise<T> => {
    asked.push(`${request} ${uri}`);
    const answer = answers[`${request} ${uri}`];
    if (!answer) throw new Error('the client is gone');
    return answer as T;
  };
  return { reader: new ClientReader(root, ask), asked };
}

const file = (size: number): FileAnswer<unknown> => ({ state: 'ok', value: { kind: 'file', size } });

describe('a file', () => {
  test('is read byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const uri = `${ROOT}/docker/my%20file.txt`;
    const { reader: folder } = reader({
      [`${STAT} ${uri}`]: file(256),
      [`${READ} ${uri}`]: { state: 'ok', value: { base64: Buffer.from(bytes).toString('base64') } },
    });
    expect(await folder.bytes('docker/my file.txt')).toEqual({ state: 'ok', value: bytes });
    expect(await folder.stat('docker/my file.txt')).toMatchObject({ state: 'ok', value: { kind: 'file', size: 256 } });
  });

  test('that is too large is never sent', async () => {
    const { reader: folder, asked } = reader({ [`${STAT} ${ROOT}/big`]: file(50_000_000) });
    expect(await folder.bytes('big')).toMatchObject({ state: 'refused', cause: 'content' });
    expect(asked).toEqual([`${STAT} ${ROOT}/big`]);
  });

  test.each([3 * 1024 * 1024, 10])('is asked for up to %d bytes, whatever its size was said to be', async (limit) => {
    const limits: unknown[] = [];
    const ask = async <T>(request: string, params: object): Promise<T> => {
      if (request === READ) limits.push('limit' in params && params.limit);
      const value = request === STAT ? { kind: 'file', size: 0 } : { base64: null };
      return { state: 'ok', value } as T;
    };
    const read = await new ClientReader(ROOT, ask).bytes('big', limit);
    expect(read).toMatchObject({ state: 'refused', cause: 'content' });
    expect(limits).toEqual([limit]);
  });

  test.each(['folder', 'other'])('is no %s', async (kind) => {
    const { reader: folder } = reader({ [`${STAT} ${ROOT}/x`]: { state: 'ok', value: { kind, size: 0 } } });
    expect(await folder.bytes('x')).toMatchObject({ state: 'refused', cause: 'kind' });
  });

  test('behind a link may lie anywhere', async () => {
    const { reader: folder } = reader({ [`${STAT} ${ROOT}/x`]: { state: 'ok', value: { kind: 'link', size: 3 } } });
    expect(await folder.bytes('x')).toMatchObject({ state: 'refused', cause: 'outside' });
  });

  test('that is missing, or refused, or asked of a client that is gone', async () => {
    const { reader: folder } = reader({
      [`${STAT} ${ROOT}/missing`]: { state: 'missing' },
      [`${STAT} ${ROOT}/secret`]: { state: 'refused', why: 'NoPermissions' },
    });
    expect(await folder.bytes('missing')).toEqual({ state: 'missing' });
    expect(await folder.bytes('secret')).toEqual({ state: 'refused', cause: 'access', why: 'NoPermissions' });
    expect(await folder.stat('nobody answers')).toMatchObject({ state: 'refused', why: 'the client is gone' });
  });
});

test('a folder is listed, and links in it are marked', async () => {
  const items = ['file', 'folder', 'link', 'other'].map((kind) => ({ name: kind, kind }));
  const { reader: folder } = reader({ [`${LIST} ${ROOT}`]: { state: 'ok', value: items } });
  expect(await folder.folder('')).toEqual({
    state: 'ok',
    value: [
      { name: 'file', kind: 'file', link: false },
      { name: 'folder', kind: 'folder', link: false },
      { name: 'link', kind: 'other', link: true },
      { name: 'other', kind: 'other', link: false },
    ],
  });
});

test.each(['../secret', 'a/../../secret', '/etc/passwd'])('%s is not even asked for', async (path) => {
  const { reader: folder, asked } = reader({});
  for (const read of [await folder.bytes(path), await folder.folder(path), await folder.stat(path)]) {
    expect(read).toMatchObject({ state: 'refused', cause: 'outside' });
  }
  expect(asked).toEqual([]);
});

describe('what lies behind a link to a folder is never asked for', () => {
  const listing = (kind: string): FileAnswer<unknown> => ({ state: 'ok', value: [{ name: 'shared', kind }] });
  const stat = (kind: string): FileAnswer<unknown> => ({ state: 'ok', value: { kind, size: 0 } });
  const read = async (folder: ClientReader) => [
    await folder.bytes('shared/a/secret'),
    await folder.stat('shared/secret'),
    await folder.folder('shared'),
    await folder.folder('shared/a'),
  ];
  const isInside = (uri: string): boolean => uri.includes('/shared/') || uri === `${LIST} ${ROOT}/shared`;

  test('when the listing says so', async () => {
    const { reader: folder, asked } = reader({ [`${LIST} ${ROOT}`]: listing('link') });
    await folder.folder('');
    for (const answer of await read(folder)) expect(answer).toMatchObject({ state: 'refused', cause: 'outside' });
    expect(asked.filter(isInside)).toEqual([]);
  });

  test('when nobody has listed it', async () => {
    const { reader: folder, asked } = reader({ [`${STAT} ${ROOT}/shared`]: stat('link') });
    for (const answer of await read(folder)) expect(answer).toMatchObject({ state: 'refused', cause: 'outside' });
    expect(asked).toEqual([`${STAT} ${ROOT}/shared`]);
  });

  test('as long as the last listing says so', async () => {
    const answers: Record<string, FileAnswer<unknown>> = {
      [`${LIST} ${ROOT}`]: listing('folder'),
      [`${STAT} ${ROOT}/shared/x`]: file(0),
      [`${READ} ${ROOT}/shared/x`]: { state: 'ok', value: { base64: '' } },
    };
    const { reader: folder } = reader(answers);
    const states: string[] = [];
    for (const kind of ['folder', 'link', 'folder']) {
      answers[`${LIST} ${ROOT}`] = listing(kind);
      await folder.folder('');
      states.push((await folder.bytes('shared/x')).state);
    }
    expect(states).toEqual(['ok', 'refused', 'ok']);
  });
});

test('what an address carries behind its path stays there', async () => {
  const { reader: folder, asked } = reader({}, 'memfs:/shop?ref=main');
  await folder.stat('a/b');
  expect(asked.at(-1)).toBe(`${STAT} memfs:/shop/a/b?ref=main`);
});
