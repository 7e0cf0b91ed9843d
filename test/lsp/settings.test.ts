import { describe, expect, test } from 'vitest';
import { OUR_EXTENSION, type SpawnedServer, VSCODE } from '../support/lsp-client.ts';
import { FAULTY, makeFolder, PROJECT, startServer } from '../support/lsp-project.ts';

const severities = async (server: SpawnedServer, uri: string) =>
  new Map((await server.settled(uri)).map(({ code, severity }) => [code, severity]));

const OFF = { 'pip-cache-left': 'off' };
const ERROR = { 'pip-cache-left': 'error' };

describe('layers', () => {
  test('the workspace outranks the project file, which outranks the user', async () => {
    const folder = makeFolder({ ...PROJECT, 'django-dockerfile.toml': '[rules]\npip-cache-left = "hint"\n' });
    const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
    const uri = folder.uri('Dockerfile');
    await server.open(uri, FAULTY);
    expect((await severities(server, uri)).get('pip-cache-left')).toBe(4);
    await server.settingsChange({ user: { rules: OFF }, workspace: {} });
    expect((await severities(server, uri)).get('pip-cache-left')).toBe(4);
    await server.settingsChange({ user: { rules: OFF }, workspace: { rules: ERROR } });
    expect((await severities(server, uri)).get('pip-cache-left')).toBe(1);
    folder.remove('django-dockerfile.toml');
    await server.filesChange(folder.uri('django-dockerfile.toml'));
    await server.settingsChange({ user: { rules: OFF }, workspace: {} });
    expect([...(await severities(server, uri)).keys()]).not.toContain('pip-cache-left');
  });

  test('an editor without layers can still configure rules', async () => {
    const server = await startServer({ capabilities: VSCODE, settings: { user: { rules: OFF }, workspace: {} } });
    await server.open('untitled:Dockerfile-1', FAULTY);
    expect([...(await severities(server, 'untitled:Dockerfile-1')).keys()]).not.toContain('pip-cache-left');
  });

  test('an editor that cannot be asked may tell', async () => {
    const server = await startServer({ capabilities: { ...VSCODE, workspace: {} } });
    const uri = 'untitled:Dockerfile-1';
    await server.open(uri, FAULTY);
    expect([...(await severities(server, uri)).keys()]).toContain('pip-cache-left');
    await server.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { djangoDockerfile: { rules: OFF } },
    });
    expect([...(await severities(server, uri)).keys()]).not.toContain('pip-cache-left');
  });
});

test('a changed setting makes the client ask again', async () => {
  const server = await startServer({ extras: OUR_EXTENSION });
  const uri = 'untitled:Dockerfile-1';
  await server.open(uri, FAULTY);
  await server.pull(uri);
  expect(server.registered).toContain('workspace/didChangeConfiguration');
  await server.settingsChange({ user: {}, workspace: { rules: OFF } });
  await server.until('a refresh', () => server.refreshes > 0);
  expect([...(await severities(server, uri)).keys()]).not.toContain('pip-cache-left');
});

test('enable: false leaves nothing: no findings, no actions, no hover', async () => {
  const server = await startServer({ extras: OUR_EXTENSION, settings: { user: { enable: false }, workspace: {} } });
  const uri = 'untitled:Dockerfile-1';
  await server.open(uri, FAULTY);
  expect(await server.settled(uri)).toEqual([]);
  expect(await server.codeActions(uri, { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } })).toEqual(
    [],
  );
  expect(await server.hover(uri, 3, 8)).toBeNull();
  expect(server.statuses.at(-1)).toMatchObject({ state: 'off', findings: 0 });
  await server.settingsChange({ user: { enable: false }, workspace: { enable: true } });
  expect((await server.settled(uri)).length).toBeGreaterThan(0);
});

