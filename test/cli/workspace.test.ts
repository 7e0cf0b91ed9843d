import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { pathInside, Workspaces, workspaceRoot } from '../../server/src/cli/workspace.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('the way to a path inside, and none to one outside', () => {
  expect(pathInside('/a', '/a/b/c')).toBe('b/c');
  expect(pathInside('/a', '/a')).toBe('');
  expect(pathInside('/a', '/a/..b')).toBe('..b');
  expect(pathInside('/a', '/ab')).toBeUndefined();
  expect(pathInside('/a', '/')).toBeUndefined();
});

test('the repository is the workspace, else the current folder, else the folder itself', () => {
  const folder = temporaryFolder({ 'a/b/c': '' });
  const deep = join(folder, 'a/b');
  expect(workspaceRoot(deep, folder)).toBe(folder);
  expect(workspaceRoot(deep, join(folder, 'other'))).toBe(deep);
  mkdirSync(join(folder, 'a/.git'));
  expect(workspaceRoot(deep, folder)).toBe(dirname(deep));
});

test('one workspace a folder', () => {
  const workspaces = new Workspaces();
  expect(workspaces.at('/a')).toBe(workspaces.at('/a'));
  expect(workspaces.at('/a')).not.toBe(workspaces.at('/b'));
});
