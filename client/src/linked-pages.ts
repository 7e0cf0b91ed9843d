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
import type { LinkedText, TextLink } from './linked-text.ts';

/** A page by the path of its address; the query says what it is about. */
export type Renderers = Readonly<Record<string, (query: string) => Promise<LinkedText>>>;

/** Documents with links that follow the project while they are open. As text: in a preview no link could open a file. */
export class LinkedPages implements TextDocumentContentProvider, DocumentLinkProvider, Disposable {
  readonly #renderers: Renderers;
  readonly #changed = new EventEmitter<Uri>();
  readonly #pages = new Map<string, LinkedText>();
  readonly #disposables: readonly Disposable[];
  readonly onDidChange: Event<Uri> = this.#changed.event;

  constructor(renderers: Renderers, projectChanged: Event<void>) {
    this.#renderers = renderers;
    this.#disposables = [
      this.#changed,
      projectChanged(() => {
        for (const { uri } of workspace.textDocuments) if (this.#pages.has(uri.toString())) this.#changed.fire(uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#pages.delete(uri.toString())),
      languages.registerDocumentLinkProvider({ scheme: PAGE_SCHEME }, this),
    ];
  }

  has({ path }: Uri): boolean {
    return path in this.#renderers;
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const page = await this.#renderers[uri.path]?.(uri.query);
    if (page) this.#pages.set(uri.toString(), page);
    return page?.text ?? '';
  }

  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    const page = this.#pages.get(document.uri.toString());
    // A newer text that is not shown yet has its links elsewhere.
    if (page?.text !== document.getText()) return [];
    return page.links.map((each) => {
      const { line, start, end, target } = each;
      const link = new DocumentLink(new Range(line, start, line, end), Uri.parse(target));
      link.tooltip = tooltipOf(each);
      return link;
    });
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

function tooltipOf({ target }: TextLink): string {
  if (target.startsWith('command:')) return l10n.t('Show what would change');
  return /^https?:/.test(target) ? target : l10n.t('Open the file at this line');
}
