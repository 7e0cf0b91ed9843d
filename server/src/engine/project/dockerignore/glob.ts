/** One step through a path. `name` is `*`, `folders` is `**` in front of something, `rest` is `**` at the end. */
export type Step =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'letter' | 'name' | 'folders' | 'rest' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [number, number])[] };

/** What a pattern asks of a path. Docker compares most patterns as text, with results of their own: `**a` fits `ba`. */
export type Glob =
  | { readonly kind: 'exact' | 'prefix' | 'suffix'; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly Step[] };

/**
 * Reads a cleaned pattern as moby's `patternmatcher` does. Undefined where Docker would fail on it, or would hand to its regular
 * expressions what means something else there.
 */
export const readGlob = (pattern: string): Glob | undefined => new GlobReader(pattern).read();

const special = Symbol('no pattern');

class GlobReader {
  readonly #pattern: string;
  readonly #letters: readonly string[];
  readonly #steps: Step[] = [];
  #at = 0;
  #kind: Glob['kind'] = 'exact';
  #hasCaret = false;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#letters = Array.from(pattern);
  }

  read(): Glob | undefined {
    while (this.#at < this.#letters.length) if (this.#step() === special) return undefined;
    switch (this.#kind) {
      case 'steps':
        return this.#hasCaret ? undefined : { kind: 'steps', steps: this.#steps };
      case 'prefix':
        return { kind: 'prefix', text: this.#pattern.slice(0, -2) };
      case 'suffix':
        return { kind: 'suffix', text: this.#pattern.slice(2) };
      default:
        return { kind: 'exact', text: this.#pattern };
    }
  }

  #next(): string | undefined {
    return this.#letters[this.#at++];
  }

  #step(): typeof special | undefined {
    const letter = this.#next();
    switch (letter) {
      case '*':
        return this.#letters[this.#at] === '*' ? this.#stars() : this.#add({ kind: 'name' });
      case '?':
        return this.#add({ kind: 'letter' });
      case '[':
        return this.#class();
      case '\\': {
        const escaped = readEscaped(this.#next());
        if (escaped === undefined) return special;
        this.#kind = 'steps';
        return this.#text(escaped);
      }
      case ']':
        this.#kind = 'steps';
        return this.#text(letter);
      case '^':
        // In a regular expression it means the start of the path.
        this.#hasCaret = true;
        return this.#text(letter);
      default:
        return this.#text(letter ?? '');
    }
  }

  #add(step: Step): undefined {
    this.#kind = 'steps';
    this.#steps.push(step);
  }

  #text(text: string): undefined {
    const last = this.#steps.at(-1);
    if (last?.kind === 'text') this.#steps[this.#steps.length - 1] = { kind: 'text', text: last.text + text };
    else this.#steps.push({ kind: 'text', text });
  }

  #stars(): undefined {
    const isFirst = this.#at === 1;
    this.#at++;
    if (this.#letters[this.#at] === '/') this.#at++;
    const isLast = this.#at === this.#letters.length;
    const isText = isLast && this.#kind === 'exact';
    this.#add({ kind: isLast ? 'rest' : 'folders' });
    if (isFirst) this.#kind = 'suffix';
    else if (isText) this.#kind = 'prefix';
  }

  #class(): typeof special | undefined {
    const negated = this.#letters[this.#at] === '^';
    if (negated) this.#at++;
    const ranges: [number, number][] = [];
    while (ranges.length === 0 || this.#letters[this.#at] !== ']') {
      const low = this.#member();
      if (low === undefined) return special;
      const isRange = this.#letters[this.#at] === '-';
      if (isRange) this.#at++;
      const high = isRange ? this.#member() : low;
      if (high === undefined || high < low) return special;
      ranges.push([low, high]);
    }
    this.#at++;
    return this.#add({ kind: 'class', negated, ranges });
  }

  /** A letter of a set; `-` and `]` stand there only when escaped. */
  #member(): number | undefined {
    const letter = this.#next();
    if (letter === undefined || /[-\]*?]/.test(letter)) return undefined;
    if (letter === '[' && this.#letters[this.#at] === ':') return undefined;
    return (letter === '\\' ? readEscaped(this.#next()) : letter)?.codePointAt(0);
  }
}

/** `\d` and its like would become classes of a regular expression; `\*` is a star. */
const readEscaped = (letter: string | undefined): string | undefined =>
  letter !== undefined && /^[!-~ ]$/.test(letter) && !/\w/.test(letter.replace('_', '')) ? letter : undefined;
