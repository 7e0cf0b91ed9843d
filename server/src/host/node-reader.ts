import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { kindOf, readFailure, readRegularFile } from './read-file.ts';
import { type FileStat, type FolderEntry, type HostRead, ok, type Reader, refused } from './reader.ts';

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
};

/** What Windows reports as permission bits is made up. */
const HAS_MODES = process.platform !== 'win32';

const outside = (): HostRead<never> => refused('outside', 'it lies outside the workspace folder');

/** Reads a workspace folder on disk, and nothing else: neither by `..` nor through a link. */
export class NodeReader implements Reader {
  readonly #root: string;
  #realRoot: Promise<string> | undefined;

  constructor(root: string) {
    this.#root = resolve(root);
  }

  /** Where a path really is, if that is inside the folder. */
  async #locate(path: string): Promise<HostRead<string>> {
    const absolute = resolve(this.#root, path);
    if (!isInside(this.#root, absolute)) return outside();
    try {
      this.#realRoot ??= realpath(this.#root);
      const real = await realpath(absolute);
      return isInside(await this.#realRoot, real) ? ok(real) : outside();
    } catch (error) {
      return readFailure(error);
    }
  }

  async bytes(path: string, limit?: number): Promise<HostRead<Uint8Array>> {
    const located = await this.#locate(path);
    return located.state === 'ok' ? readRegularFile(located.value, limit) : located;
  }

  async stat(path: string): Promise<HostRead<FileStat>> {
    const located = await this.#locate(path);
    if (located.state !== 'ok') return located;
    try {
      const stats = await stat(located.value);
      return ok({ kind: kindOf(stats), size: stats.size, mode: HAS_MODES ? stats.mode & 0o7777 : undefined });
    } catch (error) {
      return readFailure(error);
    }
  }

  async folder(path: string): Promise<HostRead<readonly FolderEntry[]>> {
    const located = await this.#locate(path);
    if (located.state !== 'ok') return located;
    try {
      const found = await readdir(located.value, { withFileTypes: true });
      return ok(await Promise.all(found.map((entry) => this.#entry(path, entry))));
    } catch (error) {
      return readFailure(error);
    }
  }

  async #entry(folder: string, entry: Dirent): Promise<FolderEntry> {
    const { name } = entry;
    if (entry.isFile()) return { name, kind: 'file', link: false };
    if (entry.isDirectory()) return { name, kind: 'folder', link: false };
    if (!entry.isSymbolicLink()) return { name, kind: 'other', link: false };
    const target = await this.stat(join(folder, name));
    return { name, kind: target.state === 'ok' ? target.value.kind : 'other', link: true };
  }
}
