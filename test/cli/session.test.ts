import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Session } from '../../server/src/cli/session.ts';
import type { Terminal } from '../../server/src/cli/terminal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const terminal = (cwd: string): Terminal => ({
  cwd,
  entry: '',
  colours: false,
  out: () => undefined,
  complain: () => undefined,
  readInput: async () => new Uint8Array(),
});

async function place(cwd: string, absolute: string, project?: string) {
  const options = { failOn: 'warning', config: undefined, project, detect: undefined, today: '2026-01-01' } as const;
  const { shown, path, workspace } = await (await Session.open(terminal(cwd), options)).place(absolute);
  return { shown, path, root: workspace.root };
}

test('a file below the current folder', async () => {
  const cwd = temporaryFolder({ 'a/Dockerfile': '' });
  const placed = { shown: 'a/Dockerfile', path: 'a/Dockerfile', root: cwd };
  expect(await place(cwd, join(cwd, 'a/Dockerfile'))).toEqual(placed);
});

test('a file elsewhere', async () => {
  const [cwd, other] = [temporaryFolder(), temporaryFolder({ Dockerfile: '' })];
  expect(await place(cwd, join(other, 'Dockerfile'))).toMatchObject({ path: 'Dockerfile', root: other });
});

test('a file of a project that is named, and one outside of it', async () => {
  const cwd = temporaryFolder({ 'a/b/Dockerfile': '', 'c/Dockerfile.web': '' });
  const root = join(cwd, 'a');
  expect(await place(cwd, join(cwd, 'a/b/Dockerfile'), 'a')).toMatchObject({ path: 'b/Dockerfile', root });
  expect(await place(cwd, join(cwd, 'c/Dockerfile.web'), 'a')).toMatchObject({ path: 'Dockerfile.web', root });
});

test('a file behind a linked folder stands where it really is, and is called as it was named', async () => {
  const cwd = temporaryFolder({ 'real/x/Dockerfile': '' });
  symlinkSync('real/x', join(cwd, 'link'));
  const placed = { shown: 'link/Dockerfile', path: 'real/x/Dockerfile', root: cwd };
  expect(await place(cwd, join(cwd, 'link/Dockerfile'))).toEqual(placed);
});
