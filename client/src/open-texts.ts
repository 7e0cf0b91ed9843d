import { type Disposable, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { OPEN_TEXT_REQUEST, type ResourceParams } from '../../server/src/lsp/messages.ts';

function openText(uri: Uri): string | null {
  const address = uri.toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === address)?.getText() ?? null;
}

/** Lets the server see what a file of any kind holds in the editor before it offers to change it. */
export const serveOpenTexts = (client: BaseLanguageClient): Disposable =>
  client.onRequest<string | null, void>(OPEN_TEXT_REQUEST, ({ uri }: ResourceParams) => openText(Uri.parse(uri)));
