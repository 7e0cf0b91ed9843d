import { type Known, known, unknown } from '../../text/known.ts';
import type { Fact } from '../types.ts';
import { asPath } from './paths.ts';
import { defaultOf } from './readers.ts';
import type { Scope } from './scope.ts';
import type { Default, SecretKey, Setting, SettingsPath } from './types.ts';
import { type ListValue, reasonOf, truthOf, type Value } from './value.ts';

const UNSET: Setting<never> = known(undefined);

/** Turns a value into a fact; None counts as not set. */
export function settingOf<T>(value: Value | undefined, read: (value: Value) => T | undefined): Setting<T> {
  if (!value || (value.kind === 'constant' && value.value === null)) return UNSET;
  const result = read(value);
  return result === undefined ? unknown(reasonOf(value)) : known({ value: result, from: value.place });
}

export const textSetting = (scope: Scope, name: string): Setting<string> =>
  settingOf(scope.get(name), (value) => (value.kind === 'text' ? value.value : undefined));

/** What Django takes for true is what Python does: any text but the empty one. */
export const booleanSetting = (scope: Scope, name: string): Setting<boolean> => settingOf(scope.get(name), truthOf);

/** Of these names, those that are set at all. */
export function switchesIn(scope: Scope, names: readonly string[]): ReadonlyMap<string, Setting<boolean>> {
  const found = new Map<string, Setting<boolean>>();
  for (const name of names) if (scope.get(name)) found.set(name, booleanSetting(scope, name));
  return found;
}

/** An empty path is none. */
export function pathSetting(scope: Scope, name: string): Setting<SettingsPath> {
  const value = scope.get(name);
  return value?.kind === 'text' && value.value === '' ? UNSET : settingOf(value, asPath);
}

/** A list whose every item is known, in its order. */
export function listSetting<T>(
  scope: Scope,
  name: string,
  read: (value: Value) => T | undefined,
): Setting<readonly T[]> {
  return settingOf(scope.get(name), (value) => (value.kind === 'list' ? allOf(value, read) : undefined));
}

function allOf<T>(
  { items, open, disorder }: ListValue,
  read: (value: Value) => T | undefined,
): readonly T[] | undefined {
  if (open !== undefined || disorder !== undefined) return undefined;
  const found: T[] = [];
  for (const { value, certain } of items) {
    const item = certain ? read(value) : undefined;
    if (item === undefined) return undefined;
    found.push(item);
  }
  return found;
}

/** A text, and where it is written. */
export const asTextFact = (value: Value): Fact<string> | undefined =>
  value.kind === 'text' ? { value: value.value, from: value.place } : undefined;

export const asText = (value: Value): string | undefined => (value.kind === 'text' ? value.value : undefined);

/** The first text of a list that fits; unknown when one that is not known may fit. */
export function found(scope: Scope, name: string, pattern: RegExp): Setting<string> {
  const value = scope.get(name);
  if (!value) return UNSET;
  if (value.kind !== 'list') return settingOf<string>(value, () => undefined);
  let why = value.open;
  for (const { value: item, certain } of value.items) {
    if (item.kind === 'text' && !pattern.test(item.value)) continue;
    if (item.kind === 'text' && certain) return known({ value: item.value, from: item.place });
    why ??= item.kind === 'text' ? `${item.value} is only there under a condition` : reasonOf(item);
  }
  return why === undefined ? UNSET : unknown(why);
}

/** A text that fits, at whatever depth of a setting. */
export function within(value: Value | undefined, pattern: RegExp): Setting<string> {
  if (!value) return UNSET;
  if (value.kind === 'text')
    return pattern.test(value.value) ? known({ value: value.value, from: value.place }) : UNSET;
  if (value.kind === 'dict')
    return either(
      [...value.entries.values()].map((each) => within(each, pattern)),
      value.open,
    );
  if (value.kind === 'list')
    return either(
      value.items.map((each) => within(each.value, pattern)),
      value.open,
    );
  return value.kind === 'constant' || value.kind === 'path' ? UNSET : unknown(reasonOf(value));
}

/** The first that is there; unknown when none is, but one may be. */
export function either(settings: readonly Setting<string>[], open?: string): Setting<string> {
  const there = settings.find((each) => each.known && each.value !== undefined);
  if (there) return there;
  const hidden = settings.find((each) => !each.known);
  return hidden ?? (open === undefined ? UNSET : unknown(open));
}

/** Where the secret key comes from. */
export function secretKeySetting(scope: Scope): Known<Fact<SecretKey> | undefined> {
  return settingOf(scope.get('SECRET_KEY'), (value) => {
    if (value.kind === 'text') return { kind: 'literal', value: value.value };
    if (value.kind !== 'environment') return undefined;
    const [read] = value.reads;
    const fallback: Default = value.fallback
      ? valueDefault(value.fallback)
      : (read?.default ?? defaultOf(undefined, true));
    return { kind: 'environment', reads: value.reads, fallback };
  });
}

function valueDefault(value: Value): Default {
  if (value.kind === 'text') return { kind: 'literal', value: value.value };
  if (value.kind !== 'constant') return { kind: 'dynamic' };
  return value.value === null ? { kind: 'none' } : { kind: 'literal', value: value.value };
}
