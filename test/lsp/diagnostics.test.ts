import { describe, expect, test } from 'vitest';
import { OUR_EXTENSION, PLAIN, VSCODE } from '../support/lsp-client.ts';
import { FAULTY, makeFolder, PROJECT, startServer } from '../support/lsp-project.ts';

const codes = (items: readonly { readonly code?: unknown }[]) => items.map(({ code }) => code);

describe('a client that asks', () => {
  test('gets the findings with everything it can show', async () => {
    const folder = makeFolder(PROJECT);
    const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
    const uri = folder.uri('Dockerfile');
    await server.open(uri, FAULTY);
    const items = await server.settled(uri);
    expect(codes(items)).toContain('pip-cache-left');
    const found = items.find(({ code }) => code === 'source-before-deps');
    expect(found).toMatchObject({
      source: 'django-dockerfile',
      severity: 2,
      codeDescription: { href: 'django-dockerfile:/rules/source-before-deps.md' },
      relatedInformation: [{ location: { uri } }],
    });
    expect(found?.message).not.toMatch(/[\n`]/);
    expect(items.filter((item) => item.data !== undefined)).toEqual([]);
  });

  test('hears that nothing has changed', async () => {
    const folder = makeFolder(PROJECT);
    const server = await startServer({ extras: OUR_EXTENSION, folders: [folder.path] });
    const uri = folder.uri('Dockerfile');
    await server.open(uri, FAULTY);
    await server.settled(uri);
    const first = await server.pull(uri);
    expect(first.kind).toBe('full');
    const second = await server.pull(uri, first.resultId);
    expect(second).toEqual({ kind: 'unchanged', resultId: first.resultId });
    // The same findings at the same places, but the editor's marks may have moved with the typing.
    await server.change(uri, `${FAULTY}\n`);
    expect((await server.pull(uri, first.resultId)).kind).toBe('full');
  });

  test('sees an edit in the very next answer', async () => {
    const server = await startServer({ extras: OUR_EXTENSION });
    const uri = 'untitled:Dockerfile-1';
    await server.open(uri, FAULTY);
    // Sent back to back: the edit must be in before the question is answered.
    const edit = server.change(uri, 'RUN pip install --no-cache-dir -r requirements.txt', {
      start: { line: 3, character: 0 },
      end: { line: 3, character: 35 },
    });
    const report = await server.pull(uri);
    await edit;
    expect(codes(report.kind === 'full' ? report.items : [])).not.toContain('pip-cache-left');
  });

  test('is never pushed to', async () => {
    const folder = makeFolder(PROJECT);
    const server = await startServer({ folders: [folder.path] });
    const uri = folder.uri('Dockerfile');
    await server.open(uri, FAULTY);
    await server.settled(uri);
    await server.change(uri, `${FAULTY}# more\n`);
    await server.settled(uri);
    await server.close(uri);
    expect(await server.pull(uri)).toMatchObject({ kind: 'full', items: [] });
    expect(server.published).toEqual([]);
  });

  test('waits for the facts when it cannot be told to ask again', async () => {
    const folder = makeFolder(PROJECT);
    const capabilities = { ...VSCODE, workspace: { ...VSCODE.workspace, diagnostics: {} } };
    const server = await startServer({ capabilities, folders: [folder.path] });
    const uri = folder.uri('Dockerfile');
    await server.open(uri, FAULTY);
    const report = await server.pull(uri);
    expect(codes(report.kind === 'full' ? report.items : [])).toContain('source-before-deps');
    expect(server.refreshes).toBe(0);
  });
});

describe('a client that does not ask', () => {
  test('is pushed to, and told when there is nothing left', async () => {
    const folder = makeFolder(PROJECT);
    const server = await startServer({ capabilities: PLAIN, folders: [folder.path] });
    const { capabilities } = await server.greeting;
    expect(capabilities.diagnosticProvider).toBeUndefined();
    const uri = folder.uri('Dockerfile');
    await server.open(uri, FAULTY);
    const first = await server.until('a push', () => server.published.at(-1));
    expect(first.uri).toBe(uri);
    expect(first.diagnostics.length).toBeGreaterThan(0);
    // It did not say that it can show links, tags or related places.
    expect(first.diagnostics.filter((item) => item.codeDescription ?? item.tags ?? item.relatedInformation)).toEqual(
      [],
    );
    await server.change(uri, 'FROM nginx\n');
    await server.until('an empty push', () => server.published.at(-1)?.diagnostics.length === 0);
    await server.close(uri);
    await server.until('a push for the closed document', () => server.published.at(-1)?.version === undefined);
    expect(server.refreshes).toBe(0);
  });

  test('gets what the project adds a moment later', async () => {
    const folder = makeFolder({ 'package.json': '', 'pyproject.toml': '[project]\nname = "other"\n' });
    const server = await startServer({ capabilities: PLAIN, folders: [folder.path] });
    await server.open(folder.uri('Dockerfile'), 'FROM python:3.12-slim\nRUN pip install flask\n');
    await server.until(
      'the verdict that it is no Django project',
      () => server.published.at(-1)?.diagnostics.length === 0,
    );
  });
});

test('a server for other editors links to the page as a file, or not at all', async () => {
  const server = await startServer({ capabilities: VSCODE });
  await server.open('untitled:Dockerfile-1', FAULTY);
  const items = await server.settled('untitled:Dockerfile-1');
  const links = items.map(({ codeDescription }) => codeDescription?.href ?? 'file:');
  expect(links.filter((href) => !href.startsWith('file:'))).toEqual([]);
});
