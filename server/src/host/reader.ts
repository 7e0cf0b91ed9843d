/** What a host found where it looked; says the same as the engine's `Read`, and why a refusal happened. */
export type HostRead<T> =
  | { readonly state: 'ok'; readonly value: T }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly why: string; readonly cause: RefusalCause };

/** `content`: it could be read, but is nothing to analyse (too large, binary). The others are failures to read. */
export type RefusalCause = 'content' | 'access' | 'outside' | 'kind';

export interface FolderEntry {
  readonly name: string;
  /** What it is once links are followed; `other` for sockets, pipes and links that lead outside or nowhere. */
  readonly kind: 'file' | 'folder' | 'other';
  /** A link: walks never descend into linked folders, they may be circles. */
  readonly link: boolean;
}

export interface FileStat {
  readonly kind: FolderEntry['kind'];
  readonly size: number;
  /** Permission bits; undefined where the file system has none. */
  readonly mode: number | undefined;
}

/**
 * The only way by which analysis looks at a workspace. Paths are relative to the workspace folder, with `/`; the empty path is
 * the folder itself. Nothing outside the folder is ever read, also not through a link.
 */
export interface Reader {
  /** @param limit The bytes beyond which the file is refused; default `MAX_BYTES`. */
  bytes(path: string, limit?: number): Promise<HostRead<Uint8Array>>;
  folder(path: string): Promise<HostRead<readonly FolderEntry[]>>;
  stat(path: string): Promise<HostRead<FileStat>>;
}

export const ok = <T>(value: T): HostRead<T> => ({ state: 'ok', value });
export const missing = { state: 'missing' } as const;
export const refused = (cause: RefusalCause, why: string): HostRead<never> => ({ state: 'refused', why, cause });

/**
 * The bytes beyond which nothing is read: what the engine's limit of 1 MB of UTF-16 units can take at most in UTF-8.
 */
export const MAX_BYTES = 3 * 1024 * 1024;
export const tooManyBytes = (): HostRead<never> => refused('content', 'the file is larger than 1 MB');
