import { type Disposable, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
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
} from '../../server/src/lsp/messages.ts';

/** Types are flags: a link to a file is both. */
const kindOf = (type: FileType): FileKind => {
  if (type & FileType.SymbolicLink) return 'link';
  if (type & FileType.Directory) return 'folder';
  return type & FileType.File ? 'file' : 'other';
};

/** `btoa` takes one character a byte; the pieces stay below the limit of arguments to a call. */
function base64(bytes: Uint8Array): string {
  const PIECE = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}

async function answer<T>(read: () => Promise<T>): Promise<FileAnswer<T>> {
  try {
    return { state: 'ok', value: await read() };
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return { state: 'missing' };
    return { state: 'refused', why: error instanceof FileSystemError ? error.code : String(error) };
  }
}

async function content(uri: Uri, { limit }: ReadFileParams): Promise<FileContent> {
  const bytes = await workspace.fs.readFile(uri);
  return { base64: bytes.length > limit ? null : base64(bytes) };
}

const items = async (uri: Uri): Promise<readonly FolderItem[]> =>
  (await workspace.fs.readDirectory(uri)).map(([name, type]) => ({ name, kind: kindOf(type) }));

async function info(uri: Uri): Promise<FileInfo> {
  const { type, size } = await workspace.fs.stat(uri);
  return { kind: kindOf(type), size };
}

/** Lets the server read where only the editor can: in virtual and web workspaces. */
export function serveFileSystem(client: BaseLanguageClient): readonly Disposable[] {
  const serve = <T, P extends ResourceParams>(request: string, read: (uri: Uri, params: P) => Promise<T>): Disposable =>
    client.onRequest<FileAnswer<T>, void>(request, (params: P) => answer(() => read(Uri.parse(params.uri), params)));
  return [serve(READ_FILE_REQUEST, content), serve(READ_DIRECTORY_REQUEST, items), serve(STAT_REQUEST, info)];
}
