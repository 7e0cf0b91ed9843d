import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ENTRY } from '../run-cli.ts';

test('speaks the protocol on standard input and output', async () => {
  const child = spawn(process.execPath, ['--no-warnings', ENTRY, 'lsp', '--stdio'], { cwd: temporaryFolder() });
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  let out = '';
  for await (const chunk of child.stdout) {
    out += chunk;
    if (out.includes('"id":1')) break;
  }
  expect(out).toContain('"capabilities"');
  const ended = once(child, 'exit');
  send({ id: 2, method: 'shutdown' });
  send({ method: 'exit' });
  await ended;
});
