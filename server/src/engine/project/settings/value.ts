import type { Place } from '../types.ts';
import type { Cast, Default, EnvironmentRead, SettingsPath } from './types.ts';

interface ValueBase {
  readonly place: Place;
}

export interface Item {
  readonly value: Value;
  /** Otherwise it is only there under a condition. */
  readonly certain: boolean;
}

/** How much there is to walk through: what is held twice counts twice. */
interface Weight {
  readonly size: number;
  readonly height: number;
}

export interface ListValue extends ValueBase {
  readonly kind: 'list';
  readonly items: readonly Item[];
  /** Why it may hold more than these. */
  readonly open: string | undefined;
  /** Why they may stand in another order. */
  readonly disorder: string | undefined;
  readonly weight: Weight;
}

export interface DictValue extends ValueBase {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, Value>;
  /** Why it may hold more than these. */
  readonly open: string | undefined;
  readonly weight: Weight;
}

/** A value that the environment gives. */
export interface EnvironmentValue extends ValueBase {
  readonly kind: 'environment';
  readonly reads: readonly EnvironmentRead[];
  /** What `or` puts in its place. */
  readonly fallback: Value | undefined;
}

/** What `environ.Env(DEBUG=(bool, False))` says of a variable. */
export interface Declared {
  readonly cast: Cast | undefined;
  readonly default: Default;
}

/** An instance that reads variables: django-environ's or environs' Env, decouple's Config. */
export interface ReaderValue extends ValueBase {
  readonly kind: 'reader';
  readonly library: 'environ' | 'environs' | 'decouple';
  readonly declared: ReadonlyMap<string, Declared>;
  /** Without a variable it does not fail at once: it looks for a file that `X_FILE` names, or complains later. */
  readonly lenient: boolean;
}

export type Value =
  | ListValue
  | DictValue
  | EnvironmentValue
  | ReaderValue
  /** `optional`: what django-split-settings marks as a file that need not be there. */
  | (ValueBase & { readonly kind: 'text'; readonly value: string; readonly optional?: boolean })
  | (ValueBase & { readonly kind: 'constant'; readonly value: number | boolean | null })
  | (ValueBase & SettingsPath & { readonly kind: 'path' })
  /** A module, or something of a module that we do not read. */
  | (ValueBase & { readonly kind: 'import'; readonly name: string })
  /** A function or class of the settings, as it is written; one that reads the variable whose name it is given first. */
  | (ValueBase & { readonly kind: 'defined'; readonly source: string; readonly reads: boolean })
  | (ValueBase & { readonly kind: 'unknown'; readonly why: string });

/** Settings that hold more than this are written by a program. */
const MAX_SIZE = 1000;
const MAX_HEIGHT = 20;
const MAX_READS = 20;
export const MAX_TEXT = 4096;

/** Why a value cannot be told that is worked out of the number of CPUs. */
export const CPUS = 'it depends on the CPUs of the machine';

export const unknownValue = (place: Place, why: string): Value => ({ kind: 'unknown', why, place });

/** Why a value cannot be told. */
export function reasonOf(value: Value): string {
  if (value.kind === 'unknown') return value.why;
  if (value.kind === 'environment')
    return `it depends on ${[...new Set(value.reads.map(({ name }) => name))].join(', ')}`;
  if (value.kind === 'list') return reasonOfList(value);
  if (value.kind === 'dict' && value.open !== undefined) return value.open;
  return 'it is worked out when it runs';
}

function reasonOfList({ items, open, disorder }: ListValue): string {
  const unsure = items.find(
    ({ value, certain }) => !certain || value.kind === 'unknown' || value.kind === 'environment',
  );
  const why = unsure?.certain ? reasonOf(unsure.value) : 'some of it is only there under a condition';
  return open ?? disorder ?? (unsure ? why : 'it holds something that is no plain text');
}

function weightOf(values: Iterable<Value>): Weight {
  let [size, height] = [1, 0];
  for (const value of values) {
    const weight = value.kind === 'list' || value.kind === 'dict' ? value.weight : LEAF;
    size += weight.size;
    height = Math.max(height, weight.height);
  }
  return { size, height: height + 1 };
}

const LEAF: Weight = { size: 1, height: 0 };

const isTooMuch = ({ size, height }: Weight): boolean => size > MAX_SIZE || height > MAX_HEIGHT;

export function listOf(place: Place, items: readonly Item[], open?: string, disorder?: string): Value {
  const weight = weightOf(items.map(({ value }) => value));
  return isTooMuch(weight)
    ? unknownValue(place, 'it is too long')
    : { kind: 'list', items, open, disorder, weight, place };
}

export function dictOf(place: Place, entries: ReadonlyMap<string, Value>, open?: string): Value {
  const weight = weightOf(entries.values());
  return isTooMuch(weight) ? unknownValue(place, 'it is too long') : { kind: 'dict', entries, open, weight, place };
}

