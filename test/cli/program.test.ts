import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ENTRY, FAULTY, spawnCli } from './run-cli.ts';

test('ends with the exit code, reports on stdout and complains on stderr', () => {
  const folder = temporaryFolder({ Dockerfile: FAULTY });
  expect(spawnCli(folder, ['check', '--fail-on', 'never']).code).toBe(0);
  const { code, out, complaints } = spawnCli(folder, ['check', 'Dockerfile', 'gone']);
  expect(code).toBe(2);
  expect(out).toContain('shell-form-command');
  expect(complaints).toEqual(['django-dockerfile: gone: no such file or folder']);
});

test('reads standard input', () => {
  const { code, out } = spawnCli(temporaryFolder(), ['check', '--stdin-filename', 'Dockerfile', '-'], {
    input: FAULTY,
  });
  expect(code).toBe(1);
  expect(out).toContain('Dockerfile:2:1');
});

test('writes no colours into a pipe, and a report of any size whole', () => {
  const files = Array.from({ length: 300 }, (_, index) => [`Dockerfile.${index}`, FAULTY] as const);
  const { out } = spawnCli(temporaryFolder(Object.fromEntries(files)), ['check', '--format', 'json']);
  expect(JSON.parse(out).files).toHaveLength(300);
  expect(out).not.toContain('\u001b');
});

test('a reader that closes the pipe early is no failure', async () => {
  const files = Array.from({ length: 300 }, (_, index) => [`Dockerfile.${index}`, FAULTY] as const);
  const cwd = temporaryFolder(Object.fromEntries(files));
  const child = spawn(process.execPath, ['--no-warnings', ENTRY, 'check'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  child.stdout.destroy();
  const [code] = await once(child, 'exit');
  expect([code, complaints]).toEqual([1, '']);
});

test('knows its version when it is started through a link, as npm installs it', () => {
  const folder = temporaryFolder();
  symlinkSync(ENTRY, join(folder, 'django-dockerfile.ts'));
  expect(spawnCli(folder, ['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
