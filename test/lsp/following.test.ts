/** Findings and facts follow the files that they come from, however these change. */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { OUR_EXTENSION, pause, type SpawnedServer } from '../support/lsp-client.ts';
import { type Folder, makeFolder, startServer } from '../support/lsp-project.ts';

const DOCKERFILE = `FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY bookshop/wsgi.py ./bookshop/
`;
const BOOKSHOP = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "bookshop.settings")\n',
  'bookshop/settings.py': 'WSGI_APPLICATION = "bookshop.wsgi.application"\n',
  'bookshop/wsgi.py': 'application = 1\n',
  'requirements.txt': 'django==5.2.17\n',
};

async function bookshop(files: Readonly<Record<string, string>> = {}) {
  const folder = makeFolder({ ...BOOKSHOP, ...files });
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, DOCKERFILE);
  const codes = async () => (await server.settled(uri)).map(({ code }) => code);
  const factOf = async (name: string) => (await server.facts(uri))[0]?.facts.find((fact) => fact.name === name)?.value;
  await codes();
  return { folder, server, uri, codes, factOf };
}

/** Does something, and waits for the server to ask for another look. */
async function untilAsked(server: SpawnedServer, action: () => unknown): Promise<void> {
  const { refreshes } = server;
  await action();
  await server.until('a refresh', () => server.refreshes > refreshes);
}

const { Created, Changed, Deleted } = FileChangeType;

describe('a file that a COPY names', () => {
  const rename = (server: SpawnedServer, folder: Folder, from: string, to: string) =>
    untilAsked(server, () => {
      mkdirSync(join(folder.path, to, '..'), { recursive: true });
      renameSync(join(folder.path, from), join(folder.path, to));
      return server.fileEvents({ uri: folder.uri(from), type: Deleted }, { uri: folder.uri(to), type: Created });
    });

  test.each([
    ['itself', 'bookshop/wsgi.py', 'bookshop/web.py'],
    ['with its folder', 'bookshop', 'shop'],
  ])('is renamed, %s, and back', async (_, from, to) => {
    const { server, folder, codes } = await bookshop();
    expect(await codes()).not.toContain('copy-source-missing');
    await rename(server, folder, from, to);
    expect(await codes()).toContain('copy-source-missing');
    await rename(server, folder, to, from);
    expect(await codes()).not.toContain('copy-source-missing');
  });

  test('is deleted, and is there again', async () => {
    const { server, folder, codes } = await bookshop();
    const uri = folder.uri('bookshop/wsgi.py');
    folder.remove('bookshop/wsgi.py');
    await untilAsked(server, () => server.fileEvents({ uri, type: Deleted }));
    expect(await codes()).toContain('copy-source-missing');
    folder.write('bookshop/wsgi.py', '');
    await untilAsked(server, () => server.fileEvents({ uri, type: Created }));
    expect(await codes()).not.toContain('copy-source-missing');
  });
});

describe('files that facts come from, saved', () => {
  test.each([
    ['bookshop/settings.py', 'WSGI_APPLICATION = "web.app"\n', 'wsgiApplication', 'web.app'],
    [
      'manage.py',
      BOOKSHOP['manage.py'].replace('bookshop.settings', 'bookshop.other'),
      'settingsModule',
      'bookshop.other',
    ],
    ['requirements.txt', 'django==6.0.1\n', 'django', '6.0.1'],
  ])('%s', async (path, text, fact, value) => {
    const { server, folder, factOf } = await bookshop();
    expect(await factOf(fact)).not.toBe(value);
    folder.write(path, text);
    await untilAsked(server, () => server.fileEvents({ uri: folder.uri(path), type: Changed }));
    expect(await factOf(fact)).toBe(value);
  });

  test.each([
    ['uv.lock', 'version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "django"\nversion = "5.2.9"\n'],
    [
      'poetry.lock',
      '[[package]]\nname = "django"\nversion = "5.2.9"\n\n[metadata]\nlock-version = "2.1"\npython-versions = ">=3.12"\n',
    ],
  ])('%s, which was not there', async (path, text) => {
    const { server, folder, factOf } = await bookshop({ 'pyproject.toml': '[project]\nname = "bookshop"\n' });
    folder.write(path, text);
    await untilAsked(server, () => server.fileEvents({ uri: folder.uri(path), type: Created }));
    expect(await factOf('django')).toBe('5.2.9');
  });
});

describe('files that facts come from, open', () => {
  test('as they are typed, and as they are saved once they are closed', async () => {
    const { server, folder, factOf } = await bookshop();
    const uri = folder.uri('bookshop/settings.py');
    await server.open(uri, BOOKSHOP['bookshop/settings.py'], 'python');
    await untilAsked(server, () => server.change(uri, 'WSGI_APPLICATION = "typed.wsgi.application"\n'));
    expect(await factOf('wsgiApplication')).toBe('typed.wsgi.application');
    await untilAsked(server, () => server.close(uri));
    expect(await factOf('wsgiApplication')).toBe('bookshop.wsgi.application');
  });

  test('typing is one reason to look again, and none in a file that nobody asked for', async () => {
    const { server, folder, uri } = await bookshop({ 'bookshop/views.py': '' });
    const [settings, views] = [folder.uri('bookshop/settings.py'), folder.uri('bookshop/views.py')];
    await server.open(views, 'x = 1\n', 'python');
    await server.open(settings, BOOKSHOP['bookshop/settings.py'], 'python');
    const { refreshes } = server;
    await server.change(views, 'x = 12\n');
    await pause(400);
    expect(server.refreshes).toBe(refreshes);
    for (const typed of 'DEBUG = False') await server.change(settings, `${BOOKSHOP['bookshop/settings.py']}${typed}`);
    await server.until('a refresh', () => server.refreshes > refreshes);
    await server.settled(uri);
    // One for the typing, and one for when its text has been read.
    expect(server.refreshes).toBe(refreshes + 2);
  });
});

