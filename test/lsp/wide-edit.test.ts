/** Fixes that change other files, through the real server, which has one rule more for it. */
import { describe, expect, test } from 'vitest';
import type { CodeAction, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileAnswer, ResourceParams } from '../../server/src/lsp/messages.ts';
import { type ClientSetup, OUR_EXTENSION, PLAIN, type SpawnedServer, VSCODE } from '../support/lsp-client.ts';
import { type Folder, makeFolder, startServer, WHOLE } from '../support/lsp-project.ts';

const WIDE_SERVER = new URL('../support/wide-server.ts', import.meta.url).pathname;
/** The machine may be busy with other tests. */
const POLL = { timeout: 30_000, interval: 20 };
const TITLE = 'List the good word';
const DOCKERFILE = 'FROM python:3.12-slim\nCOPY . .\nRUN pip install -r requirements.txt\nRUN bad\n';
const FILES = { 'manage.py': '', 'requirements.txt': 'django\r\ngunicorn\r\n', Dockerfile: DOCKERFILE };

interface Opened {
  readonly server: SpawnedServer;
  readonly folder: Folder;
  readonly uri: string;
  /** The action as it is offered now. */
  readonly offered: () => Promise<CodeAction | undefined>;
}

async function openProject(setup: ClientSetup = {}, files: Readonly<Record<string, string>> = FILES): Promise<Opened> {
  const folder = makeFolder(files);
  const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path], ...setup }, [WIDE_SERVER]);
  const uri = folder.uri('Dockerfile');
  await server.open(uri, DOCKERFILE);
  if (setup.capabilities !== PLAIN) await untilFound(server, uri);
  const offered = async () => (await server.codeActions(uri, WHOLE)).find(({ title }) => title === TITLE);
  return { server, folder, uri, offered };
}

/** The rule looks into files, so its finding is there as soon as they are read. */
async function untilFound(server: SpawnedServer, uri: string): Promise<void> {
  await expect.poll(async () => (await server.settled(uri)).map(({ code }) => code), POLL).toContain('sample');
}

/** What an editor makes of an edit: texts by address. Throws where the edit does not fit. */
function applied(texts: Readonly<Record<string, string>>, edit: WorkspaceEdit | undefined): Record<string, string> {
  const after = { ...texts };
  for (const change of edit?.documentChanges ?? []) {
    if ('textDocument' in change) {
      const { uri } = change.textDocument;
      const before = after[uri];
      if (before === undefined) throw new Error(`${uri} is edited and does not exist`);
      const document = TextDocument.create(uri, 'plaintext', 0, before);
      after[uri] = TextDocument.applyEdits(document, change.edits as TextEdit[]);
    } else if (change.kind === 'create') {
      if (after[change.uri] !== undefined) throw new Error(`${change.uri} is there`);
      after[change.uri] = '';
    } else throw new Error(`Unexpected: ${change.kind}`);
  }
  return after;
}

