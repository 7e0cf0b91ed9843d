import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { type ClientSetup, SpawnedServer } from './lsp-client.ts';

/** A folder on disk that is gone after the test. */
export interface Folder {
  readonly path: string;
  uri(name: string): string;
  write(name: string, text: string): void;
  remove(name: string): void;
}

export function makeFolder(files: Readonly<Record<string, string>> = {}): Folder {
  const path = mkdtempSync(join(tmpdir(), 'django-dockerfile-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const folder: Folder = {
    path,
    uri: (name) => pathToFileURL(join(path, name)).href,
    write: (name, text) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    },
    remove: (name) => rmSync(join(path, name)),
  };
  for (const [name, text] of Object.entries(files)) folder.write(name, text);
  return folder;
}

/** A greeted server that is gone after the test. */
export async function startServer(setup: ClientSetup, command?: readonly string[]): Promise<SpawnedServer> {
  const server = new SpawnedServer(setup, command);
  onTestFinished(() => server.stop());
  await server.greeting;
  return server;
}

/** A small Django image with something to find on nearly every line. */
export const FAULTY = `FROM python:3.12-slim
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD python manage.py runserver 0.0.0.0:8000
`;

/** A whole Django project, so that nothing about it is unknown. */
export const PROJECT = { 'manage.py': '', 'requirements.txt': 'django==5.2\n' };

export const line = (number: number) => ({
  start: { line: number, character: 0 },
  end: { line: number, character: 1000 },
});

export const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
