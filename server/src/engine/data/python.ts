/**
 * Versions of Python, and what the official images are built on.
 * Sources: endoflife.date and the tag lists of docker-library; read on 2026-11-21.
 */
import { monthsLater } from './dates.ts';

/** The day after which a minor gets no more security fixes, and its images are no longer built. */
const END_OF_LIFE: Readonly<Record<string, string>> = {
  '3.15': '2031-10-31',
  '3.14': '2030-10-31',
  '3.13': '2029-10-31',
  '3.12': '2028-10-31',
  '3.11': '2027-10-31',
  '3.10': '2026-10-31',
  '3.9': '2025-10-31',
  '3.8': '2024-10-07',
  '3.7': '2023-06-27',
  '3.6': '2021-12-23',
  '3.5': '2020-09-30',
  '3.4': '2019-03-18',
  '2.7': '2020-01-01',
};

/** What we suggest where nothing speaks against it: the newest minor with a final release and wheels for most packages. */
export const NEWEST_PYTHON = '3.14';

/** The Debian that we suggest: the newest that official images are built on. */
export const NEWEST_SUITE = 'trixie';

/** What the official images of the minors in support are built on. */
const BUILT_SUITES = new Set(['trixie', 'bookworm']);

/** The newest Alpine that official images are built on. */
export const NEWEST_ALPINE = '3.24';

const BUILT_ALPINES = new Set(['3.24', '3.23']);

const MONTHS_OF_WARNING = 6;

export type PythonLife =
  | { readonly state: 'supported' }
  /** Its support ends within half a year. */
  | { readonly state: 'ending'; readonly end: string }
  /** The end is missing where it was long ago. */
  | { readonly state: 'ended'; readonly end: string | undefined };

/** Compares `3.9` and `3.14` as versions. */
export function compareMinors(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

/** Where a minor stands on a day. What is older than the table has ended, what is newer lives. */
export function pythonLife(minor: string, today: string): PythonLife {
  const end = END_OF_LIFE[minor];
  if (end === undefined) {
    return compareMinors(minor, NEWEST_PYTHON) < 0 ? { state: 'ended', end } : { state: 'supported' };
  }
  if (end < today) return { state: 'ended', end };
  return end < monthsLater(today, MONTHS_OF_WARNING) ? { state: 'ending', end } : { state: 'supported' };
}

/** The last day with security fixes. */
export const pythonEnd = (minor: string): string | undefined =>
  Object.hasOwn(END_OF_LIFE, minor) ? END_OF_LIFE[minor] : undefined;

/** The minors that may be suggested on a day, newest first. */
export const suggestedPythons = (today: string): string[] =>
  Object.keys(END_OF_LIFE)
    .filter((minor) => compareMinors(minor, NEWEST_PYTHON) <= 0 && pythonLife(minor, today).state === 'supported')
    .sort((a, b) => compareMinors(b, a));

/** Every minor of Python 3 that is released, newest first. */
export const everyPython = (): string[] =>
  Object.keys(END_OF_LIFE)
    .filter((minor) => minor.startsWith('3.') && compareMinors(minor, NEWEST_PYTHON) <= 0)
    .sort((a, b) => compareMinors(b, a));

/** Official images of the minors in support are built on this Debian. */
export const isBuiltSuite = (release: string): boolean => BUILT_SUITES.has(release);

/** Official images of the minors in support are built on this Alpine. */
export const isBuiltAlpine = (version: string): boolean => BUILT_ALPINES.has(version);
