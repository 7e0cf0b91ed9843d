import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceFile } from '../../server/src/cli/write-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('replaces the content', async () => {
  const folder = temporaryFolder({ a: 'old' });
  await replaceFile(join(folder, 'a'), Buffer.from('new'));
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('leaves nothing behind when it fails', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  await expect(replaceFile(join(folder, 'a'), Buffer.from('new'))).rejects.toThrow();
  await expect(replaceFile(join(folder, 'gone'), Buffer.from('new'))).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['a']);
});
