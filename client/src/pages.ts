import type { TextDocumentContentProvider } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { LinkedPages } from './linked-pages.ts';
import { pageText } from './rule-pages.ts';
import type { ScaffoldPreview } from './scaffold/preview.ts';

/** Everything below our scheme; an editor takes one provider for it. */
export const pages = (
  client: BaseLanguageClient,
  linked: LinkedPages,
  preview: ScaffoldPreview,
): TextDocumentContentProvider => ({
  onDidChange: linked.onDidChange,
  provideTextDocumentContent: (uri) =>
    linked.has(uri) ? linked.provideTextDocumentContent(uri) : (preview.textOf(uri) ?? pageText(client, uri)),
});
