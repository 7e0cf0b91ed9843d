import { ENVIRONMENT_FILE, neverCounts } from '../engine/project/skipped.ts';
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
  /** Called with a folder that is there and not looked into. */
  skipped?(path: string): void;
  unreadable?(path: string, read: HostRead<never>): void;
}

/** How many folders are listed at once: over a connection to the editor each listing is a round trip. */
const AT_ONCE = 32;

const isVirtualEnvironment = (entries: readonly FolderEntry[]): boolean =>
  entries.some(({ name }) => name === ENVIRONMENT_FILE);

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
      if (path !== start && isVirtualEnvironment(read.value)) {
        visitor.skipped?.(path);
        continue;
      }
      const entries = [...read.value].sort(byName);
      await visitor.enter?.({ path, entries });
      for (const { name, kind, link } of entries) {
        const child = joinPath(path, name);
        if (kind === 'file' && !visitor.file(child)) return;
        if (kind !== 'folder' || link) continue;
        if (neverCounts(name)) visitor.skipped?.(child);
        else if (visitor.descends?.(child) ?? true) pending.push(child);
      }
    }
  }
}
