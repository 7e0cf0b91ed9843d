import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigFiles, excludes } from '../../server/src/host/config-files.ts';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import { SAMPLE_RULES } from '../engine/config/sample-rules.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const configFiles = (files: Readonly<Record<string, string | Uint8Array>>): ConfigFiles =>
  new ConfigFiles(new NodeReader(temporaryFolder(files)), SAMPLE_RULES);

const TABLE = '[tool.django-dockerfile]\ndetect = "always"\n';

describe('the nearest file counts', () => {
  const found = async (files: Readonly<Record<string, string>>, document = 'a/b/Dockerfile') =>
    (await configFiles(files).find(document))?.path;

  test.each([
    [{ 'a/b/django-dockerfile.toml': '', 'django-dockerfile.toml': '' }, 'a/b/django-dockerfile.toml'],
    [{ 'a/django-dockerfile.toml': '', 'django-dockerfile.toml': '' }, 'a/django-dockerfile.toml'],
    [{ 'django-dockerfile.toml': '' }, 'django-dockerfile.toml'],
    [{ 'pyproject.toml': TABLE }, 'pyproject.toml'],
    [{ 'a/pyproject.toml': TABLE, 'django-dockerfile.toml': '' }, 'a/pyproject.toml'],
    [{ 'a/pyproject.toml': '[project]\n', 'pyproject.toml': TABLE }, 'pyproject.toml'],
    [{ 'pyproject.toml': TABLE, 'django-dockerfile.toml': '' }, 'django-dockerfile.toml'],
    [{ 'c/django-dockerfile.toml': '' }, undefined],
    [{ 'pyproject.toml': '[project]\nname = \n' }, undefined],
  ])('%j: %s', async (files, path) => {
    expect(await found(files)).toBe(path);
  });
});

test('has its layer, its text and its problems', async () => {
  const text = 'detect = "always"\nwrong = 1\n';
  const file = await configFiles({ 'django-dockerfile.toml': text }).find('Dockerfile');
  expect(file).toMatchObject({ text, layer: { detect: 'always' } });
  expect(file?.problems).toEqual([{ message: 'Unknown key "wrong"', span: { start: 18, end: 23 } }]);
});

test('one that cannot be read is a problem and configures nothing', async () => {
  const file = await configFiles({ 'django-dockerfile.toml': Uint8Array.from([0]) }).find('Dockerfile');
  expect(file?.problems).toEqual([{ message: 'This file cannot be read: it is a binary file', span: undefined }]);
  expect(await configFiles({ 'pyproject.toml': Uint8Array.from([0]) }).find('Dockerfile')).toBeUndefined();
});

test('is remembered until it is said to have changed', async () => {
  const folder = temporaryFolder({ 'django-dockerfile.toml': 'detect = "always"' });
  const files = new ConfigFiles(new NodeReader(folder), SAMPLE_RULES);
  const detect = async () => (await files.find('Dockerfile'))?.layer.detect;
  expect(await detect()).toBe('always');
  writeFileSync(join(folder, 'django-dockerfile.toml'), 'detect = "auto"');
  expect(await detect()).toBe('always');
  files.changed('django-dockerfile.toml');
  expect(await detect()).toBe('auto');
});

test('goes away and comes back with its folder', async () => {
  const folder = temporaryFolder({ 'a/django-dockerfile.toml': '' });
  const files = new ConfigFiles(new NodeReader(folder), SAMPLE_RULES);
  const path = async () => (await files.find('a/b/Dockerfile'))?.path;
  expect(files.concerns('a')).toBe(false);
  expect(await path()).toBe('a/django-dockerfile.toml');
  expect(['a', 'a/b/pyproject.toml', 'a/c', 'c'].map((each) => files.concerns(each))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  renameSync(join(folder, 'a'), join(folder, 'c'));
  files.changed('a');
  expect(await path()).toBeUndefined();
  renameSync(join(folder, 'c'), join(folder, 'a'));
  files.changed('a');
  expect(await path()).toBe('a/django-dockerfile.toml');
});

test('excludes relative to its own folder', async () => {
  const file = await configFiles({ 'a/django-dockerfile.toml': 'exclude = ["legacy/**"]' }).find('a/b/Dockerfile');
  if (!file) throw new Error('the file is there');
  expect(excludes(file, 'a/legacy/Dockerfile')).toBe(true);
  expect(excludes(file, 'legacy/Dockerfile')).toBe(false);
  expect(excludes(file, 'a/b/Dockerfile')).toBe(false);
});
