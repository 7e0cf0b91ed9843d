import { type ExtensionContext, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { CLIENT_ID, CLIENT_NAME, start } from './start.ts';

let client: BaseLanguageClient | undefined;
let worker: Worker | undefined;

export function activate(context: ExtensionContext): void {
  const connect = async () => {
    // One that hangs does not end when it is told to.
    worker?.terminate();
    worker = await startWorker(Uri.joinPath(context.extensionUri, 'dist', 'server.js'));
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  client = start(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, connect, options));
}

export async function deactivate(): Promise<void> {
  try {
    await client?.stop();
  } finally {
    worker?.terminate();
  }
}

/**
 * From the text of the script: hosts keep extensions at addresses from which not every one of them lets a worker start, but all of
 * them can be read.
 */
async function startWorker(script: Uri): Promise<Worker> {
  const text = await workspace.fs.readFile(script);
  const address = URL.createObjectURL(new Blob([new Uint8Array(text)], { type: 'text/javascript' }));
  const started = new Worker(address, { name: CLIENT_NAME });
  // Its first message says that it has been loaded.
  started.addEventListener('message', () => URL.revokeObjectURL(address), { once: true });
  return started;
}
