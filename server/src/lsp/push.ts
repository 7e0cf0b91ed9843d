import type { Connection, Diagnostic } from 'vscode-languageserver';

interface Checked {
  readonly version: number;
  readonly items: Diagnostic[];
}

/** Diagnostics for clients that do not ask for them. */
export class Pusher {
  readonly #connection: Connection;
  readonly #check: (uri: string) => Promise<Checked | undefined>;
  readonly #due = new Set<string>();
  readonly #shown = new Set<string>();

  constructor(connection: Connection, check: (uri: string) => Promise<Checked | undefined>) {
    this.#connection = connection;
    this.#check = check;
  }

  /** Edits that arrive together are checked together. */
  soon(uri: string): void {
    if (this.#due.has(uri)) return;
    this.#due.add(uri);
    setTimeout(() => {
      this.#due.delete(uri);
      void this.#push(uri);
    }, 0);
  }

  closed(uri: string): void {
    if (this.#shown.delete(uri)) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #push(uri: string): Promise<void> {
    const checked = await this.#check(uri);
    if (!checked) return;
    this.#shown.add(uri);
    await this.#connection.sendDiagnostics({ uri, version: checked.version, diagnostics: checked.items });
  }
}
