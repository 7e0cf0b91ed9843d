import { lastPart } from '../../text/path.ts';
import type { IgnorePattern } from '../types.ts';
import type { Glob } from './glob.ts';
import { type Effort, type Match, matchFor } from './match.ts';
import type { CompiledPattern } from './read.ts';

/** A few hundred patterns against the files of a large project take a third of this. */
const EFFORT = 1_500_000;

interface Verdict {
  readonly excluded: boolean;
  /** The pattern that decided: the last one that fits. */
  readonly by: IgnorePattern | undefined;
  /** Which patterns fit the path or a folder above it; undefined when none does. */
  readonly fitting: Uint8Array | undefined;
}

const FREE: Verdict = { excluded: false, by: undefined, fitting: undefined };

/**
 * Which paths of a context an ignore file leaves out. As BuildKit does it, folder by folder: what fits a folder fits everything
 * below, later patterns win, and one that could change nothing is not asked.
 */
export class IgnoreMatcher {
  readonly #patterns: readonly CompiledPattern[];
  readonly #matches: readonly Match[];
  readonly #index = new Map<string, number[]>();
  /** For each pattern, the last path it was a candidate for. */
  readonly #candidateFor: Uint32Array;
  readonly #folders = new Map<string, Verdict>([['', FREE]]);
  readonly #effort: Effort = { left: EFFORT };
  #path = 0;

  constructor(patterns: readonly CompiledPattern[]) {
    this.#patterns = patterns;
    this.#matches = patterns.map(({ glob }) => matchFor(glob));
    this.#candidateFor = new Uint32Array(patterns.length);
    for (const [at, { glob }] of patterns.entries()) {
      const key = keyOf(glob);
      const there = this.#index.get(key);
      if (there) there.push(at);
      else this.#index.set(key, [at]);
    }
  }

  /** The patterns were too much work: what was answered means nothing. */
  get gaveUp(): boolean {
    return this.#effort.left < 0;
  }

  /** The pattern that leaves a path out, or undefined. The path is clean, relative to the context and not its root. */
  leavesOut(path: string): IgnorePattern | undefined {
    const { excluded, by } = this.#judge(path, this.#folder(folderOf(path)));
    return excluded ? by : undefined;
  }

  #folder(path: string): Verdict {
    const unjudged: string[] = [];
    let verdict = this.#folders.get(path);
    for (let at = path; !verdict; verdict = this.#folders.get(at)) {
      unjudged.push(at);
      at = folderOf(at);
    }
    for (const each of unjudged.reverse()) {
      verdict = this.#judge(each, verdict);
      this.#folders.set(each, verdict);
    }
    return verdict;
  }

  #judge(path: string, { fitting: inherited }: Verdict): Verdict {
    if (!this.#markCandidates(path) && !inherited) return FREE;
    let excluded = false;
    let by: IgnorePattern | undefined;
    let fitting: Uint8Array | undefined;
    // Runs for each pattern of each path: no iterator.
    for (let at = 0; at < this.#patterns.length; at++) {
      const isInherited = inherited?.[at] === 1;
      if (!isInherited && this.#candidateFor[at] !== this.#path) continue;
      const pattern = this.#patterns[at];
      if (!pattern || (!isInherited && pattern.negated !== excluded)) continue;
      if (!isInherited && !this.#matches[at]?.(path, this.#effort)) continue;
      fitting ??= new Uint8Array(this.#patterns.length);
      fitting[at] = 1;
      excluded = !pattern.negated;
      by = pattern;
    }
    return fitting ? { excluded, by, fitting } : FREE;
  }

  /** False when no pattern can fit the path itself. */
  #markCandidates(path: string): boolean {
    this.#path++;
    let any = false;
    for (const key of [`=${path}`, `/${lastPart(path)}`, `.${path.slice(-1)}`, '']) {
      for (const at of this.#index.get(key) ?? []) {
        this.#candidateFor[at] = this.#path;
        any = true;
      }
    }
    return any;
  }
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

/** What a path must have for a glob to be tried on it: all of it, its name, its last letter, or nothing. */
function keyOf(glob: Glob): string {
  if (glob.kind === 'exact') return `=${glob.text}`;
  const last = glob.kind === 'steps' ? glob.steps.at(-1) : undefined;
  const end = last?.kind === 'text' ? last.text : glob.kind === 'suffix' ? glob.text : '';
  if (end === '') return '';
  return end.includes('/') ? `/${lastPart(end)}` : `.${end.slice(-1)}`;
}
