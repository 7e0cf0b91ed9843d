import { remembered } from '../../text/remembered.ts';
import { poetryClauses } from './poetry-specifier.ts';
import type { Specifier } from './types.ts';
import { comparePublic, compareVersions, isPrerelease, parseVersion, type Version } from './version.ts';

export type Operator = '==' | '!=' | '<=' | '>=' | '<' | '>' | '~=' | '===';

/** One condition of a set: `>=5.1`. */
export interface Clause {
  readonly operator: Operator;
  /** Undefined only behind `===`, which compares texts. */
  readonly version: Version | undefined;
  /** `==5.1.*`. */
  readonly prefix: boolean;
  readonly text: string;
}

const CLAUSE = /^(===|~=|==|!=|<=|>=|<|>)\s*(\S+)$/;
const LONGEST = 2000;

/** Any version will do. */
export const ANY: Specifier = { text: '', dialect: 'pep440' };

export const pep440 = (text: string): Specifier => ({ text: text.trim(), dialect: 'pep440' });
export const poetrySpecifier = (text: string): Specifier => ({ text: text.trim(), dialect: 'poetry' });

/** Reads one clause; undefined for what PEP 440 does not know. */
export function parseClause(source: string): Clause | undefined {
  const [, operator, text] = CLAUSE.exec(source.trim()) ?? [];
  if (operator === undefined || text === undefined) return undefined;
  if (operator === '===') return { operator, version: parseVersion(text), prefix: false, text };
  const prefix = text.endsWith('.*');
  const version = parseVersion(prefix ? text.slice(0, -2) : text);
  if (!version) return undefined;
  const isEquality = operator === '==' || operator === '!=';
  if ((prefix || version.local !== undefined) && !isEquality) return undefined;
  if (prefix && !/^v?(?:\d+!)?[\d.]+$/.test(text.slice(0, -2))) return undefined;
  if (operator === '~=' && version.release.length < 2) return undefined;
  return { operator: operator as Operator, version, prefix, text };
}

function parseSet(text: string): readonly Clause[] | undefined {
  const clauses: Clause[] = [];
  for (const part of text.split(',')) {
    if (part.trim() === '') continue;
    const clause = parseClause(part);
    if (!clause) return undefined;
    clauses.push(clause);
  }
  return clauses;
}

/** The alternatives of a specifier, each a set of clauses that hold together; undefined when it cannot be read. */
export const alternativesOf = remembered((specifier: Specifier): readonly (readonly Clause[])[] | undefined => {
  if (specifier.text.length > LONGEST) return undefined;
  if (specifier.dialect === 'pep440') {
    const set = parseSet(specifier.text);
    return set && [set];
  }
  const sets = poetryClauses(specifier.text)?.map(parseSet);
  return sets?.every((set) => set !== undefined) ? sets : undefined;
});

/** `5.1.2` fits `5.1.*`, and `5` fits `5.0.*`. */
const hasPrefix = (version: Version, prefix: Version): boolean =>
  version.epoch === prefix.epoch && prefix.release.every((part, index) => part === (version.release[index] ?? 0));

const withoutLocal = (version: Version): Version => ({ ...version, local: undefined });

const sameRelease = (a: Version, b: Version): boolean => comparePublic(releaseOf(a), releaseOf(b)) === 0;

const releaseOf = ({ epoch, release }: Version): Version => ({
  epoch,
  release,
  pre: undefined,
  post: undefined,
  dev: undefined,
  local: undefined,
});

function isEqual(version: Version, { prefix }: Clause, wanted: Version): boolean {
  if (prefix) return hasPrefix(version, wanted);
  return compareVersions(wanted.local === undefined ? withoutLocal(version) : version, wanted) === 0;
}

function fits(version: Version, written: string, clause: Clause): boolean {
  const { operator, version: wanted, text } = clause;
  if (operator === '===' || !wanted) return written.trim().toLowerCase() === text.toLowerCase();
  switch (operator) {
    case '==':
      return isEqual(version, clause, wanted);
    case '!=':
      return !isEqual(version, clause, wanted);
    case '<=':
      return comparePublic(version, wanted) <= 0;
    case '>=':
      return comparePublic(version, wanted) >= 0;
    case '<':
      // `<5.2` does not mean the pre-releases of 5.2.
      return (
        comparePublic(version, wanted) < 0 &&
        (isPrerelease(wanted) || !isPrerelease(version) || !sameRelease(version, wanted))
      );
    case '>':
      // `>5.2` does not mean the post-releases of 5.2.
      return (
        comparePublic(version, wanted) > 0 &&
        (version.post === undefined || comparePublic({ ...version, post: undefined, dev: undefined }, wanted) !== 0)
      );
    case '~=':
      return (
        comparePublic(version, wanted) >= 0 &&
        hasPrefix(version, { ...releaseOf(wanted), release: wanted.release.slice(0, -1) })
      );
  }
}

const namesPrerelease = ({ operator, version }: Clause): boolean =>
  operator !== '!=' && version !== undefined && isPrerelease(version);

/**
 * Whether a specifier takes a version; undefined when one of them cannot be read. Pre-releases count where a clause names one,
 * or where the caller says that they do: a lock has made its choice.
 */
export function admits(specifier: Specifier, version: string, prereleases = false): boolean | undefined {
  const alternatives = alternativesOf(specifier);
  const parsed = parseVersion(version);
  if (!alternatives || !parsed) return undefined;
  return alternatives.some(
    (clauses) =>
      (prereleases || !isPrerelease(parsed) || clauses.some(namesPrerelease)) &&
      clauses.every((clause) => fits(parsed, version, clause)),
  );
}

const BEYOND_ALL = 1_000_000;

/** Patch releases around which an answer can change. */
function decidingPatches(alternatives: readonly (readonly Clause[])[]): number[] {
  const patches = new Set([0, 1, BEYOND_ALL]);
  for (const clause of alternatives.flat()) {
    const patch = clause.version?.release[2] ?? 0;
    for (const near of [patch - 1, patch, patch + 1]) if (near >= 0) patches.add(near);
  }
  return [...patches];
}

/** How many of a minor's final releases a specifier takes: those of `3.12` are 3.12.0, 3.12.1 … */
export function minorShare(specifier: Specifier, minor: string): 'all' | 'some' | 'none' | undefined {
  const alternatives = alternativesOf(specifier);
  if (!alternatives || !/^\d{1,4}\.\d{1,4}$/.test(minor)) return undefined;
  const answers = decidingPatches(alternatives).map((patch) => admits(specifier, `${minor}.${patch}`));
  if (answers.every((answer) => answer === true)) return 'all';
  return answers.some((answer) => answer === true) ? 'some' : 'none';
}

/** Whether any release of a minor will do: `>=3.12.4` takes some of `3.12`. */
export function admitsMinor(specifier: Specifier, minor: string): boolean | undefined {
  const share = minorShare(specifier, minor);
  return share && share !== 'none';
}

/** The only version that a specifier takes, as it was written: `==5.2.1`. */
export function pinnedBy(specifier: Specifier): string | undefined {
  const [clauses, ...others] = alternativesOf(specifier) ?? [];
  if (others.length > 0) return undefined;
  return clauses?.find(({ operator, prefix }) => (operator === '==' || operator === '===') && !prefix)?.text;
}
