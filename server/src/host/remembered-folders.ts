import { parentPath, relativeTo } from './paths.ts';
import type { FileStat, FolderEntry, HostRead, Reader } from './reader.ts';

type Entries = HostRead<readonly FolderEntry[]>;

/**
 * Remembers what folders hold, so that a file that comes or goes costs the listing of one folder and not of all. Whoever watches
 * the files says what has come or gone.
 */
export class RememberedFolders implements Reader {
  readonly #reader: Reader;
  /** Undefined: listed once, and to be listed again. */
  readonly #folders = new Map<string, Promise<Entries> | undefined>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  folder(path: string): Promise<Entries> {
    const known = this.#folders.get(path);
    if (known) return known;
    const entries = this.#reader.folder(path);
    this.#folders.set(path, entries);
    // Nobody tells when a folder can be read again.
    void entries.then(({ state }) => state !== 'ok' && this.#forget(path, entries));
    return entries;
  }

  bytes(path: string, limit?: number): Promise<HostRead<Uint8Array>> {
    return this.#reader.bytes(path, limit);
  }

  stat(path: string): Promise<HostRead<FileStat>> {
    return this.#reader.stat(path);
  }

  /** A file or folder has come or gone. */
  changed(path: string): void {
    const parent = parentPath(path);
    // One that was never listed may be another name of one that was.
    if (!this.#folders.has(parent)) this.#folders.clear();
    else this.#folders.set(parent, undefined);
    if (!this.#folders.has(path)) return;
    for (const folder of this.#folders.keys())
      if (folder === path || relativeTo(path, folder) !== undefined) this.#folders.set(folder, undefined);
  }

  #forget(path: string, entries: Promise<Entries>): void {
    if (this.#folders.get(path) === entries) this.#folders.set(path, undefined);
  }
}
