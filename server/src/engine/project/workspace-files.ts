import { type Known, known, unknown } from '../text/known.ts';
import { lastPart } from '../text/path.ts';
import { remembered } from '../text/remembered.ts';
import { listingOf } from './context.ts';
import type { ContextListing, Tree } from './types.ts';

type Fits = (path: string) => boolean;

/**
 * The files of a workspace folder and what is looked up among them. All of that is worked out when it is first asked for, and stays
 * for every document and every keystroke until the listing changes.
 */
export class WorkspaceFiles {
  readonly all: readonly string[];
  readonly #skipped: readonly string[];
  readonly #listings = new Map<string, ContextListing>();
  readonly #fitting = new Map<string, Map<Fits, readonly string[]>>();
  #named: ReadonlyMap<string, readonly string[]> | undefined;

  constructor({ files, skipped }: Tree) {
    this.all = files;
    this.#skipped = skipped;
  }

  has(path: string): boolean {
    return this.below(path)[0] === path;
  }

  holdsFolder(path: string): boolean {
    const [first] = this.below(path === '' ? '.' : path);
    return first !== undefined && first !== path;
  }

  /** Files whose path ends with this name. */
  named(name: string): readonly string[] {
    this.#named ??= pathsByName(this.all);
    return this.#named.get(name) ?? [];
  }

  /**
   * Files below a folder that fit, by their path from there.
   * @param fits The same function is asked for again, not one made for the occasion.
   */
  fitting(folder: string, fits: Fits): readonly string[] {
    const known = this.#fitting.get(folder) ?? new Map<Fits, readonly string[]>();
    this.#fitting.set(folder, known);
    const found = known.get(fits) ?? this.listing(folder).below('.').filter(fits);
    known.set(fits, found);
    return found;
  }

  /** What a build sees of a folder. */
  listing(folder: string): ContextListing {
    let listing = this.#listings.get(folder);
    if (!listing) {
      const files = folder === '' ? this.all : pathsFrom(folder, this.below(folder));
      listing = listingOf(folder, files, pathsFrom(folder, this.#skipped));
      this.#listings.set(folder, listing);
    }
    return listing;
  }

  /** Files at or below a path. */
  below(path: string): readonly string[] {
    return this.listing('').below(path);
  }
}

const filesOf = remembered((tree: Tree) => new WorkspaceFiles(tree));

/** The files of a workspace folder, when all of them are listed. */
export function workspaceFiles(tree: Known<Tree>): Known<WorkspaceFiles> {
  if (!tree.known) return tree;
  return tree.value.partial ? unknown('the workspace has more files than are listed') : known(filesOf(tree.value));
}

/** Paths by their last part, in their order. */
export function pathsByName(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    const name = lastPart(path);
    const same = found.get(name);
    if (same) same.push(path);
    else found.set(name, [path]);
  }
  return found;
}

/** The paths below a folder as they are seen from there. */
function pathsFrom(folder: string, paths: readonly string[]): readonly string[] {
  if (folder === '') return paths;
  const prefix = `${folder}/`;
  return paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
}
