import { expect, test } from 'vitest';
import { joinPath, parentPath, relativeTo, upward } from '../../server/src/host/paths.ts';

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
