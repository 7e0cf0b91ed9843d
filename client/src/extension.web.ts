import type { ExtensionContext } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { startWebServer } from '../../server/src/main.web.ts';
import { CLIENT_ID, CLIENT_NAME, start } from './start.ts';

let client: BaseLanguageClient | undefined;

/** Client and server share the extension host's worker: a worker of its own cannot be started from every web host. */
export function activate(context: ExtensionContext): void {
  const connect = async () => {
    const { port1, port2 } = new MessageChannel();
    startWebServer(port2);
    return { reader: new BrowserMessageReader(port1), writer: new BrowserMessageWriter(port1) };
  };
  client = start(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, connect, options));
}

export const deactivate = async (): Promise<void> => client?.stop();
