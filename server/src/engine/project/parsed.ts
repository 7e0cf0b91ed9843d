import type { Tree } from './types.ts';
import { WorkspaceFiles } from './workspace-files.ts';

type Parse<T> = (path: string, text: string) => T;

/** Answers by name, and a test whether two of them say the same. */
export interface Source<Answer> {
  readonly look: (name: string) => Answer;
  readonly isSame: (a: Answer, b: Answer) => boolean;
}

/** What was made of several answers, and of which. */
interface Derived {
  readonly answers: ReadonlyMap<string, unknown>;
  readonly value: unknown;
}

interface Parsed {
  readonly text: string;
  readonly results: Map<Parse<unknown>, unknown>;
}

/** The text of a file that is being typed in, and the last one that could be read. */
const MAX_TEXTS = 2;

/** Enough for every project; what was worked out first, for a text that was typed on the way, goes first. */
const MAX_DERIVED = 500;

/** What files say, kept as long as their text stays the same: while somebody types in a Dockerfile, the project around it does. */
export class ParsedFiles {
  readonly #files = new Map<string, readonly Parsed[]>();
  readonly #derived = new Map<string, Derived>();
  #workspace: { readonly tree: Tree; readonly files: WorkspaceFiles } | undefined;

  /** The same function is asked for again, not one made for the occasion. */
  read<T>(path: string, text: string, parse: Parse<T>): T {
    const files = this.#files.get(path) ?? [];
    let file = files.find((each) => each.text === text);
    if (!file || file !== files[0]) {
      const others = files.filter((each) => each !== file);
      file ??= { text, results: new Map() };
      this.#files.set(path, [file, ...others].slice(0, MAX_TEXTS));
    }
    if (!file.results.has(parse)) file.results.set(parse, parse(path, text));
    return file.results.get(parse) as T;
  }

  /** What can be looked up in a listing. A listing is seldom like another one that came before, but for a few files. */
  workspace(tree: Tree): WorkspaceFiles {
    if (this.#workspace?.tree !== tree)
      this.#workspace = { tree, files: new WorkspaceFiles(tree, this.#workspace?.files) };
    return this.#workspace.files;
  }

  /** What is made of several files, as long as all that was looked up for it is answered in the same way. */
  derived<T, Answer>(key: string, source: Source<Answer>, make: (look: (name: string) => Answer) => T): T {
    const before = this.#derived.get(key);
    if (before && isCurrent(before, source)) return before.value as T;
    const answers = new Map<string, Answer>();
    const value = make((name) => {
      const answer = source.look(name);
      answers.set(name, answer);
      return answer;
    });
    this.#derived.delete(key);
    this.#derived.set(key, { answers, value });
    const [oldest] = this.#derived.keys();
    if (this.#derived.size > MAX_DERIVED && oldest !== undefined) this.#derived.delete(oldest);
    return value;
  }
}

function isCurrent<Answer>({ answers }: Derived, { look, isSame }: Source<Answer>): boolean {
  for (const [name, answer] of answers) if (!isSame(answer as Answer, look(name))) return false;
  return true;
}
