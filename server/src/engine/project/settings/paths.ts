import type { Place } from '../types.ts';
import type { SettingsPath } from './types.ts';
import { MAX_TEXT, reasonOf, unknownValue, type Value } from './value.ts';

/** Joins parts of a path; `..` that lead out of the base stay in front. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** A path as text says it. */
function pathOfText(text: string): SettingsPath {
  return text.startsWith('/') ? { base: 'absolute', path: absolute(text) } : { base: 'workdir', path: normal(text) };
}

/** There is nothing above the root. */
const absolute = (path: string): string => `/${normal(path).replace(/^(?:\.\.(?:\/|$))+/, '')}`;

export function joinPath(from: SettingsPath, text: string): SettingsPath {
  if (text.startsWith('/')) return pathOfText(text);
  const path = `${from.path}/${text}`;
  return { base: from.base, path: from.base === 'absolute' ? absolute(path) : normal(path) };
}

export const parentOf = (path: SettingsPath): SettingsPath => joinPath(path, '..');

/** A value that stands for a path. */
export function asPath(value: Value | undefined): SettingsPath | undefined {
  if (value?.kind === 'path') return { base: value.base, path: value.path };
  return value?.kind === 'text' ? pathOfText(value.value) : undefined;
}

/** Joins values as `os.path.join` and `/` do. */
export function joinValues(values: readonly Value[], place: Place): Value {
  const [first, ...others] = values;
  let path = asPath(first);
  for (const value of others) {
    const part = asPath(value);
    if (!path || !part) path = undefined;
    else
      path =
        value.kind === 'text'
          ? joinPath(path, value.value)
          : part.base === 'workdir'
            ? joinPath(path, part.path)
            : part;
  }
  const strange = values.find((value) => !asPath(value));
  return path && path.path.length <= MAX_TEXT
    ? { kind: 'path', ...path, place }
    : unknownValue(place, strange ? reasonOf(strange) : 'it is no path');
}
