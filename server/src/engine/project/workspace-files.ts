import { type IndexedListing, listingOf } from './context.ts';
import { PathIndex } from './path-index.ts';
import type { Fits } from './run.ts';
import type { Tree } from './types.ts';

/**
 * The files of a workspace folder and what is looked up among them. All of that is worked out when it is first asked for, and stays
 * for every document and every keystroke until the listing changes.
 */
export class WorkspaceFiles {
  readonly all: readonly string[];
  readonly #skipped: readonly string[];
  readonly #links: readonly string[];
  readonly #listings = new Map<string, IndexedListing>();
  readonly #earlier = new Map<string, PathIndex>();

  /** @param earlier What the folder had before: most of it still holds. */
  constructor({ files, skipped, links = [] }: Tree, earlier?: WorkspaceFiles) {
    this.all = files;
    this.#skipped = skipped;
    this.#links = links;
    for (const [folder, { index }] of earlier ? earlier.#listings : []) this.#earlier.set(folder, index);
  }

  /** What a build sees of a folder. */
  listing(folder: string): IndexedListing {
    let listing = this.#listings.get(folder);
    if (!listing) {
      const files = folder === '' ? this.all : pathsFrom(folder, this.listing('').below(folder));
      const index = PathIndex.of(files, this.#earlier.get(folder));
      this.#earlier.delete(folder);
      listing = listingOf(folder, index, pathsFrom(folder, this.#skipped), pathsFrom(folder, this.#links));
      this.#listings.set(folder, listing);
    }
    return listing;
  }

  /** Whether this is a file. */
  has(path: string): boolean {
    return this.#index.isFile(path);
  }

  holdsFolder(path: string): boolean {
    return this.#index.isFolder(path);
  }

  /** Files of this name, in whatever folder. */
  named(name: string): readonly string[] {
    return this.#index.named(name);
  }

  /** Files below a folder that fit, by their path from there. */
  fitting(folder: string, fits: Fits): readonly string[] {
    return this.listing(folder).index.fitting(fits);
  }

  get #index(): PathIndex {
    return this.listing('').index;
  }
}

/** The paths below a folder as they are seen from there. */
function pathsFrom(folder: string, paths: readonly string[]): readonly string[] {
  if (folder === '') return paths;
  const prefix = `${folder}/`;
  return paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
}
