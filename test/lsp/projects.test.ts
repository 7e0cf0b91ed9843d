import { expect, test } from 'vitest';
import { OUR_EXTENSION, VSCODE } from '../support/lsp-client.ts';
import { makeFolder, PROJECT, startServer } from '../support/lsp-project.ts';

const DOCKERFILE =
  'FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n';
const FLASK = { 'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["flask"]\n' };

test('facts do not keep the first answer waiting, and bring a second one', async () => {
  const folder = makeFolder(FLASK);
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, DOCKERFILE);
  const first = await server.pull(uri);
  expect(first.kind === 'full' && first.items.length).toBeGreaterThan(0);
  await server.until('a refresh', () => server.refreshes > 0);
  expect(await server.pull(uri)).toMatchObject({ kind: 'full', items: [] });
  expect(server.statuses.at(-1)).toMatchObject({
    state: 'not-judged',
    reason: expect.stringContaining('not a Django'),
  });
  // Everything has been read now, so typing brings no further round.
  const { refreshes } = server;
  await server.change(uri, `${DOCKERFILE}# more\n`);
  expect(await server.settled(uri)).toEqual([]);
  expect(server.refreshes).toBe(refreshes);
});

test('files that come and go change the facts', async () => {
  const folder = makeFolder(FLASK);
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, DOCKERFILE);
  expect(await server.settled(uri)).toEqual([]);
  expect(server.registered).toContain('workspace/didChangeWatchedFiles');
  const before = server.refreshes;
  folder.write('manage.py', '');
  await server.filesChange(folder.uri('manage.py'));
  await server.until('a refresh', () => server.refreshes > before);
  expect((await server.settled(uri)).length).toBeGreaterThan(0);
});

test('what happens in folders that never count concerns nobody', async () => {
  const folder = makeFolder(PROJECT);
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, DOCKERFILE);
  await server.settled(uri);
  const { refreshes } = server;
  await server.filesChange(folder.uri('.git/index'), folder.uri('web/node_modules/a/b.js'), 'file:///elsewhere/x');
  await server.settled(uri);
  expect(server.refreshes).toBe(refreshes);
});

test('thousands of changes at once are taken as one', async () => {
  const folder = makeFolder(FLASK);
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, DOCKERFILE);
  expect(await server.settled(uri)).toEqual([]);
  folder.write('manage.py', '');
  await server.filesChange(...Array.from({ length: 5000 }, (_, index) => folder.uri(`static/${index}.js`)));
  expect((await server.settled(uri)).length).toBeGreaterThan(0);
});

test('a client that cannot watch has files read again when it saves', async () => {
  const folder = makeFolder(FLASK);
  const capabilities = { ...VSCODE, workspace: { configuration: true, diagnostics: { refreshSupport: true } } };
  const server = await startServer({ capabilities, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, DOCKERFILE);
  expect(await server.settled(uri)).toEqual([]);
  folder.write('manage.py', '');
  await server.save(uri);
  await server.until('a refresh', () => server.refreshes > 1);
  expect((await server.settled(uri)).length).toBeGreaterThan(0);
});

test('a lone file has the project of its folder, where that is one', async () => {
  const project = makeFolder(FLASK);
  const heap = makeFolder({ 'notes/pyproject.toml': FLASK['pyproject.toml'] });
  const server = await startServer({ extras: OUR_EXTENSION });
  await server.open(project.uri('Dockerfile'), DOCKERFILE);
  await server.open(heap.uri('Dockerfile'), DOCKERFILE);
  expect(await server.settled(project.uri('Dockerfile'))).toEqual([]);
  expect((await server.settled(heap.uri('Dockerfile'))).length).toBeGreaterThan(0);
});

test('folders may come and go', async () => {
  const folder = makeFolder({ ...FLASK, 'images/Dockerfile': '' });
  const server = await startServer({ extras: OUR_EXTENSION });
  const uri = folder.uri('images/Dockerfile');
  await server.open(uri, DOCKERFILE);
  expect((await server.settled(uri)).length).toBeGreaterThan(0);
  const change = (added: readonly string[], removed: readonly string[]) =>
    server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: {
        added: added.map((each) => ({ uri: each, name: 'folder' })),
        removed: removed.map((each) => ({ uri: each, name: 'folder' })),
      },
    });
  const root = folder.uri('').replace(/\/$/, '');
  await change([root], []);
  expect(await server.settled(uri)).toEqual([]);
  await change([], [root]);
  expect((await server.settled(uri)).length).toBeGreaterThan(0);
});
