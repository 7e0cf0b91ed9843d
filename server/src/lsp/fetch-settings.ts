import type { Connection } from 'vscode-languageserver';
import type { ClientFeatures } from './features.ts';
import { type LayeredSettings, type RawSettings, SETTINGS_REQUEST } from './messages.ts';

const SECTION = 'djangoDockerfile';

const isTable = (value: unknown): value is RawSettings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const table = (value: unknown): RawSettings => (isTable(value) ? value : {});

/** Asks the client for the settings of a document, in the best way it knows. */
export class SettingsSource {
  readonly #connection: Connection;
  readonly #features: ClientFeatures;
  /** What a client that cannot be asked has told by itself. */
  #told: RawSettings = {};

  constructor(connection: Connection, features: ClientFeatures) {
    this.#connection = connection;
    this.#features = features;
  }

  /** Takes the settings of a `workspace/didChangeConfiguration`. */
  tell(settings: unknown): void {
    this.#told = table(table(settings)[SECTION]);
  }

  async of(uri: string): Promise<LayeredSettings> {
    if (this.#features.extras.layeredSettings) {
      const answer = table(await this.#connection.sendRequest<unknown>(SETTINGS_REQUEST, { uri }));
      return { user: table(answer.user), workspace: table(answer.workspace) };
    }
    // Whose settings these are nobody can tell; a project's own file must outrank personal habits, so they count as those.
    if (!this.#features.configuration) return { user: this.#told, workspace: {} };
    const settings: unknown = await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION });
    return { user: table(settings), workspace: {} };
  }
}