describe('the action', () => {
  test('changes all files in one edit that asks before it does', async () => {
    const { folder, uri, offered } = await openProject();
    const action = await offered();
    expect(action).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'sample' }] });
    const [ignore, requirements] = [folder.uri('.dockerignore'), folder.uri('requirements.txt')];
    expect(applied({ [uri]: DOCKERFILE, [requirements]: FILES['requirements.txt'] }, action?.edit)).toEqual({
      [uri]: DOCKERFILE.replace('bad', 'good'),
      [requirements]: 'django\r\ngunicorn\r\ngood\r\n',
      [ignore]: '.env\n',
    });
    const changes = action?.edit?.documentChanges ?? [];
    expect(changes.flatMap((each) => ('textDocument' in each ? [each.textDocument] : []))).toEqual([
      { uri, version: 1 },
      { uri: requirements, version: null },
      { uri: ignore, version: null },
    ]);
    expect(action?.edit?.changeAnnotations).toEqual({
      elsewhere: {
        label: TITLE,
        description: 'Changes requirements.txt, .dockerignore',
        needsConfirmation: true,
      },
    });
    const marks = changes.flatMap((each) =>
      'edits' in each ? each.edits.map((edit) => 'annotationId' in edit && edit.annotationId) : [each.annotationId],
    );
    expect(new Set(marks)).toEqual(new Set(['elsewhere']));
  });

  test('is never part of what is applied without a look', async () => {
    const { server, uri, offered } = await openProject();
    const action = await offered();
    expect(action).toBeDefined();
    expect(action).not.toHaveProperty('isPreferred');
    const all = await server.codeActions(uri, WHOLE);
    expect(all.map(({ title }) => title)).toContain('Ignore sample on this line');
    expect(all.map(({ title }) => title)).not.toContain('Fix all sample problems');
    const others = all
      .filter(({ title }) => title !== TITLE && title.includes('sample'))
      .flatMap(({ edit }) => edit?.documentChanges ?? []);
    expect(new Set(others.map((each) => 'textDocument' in each && each.textDocument.uri))).toEqual(new Set([uri]));
    const [source] = await server.codeActions(uri, WHOLE, { only: ['source.fixAll'] });
    expect(server.textAfter(uri, source?.edit)).toContain('RUN bad');
    await server.connection.sendRequest('workspace/executeCommand', {
      command: 'djangoDockerfile.fixAll',
      arguments: [uri],
    });
    expect(server.applied.map((edit) => server.textAfter(uri, edit).includes('RUN bad'))).toEqual([true]);
  });

  const without = (workspaceEdit: object): ClientSetup => ({
    capabilities: { ...VSCODE, workspace: { ...VSCODE.workspace, workspaceEdit } },
  });

  test.each<[string, ClientSetup]>([
    ['edit several documents', without({ resourceOperations: ['create'] })],
    ['create files', without({ documentChanges: true, resourceOperations: ['rename', 'delete'] })],
    ['do anything of it', { capabilities: PLAIN }],
  ])('is not offered to a client that cannot %s', async (_, setup) => {
    const { server, uri, offered } = await openProject(setup);
    if (setup.capabilities === PLAIN)
      await server.until('its finding', () =>
        server.published.at(-1)?.diagnostics.some(({ code }) => code === 'sample'),
      );
    expect(await offered()).toBeUndefined();
    expect((await server.codeActions(uri, WHOLE)).map(({ title }) => title)).toContain('Ignore sample on this line');
  });

  test('creates nothing where the client need not be able to', async () => {
    const { offered } = await openProject(without({ documentChanges: true }), { ...FILES, '.dockerignore': '*\n' });
    const edit = (await offered())?.edit;
    expect(edit?.documentChanges).toHaveLength(2);
    expect(edit).not.toHaveProperty('changeAnnotations');
    expect(JSON.stringify(edit)).not.toContain('annotationId');
  });

  test('works where no disk is', async () => {
    const root = 'vscode-vfs://github/me/my%20shop';
    const server = await startServer({ extras: OUR_EXTENSION, folderUris: [root] }, [WIDE_SERVER]);
    const files: Readonly<Record<string, string>> = FILES;
    const serve = (request: string, read: (path: string) => unknown): void =>
      void server.connection.onRequest<FileAnswer<unknown>, void>(request, ({ uri }: ResourceParams) => {
        const value = read(uri.slice(root.length + 1));
        return value === undefined ? { state: 'missing' } : { state: 'ok', value };
      });
    serve('djangoDockerfile/fs/stat', (path) =>
      path in files ? { kind: 'file', size: files[path]?.length ?? 0 } : undefined,
    );
    serve('djangoDockerfile/fs/readFile', (path) => ({ base64: Buffer.from(files[path] ?? '').toString('base64') }));
    serve('djangoDockerfile/fs/readDirectory', () => Object.keys(files).map((name) => ({ name, kind: 'file' })));
    const uri = `${root}/Dockerfile`;
    await server.open(uri, DOCKERFILE);
    await untilFound(server, uri);
    const action = (await server.codeActions(uri, WHOLE)).find(({ title }) => title === TITLE);
    const before = { [uri]: DOCKERFILE, [`${root}/requirements.txt`]: FILES['requirements.txt'] };
    expect(Object.keys(applied(before, action?.edit)).sort()).toEqual([
      `${root}/.dockerignore`,
      `${root}/Dockerfile`,
      `${root}/requirements.txt`,
    ]);
  });
});

describe('a file that has changed since it was read', () => {
  test('on disk: nothing is offered before the change is known', async () => {
    const { server, folder, uri, offered } = await openProject();
    folder.write('requirements.txt', '# new\ndjango\n');
    expect(await offered()).toBeUndefined();
    await server.filesChange(folder.uri('requirements.txt'));
    await expect.poll(offered, POLL).toBeDefined();
    const before = { [uri]: DOCKERFILE, [folder.uri('requirements.txt')]: '# new\ndjango\n' };
    const after = applied(before, (await offered())?.edit);
    expect(after[folder.uri('requirements.txt')]).toBe('# new\ndjango\ngood\n');
  });

  test('a file to create that is there by now is not written over', async () => {
    const { folder, offered } = await openProject();
    folder.write('.dockerignore', '*\n');
    expect(await offered()).toBeUndefined();
  });

  test('in the editor, which tells of it: the edit is for that text and that version', async () => {
    const { server, folder, uri, offered } = await openProject();
    const requirements = folder.uri('requirements.txt');
    await server.open(requirements, FILES['requirements.txt']);
    await server.change(requirements, '# unsaved\ndjango');
    const targets = async () =>
      (await offered())?.edit?.documentChanges?.flatMap((each) => ('textDocument' in each ? each.textDocument : []));
    await expect.poll(targets, POLL).toContainEqual({ uri: requirements, version: 2 });
    const action = await offered();
    const after = applied({ [uri]: DOCKERFILE, [requirements]: '# unsaved\ndjango' }, action?.edit);
    expect(after[requirements]).toBe('# unsaved\ndjango\ngood');
    await server.close(requirements);
    await expect.poll(targets, POLL).toContainEqual({ uri: requirements, version: null });
    const saved = applied({ [uri]: DOCKERFILE, [requirements]: FILES['requirements.txt'] }, (await offered())?.edit);
    expect(saved[requirements]).toBe('django\r\ngunicorn\r\ngood\r\n');
  });

  test('in the editor, which does not tell of it: nothing is offered until it is saved', async () => {
    const { server, folder, offered } = await openProject();
    server.unsynced.set(folder.uri('requirements.txt'), '# unsaved\n');
    expect(await offered()).toBeUndefined();
    server.unsynced.set(folder.uri('requirements.txt'), FILES['requirements.txt']);
    expect(await offered()).toBeDefined();
    server.unsynced.set(folder.uri('.dockerignore'), '');
    expect(await offered()).toBeUndefined();
  });

  test('or cannot be read any more: nothing is offered', async () => {
    const { folder, offered } = await openProject();
    folder.remove('requirements.txt');
    expect(await offered()).toBeUndefined();
  });
});

