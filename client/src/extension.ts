import type { ExtensionContext } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME, start } from './start.ts';

let client: BaseLanguageClient | undefined;

export function activate(context: ExtensionContext): void {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  client = start(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, server, options));
}

export const deactivate = async (): Promise<void> => client?.stop();
