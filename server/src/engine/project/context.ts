import { isPattern } from '../model/context-sources.ts';
import type { Model } from '../model/types.ts';
import { type Known, known, unknown } from '../text/known.ts';
import { isWithin } from '../text/path.ts';
import { filesOfPattern } from './copied.ts';
import type { ContextListing, Tree } from './types.ts';

/** Files whose folder is a Python project's root. */
export const PROJECT_MARKER =
  /^(?:manage\.py|pyproject\.toml|Pipfile|setup\.py|setup\.cfg|requirements(?:\/[^/]+|[^/]*)\.(?:txt|in))$/;

/** The folder that holds a file or folder; the empty path at the top. */
export const parentOf = (folder: string): string =>
  folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';

/** The folder and every one above it, up to the workspace folder (the empty path). */
export function foldersUpward(path: string): string[] {
  const folders: string[] = [];
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) folders.push(folder);
  return [...folders, ''];
}

export const within = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`);

const listing = (root: string, { files, skipped, links = [] }: Tree): ContextListing =>
  listingOf(root, pathsBelow(root, files), pathsBelow(root, skipped), pathsBelow(root, links));

function pathsBelow(root: string, paths: readonly string[]): string[] {
  const prefix = root === '' ? '' : `${root}/`;
  return paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
}

/** A listing of paths that are relative to the context. */
export function listingOf(
  root: string,
  files: readonly string[],
  skipped: readonly string[],
  links: readonly string[],
): ContextListing {
  const paths = new Set(['.']);
  for (const file of files) {
    // Every folder above a file is there as well; where one is known, so are those above it.
    for (let at = file; at !== '' && !paths.has(at); at = parentOf(at)) paths.add(at);
  }
  const below = (path: string): readonly string[] =>
    path === '.' ? files : files.filter((file) => isWithin(file, path));
  return {
    root,
    skipped,
    links,
    below,
    has: (path) => paths.has(path),
    copied: (source) => (isPattern(source) ? filesOfPattern(source, files) : below(source)),
  };
}

/** Paths of the context that COPY and ADD name as fixed text. */
function namedSources(model: Model): string[] {
  const names = new Set<string>();
  for (const stage of model.stages) {
    for (const instruction of stage.instructions) {
      if (instruction.kind !== 'copy' && instruction.kind !== 'add') continue;
      if (instruction.copy.origin.kind !== 'context') continue;
      for (const source of instruction.copy.sources) {
        if (source.known && source.value !== '.' && !/[*?[]/.test(source.value)) names.add(source.value);
      }
    }
  }
  return [...names];
}

/**
 * The build context: the folder that builds name, else the nearest folder from the Dockerfile upward that holds everything it
 * copies by name, else the nearest one that looks like a project's root.
 */
export function findContext(model: Model, tree: Tree, told?: Known<string>): Known<ContextListing> {
  if (tree.partial) return unknown('the workspace has more files than are listed');
  if (told) return told.known ? known(listing(told.value, tree)) : told;
  const folders = foldersUpward(model.path);
  const named = namedSources(model);
  if (named.length > 0) {
    for (const folder of folders) {
      const candidate = listing(folder, tree);
      // What lies in a folder that is not looked into may be there.
      const holds = (path: string): boolean =>
        candidate.has(path) || candidate.skipped.some((skipped) => isWithin(path, skipped));
      if (named.every(holds)) return known(candidate);
    }
    return unknown('no folder holds everything the Dockerfile copies');
  }
  const marked = folders.find((folder) => {
    const prefix = folder === '' ? '' : `${folder}/`;
    return tree.files.some((file) => file.startsWith(prefix) && PROJECT_MARKER.test(file.slice(prefix.length)));
  });
  return marked === undefined ? unknown('no folder looks like the build context') : known(listing(marked, tree));
}
