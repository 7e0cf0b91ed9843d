import { expect, test } from 'vitest';
import { addressBelow, joinPath, parentPath, relativeTo, upward } from '../../server/src/host/paths.ts';

test('joins', () => {
  expect([joinPath('', 'a'), joinPath('a/b', 'c')]).toEqual(['a', 'a/b/c']);
});

test('parents end at the workspace folder', () => {
  expect(['a/b', 'a', ''].map(parentPath)).toEqual(['a', '', '']);
  expect([...upward('a/b')]).toEqual(['a/b', 'a', '']);
  expect([...upward('')]).toEqual(['']);
});

test('a path as its folder sees it', () => {
  expect(relativeTo('', 'a/b')).toBe('a/b');
  expect(relativeTo('a', 'a/b')).toBe('b');
  expect(relativeTo('a', 'ab/c')).toBeUndefined();
});

test.each([
  ['file:///a', 'my app/Dockerfile#1', 'file:///a/my%20app/Dockerfile%231'],
  ['file:///a/', 'b', 'file:///a/b'],
  ['file:///a', '', 'file:///a'],
  ['vscode-vfs://github/me/shop?rev=1', '.dockerignore', 'vscode-vfs://github/me/shop/.dockerignore?rev=1'],
  ['file:///a', '../b', undefined],
  ['file:///a', '/b', undefined],
])('below %s, %s has the address %s', (root, path, uri) => {
  expect(addressBelow(root, path)).toBe(uri);
});
