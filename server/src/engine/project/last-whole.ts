import { isWithin } from '../text/path.ts';
import type { ParsedFiles } from './parsed.ts';
import { isWhole, mayBreak } from './whole.ts';

/**
 * The last text of each file that could be read. Facts keep to it while somebody types in the file and it is broken in the middle:
 * nothing that is said of the project comes and goes with a bracket. What is on disk and open nowhere counts as it is.
 */
export class LastWhole {
  readonly #isOpen: (path: string) => boolean;
  /** Of files that have been asked for. Where none could be read so far, it is the first one. */
  readonly #texts = new Map<string, string>();

  constructor(isOpen: (path: string) => boolean) {
    this.#isOpen = isOpen;
  }

  /** The text that facts are taken from when a file has this one. */
  textFor(path: string, text: string, parsed: ParsedFiles): string {
    if (!mayBreak(path)) return text;
    const before = this.#texts.get(path);
    if (before === undefined || !this.#isOpen(path) || isWhole(path, text, parsed)) {
      this.#texts.set(path, text);
      return text;
    }
    return isWhole(path, before, parsed) ? before : text;
  }

  /** A file that has been asked for has another text: also one that is gone before anybody asks again may be the last good one. */
  typed(path: string, text: string, parsed: ParsedFiles): void {
    if (this.#texts.has(path)) this.textFor(path, text, parsed);
  }

  /** Nothing that was at a path or below it counts any more. */
  forget(path: string): void {
    for (const file of [...this.#texts.keys()]) if (isWithin(file, path)) this.#texts.delete(file);
  }
}
