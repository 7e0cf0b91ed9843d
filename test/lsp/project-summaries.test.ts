import { expect, test } from 'vitest';
import type { ProjectSummary } from '../../server/src/lsp/messages.ts';
import { OUR_EXTENSION } from '../support/lsp-client.ts';
import { makeFolder, startServer } from '../support/lsp-project.ts';

const DOCKERFILE = 'FROM python:3.13-slim\nCOPY . .\n';
const manage = (settings: string): string =>
  `import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${settings}")\n`;

const named = (projects: readonly ProjectSummary[]) => projects.map(({ name, own }) => `${name}${own ? ' *' : ''}`);

test('a fact comes with its value and its place', async () => {
  const folder = makeFolder({
    'my shop/manage.py': manage('config.settings'),
    'my shop/config/settings.py': '\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\n',
    'my shop/requirements.txt': '# web\ngunicorn\ndjango==5.2.17\n',
  });
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const uri = folder.uri('my shop/Dockerfile');
  await server.open(uri, DOCKERFILE);
  const [project] = await server.facts(uri);
  expect(project?.own).toBe(true);
  const facts = new Map(project?.facts.map(({ name, value, from }) => [name, { value, from }]));
  const path = 'my shop/requirements.txt';
  expect(facts.get('django')).toEqual({ value: '5.2.17', from: { uri: folder.uri(path), path, line: 3 } });
  expect(facts.get('server')).toMatchObject({ value: 'gunicorn', from: { line: 2 } });
  expect(facts.get('settingsModule')).toMatchObject({ value: 'config.settings', from: { line: 3 } });
  expect(facts.get('databases')).toMatchObject({ value: 'postgresql', from: { path: 'my shop/config/settings.py' } });
  expect(facts.get('redis')?.value).toBe('no');
});

test("the Dockerfile's own project comes first, then the folder's others, then those of other folders", async () => {
  const first = makeFolder({ 'blog/manage.py': '', 'shop/manage.py': '' });
  const second = makeFolder({ 'manage.py': '' });
  const server = await startServer({ extras: OUR_EXTENSION, folders: [first.path, second.path] });
  const uri = first.uri('shop/Dockerfile');
  await server.open(uri, DOCKERFILE);
  const [name, other] = [first.path, second.path].map((path) => path.slice(path.lastIndexOf('/') + 1));
  expect(named(await server.facts(uri))).toEqual([`${name}/shop *`, `${name}/blog`, other]);
  expect(named(await server.facts(null))).toEqual([`${name}/blog`, `${name}/shop`, other]);
});

test('none is its own where several are equally near, and for a file that is not open', async () => {
  const folder = makeFolder({ 'blog/manage.py': '', 'shop/manage.py': '' });
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  expect((await server.facts(folder.uri('shop/Dockerfile'))).filter(({ own }) => own)).toEqual([]);
  await server.open(folder.uri('Dockerfile'), DOCKERFILE);
  expect((await server.facts(folder.uri('Dockerfile'))).filter(({ own }) => own)).toEqual([]);
});

test('there is nothing to tell without a project, without a folder, and where nobody can read', async () => {
  const folder = makeFolder({ 'notes.txt': '' });
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  expect(await server.facts(null)).toEqual([]);
  expect(await server.facts('untitled:Dockerfile-1')).toEqual([]);
  const blind = await startServer({ extras: {}, folderUris: ['vscode-vfs://github/me/shop'] });
  expect(await blind.facts(null)).toEqual([]);
});

test('a lone Dockerfile has the project of its folder', async () => {
  const folder = makeFolder({ 'manage.py': '' });
  const server = await startServer({ extras: OUR_EXTENSION });
  await server.open(folder.uri('Dockerfile'), DOCKERFILE);
  const [project] = await server.facts(folder.uri('Dockerfile'));
  expect(project).toMatchObject({ own: true, facts: [{ name: 'managePy', value: 'manage.py' }] });
});

test('whoever has asked is told when the facts may be different', async () => {
  const folder = makeFolder({ 'manage.py': '', 'notes.txt': '', 'requirements.txt': 'django==5.2.1\n' });
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const django = async () => (await server.facts(null))[0]?.facts.find(({ name }) => name === 'django')?.value;
  expect(await django()).toBe('5.2.1');
  folder.write('requirements.txt', 'django==5.2.2\n');
  await server.filesChange(folder.uri('requirements.txt'));
  await server.until('the news', () => server.factsChanges > 0);
  expect(await django()).toBe('5.2.2');
});

test('whoever has not asked is told nothing', async () => {
  const folder = makeFolder({ 'manage.py': '' });
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, DOCKERFILE);
  await server.settled(uri);
  const { refreshes } = server;
  await server.filesChange(folder.uri('new.txt'));
  await server.until('a refresh', () => server.refreshes > refreshes);
  await server.settled(uri);
  expect(server.factsChanges).toBe(0);
});