test('detect: always judges what would be left alone', async () => {
  const server = await startServer({ extras: OUR_EXTENSION });
  const uri = 'untitled:Dockerfile-1';
  await server.open(uri, 'FROM ubuntu\nRUN apt-get update && apt-get install -y curl\n');
  expect(await server.settled(uri)).toEqual([]);
  expect(server.statuses.at(-1)).toMatchObject({ state: 'not-judged' });
  await server.settingsChange({ user: {}, workspace: { detect: 'always' } });
  expect((await server.settled(uri)).map(({ code }) => code)).toContain('apt-lists-left');
  expect(server.statuses.at(-1)).toMatchObject({ state: 'checked' });
});

test('what a setting does not know is one line in the log', async () => {
  const rules = { 'no-such-rule': 'off', 'pip-cache-left': 'loud' };
  const settings = { user: { rules, colour: 'blue', enable: 'yes' }, workspace: {} };
  const server = await startServer({ extras: OUR_EXTENSION, settings });
  await server.open('untitled:Dockerfile-1', FAULTY);
  await server.open('untitled:Dockerfile-2', FAULTY);
  expect((await server.settled('untitled:Dockerfile-1')).length).toBeGreaterThan(0);
  await server.settled('untitled:Dockerfile-2');
  const said = (text: string) => server.logged.filter(({ message }) => message.includes(text));
  for (const text of ['no-such-rule', 'rules.pip-cache-left', 'colour', 'enable'])
    expect(said(text), text).toHaveLength(1);
});

describe('configuration files', () => {
  test('are watched', async () => {
    const folder = makeFolder(PROJECT);
    const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
    const uri = folder.uri('Dockerfile');
    await server.open(uri, FAULTY);
    await server.settled(uri);
    const before = server.refreshes;
    folder.write('pyproject.toml', '[tool.django-dockerfile.rules]\npip-cache-left = "off"\n');
    await server.filesChange(folder.uri('pyproject.toml'));
    await server.until('a refresh', () => server.refreshes > before);
    expect([...(await severities(server, uri)).keys()]).not.toContain('pip-cache-left');
  });

  test('may leave a document out', async () => {
    const folder = makeFolder({ ...PROJECT, 'django-dockerfile.toml': 'exclude = ["legacy/**"]\n' });
    const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
    const uri = folder.uri('legacy/Dockerfile');
    await server.open(uri, FAULTY);
    expect(await server.settled(uri)).toEqual([]);
    expect(server.statuses.at(-1)).toMatchObject({ state: 'off', reason: 'Excluded by django-dockerfile.toml.' });
  });

  test('show their mistakes on the line, until they are mended', async () => {
    const folder = makeFolder({ ...PROJECT, 'django-dockerfile.toml': '[rules]\nno-such-rule = "off"\n' });
    const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
    await server.open(folder.uri('Dockerfile'), FAULTY);
    await server.settled(folder.uri('Dockerfile'));
    const file = folder.uri('django-dockerfile.toml');
    expect(server.published).toMatchObject([
      { uri: file, diagnostics: [{ source: 'django-dockerfile', range: { start: { line: 1, character: 0 } } }] },
    ]);
    folder.write('django-dockerfile.toml', '[rules]\n');
    await server.filesChange(file);
    await server.settled(folder.uri('Dockerfile'));
    expect(server.published.slice(1)).toEqual([{ uri: file, diagnostics: [] }]);
  });

  test('lose their mistakes when they go', async () => {
    const folder = makeFolder({ ...PROJECT, 'django-dockerfile.toml': 'colour = 1\n' });
    const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
    await server.open(folder.uri('Dockerfile'), FAULTY);
    await server.settled(folder.uri('Dockerfile'));
    expect(server.published).toHaveLength(1);
    folder.remove('django-dockerfile.toml');
    await server.filesChange(folder.uri('django-dockerfile.toml'));
    await server.settled(folder.uri('Dockerfile'));
    expect(server.published.at(-1)?.diagnostics).toEqual([]);
  });
});
