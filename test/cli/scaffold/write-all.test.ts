import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alreadyThere, writeAll } from '../../../server/src/cli/scaffold/write-all.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const file = (folder: string, name: string, text = `${name}\n`) => ({
  path: join(folder, name),
  text,
  executable: false,
});

test('a file that comes in between is not replaced, and what was written is taken back', async () => {
  const folder = temporaryFolder({ b: 'theirs\n' });
  await expect(writeAll([file(folder, 'a'), file(folder, 'b')], false)).rejects.toThrow(/EEXIST/);
  expect(readdirSync(folder)).toEqual(['b']);
  expect(readFileSync(join(folder, 'b'), 'utf8')).toBe('theirs\n');
});

test('what was replaced is put back when a later file cannot be written', async () => {
  const folder = temporaryFolder({ a: 'old\n' });
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'b', 'full'), '');
  await expect(writeAll([file(folder, 'a'), file(folder, 'b')], true)).rejects.toThrow();
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old\n');
  expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
});

test('a folder that is not there leaves nothing behind', async () => {
  const folder = temporaryFolder({ x: '' });
  await expect(writeAll([file(folder, 'a'), file(join(folder, 'gone'), 'b')], false)).rejects.toThrow(/ENOENT/);
  expect(existsSync(join(folder, 'a'))).toBe(false);
  expect(readdirSync(folder)).toEqual(['x']);
});

test('tells what is there, folders included', async () => {
  const folder = temporaryFolder({ a: '' });
  mkdirSync(join(folder, 'b'));
  const files = ['a', 'b', 'c'].map((name) => file(folder, name));
  expect((await alreadyThere(files)).map(({ path }) => path)).toEqual([join(folder, 'a'), join(folder, 'b')]);
  rmdirSync(join(folder, 'b'));
});
