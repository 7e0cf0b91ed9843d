import {
  BrowserMessageReader,
  BrowserMessageWriter,
  type Connection,
  createConnection,
} from 'vscode-languageserver/browser';
import { today } from '../host/today.ts';
import type { ServerHost } from './host.ts';

/** A browser has no files of its own: everything is read through the client. */
export const host: ServerHost = {
  reader: () => undefined,
  today: () => today(),
  rulePageFile: () => undefined,
};

/** All that dockerfile-ast wants of Node's Buffer: the bytes of a character, to recognise a byte order mark. */
const Buffer = { from: (text: string): Uint8Array => new TextEncoder().encode(text) };

/** To the client that started this worker. */
export function connect(): Connection {
  Object.assign(globalThis, { Buffer });
  return createConnection(new BrowserMessageReader(globalThis), new BrowserMessageWriter(globalThis));
}
