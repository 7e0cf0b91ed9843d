import { projectFacts } from './facts.ts';
import type { ProjectFacts, ProjectReads, Tree } from './types.ts';

/** A project's files by their path relative to the workspace folder, with `/`. */
export type MemoryFiles = Readonly<Record<string, string>>;

/** Reads of a project that lies in memory: everything is there at once, so nothing is ever still wanted. */
export function memoryReads(files: MemoryFiles): ProjectReads {
  const paths = Object.keys(files).sort();
  return {
    text(path) {
      const value = Object.hasOwn(files, path) ? files[path] : undefined;
      return value === undefined ? { state: 'missing' } : { state: 'ok', value };
    },
    tree(path) {
      const prefix = path === '' || path === '.' ? '' : `${path}/`;
      const tree: Tree = { files: paths.filter((each) => each.startsWith(prefix)), partial: false };
      return prefix !== '' && tree.files.length === 0 ? { state: 'missing' } : { state: 'ok', value: tree };
    },
  };
}

/** The facts of a document among files that lie in memory; the document itself is one of them. */
export const factsFor = (
  document: { readonly path: string; readonly text: string },
  files: MemoryFiles,
): ProjectFacts => projectFacts(document, memoryReads({ ...files, [document.path]: document.text })).facts;
