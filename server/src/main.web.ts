import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { today } from './host/today.ts';
import type { ServerHost } from './lsp/host.ts';
import { startServer } from './lsp/server.ts';

/** A browser has no files of its own: everything is read through the client. */
const webHost: ServerHost = {
  reader: () => undefined,
  today: () => today(),
  rulePageFile: () => undefined,
};

type Port = ConstructorParameters<typeof BrowserMessageReader>[0];

/** Starts the server at one end of a channel; the client has the other. */
export function startWebServer(port: Port): void {
  startServer(createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port)), webHost);
}
