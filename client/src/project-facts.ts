import { type Disposable, type Event, EventEmitter, type Uri } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import {
  FACTS_CHANGED_NOTIFICATION,
  FACTS_REQUEST,
  type FactsParams,
  type ProjectSummary,
} from '../../server/src/lsp/messages.ts';

/** What the server has found out about the Django projects: asked for by whoever shows it, and again when it has changed. */
export class ProjectFacts implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new EventEmitter<void>();
  readonly #disposables: readonly Disposable[];
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#disposables = [
      this.#changed,
      client.onNotification(FACTS_CHANGED_NOTIFICATION, () => this.#changed.fire()),
      // A server that was started again knows of nobody who was told.
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#changed.fire();
      }),
    ];
  }

  /** That of a Dockerfile's own project comes first. */
  async around(dockerfile: Uri | undefined): Promise<readonly ProjectSummary[]> {
    await this.#client.start();
    const uri = dockerfile ? this.#client.code2ProtocolConverter.asUri(dockerfile) : null;
    const params: FactsParams = { uri };
    return this.#client.sendRequest<readonly ProjectSummary[]>(FACTS_REQUEST, params);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
