import { type Known, known, unknown } from '../../text/known.ts';
import { fileOf } from './dependency.ts';
import { alternativesOf, pep440 } from './specifier.ts';
import type { DependencyFile, Specifier } from './types.ts';

/** A Python as people name it: `3.12` is any release of it, `3.12.4` that one. Undefined for what is no CPython. */
export function pythonRelease(text: string): Specifier | undefined {
  const release = /^(?:cpython-?|python-?)?(\d+(?:\.\d+){0,2})$/i.exec(text.trim())?.[1];
  if (release === undefined) return undefined;
  return pep440(release.split('.').length === 3 ? `==${release}` : `==${release}.*`);
}

/** uv takes ranges as well. */
function wished(text: string): Specifier | undefined {
  const release = pythonRelease(text);
  if (release || !/^[<>=~!]/.test(text)) return release;
  const range = pep440(text);
  return alternativesOf(range) && range;
}

/** Nobody writes more into such a file. */
const LONGEST = 10_000;

/** Reads `.python-version` or Heroku's `runtime.txt`: the first line that is no comment counts. */
export function readPythonVersion(path: string, text: string): Known<DependencyFile> {
  const match = text.length > LONGEST ? undefined : /^[\s\uFEFF]*(?:#[^\n]*\n\s*)*([^\s#][^\n#]*)/.exec(text);
  const written = match?.[1]?.trimEnd() ?? '';
  const value = wished(written);
  if (!match || !value) return unknown(`${path} names no Python that can be read`);
  const start = match[0].length - (match[1] ?? '').length;
  const from = { path, span: { start, end: start + written.length } };
  return known(fileOf({ kind: 'python-version', path, requiresPython: { value, from } }));
}
