import { tooLarge } from '../../limits.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import type { IgnoreFile, IgnorePattern } from '../types.ts';
import { cleanPath } from './clean.ts';
import { type Glob, readGlob } from './glob.ts';

/** Nobody writes as many, or as long ones. */
const MAX_PATTERNS = 2000;
const MAX_LENGTH = 4096;

export interface CompiledPattern extends IgnorePattern {
  readonly glob: Glob;
}

export interface CompiledIgnoreFile extends IgnoreFile {
  readonly patterns: readonly CompiledPattern[];
}

const MARK = '\uFEFF';
/** White space to Go: unlike to JavaScript, not the byte order mark, but the control character for a new line. */
const BLANKS = /^(?:[^\S\uFEFF]|\u0085)+|(?:[^\S\uFEFF]|\u0085)+$/g;

const trimmed = (text: string): string => text.replace(BLANKS, '');

/** The patterns of an ignore file. Docker refuses to build with one it cannot read, so then nothing is known. */
export function readIgnoreFile(path: string, text: string): Known<CompiledIgnoreFile> {
  const refused = tooLarge(text);
  if (refused) return unknown(`${path}: ${refused}`);
  const patterns: CompiledPattern[] = [];
  let start = text.startsWith(MARK) ? MARK.length : 0;
  for (const line of text.slice(start).split('\n')) {
    const read = readLine(line, start);
    if (read === 'refused' || patterns.length >= MAX_PATTERNS) return unknown(`${path} has patterns nobody can read`);
    if (read) patterns.push(read);
    start += line.length + 1;
  }
  return known({ path, text, patterns });
}

function readLine(line: string, start: number): CompiledPattern | 'refused' | undefined {
  const written = trimmed(line);
  if (line.startsWith('#') || written === '') return undefined;
  if (written.length > MAX_LENGTH) return 'refused';
  const negated = written.startsWith('!');
  const text = relative(cleanPath(negated ? trimmed(written.slice(1)) : written));
  const isNothing = negated && /^!\s*\/*$/.test(written);
  const glob = isNothing ? undefined : readGlob(text);
  if (!glob) return 'refused';
  const at = start + line.indexOf(written);
  return { text, negated, glob, span: { start: at, end: at + written.length } };
}

const relative = (path: string): string => (path.length > 1 && path.startsWith('/') ? path.slice(1) : path);
