import type { InitializeParams } from 'vscode-languageserver';
import { parentPath } from '../host/paths.ts';

/** Where a document lies: a folder's address, and the path below it. */
export interface Place {
  readonly root: string;
  readonly path: string;
  /** No folder of the workspace holds it: the root is the document's own folder. */
  readonly loose: boolean;
}

const withoutSlash = (uri: string): string => uri.replace(/\/+$/, '');

/** Editors differ in how much they escape; a malformed escape stays as it is. */
export function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The folders that are open, and what lies in which. */
export class Folders {
  #roots: readonly string[];

  constructor(uris: readonly string[]) {
    this.#roots = uris.map(withoutSlash);
  }

  /** Addresses without a slash at their end. */
  get roots(): readonly string[] {
    return this.#roots;
  }

  change(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(withoutSlash));
    this.#roots = [...this.#roots.filter((root) => !gone.has(root)), ...added.map(withoutSlash)];
  }

  /** Undefined for documents that lie nowhere: untitled ones. */
  placeOf(uri: string): Place | undefined {
    const address = decoded(uri);
    // The innermost folder: one workspace folder may lie in another.
    const holding = this.#roots.filter((root) => address.startsWith(`${decoded(root)}/`));
    const root = holding.sort((a, b) => b.length - a.length)[0];
    if (root !== undefined) return { root, path: address.slice(decoded(root).length + 1), loose: false };
    const folder = parentPath(uri);
    if (uri.startsWith('untitled:') || !/^[\w+.-]+:\/.*[^/]$/.test(folder)) return undefined;
    return { root: folder, path: address.slice(decoded(folder).length + 1), loose: true };
  }
}

/** Older clients know one folder. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

/** The last part of an address: what a document without a place is called. */
export const nameOf = (uri: string): string => {
  const address = decoded(uri).replace(/[?#].*$/, '');
  return address.slice(Math.max(address.lastIndexOf('/'), address.lastIndexOf(':')) + 1) || 'Dockerfile';
};
