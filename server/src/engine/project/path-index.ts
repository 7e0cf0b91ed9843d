import { isWithin, lastPart } from '../text/path.ts';
import { parentOf } from './context.ts';
import { type Fits, type Run, runsOf } from './run.ts';

const NONE: readonly Run[] = [];

/** Finds paths in a listing. Listings go from folder to folder, which leaves far fewer things to look through than files. */
export class PathIndex {
  readonly files: readonly string[];
  readonly runs: readonly Run[];
  readonly #runsIn = new Map<string, Run[]>();
  readonly #folders = new Set(['']);
  /** Answers of before. */
  readonly #below = new Map<string, readonly string[]>();
  readonly #named = new Map<string, readonly string[]>();
  readonly #fitting = new Map<Fits, readonly string[]>();

  constructor(runs: readonly Run[], files: readonly string[] = runs.flatMap((run) => run.files)) {
    this.runs = runs;
    this.files = files;
    for (const run of runs) {
      const others = this.#runsIn.get(run.folder);
      if (others) others.push(run);
      else this.#runsIn.set(run.folder, [run]);
      // Every folder above is there as well; where one is known, so are those above it.
      for (let at = run.folder; !this.#folders.has(at); at = parentOf(at)) this.#folders.add(at);
    }
  }

  /** @param earlier An index of much the same files: what was found out about those of a folder that are the same still holds. */
  static of(files: readonly string[], earlier?: PathIndex): PathIndex {
    return new PathIndex(
      runsOf(files, (folder) => earlier?.runsIn(folder) ?? NONE),
      files,
    );
  }

  runsIn(folder: string): readonly Run[] {
    return this.#runsIn.get(folder) ?? NONE;
  }

  /** The files at or below a path. */
  below(path: string): readonly string[] {
    if (path === '') return this.files;
    if (!this.isFolder(path)) return this.isFile(path) ? [path] : [];
    return answer(this.#below, path, () => this.#collect((run) => (isWithin(run.folder, path) ? run.files : [])));
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  isFile(path: string): boolean {
    return this.runsIn(parentOf(path)).some((run) => run.named(lastPart(path)) === path);
  }

  /** Files of this name, in whatever folder. */
  named(name: string): readonly string[] {
    return answer(this.#named, name, () => this.#collect((run) => run.named(name) ?? []));
  }

  fitting(fits: Fits): readonly string[] {
    return answer(this.#fitting, fits, () => this.#collect((run) => run.fitting(fits)));
  }

  #collect(part: (run: Run) => string | readonly string[]): readonly string[] {
    return this.runs.flatMap(part);
  }
}

function answer<Question, Answer>(known: Map<Question, Answer>, question: Question, work: () => Answer): Answer {
  const found = known.get(question) ?? work();
  known.set(question, found);
  return found;
}
