import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MemoryModes } from '../../server/src/engine/project/memory.ts';
import { temporaryFolder } from '../editor/cleanup.ts';

/** A project's files by their path, with `/`. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** The same on every run, so that what is copied into an image has the same times. */
const A_DAY = new Date('2026-01-01T00:00:00Z');

/** Writes files to a new folder, which the caller removes, or the end of this process. */
export function writeContext(files: ProjectFiles, modes?: MemoryModes): string {
  const folder = temporaryFolder('context');
  writeFiles(folder, files, modes);
  return folder;
}

export function writeFiles(folder: string, files: ProjectFiles, modes: MemoryModes = {}): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const isExecutable = modes[path] === undefined ? text.startsWith('#!') : modes[path] === 'executable';
    writeFileSync(file, text, { mode: isExecutable ? 0o755 : 0o644 });
    utimesSync(file, A_DAY, A_DAY);
  }
}
