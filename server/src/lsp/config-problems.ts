import type { Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_FILE_NAMES, type ConfigFile } from '../host/config-files.ts';
import { addressBelow, joinPath, parentPath, upward } from '../host/paths.ts';
import { configDiagnostics } from './diagnostics.ts';
import type { Place } from './folders.ts';

/**
 * Shows what is wrong in configuration files, in those files. Nobody asks us about them, so this is pushed; a client asks only
 * about Dockerfiles, so nothing is ever shown twice.
 */
export class ConfigProblems {
  readonly #connection: Connection;
  /** By address, what is shown there. */
  readonly #shown = new Map<string, ConfigFile>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** `file` is the configuration that counts for a document at `place` now. */
  read({ root, path }: Place, file: ConfigFile | undefined): void {
    for (const folder of upward(parentPath(path))) {
      for (const name of CONFIG_FILE_NAMES) {
        const candidate = joinPath(folder, name);
        const uri = addressBelow(root, candidate);
        if (uri === undefined) continue;
        if (candidate === file?.path) {
          this.#show(uri, file);
          return;
        }
        // It would count before the one that does: it is gone, or speaks of us no longer.
        if (this.#shown.delete(uri)) this.#send(uri, undefined);
      }
    }
  }

  #show(uri: string, file: ConfigFile): void {
    if (this.#shown.get(uri) === file) return;
    const empty = file.problems.length === 0;
    if (empty && !this.#shown.has(uri)) return;
    if (empty) this.#shown.delete(uri);
    else this.#shown.set(uri, file);
    this.#send(uri, file);
  }

  #send(uri: string, file: ConfigFile | undefined): void {
    const document = TextDocument.create(uri, 'toml', 0, file?.text ?? '');
    void this.#connection.sendDiagnostics({ uri, diagnostics: configDiagnostics(document, file?.problems ?? []) });
  }
}
