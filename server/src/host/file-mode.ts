import type { FileMode, Read } from '../engine/project/types.ts';
import { modeInIndex } from './git-index.ts';
import { joinPath, parentPath, relativeTo, upward } from './paths.ts';
import { MAX_BYTES, type Reader } from './reader.ts';

/** The index of a repository with a quarter of a million files. */
const MAX_INDEX = 8 * MAX_BYTES;

/** No path is longer. */
const MAX_LINK = 4096;

/** A repository of the workspace: the folder that holds its files, and its index. */
interface Repository {
  readonly folder: string;
  readonly index: Uint8Array;
}

/**
 * Tells which files may be executed: git's own record, which is what everybody else's checkout has, else the file system's
 * permission bits. An index is read once.
 */
export class FileModes {
  readonly #reader: Reader;
  readonly #repositories = new Map<string, Promise<Repository | undefined>>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async read(path: string): Promise<Read<FileMode>> {
    const stats = await this.#reader.stat(path);
    if (stats.state !== 'ok') return stats;
    const repository = await this.#repositoryOf(parentPath(path));
    const tracked = repository && modeInIndex(repository.index, relativeTo(repository.folder, path) ?? path);
    if (tracked) return { state: 'ok', value: tracked };
    const { mode } = stats.value;
    if (mode === undefined) return { state: 'refused', why: 'the file system has no permission bits' };
    return { state: 'ok', value: mode & 0o111 ? 'executable' : 'plain' };
  }

  /** The nearest repository upward; undefined where there is none, or its index lies outside the workspace. */
  #repositoryOf(folder: string): Promise<Repository | undefined> {
    let repository = this.#repositories.get(folder);
    if (!repository) {
      repository = this.#find(folder);
      this.#repositories.set(folder, repository);
    }
    return repository;
  }

  async #find(folder: string): Promise<Repository | undefined> {
    for (const each of upward(folder)) {
      const git = joinPath(each, '.git');
      const stats = await this.#reader.stat(git);
      if (stats.state === 'missing') continue;
      const data = stats.state === 'ok' && stats.value.kind === 'file' ? await this.#linked(each) : git;
      if (data === undefined) return undefined;
      const index = await this.#reader.bytes(joinPath(data, 'index'), MAX_INDEX);
      return index.state === 'ok' ? { folder: each, index: index.value } : undefined;
    }
    return undefined;
  }

  /** Where a `.git` that is a file points: a worktree's or submodule's own data. */
  async #linked(folder: string): Promise<string | undefined> {
    const file = await this.#reader.bytes(joinPath(folder, '.git'));
    const text = file.state === 'ok' ? new TextDecoder().decode(file.value.subarray(0, MAX_LINK)) : '';
    const target = /^gitdir: (.+?)\s*$/.exec(text)?.[1];
    return target === undefined ? undefined : resolveInside(folder, target);
  }
}

/** A path relative to a folder; undefined when it is absolute or leaves the workspace. */
function resolveInside(folder: string, target: string): string | undefined {
  if (/^(?:\/|\\|[A-Za-z]:)/.test(target)) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of target.split(/[\\/]/)) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
