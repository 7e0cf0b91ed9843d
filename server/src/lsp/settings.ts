import { readSettings } from '../engine/config/settings.ts';
import type { ConfigLayer } from '../engine/config/types.ts';
import { RULES } from '../engine/rules/index.ts';
import type { LayeredSettings, RawSettings } from './messages.ts';

/** The settings of one document, checked. */
export interface Settings {
  readonly enable: boolean;
  readonly workspace: ConfigLayer;
  readonly user: ConfigLayer;
}

/** Settings that the client alone obeys. */
const OF_THE_CLIENT = new Set(['run', 'trace', 'trace.server']);
const OURS = new Set(['enable', 'detect', 'rules']);

/** Fetches the settings of a document from the client. */
export type FetchSettings = (uri: string) => Promise<LayeredSettings>;

/** Remembers the settings of documents until they change. */
export class SettingsCache {
  readonly #fetch: FetchSettings;
  readonly #report: (problem: string) => void;
  readonly #settings = new Map<string, Promise<Settings>>();

  constructor(fetch: FetchSettings, report: (problem: string) => void) {
    this.#fetch = fetch;
    this.#report = report;
  }

  of(uri: string): Promise<Settings> {
    let settings = this.#settings.get(uri);
    if (!settings) {
      settings = this.#read(uri);
      this.#settings.set(uri, settings);
      // Asked for again next time; this time whoever waits hears of it.
      settings.catch(() => this.#settings.delete(uri));
    }
    return settings;
  }

  forget(uri: string): void {
    this.#settings.delete(uri);
  }

  clear(): void {
    this.#settings.clear();
  }

  async #read(uri: string): Promise<Settings> {
    const { user, workspace } = await this.#fetch(uri);
    return {
      enable: this.#enable(workspace) ?? this.#enable(user) ?? true,
      workspace: this.#layer(workspace),
      user: this.#layer(user),
    };
  }

  #enable({ enable }: RawSettings): boolean | undefined {
    if (typeof enable === 'boolean') return enable;
    if (enable !== undefined && enable !== null) this.#report('enable: expected true or false');
    return undefined;
  }

  #layer(settings: RawSettings): ConfigLayer {
    for (const name of Object.keys(settings)) {
      if (!OURS.has(name) && !OF_THE_CLIENT.has(name)) this.#report(`Unknown setting "${name}"`);
    }
    const { layer, problems } = readSettings(RULES, settings);
    for (const { message } of problems) this.#report(message);
    return layer;
  }
}
