import { isPattern } from '../model/context-sources.ts';
import type { Model } from '../model/types.ts';
import { type Known, known, unknown } from '../text/known.ts';
import { isWithin } from '../text/path.ts';
import { filesOfPattern } from './copied.ts';
import type { PathIndex } from './path-index.ts';
import type { ContextListing } from './types.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** Files whose folder is a Python project's root. */
export const PROJECT_MARKER =
  /^(?:manage\.py|pyproject\.toml|Pipfile|setup\.py|setup\.cfg|requirements(?:\/[^/]+|[^/]*)\.(?:txt|in))$/;

export const isProjectMarker = (path: string): boolean => PROJECT_MARKER.test(path);

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

export interface IndexedListing extends ContextListing {
  readonly index: PathIndex;
}

/** A listing of paths that are relative to the context. */
export function listingOf(
  root: string,
  index: PathIndex,
  skipped: readonly string[],
  links: readonly string[],
): IndexedListing {
  const below = (path: string): readonly string[] =>
    path === '.' ? index.files : path === '' ? [] : index.below(path);
  return {
    root,
    index,
    skipped,
    links,
    below,
    has: (path) => path === '.' || (path !== '' && (index.isFolder(path) || index.isFile(path))),
    copied: (source, fits) => {
      const files = fits && index.fitting(fits);
      if (isPattern(source)) return filesOfPattern(source, files ?? index.files);
      return files && source !== '.' ? files.filter((path) => isWithin(path, source)) : (files ?? below(source));
    },
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
export function findContext(model: Model, workspace: WorkspaceFiles, told?: Known<string>): Known<IndexedListing> {
  if (told) return told.known ? known(workspace.listing(told.value)) : told;
  const folders = foldersUpward(model.path);
  const named = namedSources(model);
  if (named.length > 0) {
    for (const folder of folders) {
      const candidate = workspace.listing(folder);
      // What lies in a folder that is not looked into may be there.
      const holds = (path: string): boolean =>
        candidate.has(path) || candidate.skipped.some((skipped) => isWithin(path, skipped));
      if (named.every(holds)) return known(candidate);
    }
    return unknown('no folder holds everything the Dockerfile copies');
  }
  const marked = folders.find((folder) => workspace.fitting(folder, isProjectMarker).length > 0);
  return marked === undefined ? unknown('no folder looks like the build context') : known(workspace.listing(marked));
}
