import { joinPath } from './paths.ts';
import type { FolderEntry, HostRead, Reader } from './reader.ts';

export interface WalkedFolder {
  readonly path: string;
  readonly entries: readonly FolderEntry[];
}

export interface WalkVisitor {
  /** Called with a folder's entries before any of them is asked about. */
  enter?(folder: WalkedFolder): Promise<void> | void;
  /** Whether a folder is looked into at all. */
  descends?(path: string): boolean;
  /** False ends the walk. */
  file(path: string): boolean;
  unreadable?(path: string, read: HostRead<never>): void;
}

/** Neither sources nor part of an image: what version control, package managers and caches keep for themselves. */
const NEVER = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__']);

/** True for folders that are never looked into; changes in them concern nobody. */
export const neverCounts = (name: string): boolean => NEVER.has(name);

/** How many folders are listed at once: over a connection to the editor each listing is a round trip. */
const AT_ONCE = 32;

/** A virtual environment says so by this file. */
const isVirtualEnvironment = (entries: readonly FolderEntry[]): boolean =>
  entries.some(({ name }) => name === 'pyvenv.cfg');

const byName = (a: FolderEntry, b: FolderEntry): number => (a.name < b.name ? -1 : 1);

/**
 * Walks the files below a folder, level by level and by name, skipping what never counts and virtual environments (but not the
 * folder where it starts). Linked folders are not entered: they may be circles.
 */
export async function walk(reader: Reader, start: string, visitor: WalkVisitor): Promise<void> {
  const pending = [start];
  while (pending.length > 0) {
    const paths = pending.splice(0, AT_ONCE);
    const reads = await Promise.all(paths.map((path) => reader.folder(path)));
    for (const [index, read] of reads.entries()) {
      const path = paths[index] ?? start;
      if (read.state !== 'ok') {
        visitor.unreadable?.(path, read);
        continue;
      }
      if (path !== start && isVirtualEnvironment(read.value)) continue;
      const entries = [...read.value].sort(byName);
      await visitor.enter?.({ path, entries });
      for (const { name, kind, link } of entries) {
        const child = joinPath(path, name);
        if (kind === 'file' && !visitor.file(child)) return;
        if (kind !== 'folder' || link || neverCounts(name)) continue;
        if (visitor.descends?.(child) ?? true) pending.push(child);
      }
    }
  }
}
