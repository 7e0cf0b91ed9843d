import { covering, type Span } from '../../text/span.ts';
import type { Word } from '../types.ts';
import { head, spanInside, tail } from '../words.ts';
import type { Option } from './types.ts';

type Takes = 'nothing' | 'value' | 'attached';

interface OptionSpec {
  readonly canonical: string;
  readonly takes: Takes;
}

interface Habits {
  /** Long options may be cut short as long as they stay unambiguous: getopt_long, optparse, argparse. */
  readonly abbreviations?: boolean;
  /** `-b=value` is `-b value`: argparse, clap, apt. */
  readonly shortEquals?: boolean;
}

/** The options of one tool. */
export interface OptionTable extends Habits {
  find(name: string): OptionSpec | undefined;
}

/**
 * Reads a table of options: entries are separated by commas or line breaks, the names of one option by blanks.
 * `=` behind the names: it takes a value. `?`: it takes one only when joined to it (`--quiet=2`, `-i.bak`).
 */
export function optionTable(entries: string, habits: Habits = {}): OptionTable {
  let specs: Map<string, OptionSpec> | undefined;
  const abbreviated = new Map<string, OptionSpec | undefined>();

  // Tables are long and most files need few of them: none is read before its tool is met.
  const all = (): ReadonlyMap<string, OptionSpec> => {
    specs ??= readEntries(entries);
    return specs;
  };

  const complete = (name: string): OptionSpec | undefined => {
    if (abbreviated.has(name)) return abbreviated.get(name);
    const matches = [...all()].filter(([full]) => full.startsWith(name)).map(([, spec]) => spec);
    const [first] = matches;
    const match = matches.every((spec) => spec.canonical === first?.canonical) ? first : undefined;
    // What people type is open-ended; what they mean is not. Only answers are kept.
    if (match) abbreviated.set(name, match);
    return match;
  };

  return {
    ...habits,
    find: (name) => all().get(name) ?? (habits.abbreviations && name.startsWith('--') ? complete(name) : undefined),
  };
}

function readEntries(entries: string): Map<string, OptionSpec> {
  const specs = new Map<string, OptionSpec>();
  for (const entry of entries.split(/[,\n]/)) {
    const mark = entry.trim().at(-1);
    const takes: Takes = mark === '=' ? 'value' : mark === '?' ? 'attached' : 'nothing';
    const names = entry.replace(/[=?]\s*$/, '').match(/\S+/g) ?? [];
    const canonical = names.find((name) => name.startsWith('--')) ?? names[0];
    if (canonical) for (const name of names) specs.set(name, { canonical, takes });
  }
  return specs;
}

export interface Arguments {
  readonly options: readonly Option[];
  readonly positionals: readonly Word[];
  /** The words from where reading stopped. */
  readonly rest: readonly Word[];
}

/** More letters than any tool has: where each is looked for in the word takes longer the more there are. */
const MAX_BUNDLE = 64;

class Reader {
  readonly options: Option[] = [];
  readonly positionals: Word[] = [];
  readonly #words: readonly Word[];
  readonly #table: OptionTable;
  #next = 0;

  constructor(words: readonly Word[], table: OptionTable) {
    this.#words = words;
    this.#table = table;
  }

  read(limit: number): Arguments {
    let ended = false;
    while (this.#next < this.#words.length) {
      const word = this.#words[this.#next];
      if (!word || (limit > 0 && this.positionals.length === limit)) break;
      const text = ended ? '' : head(word);
      const isOption = text.length > 1 && text.startsWith('-');
      if (!isOption && limit === 0) break;
      this.#next++;
      if (text === '--' && word.literal === '--') ended = true;
      else if (!isOption) this.positionals.push(word);
      else if (text.startsWith('--')) this.#long(word, text);
      else this.#short(word, text);
    }
    return { options: this.options, positionals: this.positionals, rest: this.#words.slice(this.#next) };
  }

  #add(name: string, spec: OptionSpec | undefined, span: Span, value?: Word, joined = false): void {
    const canonical = spec?.canonical ?? name;
    this.options.push({ name, canonical, value, joined, literal: value?.literal, span });
  }

  /** The next word is the option's value, whatever it looks like. */
  #addWithNext(name: string, spec: OptionSpec | undefined, span: Span): void {
    const value = this.#words[this.#next];
    if (value) this.#next++;
    this.#add(name, spec, value ? covering(span, value.span) : span, value);
  }

  #long(word: Word, text: string): void {
    const equals = text.indexOf('=');
    const name = equals === -1 ? text : text.slice(0, equals);
    const spec = this.#table.find(name);
    if (equals !== -1) this.#add(name, spec, word.span, tail(word, equals + 1), true);
    else if (spec?.takes === 'value' && word.literal !== undefined) this.#addWithNext(name, spec, word.span);
    else this.#add(name, spec, word.span);
  }

  #short(word: Word, text: string): void {
    const whole = text.length === 2 && word.literal !== undefined;
    for (let i = 1; i < text.length && i <= MAX_BUNDLE; i++) {
      const name = `-${text.charAt(i)}`;
      const spec = this.#table.find(name);
      const equals = this.#table.shortEquals === true && text[i + 1] === '=';
      const letter = whole ? word.span : spanInside(word, i, i + 1);
      const ends = i === text.length - 1 && word.literal !== undefined;
      if (!takesMore(spec?.takes, this.#table, ends, equals)) {
        this.#add(name, spec, letter);
        continue;
      }
      if (ends) {
        this.#addWithNext(name, spec, letter);
      } else {
        const span = i === 1 ? word.span : { start: letter.start, end: word.span.end };
        this.#add(name, spec, span, tail(word, equals ? i + 2 : i + 1), true);
      }
      return;
    }
  }
}

/** Whether a letter's value follows; where `=` separates values, `-qq` is two letters and `-q=2` is one with a value. */
function takesMore(takes: Takes | undefined, table: OptionTable, ends: boolean, equals: boolean): boolean {
  if (takes === 'attached') return !ends && (equals || !table.shortEquals);
  return takes === 'value';
}

/** Reads a tool's words. `limit`: stop right behind that many words that are no options; 0: in front of the first. */
export const readArguments = (
  words: readonly Word[],
  table: OptionTable,
  limit = Number.POSITIVE_INFINITY,
): Arguments => new Reader(words, table).read(limit);

export const optionsNamed = (options: readonly Option[], ...names: readonly string[]): readonly Option[] =>
  options.filter((option) => names.includes(option.canonical));

/** The last option of these names wins, as in most tools. */
export const lastOption = (options: readonly Option[], ...names: readonly string[]): Option | undefined =>
  optionsNamed(options, ...names).at(-1);

export const hasOption = (options: readonly Option[], ...names: readonly string[]): boolean =>
  options.some((option) => names.includes(option.canonical));

export const valuesOf = (options: readonly Option[], ...names: readonly string[]): readonly Word[] =>
  optionsNamed(options, ...names).flatMap((option) => (option.value ? [option.value] : []));
