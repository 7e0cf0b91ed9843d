import {
  type Disposable,
  type Event,
  EventEmitter,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  window,
  workspace,
} from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type DocumentStatus, STATUS_NOTIFICATION } from '../../server/src/lsp/messages.ts';
import { CHECK_ANYWAY, RESTART, SHOW_LOG } from './command-ids.ts';
import { DOCKERFILES } from './documents.ts';

const found = (count: number): string => {
  if (count === 0) return l10n.t('No findings');
  return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count);
};

/** The two rows behind the braces in the status bar: what came of the active Dockerfile, and how the server is. */
export class StatusItem implements Disposable {
  readonly #statuses = new Map<string, DocumentStatus>();
  readonly #document: LanguageStatusItem;
  readonly #server: LanguageStatusItem;
  readonly #changed = new EventEmitter<void>();
  readonly #disposables: readonly Disposable[];
  /** The server has said something of a document. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(client: BaseLanguageClient) {
    this.#document = languages.createLanguageStatusItem('djangoDockerfile.document', DOCKERFILES);
    this.#document.name = l10n.t('Django Dockerfile');
    this.#server = languages.createLanguageStatusItem('djangoDockerfile.server', DOCKERFILES);
    this.#server.name = l10n.t('Django Dockerfile: Server');
    this.#disposables = [
      this.#document,
      this.#server,
      this.#changed,
      client.onNotification(STATUS_NOTIFICATION, (status: DocumentStatus) => {
        this.#statuses.set(status.uri, status);
        this.#showDocument();
        this.#changed.fire();
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) this.#statuses.clear();
        this.#showServer(newState);
        this.#showDocument();
      }),
      window.onDidChangeActiveTextEditor(() => this.#showDocument()),
      workspace.onDidCloseTextDocument(({ uri }) => this.#statuses.delete(uri.toString())),
    ];
    this.#showServer(client.state);
    this.#showDocument();
  }

  /** What came of the document in the active editor, if it was looked at. */
  get active(): DocumentStatus | undefined {
    const uri = window.activeTextEditor?.document.uri;
    return uri && this.#statuses.get(uri.toString());
  }

  #showDocument(): void {
    const item = this.#document;
    const status = this.active;
    item.severity =
      status?.state === 'skipped' || status?.failures.length
        ? LanguageStatusSeverity.Warning
        : LanguageStatusSeverity.Information;
    item.detail = status?.failures.length
      ? l10n.t('{0}; failed: {1}', status.reason, status.failures.join(', '))
      : (status?.reason ?? '');
    item.command = { command: SHOW_LOG, title: l10n.t('Show Log') };
    switch (status?.state) {
      case 'checked':
        item.text = found(status.findings);
        break;
      case 'not-judged':
        item.text = l10n.t('Not checked');
        item.command = { command: CHECK_ANYWAY, title: l10n.t('Check Anyway') };
        break;
      case 'skipped':
        item.text = l10n.t('Too large to check');
        break;
      case 'off':
        item.text = l10n.t('Off');
        break;
      default:
        item.text = l10n.t('Not checked yet');
    }
  }

  #showServer(state: State): void {
    const item = this.#server;
    item.busy = state === State.Starting;
    item.severity = state === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.text =
      state === State.Running
        ? l10n.t('Server running')
        : state === State.Starting
          ? l10n.t('Server starting')
          : l10n.t('Server stopped');
    item.command = { command: RESTART, title: l10n.t('Restart') };
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