/** What several variables give. */
export const environmentOf = (reads: readonly EnvironmentRead[], place: Place, fallback?: Value): EnvironmentValue => ({
  kind: 'environment',
  reads: [...new Set(reads)].slice(0, MAX_READS),
  fallback,
  place,
});

/** Whether a value counts as true; undefined where that is not known. */
export function truthOf(value: Value | undefined): boolean | undefined {
  switch (value?.kind) {
    case 'text':
      return value.value !== '';
    case 'constant':
      return Boolean(value.value);
    case 'list':
      return value.items.some(({ certain }) => certain) || (mayHoldSome(value) ? undefined : false);
    case 'dict':
      return value.entries.size > 0 || (value.open === undefined ? false : undefined);
    default:
      return undefined;
  }
}

const mayHoldSome = ({ items, open }: ListValue): boolean => open !== undefined || items.length > 0;

/** The one that says best why nothing can be made of both. */
export const mostHidden = (a: Value, b: Value): Value =>
  [a, b].find(({ kind }) => kind === 'environment') ?? [a, b].find(({ kind }) => kind === 'unknown') ?? b;

/** `left + right` */
export function sum(left: Value | undefined, right: Value, place: Place): Value {
  if (!left) return unknownValue(place, 'it adds to something that is not read');
  if (left.kind === 'list' || right.kind === 'list') return sumOfLists(left, right, place);
  if (left.kind === 'text' && right.kind === 'text') {
    if (left.value.length + right.value.length > MAX_TEXT) return unknownValue(place, 'it is too long');
    return { kind: 'text', value: left.value + right.value, place };
  }
  return unknownValue(place, reasonOf(mostHidden(left, right)));
}

/** A list with something unknown added holds at least what it held. */
function sumOfLists(left: Value, right: Value, place: Place): Value {
  const [first, second] = [itemsOf(left), itemsOf(right)];
  return listOf(place, [...first.items, ...second.items], first.open ?? second.open, first.disorder ?? second.disorder);
}

const itemsOf = (value: Value): Pick<ListValue, 'items' | 'open' | 'disorder'> =>
  value.kind === 'list' ? value : { items: [], open: reasonOf(value), disorder: undefined };

/** What a name holds when either of two ways may have been taken. */
export function join(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (a === b) return a;
  if (!a || !b) {
    const set = a ?? b;
    return set && unknownValue(set.place, 'it is only set under a condition');
  }
  if (a.kind === 'list' && b.kind === 'list') return joinLists(a, b);
  if (a.kind === 'dict' && b.kind === 'dict') return joinDicts(a, b);
  return isSame(a, b) ? a : unknownValue(b.place, 'it depends on a condition');
}

function isSame(a: Value, b: Value): boolean {
  if ((a.kind === 'text' || a.kind === 'constant') && a.kind === b.kind) return a.value === b.value;
  if (a.kind === 'path' && b.kind === 'path') return a.base === b.base && a.path === b.path;
  return a.kind === 'import' && b.kind === 'import' && a.name === b.name;
}

const keyOf = ({ value }: Item): string | undefined => (value.kind === 'text' ? value.value : undefined);

function joinLists(a: ListValue, b: ListValue): Value {
  const sure = (list: ListValue): ReadonlySet<string | undefined> =>
    new Set(list.items.filter(({ certain }) => certain).map(keyOf));
  const [inA, inB] = [sure(a), sure(b)];
  const both = (item: Item): Item => {
    const key = keyOf(item);
    return { value: item.value, certain: key !== undefined && inA.has(key) && inB.has(key) };
  };
  const all = new Set(a.items.map(keyOf));
  const added = b.items.filter((item) => {
    const key = keyOf(item);
    return key === undefined || !all.has(key);
  });
  const disorder = sameOrder(a, b) ? (a.disorder ?? b.disorder) : 'its order depends on a condition';
  return listOf(b.place, [...a.items.map(both), ...added.map(both)], a.open ?? b.open, disorder);
}

/** What both lists hold stands in the same order in both. */
function sameOrder(a: ListValue, b: ListValue): boolean {
  const keys = new Set(b.items.map(keyOf));
  const common = a.items.map(keyOf).filter((key) => key !== undefined && keys.has(key));
  const shared = new Set(common);
  const other = b.items.map(keyOf).filter((key) => key !== undefined && shared.has(key));
  return common.length === other.length && common.every((key, index) => key === other[index]);
}

function joinDicts(a: DictValue, b: DictValue): Value {
  const entries = new Map<string, Value>();
  for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
    const value = join(a.entries.get(key), b.entries.get(key));
    if (value) entries.set(key, value);
  }
  return dictOf(b.place, entries, a.open ?? b.open);
}
