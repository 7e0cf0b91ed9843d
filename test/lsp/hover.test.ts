import { expect, test } from 'vitest';
import { MarkupContent } from 'vscode-languageserver/node';
import { OUR_EXTENSION, type SpawnedServer } from '../support/lsp-client.ts';
import { FAULTY, startServer } from '../support/lsp-project.ts';

const uri = 'untitled:Dockerfile-1';

async function textAt(server: SpawnedServer, line: number, character: number): Promise<string | undefined> {
  const hover = await server.hover(uri, line, character);
  if (!hover) return undefined;
  if (!MarkupContent.is(hover.contents)) throw new Error('Expected markdown');
  return hover.contents.value;
}

test('on a finding stands why, with a link to the page', async () => {
  const server = await startServer({ extras: OUR_EXTENSION });
  await server.open(uri, FAULTY);
  const text = await textAt(server, 3, 8);
  expect(text).toContain('wheel');
  expect(text).toContain('(command:djangoDockerfile.showRule?%5B%22pip-cache-left%22%5D)');
  expect((await server.hover(uri, 3, 8))?.range?.start).toEqual({ line: 3, character: 4 });
});

test('on a keyword and on a known program stand the practices that concern them', async () => {
  const server = await startServer({ extras: OUR_EXTENSION });
  await server.open(uri, 'FROM python:3.12-slim\nRUN pip install --no-cache-dir django==5.2.8\nUSER 1000\n');
  expect(await textAt(server, 1, 1)).toMatch(/\*\*\[Combining layers\][\s\S]*showPractice[\s\S]*pip-cache-left/);
  expect(await textAt(server, 1, 5)).toMatch(/\*\*\[Wheels\]|\*\*\[The order of layers\][\s\S]*pip-cache-left/);
  expect(await textAt(server, 1, 12)).toBeUndefined();
});

test('an editor that has no pages of ours gets no commands in its hovers', async () => {
  const server = await startServer({});
  await server.open(uri, FAULTY);
  expect(await textAt(server, 3, 8)).not.toContain('command:');
});

test('a Dockerfile that is not judged is left in peace', async () => {
  const server = await startServer({ extras: OUR_EXTENSION });
  await server.open(uri, 'FROM nginx\nRUN apt-get update\n');
  expect(await textAt(server, 1, 1)).toBeUndefined();
});
