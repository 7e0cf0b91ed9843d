import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { PlainEdit, ScaffoldPlanParams, ScaffoldProject } from '../../server/src/lsp/messages.ts';
import { OUR_EXTENSION, type SpawnedServer } from '../support/lsp-client.ts';
import { type Folder, makeFolder, startServer } from '../support/lsp-project.ts';
import { choicesOf } from '../support/scaffold-choices.ts';

const MANAGE = 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const SETTINGS = `
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
WSGI_APPLICATION = "config.wsgi.application"
`;
const SHOP = {
  'manage.py': MANAGE,
  'config/__init__.py': '',
  'config/settings.py': SETTINGS,
  'config/wsgi.py': 'application = None\n',
  'requirements.txt': 'django==5.2.17\npsycopg\n',
};
const below = (folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

const nameOf = ({ path }: Folder): string => path.slice(path.lastIndexOf('/') + 1);
const ask = (...folders: readonly Folder[]): Promise<SpawnedServer> =>
  startServer({ extras: OUR_EXTENSION, folders: folders.map(({ path }) => path) });

const paramsFor = (project: ScaffoldProject, more: Partial<ScaffoldPlanParams> = {}): ScaffoldPlanParams => ({
  uri: project.uri,
  stated: project.stated,
  choices: choicesOf(project),
  beside: [],
  kept: [],
  ...more,
});

async function onlyProject(server: SpawnedServer, uri: string | null = null): Promise<ScaffoldProject> {
  const [project, ...others] = await server.scaffoldProjects({ uri, stated: null });
  expect(others).toEqual([]);
  if (!project) throw new Error('There is no project');
  return project;
}

test('a question begins with what the project says, and says where', async () => {
  const folder = makeFolder(below('my shop', SHOP));
  const server = await ask(folder);
  const project = await onlyProject(server);
  expect(project.name).toBe(`${nameOf(folder)}/my shop`);
  expect(project.home).toBe(folder.uri('my shop'));
  const { database, python, development } = project.answers;
  expect(database).toMatchObject({
    value: 'postgresql',
    from: { uri: folder.uri('my shop/config/settings.py'), path: 'my shop/config/settings.py', line: 2 },
  });
  expect(database.options[0]).toBe('postgresql');
  expect([...database.options].sort()).toEqual(['mariadb', 'mysql', 'postgresql', 'sqlite']);
  expect(python.options).toContain(python.value);
  expect(development).toMatchObject({ value: false, from: null, options: [false, true] });
});

test('what is typed and not saved counts', async () => {
  const folder = makeFolder(SHOP);
  const server = await ask(folder);
  await server.open(folder.uri('config/settings.py'), SETTINGS.replace('postgresql', 'mysql'), 'python');
  expect((await onlyProject(server)).answers.database.value).toBe('mysql');
});

test('a folder has the projects in it, or else the one around it; a manage.py has its own', async () => {
  const folder = makeFolder({ ...below('apps/blog', SHOP), ...below('apps/shop', SHOP), 'docs/index.md': '' });
  const server = await ask(folder);
  const of = async (uri: string | null) =>
    (await server.scaffoldProjects({ uri, stated: null })).map(({ uri }) => uri.slice(folder.uri('').length + 1));
  expect(await of(null)).toEqual(['apps/blog', 'apps/shop']);
  expect(await of(folder.uri(''))).toEqual(['apps/blog', 'apps/shop']);
  expect(await of(folder.uri('apps'))).toEqual(['apps/blog', 'apps/shop']);
  expect(await of(folder.uri('apps/shop'))).toEqual(['apps/shop']);
  expect(await of(folder.uri('apps/shop/config'))).toEqual(['apps/shop']);
  expect(await of(folder.uri('apps/blog/manage.py'))).toEqual(['apps/blog']);
  expect(await of(folder.uri('docs'))).toEqual([]);
});

test('a manage.py is not that of a project further in', async () => {
  const folder = makeFolder({ ...SHOP, ...below('examples/blog', SHOP) });
  const server = await ask(folder);
  expect((await onlyProject(server, folder.uri('manage.py'))).uri).toBe(folder.uri(''));
});

test('a project that has just come to be is found, before anybody has told of its files', async () => {
  const folder = makeFolder(SHOP);
  const server = await ask(folder);
  await onlyProject(server);
  for (const [path, text] of Object.entries(below('blog', SHOP))) folder.write(path, text);
  expect((await onlyProject(server, folder.uri('blog'))).uri).toBe(folder.uri('blog'));
  expect((await onlyProject(server, folder.uri('blog/manage.py'))).uri).toBe(folder.uri('blog'));
});

test('nothing is planned outside of what is open, and nothing for a project that is gone', async () => {
  const [folder, other] = [makeFolder(SHOP), makeFolder(SHOP)];
  const server = await ask(folder);
  expect(await server.scaffoldProjects({ uri: other.uri('manage.py'), stated: null })).toEqual([]);
  const project = await onlyProject(server);
  expect(await server.scaffoldPlan(paramsFor(project, { uri: other.uri('') }))).toBeNull();
  expect(await server.scaffoldPlan(paramsFor(project, { uri: folder.uri('config') }))).toBeNull();
});

test('projects of all folders are there', async () => {
  const [first, second] = [makeFolder(SHOP), makeFolder(SHOP)];
  const server = await ask(first, second);
  const found = await server.scaffoldProjects({ uri: null, stated: null });
  expect(found.map(({ name }) => name)).toEqual([nameOf(first), nameOf(second)]);
});

test('a plan has the files with their places, by what is chosen', async () => {
  const folder = makeFolder(below('shop', SHOP));
  const server = await ask(folder);
  const project = await onlyProject(server);
  const choices = { ...choicesOf(project), database: 'sqlite', development: true };
  const plan = await server.scaffoldPlan(paramsFor(project, { choices }));
  expect(plan?.files.map(({ path }) => path)).toEqual([
    'Dockerfile',
    '.dockerignore',
    'compose.yaml',
    'compose.override.yaml',
    'entrypoint.sh',
    '.env.example',
    '.gitattributes',
  ]);
  expect(plan?.files.map(({ uri }) => uri)).toContain(folder.uri('shop/compose.yaml'));
  expect(plan?.files.map(({ text }) => text).join('')).not.toContain('postgres:');
});

test('what is not among the choices is not planned', async () => {
  const server = await ask(makeFolder(SHOP));
  const project = await onlyProject(server);
  for (const wrong of [{ manager: 'conda' }, { database: 'oracle' }, { static: 'nginx' }, { python: '3.14-rc' }])
    expect(await server.scaffoldPlan(paramsFor(project, { choices: { ...choicesOf(project), ...wrong } }))).toBeNull();
});

test('files beside others have other names, and the rest speaks of those', async () => {
  const server = await ask(makeFolder({ ...SHOP, Dockerfile: 'FROM scratch\n', '.dockerignore': '' }));
  const project = await onlyProject(server);
  const plan = await server.scaffoldPlan(paramsFor(project, { beside: ['dockerfile', 'ignore', 'nonsense'] }));
  const texts = new Map(plan?.files.map(({ path, text }) => [path, text]));
  expect([...texts.keys()]).toEqual(expect.arrayContaining(['Dockerfile.django', 'Dockerfile.django.dockerignore']));
  expect(texts.has('Dockerfile')).toBe(false);
  expect(texts.get('compose.yaml')).toContain('Dockerfile.django');
});

test('what is kept is not planned, and an override only for our own compose file', async () => {
  const server = await ask(makeFolder(SHOP));
  const project = await onlyProject(server);
  const choices = { ...choicesOf(project), development: true };
  const paths = async (more: Partial<ScaffoldPlanParams>) =>
    (await server.scaffoldPlan(paramsFor(project, { choices, ...more })))?.files.map(({ path }) => path);
  expect(await paths({ kept: ['dockerfile'] })).not.toContain('Dockerfile');
  expect(await paths({ kept: ['dockerfile'] })).toContain('compose.override.yaml');
  expect(await paths({ kept: ['compose'] })).not.toContain('compose.override.yaml');
  expect(await paths({ beside: ['compose'] })).toEqual(
    expect.arrayContaining(['compose.django.yaml', 'compose.django.override.yaml']),
  );
});

test('a note leads to its place, and its edit mends what it names', async () => {
  const folder = makeFolder(below('my shop', SHOP));
  const server = await ask(folder);
  const project = await onlyProject(server);
  const noteAbout = async (word: RegExp) =>
    (await server.scaffoldPlan(paramsFor(project)))?.notes.find(({ text }) => word.test(text));
  const note = await noteAbout(/gunicorn/);
  expect(note?.at).toMatchObject({ uri: folder.uri('my shop/requirements.txt') });
  const [file] = note?.edit?.files ?? [];
  expect(file).toMatchObject({ uri: folder.uri('my shop/requirements.txt'), text: SHOP['requirements.txt'] });
  const mended = applied(file?.text ?? '', file?.edits ?? []);
  expect(mended).toMatch(/^gunicorn/m);
  folder.write('my shop/requirements.txt', mended);
  await server.filesChange(folder.uri('my shop/requirements.txt'));
  await server.until('the news', () => server.factsChanges > 0);
  expect(await noteAbout(/gunicorn/)).toBeUndefined();
});

test('a project without manage.py is planned in the words of whoever asks', async () => {
  const { 'manage.py': _, ...files } = SHOP;
  const folder = makeFolder(below('web', files));
  const server = await ask(folder);
  expect(await server.scaffoldProjects({ uri: folder.uri('web'), stated: null })).toEqual([]);
  const stated = { package: 'config', settings: 'config.settings' };
  const [project, ...others] = await server.scaffoldProjects({ uri: folder.uri('web'), stated });
  expect(others).toEqual([]);
  if (!project) throw new Error('There is no project');
  expect(project).toMatchObject({ stated, uri: folder.uri('web'), answers: { database: { value: 'postgresql' } } });
  const plan = await server.scaffoldPlan(paramsFor(project));
  expect(plan?.files[0]?.text).toContain('config.wsgi:application');
  expect(plan?.files[0]?.uri).toBe(folder.uri('web/Dockerfile'));
});

test('where nobody can read there is nothing', async () => {
  const blind = await startServer({ extras: {}, folderUris: ['vscode-vfs://github/me/shop'] });
  expect(await blind.scaffoldProjects({ uri: null, stated: null })).toEqual([]);
});

const applied = (text: string, edits: readonly PlainEdit[]): string =>
  TextDocument.applyEdits(TextDocument.create('file:///x', 'plaintext', 0, text), [...edits]);
