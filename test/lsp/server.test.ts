import { describe, expect, test } from 'vitest';
import { OUR_EXTENSION, VSCODE } from '../support/lsp-client.ts';
import { FAULTY, startServer, WHOLE } from '../support/lsp-project.ts';

const uri = 'untitled:Dockerfile-1';

test('it says what it can do', async () => {
  const server = await startServer({ extras: OUR_EXTENSION });
  const { capabilities, serverInfo } = await server.greeting;
  expect(serverInfo?.name).toBe('django-dockerfile');
  expect(capabilities).toMatchObject({
    diagnosticProvider: { identifier: 'django-dockerfile', interFileDependencies: true, workspaceDiagnostics: false },
    codeActionProvider: {
      codeActionKinds: ['quickfix', 'refactor.rewrite.djangoDockerfile', 'source.fixAll.djangoDockerfile'],
    },
    hoverProvider: true,
  });
  // Our own extension registers these ids itself.
  expect(capabilities.executeCommandProvider).toBeUndefined();
});

describe('bad input', () => {
  const broken: Readonly<Record<string, string>> = {
    empty: '',
    'only blanks': ' \n\t\n',
    'half typed': 'FROM python:3.12 AS\nRUN pip install \\\n',
    'a heredoc without an end': 'FROM python:3.12\nRUN <<EOF\npip install django',
    binary: `\u0000\u0001FROM\u0000${String.fromCharCode(...Array.from({ length: 500 }, (_, code) => (code * 7919) % 65536))}`,
    'line separators': 'FROM python:3.12\rRUN pip install django\u2028CMD x\u2029',
    'the wrong language': '{"name": "package", "version": 1}',
  };

  test.each(Object.entries(broken))('%s', async (_, text) => {
    const server = await startServer({ extras: OUR_EXTENSION });
    await server.open(uri, text);
    expect(Array.isArray(await server.settled(uri))).toBe(true);
    expect(await server.codeActions(uri, WHOLE)).toBeInstanceOf(Array);
    await server.hover(uri, 0, 1);
    expect(server.logged).toEqual([]);
  });

  test('typed letter by letter, with a question after each', async () => {
    const server = await startServer({ extras: OUR_EXTENSION });
    await server.open(uri, '');
    for (let length = 1; length <= FAULTY.length; length++) {
      await server.change(uri, FAULTY.slice(0, length));
      await server.pull(uri);
    }
    expect((await server.settled(uri)).length).toBeGreaterThan(0);
    expect(server.logged).toEqual([]);
  });
});

describe('too much', () => {
  test.each([
    ['a file over 1 MB', `FROM python:3.12\n${'# filler line\n'.repeat(80_000)}`],
    ['a line over 64 KB', `FROM python:3.12\nRUN echo ${'x'.repeat(70_000)}\n`],
  ])('%s is not analysed, and that is said once', async (_, text) => {
    const server = await startServer({ extras: OUR_EXTENSION });
    await server.open(uri, text);
    expect(await server.settled(uri)).toEqual([]);
    await server.change(uri, `${text}#\n`);
    expect(await server.settled(uri)).toEqual([]);
    expect(await server.codeActions(uri, WHOLE)).toEqual([]);
    expect(await server.hover(uri, 0, 1)).toBeNull();
    expect(server.logged.map(({ message }) => message)).toEqual([expect.stringContaining('not analysed')]);
    expect(server.statuses.at(-1)).toMatchObject({ state: 'skipped', reason: expect.stringMatching(/1 MB|64 KB/) });
    await server.change(uri, FAULTY);
    expect((await server.settled(uri)).length).toBeGreaterThan(0);
  });
});

