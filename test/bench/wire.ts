/** Keystroke to diagnostics: an edit is sent and the new diagnostics are pulled, over stdio, from the bundled server. */
import { join } from 'node:path';
import { root } from '../../scripts/editor/checkout.ts';
import { SpawnedServer, VSCODE } from '../support/lsp-client.ts';
import { dockerfileOf } from './analysis.ts';
import type { Figure } from './figure.ts';
import { quantile } from './stopwatch.ts';

const KEYSTROKES = 300;

export async function wireFigures(): Promise<Figure[]> {
  const server = new SpawnedServer({ capabilities: VSCODE }, [join(root, 'dist/server.js')]);
  await server.greeting;
  const uri = 'untitled:/bench/Dockerfile';
  const text = dockerfileOf(300);
  await server.open(uri, text);
  await server.pull(uri);
  const samples: number[] = [];
  const line = text.split('\n').findIndex((each) => each.startsWith('WORKDIR'));
  for (let i = 0; i < KEYSTROKES; i++) {
    const at = { line, character: 'WORKDIR '.length };
    const start = performance.now();
    await server.change(uri, i % 2 === 0 ? '/' : '', {
      start: at,
      end: i % 2 === 0 ? at : { ...at, character: at.character + 1 },
    });
    await server.pull(uri);
    samples.push(performance.now() - start);
  }
  await server.stop();
  // The first ones run before the code is compiled; a person's first keystrokes do not come in such a row.
  return [
    {
      name: 'keystroke to diagnostics, 300 lines, p95',
      value: quantile(samples.slice(20), 0.95),
      unit: 'ms',
      limit: 20,
    },
  ];
}
