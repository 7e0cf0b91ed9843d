import {
  type Disposable,
  DocumentLink,
  type DocumentLinkProvider,
  type Event,
  EventEmitter,
  l10n,
  languages,
  Range,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import { PAGE_SCHEME } from '../../server/src/lsp/messages.ts';
import { type FactsText, factsText } from './facts-text.ts';
import type { ProjectFacts } from './project-facts.ts';

const PATH = '/facts.md';

/** The page's address carries the Dockerfile that it was opened for. */
export const factsPageUri = (dockerfile: Uri | undefined): Uri =>
  Uri.from({ scheme: PAGE_SCHEME, path: PATH, query: dockerfile?.toString() ?? '' });

export const isFactsPage = ({ path }: Uri): boolean => path === PATH;

/** The facts as a document that follows the project while it is open. */
export class FactsPage implements TextDocumentContentProvider, DocumentLinkProvider, Disposable {
  readonly #facts: ProjectFacts;
  readonly #changed = new EventEmitter<Uri>();
  readonly #pages = new Map<string, FactsText>();
  readonly #disposables: readonly Disposable[];
  readonly onDidChange: Event<Uri> = this.#changed.event;

  constructor(facts: ProjectFacts) {
    this.#facts = facts;
    this.#disposables = [
      this.#changed,
      facts.onDidChange(() => {
        for (const { uri } of workspace.textDocuments) if (this.#pages.has(uri.toString())) this.#changed.fire(uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#pages.delete(uri.toString())),
      languages.registerDocumentLinkProvider({ scheme: PAGE_SCHEME }, this),
    ];
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const page = factsText(await this.#facts.around(uri.query === '' ? undefined : Uri.parse(uri.query)));
    this.#pages.set(uri.toString(), page);
    return page.text;
  }

  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    const page = this.#pages.get(document.uri.toString());
    // A newer text that is not shown yet has its links elsewhere.
    if (page?.text !== document.getText()) return [];
    return page.links.map(({ line, start, end, target }) => {
      const link = new DocumentLink(new Range(line, start, line, end), Uri.parse(target));
      link.tooltip = l10n.t('Open the file at this line');
      return link;
    });
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
