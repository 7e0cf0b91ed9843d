import { lastPart } from '../text/path.ts';
import { parentOf } from './context.ts';

/** A question about a path. The same function is asked again, not one made for the occasion. */
export type Fits = (path: string) => boolean;

/**
 * Files of one folder that a listing names one after the other. What is found out about them is kept, and holds for every listing
 * with the same ones.
 */
export class Run {
  readonly folder: string;
  readonly files: readonly string[];
  readonly #fitting = new Map<Fits, readonly string[]>();
  #named: ReadonlyMap<string, string> | undefined;

  constructor(folder: string, files: readonly string[]) {
    this.folder = folder;
    this.files = files;
  }

  fitting(fits: Fits): readonly string[] {
    let found = this.#fitting.get(fits);
    if (!found) {
      found = this.files.filter(fits);
      this.#fitting.set(fits, found);
    }
    return found;
  }

  named(name: string): string | undefined {
    this.#named ??= new Map(this.files.map((file) => [lastPart(file), file]));
    return this.#named.get(name);
  }
}

/** The runs of a listing. Where an earlier one had the same files in a folder, its run is taken. */
export function runsOf(files: readonly string[], earlier: (folder: string) => readonly Run[]): readonly Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < files.length; ) {
    const folder = parentOf(files[start] ?? '');
    const run =
      earlier(folder).find((each) => isRunAt(start, each, files)) ??
      new Run(folder, files.slice(start, endOf(start, folder, files)));
    runs.push(run);
    start += run.files.length;
  }
  return runs;
}

function isRunAt(start: number, run: Run, files: readonly string[]): boolean {
  const end = start + run.files.length;
  return run.files.every((file, at) => file === files[start + at]) && endOf(end, run.folder, files) === end;
}

/** Where the files of a folder end that begin here. */
function endOf(start: number, folder: string, files: readonly string[]): number {
  const prefix = folder === '' ? '' : `${folder}/`;
  let end = start;
  for (let file = files[end]; file !== undefined; file = files[++end])
    if (!file.startsWith(prefix) || file.includes('/', prefix.length)) break;
  return end;
}
