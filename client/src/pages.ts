import type { TextDocumentContentProvider } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type FactsPage, isFactsPage } from './facts-page.ts';
import { pageText } from './rule-pages.ts';

/** Everything below our scheme; an editor takes one provider for it. */
export const pages = (client: BaseLanguageClient, facts: FactsPage): TextDocumentContentProvider => ({
  onDidChange: facts.onDidChange,
  provideTextDocumentContent: (uri) =>
    isFactsPage(uri) ? facts.provideTextDocumentContent(uri) : pageText(client, uri),
});
