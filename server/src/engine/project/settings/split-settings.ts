import type { CallExpression, Expression } from '../python/types.ts';
import { evaluate, type Frame } from './evaluate.ts';
import { joinPath, parentOf } from './paths.ts';
import type { SettingsPath } from './types.ts';
import type { Value } from './value.ts';

/** What django-split-settings runs further files of settings with. */
export const INCLUDE = 'split_settings.tools.include';

/** Files that a call of `include` runs, as if they stood there. */
export interface Included {
  /** Relative to the folder that dotted names start from; `*` and `?` stand for names. */
  readonly pattern: string;
  /** Without any such file, nothing is amiss. */
  readonly optional: boolean;
}

/** What each argument of `include` names; undefined for one that is known when it runs. */
export function includedBy(call: CallExpression, from: string, frame: Frame): readonly (Included | undefined)[] {
  // Another dict of names than that of the module gets what the files set.
  if (!call.keywords.every(({ name, value }) => name === 'scope' && isOwnScope(value))) return [undefined];
  return call.args.flatMap((arg) => valuesOf(arg, frame)).flatMap((value) => includedAt(value, from));
}

const isOwnScope = (value: Expression): boolean =>
  value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === 'globals' && value.args.length === 0;

/** The value of an argument; `*files` are several. */
function valuesOf(arg: Expression, frame: Frame): readonly (Value | undefined)[] {
  if (arg.kind !== 'unary' || arg.operator !== '*') return [evaluate(arg, frame)];
  const list = evaluate(arg.value, frame);
  const isKnown = list.kind === 'list' && list.open === undefined && list.disorder === undefined;
  return isKnown ? list.items.map(({ value, certain }) => (certain ? value : undefined)) : [undefined];
}

function includedAt(value: Value | undefined, from: string): readonly (Included | undefined)[] {
  const optional = value?.kind === 'text' && value.optional === true;
  if (optional && value.value === '') return [];
  const { base, path } = pathOf(value, from) ?? NOWHERE;
  return [base === 'project' && !path.startsWith('..') ? { pattern: path, optional } : undefined];
}

/** Paths lie relative to the file that includes them. */
function pathOf(value: Value | undefined, from: string): SettingsPath | undefined {
  if (value?.kind === 'text') return joinPath(parentOf({ base: 'project', path: from }), value.value);
  return value?.kind === 'path' ? value : undefined;
}

const NOWHERE: SettingsPath = { base: 'absolute', path: '' };

/** The part of a pattern in front of its first `*` or `?`, up to a slash. */
export const folderOfPattern = (pattern: string): string => /^(?:[^/*?[]+\/)*/.exec(pattern)?.[0].slice(0, -1) ?? '';

export const isPattern = (path: string): boolean => /[*?[]/.test(path);

/** What Python's glob finds: a wildcard stands for no hidden file. Undefined for a set of letters. */
export function globOf(pattern: string): RegExp | undefined {
  if (pattern.includes('[')) return undefined;
  const parts = pattern.split('/').map((part) => {
    const text = part
      .replace(/[.+^${}()|\]\\]/g, '\\$&')
      .replace(/\*+/g, '[^/]*')
      .replace(/\?/g, '[^/]');
    return /^[*?]/.test(part) ? `(?!\\.)${text}` : text;
  });
  return new RegExp(`^${parts.join('/')}$`);
}
