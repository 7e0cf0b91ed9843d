import {
  type FileAnswer,
  type FileKind,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadFileParams,
  type ResourceParams,
  STAT_REQUEST,
} from '../../server/src/lsp/messages.ts';
import type { LspClient } from './lsp-client.ts';

/** Files by their path; a number is the size of one that nobody may read, `link` leads nobody knows where. */
export type VirtualFiles = Readonly<Record<string, string | number | { readonly link: string }>>;

/** Answers as an editor does whose files lie on another machine; the table may change meanwhile. Returns what was asked. */
export function serveFiles(client: LspClient, root: string, files: VirtualFiles): readonly string[] {
  const asked: string[] = [];
  const serve = <P extends ResourceParams>(request: string, read: (path: string, params: P) => unknown): void => {
    client.connection.onRequest<FileAnswer<unknown>, void>(request, (params: P) => {
      asked.push(`${request.slice(request.lastIndexOf('/') + 1)} ${params.uri}`);
      const value = read(decodeURIComponent(params.uri.slice(root.length + 1)), params);
      return value === undefined ? { state: 'missing' } : { state: 'ok', value };
    });
  };
  const kindOf = (path: string): FileKind | undefined => {
    const file = files[path];
    if (typeof file === 'object') return 'link';
    if (file !== undefined) return 'file';
    return path === '' || Object.keys(files).some((each) => each.startsWith(`${path}/`)) ? 'folder' : undefined;
  };
  const sizeOf = (file: VirtualFiles[string] | undefined): number =>
    typeof file === 'string' ? Buffer.byteLength(file) : typeof file === 'number' ? file : 0;
  serve(STAT_REQUEST, (path) => {
    const kind = kindOf(path);
    return kind && { kind, size: sizeOf(files[path]) };
  });
  serve(READ_FILE_REQUEST, (path, { limit }: ReadFileParams) => {
    const file = files[path];
    if (typeof file !== 'string') throw new Error(`${path} was read`);
    return { base64: sizeOf(file) > limit ? null : Buffer.from(file).toString('base64') };
  });
  serve(READ_DIRECTORY_REQUEST, (path) => {
    const prefix = path === '' ? '' : `${path}/`;
    const below = Object.keys(files).filter((each) => each.startsWith(prefix));
    const names = new Set(below.map((each) => each.slice(prefix.length).split('/')[0] ?? ''));
    return [...names].map((name) => ({ name, kind: kindOf(prefix + name) ?? 'other' }));
  });
  return asked;
}