test('documents that are closed or were never open', async () => {
  const server = await startServer({ extras: OUR_EXTENSION });
  for (const unknown of ['file:///nowhere/Dockerfile', 'strange:thing', 'no address at all', '%']) {
    expect(await server.pull(unknown)).toEqual({ kind: 'full', items: [] });
    expect(await server.codeActions(unknown, WHOLE)).toEqual([]);
    expect(await server.hover(unknown, 3, 7)).toBeNull();
  }
  await server.open(uri, FAULTY);
  expect((await server.settled(uri)).length).toBeGreaterThan(0);
});

test('a file that by its name is a template is left alone', async () => {
  const server = await startServer({ extras: OUR_EXTENSION });
  await server.open('file:///nowhere/Dockerfile.j2', FAULTY);
  expect(await server.settled('file:///nowhere/Dockerfile.j2')).toEqual([]);
  expect(server.statuses.at(-1)).toMatchObject({ state: 'off' });
});

test('a client that fails to answer does not end the server', async () => {
  const server = await startServer({ extras: OUR_EXTENSION });
  const failing = server.connection.onRequest('djangoDockerfile/settings', () => {
    throw new Error('no settings today');
  });
  await server.open(uri, FAULTY);
  expect(await server.pull(uri)).toEqual({ kind: 'full', items: [] });
  await server.until('a line in the log', () =>
    server.logged.some(({ message }) => message.includes('no settings today')),
  );
  failing.dispose();
  server.connection.onRequest('djangoDockerfile/settings', () => server.settings);
  expect((await server.settled(uri)).length).toBeGreaterThan(0);
});

describe('questions about rules', () => {
  test('the page of a rule', async () => {
    const server = await startServer({ extras: OUR_EXTENSION });
    const ask = (rule: string) => server.connection.sendRequest<string | null>('djangoDockerfile/rulePage', { rule });
    expect(await ask('runs-as-root')).toMatch(/^# runs-as-root\n/);
    expect(await ask('no-such-rule')).toBeNull();
  });

  test('all rules', async () => {
    const server = await startServer({ extras: OUR_EXTENSION });
    const rules = await server.connection.sendRequest<readonly { id: string }[]>('djangoDockerfile/rules');
    expect(rules.map(({ id }) => id)).toContain('runs-as-root');
  });
});

describe('commands of editors that have none of ours', () => {
  const run = (server: Awaited<ReturnType<typeof startServer>>, command: string, ...values: unknown[]) =>
    server.connection.sendRequest('workspace/executeCommand', { command, arguments: values });

  test('fix all', async () => {
    const server = await startServer({ capabilities: VSCODE });
    expect((await server.greeting).capabilities.executeCommandProvider?.commands).toContain('djangoDockerfile.fixAll');
    await server.open(uri, FAULTY);
    await run(server, 'djangoDockerfile.fixAll', uri);
    expect(server.textAfter(uri, server.applied[0])).toContain('--no-cache-dir');
  });

  test('show a rule', async () => {
    const capabilities = { ...VSCODE, window: { showDocument: { support: true } } };
    const server = await startServer({ capabilities });
    const shown: string[] = [];
    server.connection.onRequest('window/showDocument', ({ uri: page }: { uri: string }) => {
      shown.push(page);
      return { success: true };
    });
    server.connection.onNotification(
      'window/showMessage',
      ({ message }: { message: string }) => void shown.push(message),
    );
    await run(server, 'djangoDockerfile.showRule', 'runs-as-root');
    await server.until('the rule', () => shown.some((each) => each.includes('runs-as-root')));
  });

  test('wrong ones are refused, and nothing else happens', async () => {
    const server = await startServer({ capabilities: VSCODE });
    await expect(run(server, 'djangoDockerfile.fixAll')).rejects.toThrow(/wants/);
    await expect(run(server, 'djangoDockerfile.showRule', 'no-such-rule')).rejects.toThrow(/no rule/);
    await expect(run(server, 'rm', '-rf')).rejects.toThrow(/no command/);
    await server.open(uri, FAULTY);
    expect((await server.settled(uri)).length).toBeGreaterThan(0);
  });
});
