/** A version of PEP 440, ready to be compared. */
export interface Version {
  readonly epoch: number;
  /** `1.2.0` → `[1, 2, 0]`. */
  readonly release: readonly number[];
  readonly pre: { readonly phase: 'a' | 'b' | 'rc'; readonly number: number } | undefined;
  readonly post: number | undefined;
  readonly dev: number | undefined;
  /** Undefined where there is none, lower case and with points otherwise. */
  readonly local: string | undefined;
}

/** Longer runs of digits are no numbers to JavaScript. */
const N = '\\d{1,15}';

const VERSION = new RegExp(
  `^v?(?:(${N})!)?(${N}(?:\\.${N})*)` +
    `(?:[-_.]?(alpha|beta|preview|pre|a|b|c|rc)[-_.]?(${N})?)?` +
    `(?:-(${N})|[-_.]?(post|rev|r)[-_.]?(${N})?)?` +
    `(?:[-_.]?(dev)[-_.]?(${N})?)?` +
    `(?:\\+([a-z\\d]+(?:[-_.][a-z\\d]+)*))?$`,
);

const LONGEST = 200;

const PHASES: Readonly<Record<string, 'a' | 'b' | 'rc'>> = {
  a: 'a',
  alpha: 'a',
  b: 'b',
  beta: 'b',
  c: 'rc',
  rc: 'rc',
  pre: 'rc',
  preview: 'rc',
};

/** Reads a version in any spelling that PEP 440 takes; undefined for what is none. */
export function parseVersion(text: string): Version | undefined {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return undefined;
  const match = VERSION.exec(trimmed.toLowerCase());
  if (!match) return undefined;
  const [, epoch, release = '', phase, preNumber, dashPost, post, postNumber, dev, devNumber, local] = match;
  const named = phase === undefined ? undefined : PHASES[phase];
  return {
    epoch: Number(epoch ?? 0),
    release: release.split('.').map(Number),
    pre: named && { phase: named, number: Number(preNumber ?? 0) },
    post: dashPost === undefined && post === undefined ? undefined : Number(dashPost ?? postNumber ?? 0),
    dev: dev === undefined ? undefined : Number(devNumber ?? 0),
    local: local?.replace(/[-_]/g, '.'),
  };
}

export const isPrerelease = ({ pre, dev }: Version): boolean => pre !== undefined || dev !== undefined;

const ORDER_OF_PHASES = { a: 0, b: 1, rc: 2 };
const BEFORE_ALL = -1;
const FINAL = 3;

/** What follows the release, in the order in which it decides. */
function suffix({ pre, post, dev }: Version): number[] {
  const isBareDev = pre === undefined && post === undefined && dev !== undefined;
  const phase = pre ? ORDER_OF_PHASES[pre.phase] : isBareDev ? BEFORE_ALL : FINAL;
  return [phase, pre?.number ?? 0, post ?? BEFORE_ALL, dev ?? Number.POSITIVE_INFINITY];
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index] ?? 0, b[index] ?? 0];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** A version without a local part comes first; numbers come behind words. */
function compareLocals(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  const [left, right] = [a.split('.'), b.split('.')];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = compareLocalParts(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareLocalParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const [isLeftNumber, isRightNumber] = [/^\d/.test(a) && !/\D/.test(a), /^\d/.test(b) && !/\D/.test(b)];
  if (isLeftNumber && isRightNumber) return Math.sign(Number(a) - Number(b));
  if (isLeftNumber !== isRightNumber) return isLeftNumber ? 1 : -1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Less than zero when the first comes before the second; the local parts do not count. */
export function comparePublic(a: Version, b: Version): number {
  if (a.epoch !== b.epoch) return a.epoch < b.epoch ? -1 : 1;
  return compareNumbers(a.release, b.release) || compareNumbers(suffix(a), suffix(b));
}

/** Less than zero when the first comes before the second. */
export const compareVersions = (a: Version, b: Version): number =>
  comparePublic(a, b) || compareLocals(a.local, b.local);
