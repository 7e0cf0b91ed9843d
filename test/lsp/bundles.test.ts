import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildBundles } from '../support/bundles.ts';
import { LspClient, OUR_EXTENSION, VSCODE } from '../support/lsp-client.ts';
import { FAULTY, startServer, WHOLE } from '../support/lsp-project.ts';
import { startInWorker } from '../support/worker.ts';

const uri = 'untitled:Dockerfile-1';
let bundles: string;

beforeAll(() => {
  bundles = buildBundles('lsp-bundles');
});

describe('in a process', () => {
  test.each([
    ['the server of the extension', ['server.js']],
    ['the command line as a server', ['cli.js', 'lsp']],
  ])('%s', async (_, [file = '', ...args]) => {
    const server = await startServer({ capabilities: VSCODE }, [join(bundles, file), ...args]);
    await server.open(uri, FAULTY);
    expect((await server.settled(uri)).map(({ code }) => code)).toContain('pip-cache-left');
    await server.stop();
    expect(server.process.exitCode).toBe(0);
  });
});

test('in a worker, with no globals but those of a worker', async () => {
  const worker = await startInWorker(dirname(bundles));
  const root = 'vscode-vfs://github/me/shop';
  const client = new LspClient(worker.reader, worker.writer, { extras: OUR_EXTENSION, folderUris: [root] });
  client.connection.onRequest('djangoDockerfile/fs/stat', () => ({ state: 'missing' }));
  client.connection.onRequest('djangoDockerfile/fs/readDirectory', () => ({
    state: 'ok',
    value: [{ name: 'manage.py', kind: 'file' }],
  }));
  try {
    expect((await client.initialize()).capabilities.diagnosticProvider).toBeDefined();
    await client.open(`${root}/Dockerfile`, `\uFEFF${FAULTY}`);
    const items = await client.settled(`${root}/Dockerfile`);
    expect(items.map(({ code }) => code)).toContain('pip-cache-left');
    const [action] = await client.codeActions(`${root}/Dockerfile`, WHOLE, { only: ['source.fixAll'] });
    expect(client.textAfter(`${root}/Dockerfile`, action?.edit)).toContain('--no-cache-dir');
    const page = await client.connection.sendRequest('djangoDockerfile/rulePage', { rule: 'pip-cache-left' });
    expect(page).toMatch(/^# pip-cache-left/);
    expect(client.logged).toEqual([]);
  } finally {
    client.connection.dispose();
    worker.close();
  }
});
