import { describe, expect, test } from 'vitest';
import { Folders, nameOf } from '../../server/src/lsp/folders.ts';

describe('where a document lies', () => {
  const folders = new Folders(['file:///work/shop/', 'file:///work/shop/api', 'vscode-vfs://github/me/my%20shop']);

  test.each([
    ['file:///work/shop/Dockerfile', 'file:///work/shop', 'Dockerfile'],
    ['file:///work/shop/api/docker/Dockerfile', 'file:///work/shop/api', 'docker/Dockerfile'],
    ['file:///work/shop/apis/Dockerfile', 'file:///work/shop', 'apis/Dockerfile'],
    ['vscode-vfs://github/me/my%20shop/a%20b/Dockerfile', 'vscode-vfs://github/me/my%20shop', 'a b/Dockerfile'],
    // Another editor escapes less.
    ['vscode-vfs://github/me/my shop/Dockerfile', 'vscode-vfs://github/me/my%20shop', 'Dockerfile'],
  ])('%s', (uri, root, path) => {
    expect(folders.placeOf(uri)).toEqual({ root, path, loose: false });
  });

  test('outside every folder: its own', () => {
    const place = folders.placeOf('file:///elsewhere/50%25/Dockerfile');
    expect(place).toEqual({ root: 'file:///elsewhere/50%25', path: 'Dockerfile', loose: true });
  });

  test.each(['untitled:Untitled-1', 'untitled:/work/shop2/Dockerfile', 'nonsense', '', 'file:///Dockerfile', '%'])(
    'nowhere: %s',
    (uri) => expect(folders.placeOf(uri)).toBeUndefined(),
  );
});

test('folders come and go', () => {
  const folders = new Folders([]);
  folders.change(['file:///a/'], []);
  expect(folders.placeOf('file:///a/b/Dockerfile')?.loose).toBe(false);
  folders.change([], ['file:///a']);
  expect(folders.placeOf('file:///a/b/Dockerfile')?.loose).toBe(true);
});

test('names', () => {
  expect(nameOf('untitled:Untitled-1')).toBe('Untitled-1');
  expect(nameOf('memfs:/x/web.Dockerfile?version=2')).toBe('web.Dockerfile');
  expect(nameOf('')).toBe('Dockerfile');
});
