type Parse<T> = (path: string, text: string) => T;

interface Parsed {
  readonly text: string;
  readonly results: Map<Parse<unknown>, unknown>;
}

/** What files say, kept as long as their text stays the same: while somebody types in a Dockerfile, the project around it does. */
export class ParsedFiles {
  readonly #files = new Map<string, Parsed>();

  /** The same function is asked for again, not one made for the occasion. */
  read<T>(path: string, text: string, parse: Parse<T>): T {
    let file = this.#files.get(path);
    if (file?.text !== text) {
      file = { text, results: new Map() };
      this.#files.set(path, file);
    }
    if (!file.results.has(parse)) file.results.set(parse, parse(path, text));
    return file.results.get(parse) as T;
  }
}