describe('a file that is broken in the middle of typing', () => {
  const pyproject = (python: string): string => `[project]\nname = "bookshop"\nrequires-python = "${python}"\n`;
  const BROKEN = pyproject('>=3.14').replace('"\n', '\n');

  test('findings stay, and follow once it can be read again', async () => {
    const { server, folder, codes, factOf } = await bookshop({ 'pyproject.toml': pyproject('>=3.14') });
    const uri = folder.uri('pyproject.toml');
    const before = await codes();
    expect(before).toContain('python-version-incompatible');
    await server.open(uri, pyproject('>=3.14'), 'toml');
    await untilAsked(server, () => server.change(uri, BROKEN));
    expect(await codes()).toEqual(before);
    expect(await factOf('python')).toBe('>=3.14');
    await untilAsked(server, () => server.change(uri, pyproject('>=3.12')));
    expect(await codes()).not.toContain('python-version-incompatible');
    expect(await factOf('python')).toBe('>=3.12');
  });

  test('it is saved so, and closed: what is on disk counts', async () => {
    const { server, folder, factOf } = await bookshop({ 'pyproject.toml': pyproject('>=3.12') });
    const uri = folder.uri('pyproject.toml');
    await server.open(uri, pyproject('>=3.12'), 'toml');
    await untilAsked(server, () => server.change(uri, BROKEN));
    folder.write('pyproject.toml', BROKEN);
    await untilAsked(server, () => server.fileEvents({ uri, type: Changed }));
    await server.save(uri);
    expect(await factOf('python')).toBe('>=3.12');
    await untilAsked(server, () => server.close(uri));
    expect(await factOf('python')).toBeUndefined();
  });

  test('it is deleted, and what it said is forgotten', async () => {
    const { server, folder, factOf } = await bookshop({ 'pyproject.toml': pyproject('>=3.12') });
    const uri = folder.uri('pyproject.toml');
    await server.open(uri, pyproject('>=3.12'), 'toml');
    folder.remove('pyproject.toml');
    await untilAsked(server, () => server.fileEvents({ uri, type: Deleted }));
    expect(await factOf('python')).toBeUndefined();
    folder.write('pyproject.toml', BROKEN);
    await server.change(uri, BROKEN);
    await untilAsked(server, () => server.fileEvents({ uri, type: Created }));
    expect(await factOf('python')).toBeUndefined();
  });

  test.each([
    ['bookshop/settings.py', 'WSGI_APPLICATION = "bookshop.wsgi.application"\nINSTALLED_APPS = [\n', 'wsgiApplication'],
    ['uv.lock', 'version = 1\n[[package]]\nname = "dja', 'django'],
    ['compose.yaml', 'services:\n  web:\n    build: [\n', 'composeFiles'],
  ])('%s', async (path, broken, name) => {
    const lock = 'version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "django"\nversion = "5.2.9"\n';
    const files: Record<string, string> = {
      ...BOOKSHOP,
      'pyproject.toml': pyproject('>=3.12'),
      'uv.lock': lock,
      'compose.yaml': 'services:\n  web:\n    build: .\n',
    };
    const { server, folder, factOf } = await bookshop(files);
    const before = await factOf(name);
    expect(before).toBeDefined();
    const uri = folder.uri(path);
    await server.open(uri, files[path] ?? '', 'plaintext');
    await untilAsked(server, () => server.change(uri, broken));
    expect(await factOf(name)).toEqual(before);
  });
});

test('typing in the Dockerfile does not wait for what has just changed', async () => {
  const { server, folder, uri, codes } = await bookshop();
  folder.remove('bookshop/wsgi.py');
  await server.fileEvents({ uri: folder.uri('bookshop/wsgi.py'), type: Deleted });
  await server.change(uri, `${DOCKERFILE}RUN cd /tmp\n`);
  const report = await server.pull(uri);
  expect(report.kind === 'full' && report.items.map(({ code }) => code)).toContain('shell-state-lost');
  expect(await codes()).toContain('copy-source-missing');
});

test('what nobody asked for concerns nobody', async () => {
  const { server, folder, uri } = await bookshop({
    'db.sqlite3': '',
    '.venv/pyvenv.cfg': '',
    '.venv/lib/six.py': '',
  });
  const { refreshes } = server;
  await server.fileEvents(
    { uri: folder.uri('db.sqlite3'), type: Changed },
    { uri: folder.uri('.venv/lib/six.py'), type: Created },
    { uri: folder.uri('bookshop'), type: Changed },
  );
  await server.settled(uri);
  expect(server.refreshes).toBe(refreshes);
});

test('a lone Dockerfile, around which nobody watches, is looked at anew when it is saved', async () => {
  const folder = makeFolder(BOOKSHOP);
  const server = await startServer({ extras: OUR_EXTENSION });
  const uri = folder.uri('Dockerfile');
  await server.open(uri, DOCKERFILE);
  const codes = async () => (await server.settled(uri)).map(({ code }) => code);
  expect(await codes()).not.toContain('copy-source-missing');
  rmSync(join(folder.path, 'bookshop'), { recursive: true });
  await untilAsked(server, () => server.save(uri));
  expect(await codes()).toContain('copy-source-missing');
});

test('nothing is said of the files that are only read along', async () => {
  const { server, folder } = await bookshop();
  const uri = folder.uri('bookshop/settings.py');
  await server.open(uri, BOOKSHOP['bookshop/settings.py'], 'python');
  expect(await server.settled(uri)).toEqual([]);
});
