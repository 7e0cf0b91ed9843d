import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discover } from '../../server/src/host/discover.ts';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const find = async (folder: string, start = ''): Promise<readonly string[]> =>
  (await discover(new NodeReader(folder), start, ['dockerfile'])).files;

test('finds Dockerfiles by the names of the contract, sorted', async () => {
  const names = [
    'Dockerfile',
    'Dockerfile.prod',
    'Dockerfile-dev',
    'Dockerfile_ci',
    'web.Dockerfile',
    'web.dockerfile',
  ];
  const more = ['Containerfile', 'Containerfile.dev', 'deep/er/Dockerfile'];
  const others = ['Dockerfile.dockerignore', 'Dockerfile.py', 'Dockerfile.j2', 'x.go', 'README.md', 'compose.yaml'];
  const all = Object.fromEntries([...names, ...more, ...others].map((name) => [name, '']));
  expect(await find(temporaryFolder(all))).toEqual([...names, ...more].sort());
});

test('finds other kinds when asked for them', async () => {
  const reader = new NodeReader(temporaryFolder({ Dockerfile: '', '.dockerignore': '', 'compose.yaml': '' }));
  const { files } = await discover(reader, '', ['dockerignore', 'compose']);
  expect(files).toEqual(['.dockerignore', 'compose.yaml']);
});

test('leaves out what .gitignore files exclude', async () => {
  const folder = temporaryFolder({
    '.gitignore': 'build/\n*.dev\n',
    'build/Dockerfile': '',
    'Dockerfile.dev': '',
    'a/Dockerfile': '',
    'a/.gitignore': '/old\n!Dockerfile.dev\n',
    'a/Dockerfile.dev': '',
    'a/old/Dockerfile': '',
    'b/old/Dockerfile': '',
  });
  expect(await find(folder)).toEqual(['a/Dockerfile', 'a/Dockerfile.dev', 'b/old/Dockerfile']);
});

test('rules of the folders above count', async () => {
  const folder = temporaryFolder({
    '.gitignore': 'x/\n/a/y/\n',
    'a/x/Dockerfile': '',
    'a/y/Dockerfile': '',
    'a/Dockerfile': '',
  });
  expect(await find(folder, 'a')).toEqual(['a/Dockerfile']);
});

test('an ignored folder that is asked for is searched', async () => {
  const folder = temporaryFolder({
    '.gitignore': 'out/\n',
    'out/a/Dockerfile': '',
    'out/.gitignore': 'b/',
    'out/b/Dockerfile': '',
  });
  expect(await find(folder, 'out')).toEqual(['out/a/Dockerfile']);
});

test('files through links count while they stay inside, folders do not', async () => {
  const folder = temporaryFolder({ 'a/Dockerfile': '' });
  symlinkSync('a/Dockerfile', join(folder, 'Dockerfile'));
  symlinkSync('a', join(folder, 'b'));
  symlinkSync('/etc/passwd', join(folder, 'Dockerfile.out'));
  expect(await find(folder)).toEqual(['Dockerfile', 'a/Dockerfile']);
});

test('says what could not be searched', async () => {
  const { files, unreadable } = await discover(new NodeReader(temporaryFolder()), '../x', ['dockerfile']);
  expect(files).toEqual([]);
  expect(unreadable).toEqual([{ path: '../x', why: 'it lies outside the workspace folder' }]);
});
