import { type Known, known, unknown } from '../../text/known.ts';
import type { Fact, Place } from '../types.ts';
import { fileOf, lockedPackage, wholeOf } from './dependency.ts';
import { normalName } from './names.ts';
import { pythonRelease } from './python-version.ts';
import type { DependencyFile, LockedPackage, Source, Specifier } from './types.ts';

type Json = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectIn = (value: Json, key: string): Json => {
  const found = Object.hasOwn(value, key) ? value[key] : undefined;
  return isObject(found) ? found : {};
};

const textIn = (value: Json, key: string): string | undefined => {
  const found = Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
};

/** How Pipenv calls its own two categories. */
const GROUPS: Readonly<Record<string, string>> = { default: 'main', develop: 'dev' };

/** Reads Pipfile.lock: a flat list of what is installed, for each category. JSON has no places, so they are searched. */
export function readPipfileLock(path: string, text: string): Known<DependencyFile> {
  const root = parsed(text);
  if (!root) return unknown(`${path} is no JSON`);
  const packages: LockedPackage[] = [];
  for (const [category, section] of Object.entries(root)) {
    if (category === '_meta' || !isObject(section)) continue;
    const group = Object.hasOwn(GROUPS, category) ? GROUPS[category] : undefined;
    let from = after(text, category, 0);
    for (const [name, entry] of Object.entries(section)) {
      const found = after(text, name, from.end);
      // A category that is not written in the order in which it is read has no places: then the whole file has to do.
      if (found.end > from.end) from = found;
      packages.push(
        packageOf(name, isObject(entry) ? entry : {}, group ?? normalName(category), { path, span: found }),
      );
    }
  }
  return known(
    fileOf({
      kind: 'Pipfile.lock',
      path,
      requiresPython: requiredPython(path, text, root),
      lock: { format: undefined, madeBy: undefined, packages, devGroups: new Map(), extras: new Map() },
    }),
  );
}

function parsed(text: string): Json | undefined {
  try {
    const root: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(root) ? root : undefined;
  } catch {
    return undefined;
  }
}

/** Where a key with an object stands; the start of the text when it is written in a way that nobody writes. */
function after(text: string, key: string, from: number): Place['span'] {
  const quoted = JSON.stringify(key);
  for (let at = text.indexOf(quoted, from); at !== -1; at = text.indexOf(quoted, at + 1)) {
    const start = at + 1;
    if (/^\s*:\s*\{/.test(text.slice(at + quoted.length, at + quoted.length + 40)))
      return { start, end: start + quoted.length - 2 };
  }
  return { start: 0, end: 0 };
}

function packageOf(name: string, entry: Json, group: string, from: Place): LockedPackage {
  const version = textIn(entry, 'version');
  return lockedPackage({
    name: normalName(name),
    version: version === undefined ? undefined : /^==([^=*,]+)$/.exec(version)?.[1],
    source: sourceOf(entry),
    groups: [group],
    marker: textIn(entry, 'markers'),
    from,
  });
}

function sourceOf(entry: Json): Source {
  for (const [key, kind] of [
    ['git', 'vcs'],
    ['file', 'url'],
    ['path', 'path'],
  ] as const) {
    const target = textIn(entry, key);
    if (target !== undefined) return { kind, target };
  }
  return { kind: 'index' };
}

function requiredPython(path: string, text: string, root: Json): Fact<Specifier> | undefined {
  const requires = objectIn(objectIn(root, '_meta'), 'requires');
  const written = textIn(requires, 'python_full_version') ?? textIn(requires, 'python_version');
  const value = written === undefined ? undefined : pythonRelease(written);
  if (written === undefined || !value) return undefined;
  const at = text.indexOf(`"${written}"`, Math.max(0, text.indexOf('"requires"')));
  return {
    value,
    from: at === -1 ? wholeOf(path, text) : { path, span: { start: at + 1, end: at + 1 + written.length } },
  };
}
