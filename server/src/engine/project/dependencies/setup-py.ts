import { type Known, known, unknown } from '../../text/known.ts';
import type { Fact } from '../types.ts';
import { fileOf, fromRequirement, groupOf } from './dependency.ts';
import { pep440 } from './specifier.ts';
import type { Dependency, DependencyFile, Specifier, Unread } from './types.ts';

/** Strings with a backslash in them are for a reader of Python. */
const STRING = /"[^"\\\n]*"|'[^'\\\n]*'/y;
const BLANK = /\s+|#[^\n]*/y;

/** What a setup.cfg or a pyproject.toml says is all there is. */
const NOTHING_OF_ITS_OWN = /\bsetup\(\s*\)/;

/**
 * Reads a setup.py whose `install_requires` is a list of plain strings. Anything else is a program, and what a program says is
 * unknown.
 */
export function readSetupPy(path: string, text: string): Known<DependencyFile> {
  const calls = Array.from(text.matchAll(/\binstall_requires\s*=\s*/g));
  const [call] = calls;
  if (!call && NOTHING_OF_ITS_OWN.test(text)) return known(fileOf({ kind: 'setup.py', path }));
  if (calls.length !== 1 || !call || /\*\*/.test(text))
    return unknown(`what ${path} asks for is worked out when it runs`);
  const found = stringsAt(path, text, call.index + call[0].length);
  if (!found) return unknown(`what ${path} asks for is worked out when it runs`);
  const from = { path, span: { start: call.index, end: found.end } };
  const main = groupOf({ name: 'main', kind: 'main', from }, found.entries);
  return known(fileOf({ kind: 'setup.py', path, groups: [main], requiresPython: pythonOf(path, text) }));
}

function pythonOf(path: string, text: string): Fact<Specifier> | undefined {
  const match = /\bpython_requires\s*=\s*(["'])([^"'\\\n]*)\1/.exec(text);
  const written = match?.[2];
  if (!match || written === undefined) return undefined;
  const end = match.index + match[0].length - 1;
  return { value: pep440(written), from: { path, span: { start: end - written.length, end } } };
}

/** The strings of a list; undefined when there is anything else in it. */
function stringsAt(
  path: string,
  text: string,
  start: number,
): { entries: readonly (Dependency | Unread)[]; end: number } | undefined {
  if (text[start] !== '[') return undefined;
  const entries: (Dependency | Unread)[] = [];
  let at = skip(text, start + 1);
  while (text[at] !== ']') {
    STRING.lastIndex = at;
    const string = STRING.exec(text)?.[0];
    if (string === undefined) return undefined;
    const span = { start: at + 1, end: at + string.length - 1 };
    entries.push(fromRequirement(string.slice(1, -1), { path, span }));
    at = skip(text, at + string.length);
    if (text[at] === ',') at = skip(text, at + 1);
    else if (text[at] !== ']') return undefined;
  }
  const end = at + 1;
  // A list that is added to is not all there is.
  return /^[,)]/.test(text.slice(skip(text, end), skip(text, end) + 1)) ? { entries, end } : undefined;
}

function skip(text: string, from: number): number {
  let at = from;
  for (;;) {
    BLANK.lastIndex = at;
    const blank = BLANK.exec(text)?.[0];
    if (blank === undefined) return at;
    at += blank.length;
  }
}
