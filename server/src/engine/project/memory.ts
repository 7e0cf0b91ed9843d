import { projectFacts } from './facts.ts';
import { ENVIRONMENT_FILE, neverCounts } from './skipped.ts';
import type { FileMode, ProjectFacts, ProjectReads, Tree } from './types.ts';

/** A project's files by their path relative to the workspace folder, with `/`. */
export type MemoryFiles = Readonly<Record<string, string>>;

/** The modes of some of them; those of the others are unknown. */
export type MemoryModes = Readonly<Record<string, FileMode>>;

const MARK = '\ufeff';

/** Reads of a project that lies in memory: everything is there at once, so nothing is ever still wanted. */
export function memoryReads(files: MemoryFiles, modes: MemoryModes = {}): ProjectReads {
  const paths = Object.keys(files).sort();
  return {
    text(path) {
      const value = Object.hasOwn(files, path) ? files[path] : undefined;
      if (value === undefined) return { state: 'missing' };
      return value.startsWith(MARK) ? { state: 'ok', value: value.slice(1), bom: true } : { state: 'ok', value };
    },
    mode(path) {
      const value = Object.hasOwn(modes, path) ? modes[path] : undefined;
      return value === undefined ? { state: 'refused', why: 'nobody said its mode' } : { state: 'ok', value };
    },
    tree(path) {
      const prefix = path === '' || path === '.' ? '' : `${path}/`;
      const below = paths.filter((each) => each.startsWith(prefix));
      return prefix !== '' && below.length === 0
        ? { state: 'missing' }
        : { state: 'ok', value: walked(below, prefix.length) };
    },
  };
}

/** What a host's walk finds that starts behind so many letters. */
function walked(paths: readonly string[], start: number): Tree {
  const all = new Set(paths);
  const files: string[] = [];
  const skipped = new Set<string>();
  const isSkipped = (folder: string): boolean =>
    neverCounts(folder.slice(folder.lastIndexOf('/') + 1)) || all.has(`${folder}/${ENVIRONMENT_FILE}`);
  for (const path of paths) {
    let slash = path.indexOf('/', start);
    while (slash !== -1 && !isSkipped(path.slice(0, slash))) slash = path.indexOf('/', slash + 1);
    if (slash === -1) files.push(path);
    else skipped.add(path.slice(0, slash));
  }
  return { files, skipped: [...skipped], partial: false };
}

/** The facts of a document among files that lie in memory; the document itself is one of them. */
export const factsFor = (
  document: { readonly path: string; readonly text: string },
  files: MemoryFiles,
  modes?: MemoryModes,
): ProjectFacts => projectFacts(document, memoryReads({ ...files, [document.path]: document.text }, modes)).facts;
