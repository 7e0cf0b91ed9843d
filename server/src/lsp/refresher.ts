import type { Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './features.ts';
import { FACTS_CHANGED_NOTIFICATION } from './messages.ts';

/** Changes that arrive together are one reason to ask again. */
const TOGETHER_MS = 10;
/** While somebody types in a file of the project, what stands there half done is no reason to ask. */
const TYPING_MS = 250;

/** `now`: something has happened. `typing`: more of it is to be expected. */
export type Pace = 'now' | 'typing';

/** Does something once for all the times it is wanted. */
class Due {
  readonly #run: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pace: Pace | undefined;

  constructor(run: () => void) {
    this.#run = run;
  }

  want(pace: Pace): void {
    if (this.#pace === 'now') return;
    clearTimeout(this.#timer);
    this.#pace = pace;
    this.#timer = setTimeout(
      () => {
        this.#pace = undefined;
        this.#run();
      },
      pace === 'now' ? TOGETHER_MS : TYPING_MS,
    );
  }
}

/** Has the client ask again for what it was told and may be different by now. */
export class Refresher {
  readonly #features: ClientFeatures;
  readonly #diagnostics: Due;
  readonly #facts: Due;
  #factsTold = false;

  constructor(connection: Connection, features: ClientFeatures) {
    this.#features = features;
    const failed = (error: unknown): void => connection.console.error(`Asking for a refresh failed: ${String(error)}`);
    this.#diagnostics = new Due(() => {
      connection.languages.diagnostics.refresh().catch(failed);
    });
    this.#facts = new Due(() => {
      connection.sendNotification(FACTS_CHANGED_NOTIFICATION).catch(failed);
    });
  }

  diagnostics(pace: Pace): void {
    if (this.#features.pullDiagnostics && this.#features.refreshDiagnostics) this.#diagnostics.want(pace);
  }

  /** A client that has never asked for facts shows none. */
  facts(pace: Pace): void {
    if (this.#factsTold) this.#facts.want(pace);
  }

  factsTold(): void {
    this.#factsTold = true;
  }
}
