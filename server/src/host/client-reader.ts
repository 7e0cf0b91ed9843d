import {
  type FileAnswer,
  type FileContent,
  type FileInfo,
  type FileKind,
  type FolderItem,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadFileParams,
  type ResourceParams,
  STAT_REQUEST,
} from '../lsp/messages.ts';
import { addressBelow, joinPath, parentPath, upward } from './paths.ts';
import {
  type FileStat,
  type FolderEntry,
  type HostRead,
  MAX_BYTES,
  missing,
  ok,
  type Reader,
  refused,
  tooManyBytes,
} from './reader.ts';

/** Asks the client; what a connection's `sendRequest` is. */
export type Ask = <T>(request: string, params: ResourceParams | ReadFileParams) => Promise<T>;

const outside = (): HostRead<never> => refused('outside', 'it lies outside the workspace folder');

/** Where a link leads cannot be told through the client, so it may be outside and is never followed. */
const kindOf = (kind: FileKind): FolderEntry['kind'] => (kind === 'link' ? 'other' : kind);

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Reads a workspace folder through the client: virtual workspaces, and everything in a browser. */
export class ClientReader implements Reader {
  readonly #root: string;
  readonly #ask: Ask;
  /** What lies on the way to files: as the last listing of the folder above has it, else as it was when it was asked for. */
  readonly #kinds = new Map<string, FileKind>();

  /** @param root The folder's address. */
  constructor(root: string, ask: Ask) {
    this.#root = root;
    this.#ask = ask;
  }

  async bytes(path: string, limit = MAX_BYTES): Promise<HostRead<Uint8Array>> {
    const info = await this.#request<FileInfo>(STAT_REQUEST, path);
    if (info.state !== 'ok') return info;
    if (info.value.kind === 'link') return outside();
    if (info.value.kind !== 'file') return refused('kind', 'it is no regular file');
    if (info.value.size > limit) return tooManyBytes();
    const content = await this.#request<FileContent>(READ_FILE_REQUEST, path, parentPath(path), { limit });
    if (content.state !== 'ok') return content;
    return content.value.base64 === null ? tooManyBytes() : ok(bytesOf(content.value.base64));
  }

  async folder(path: string): Promise<HostRead<readonly FolderEntry[]>> {
    const items = await this.#request<readonly FolderItem[]>(READ_DIRECTORY_REQUEST, path, path);
    if (items.state !== 'ok') return items;
    for (const { name, kind } of items.value) this.#kinds.set(joinPath(path, name), kind);
    return ok(items.value.map(({ name, kind }) => ({ name, kind: kindOf(kind), link: kind === 'link' })));
  }

  async stat(path: string): Promise<HostRead<FileStat>> {
    const info = await this.#request<FileInfo>(STAT_REQUEST, path);
    if (info.state !== 'ok') return info;
    const { kind, size } = info.value;
    // The editor's file systems know no permission bits.
    return ok({ kind: kindOf(kind), size, mode: undefined });
  }

  /** @param folder Neither this nor what lies above it may be a link. */
  async #request<T>(
    request: string,
    path: string,
    folder = parentPath(path),
    more: Partial<ReadFileParams> = {},
  ): Promise<HostRead<T>> {
    const uri = addressBelow(this.#root, path);
    if (uri === undefined || (await this.#isLinked(folder))) return outside();
    return this.#answer(request, { uri, ...more });
  }

  async #isLinked(folder: string): Promise<boolean> {
    const way = [...upward(folder)].filter((each) => each !== '').reverse();
    for (const each of way) if ((await this.#kindAt(each)) === 'link') return true;
    return false;
  }

  async #kindAt(folder: string): Promise<FileKind | undefined> {
    const uri = addressBelow(this.#root, folder);
    const known = this.#kinds.get(folder);
    if (known || uri === undefined) return known;
    const info = await this.#answer<FileInfo>(STAT_REQUEST, { uri });
    if (info.state === 'ok') this.#kinds.set(folder, info.value.kind);
    return info.state === 'ok' ? info.value.kind : undefined;
  }

  async #answer<T>(request: string, params: ResourceParams | ReadFileParams): Promise<HostRead<T>> {
    try {
      const answer = await this.#ask<FileAnswer<T>>(request, params);
      if (answer.state === 'ok') return ok(answer.value);
      return answer.state === 'missing' ? missing : refused('access', answer.why);
    } catch (error) {
      return refused('access', error instanceof Error ? error.message : String(error));
    }
  }
}
