import { expect, test } from 'vitest';
import type { FileAnswer, ResourceParams } from '../../server/src/lsp/messages.ts';
import { OUR_EXTENSION, type SpawnedServer } from '../support/lsp-client.ts';
import { startServer } from '../support/lsp-project.ts';

const ROOT = 'vscode-vfs://github/me/shop';
const DOCKERFILE =
  'FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n';

/** Answers as an editor does whose files lie on another machine. */
function serveFiles(server: SpawnedServer, files: Readonly<Record<string, string>>): readonly string[] {
  const asked: string[] = [];
  const serve = (request: string, read: (path: string) => unknown): void => {
    server.connection.onRequest<FileAnswer<unknown>, void>(request, ({ uri }: ResourceParams) => {
      asked.push(uri);
      const value = read(uri.slice(ROOT.length + 1));
      return value === undefined ? { state: 'missing' } : { state: 'ok', value };
    });
  };
  serve('djangoDockerfile/fs/stat', (path) => {
    const text = files[path];
    return text === undefined ? undefined : { kind: 'file', size: text.length };
  });
  serve('djangoDockerfile/fs/readFile', (path) => ({ base64: Buffer.from(files[path] ?? '').toString('base64') }));
  serve('djangoDockerfile/fs/readDirectory', () => Object.keys(files).map((name) => ({ name, kind: 'file' })));
  return asked;
}

test('a folder that only the editor can read is read through the editor', async () => {
  const server = await startServer({ extras: OUR_EXTENSION, folderUris: [ROOT] });
  const asked = serveFiles(server, {
    'manage.py': '',
    'requirements.txt': 'django\n',
    'django-dockerfile.toml': '[rules]\nruns-as-root = "off"\n',
  });
  await server.open(`${ROOT}/Dockerfile`, DOCKERFILE);
  const codes = (await server.settled(`${ROOT}/Dockerfile`)).map(({ code }) => code);
  expect(codes).toContain('source-before-deps');
  expect(codes).not.toContain('runs-as-root');
  expect(server.statuses.at(-1)?.reason).toContain('Django project');
  expect(asked.filter((uri) => !uri.startsWith(ROOT))).toEqual([]);
});

test('a client without that has its text checked, and nothing is asked', async () => {
  const server = await startServer({ extras: { ...OUR_EXTENSION, fileSystem: false }, folderUris: [ROOT] });
  const asked = serveFiles(server, { 'manage.py': '' });
  await server.open(`${ROOT}/Dockerfile`, DOCKERFILE);
  expect((await server.settled(`${ROOT}/Dockerfile`)).map(({ code }) => code)).toContain('runs-as-root');
  expect(asked).toEqual([]);
});