describe('line ends of a whole file', () => {
  const SCRIPT = '#!/bin/sh\r\nexec "$@"\r\n';
  const TEXT = 'FROM python:3.12-slim\nCOPY . /\nENTRYPOINT ["/entry.sh"]\n';
  const LABEL = 'End the lines of entry.sh with LF, and have git keep them';

  async function offer(setup: ClientSetup = {}) {
    const folder = makeFolder({ 'manage.py': '', 'entry.sh': SCRIPT, '.gitignore': '', Dockerfile: TEXT });
    const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path], ...setup });
    const uri = folder.uri('Dockerfile');
    await server.open(uri, TEXT);
    const codes = async () => (await server.settled(uri)).map(({ code }) => code);
    await expect.poll(codes, POLL).toContain('entrypoint-bad-interpreter');
    return { folder, actions: await server.codeActions(uri, WHOLE) };
  }

  test('are set by a client that can do so, together with what else changes', async () => {
    const { folder, actions } = await offer();
    const action = actions.find(({ title }) => title === LABEL);
    const script = folder.uri('entry.sh');
    const description = 'Changes entry.sh, .gitattributes';
    expect(action?.data).toEqual({ lineFeeds: [script], label: LABEL, description });
    expect(action).not.toHaveProperty('isPreferred');
    expect(action?.edit?.documentChanges?.[0]).toEqual({ textDocument: { uri: script, version: null }, edits: [] });
    expect(applied({ [script]: SCRIPT }, action?.edit)[folder.uri('.gitattributes')]).toBe('*.sh text eol=lf\n');
    expect(action?.edit?.changeAnnotations).toMatchObject({ elsewhere: { needsConfirmation: true } });
  });

  test('are left alone where the protocol is all that a client speaks', async () => {
    const { actions } = await offer({ extras: { ...OUR_EXTENSION, lineFeeds: false } });
    const titles = actions.map(({ title }) => title).filter((title) => /LF|carriage returns/.test(title));
    expect(titles).toEqual(['Take the carriage returns out of entry.sh in the image']);
  });
});

describe('a related place in another file', () => {
  const relatedOf = async ({ server, uri }: Opened) =>
    (await server.settled(uri)).find(({ code }) => code === 'sample')?.relatedInformation;

  test('has its address, its line and its columns', async () => {
    const opened = await openProject();
    expect(await relatedOf(opened)).toEqual([
      {
        message: 'The good word is missing here',
        location: {
          uri: opened.folder.uri('requirements.txt'),
          range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
        },
      },
    ]);
  });

  test('moves with what is typed there, and the finding goes when it is mended there', async () => {
    const opened = await openProject();
    const { server, folder } = opened;
    const requirements = folder.uri('requirements.txt');
    await server.open(requirements, FILES['requirements.txt']);
    await server.change(requirements, '# one\n# two\n# three\ndjango');
    const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 6 } };
    await expect.poll(() => relatedOf(opened), POLL).toMatchObject([{ location: { uri: requirements, range } }]);
    await server.change(requirements, 'good\n');
    await expect.poll(() => relatedOf(opened), POLL).toBeUndefined();
    await server.close(requirements);
    await expect.poll(() => relatedOf(opened), POLL).toHaveLength(1);
  });

  test('typing where no fact comes from brings no further round', async () => {
    const { server, folder, uri } = await openProject();
    await server.open(folder.uri('other.txt'), '');
    await server.settled(uri);
    const { refreshes } = server;
    await server.change(folder.uri('other.txt'), 'text');
    await server.settled(uri);
    expect(server.refreshes).toBe(refreshes);
  });
});
