import type { TextEdit } from '../../../text/edits.ts';
import { lastPart } from '../../../text/path.ts';
import type { Span } from '../../../text/span.ts';

/** The first line of a script, as the kernel reads it. */
export interface Shebang {
  /** Without the line end. */
  readonly span: Span;
  readonly interpreter: string;
  /** Everything behind the interpreter is one argument to the kernel. */
  readonly argument: string;
  /** What runs in the end, by its name: `bash` of `/usr/bin/env bash`. */
  readonly program: string;
  /** A carriage return stands at its end: it is part of the last name. */
  readonly carriageReturn: boolean;
}

/** The kernel reads no more of it. */
const MAX_LENGTH = 256;

export function readShebang(text: string): Shebang | undefined {
  const head = text.slice(0, MAX_LENGTH);
  const [whole = ''] = head.split('\n', 1);
  const carriageReturn = whole.endsWith('\r');
  const line = carriageReturn ? whole.slice(0, -1) : whole;
  const [, interpreter, rest = ''] = /^#![ \t]*(\S+)([\s\S]*)$/.exec(line) ?? [];
  if (interpreter === undefined || (whole.length === MAX_LENGTH && text.length > MAX_LENGTH)) return undefined;
  const argument = rest.trim();
  const behind = argument.split(/\s+/).find((word) => !/^-|=/.test(word));
  return {
    span: { start: 0, end: line.length },
    interpreter,
    argument,
    program: lastPart(lastPart(interpreter) === 'env' ? (behind ?? '') : interpreter),
    carriageReturn,
  };
}

/** `#!/usr/bin/env bash -e`: env gets `bash -e` as one name and finds no such program. */
export const isSplitInVain = ({ interpreter, argument }: Shebang): boolean =>
  lastPart(interpreter) === 'env' && /^[^-\s=]\S*\s+\S/.test(argument);

/** Takes the carriage returns of all lines. */
export const lineFeedEdits = (text: string): TextEdit[] =>
  Array.from(text.matchAll(/(?<!\r)\r+(?=\n|$)/g), ({ index, 0: found }) => ({
    span: { start: index, end: index + found.length },
    newText: '',
  }));

/** Has env split its argument. */
export function splitEdits(text: string): TextEdit[] | undefined {
  const shebang = readShebang(text);
  if (!shebang || !isSplitInVain(shebang)) return undefined;
  const at = text.indexOf(shebang.argument, text.indexOf(shebang.interpreter) + shebang.interpreter.length);
  return [{ span: { start: at, end: at }, newText: '-S ' }];
}

/** What other shells than bash do not have, or do otherwise. */
const OF_BASH = [
  /\[\[|\(\(|<<<|<\(|>\(|&>|\|&|\$'|\$"|;;&|;&/,
  /^[ \t]*function[ \t]/m,
  /\b(?:source|declare|typeset|shopt|mapfile|readarray|let|select|pushd|popd|disown|coproc|enable|compgen)\b/,
  /\b(?:BASH\w*|RANDOM|EPOCH\w+|FUNCNAME|PIPESTATUS|SECONDS|EUID|UID|OSTYPE|HOSTNAME|REPLY)\b/,
  /\bpipefail\b|\bset[ \t]+-\w*E|\btrap\b.{0,200}\b(?:ERR|DEBUG|RETURN)\b/,
  /\$\{(?:!|\w+(?:\[|:-?\d|\/|\^|,|@))|\$\{\w+:[ $(]/,
  /\w\+?=\(|\w\+=/,
  /\[ [^\]\n]{0,200}==/,
  /\{[\w.]+(?:,[^}\s]{0,200}|\.\.\w+)\}/,
  /\b(?:echo[ \t]+-\w|read[ \t]+-(?!r\b)|wait[ \t]+-n|printf[ \t]+-v|export[ \t]+-[fn]|exec[ \t]+-|local[ \t]+-)/,
  /\$\[/,
];

/** Whether nothing in a script needs bash, as far as its text shows. */
export const isPosix = (text: string): boolean => {
  const code = text.replace(/(^|\s)#.*$/gm, '$1');
  return !OF_BASH.some((pattern) => pattern.test(code));
};

/** `#!/bin/sh` in place of bash; undefined where the script needs bash, or its options are more than sh knows. */
export function plainShellEdits(text: string): TextEdit[] | undefined {
  const shebang = readShebang(text);
  if (shebang?.program !== 'bash' || !isPosix(text)) return undefined;
  const options = shebang.argument.replace(/^(?:-S\s+)?bash\b/, '').trim();
  if (!/^(?:-[aefuvx]+)?$/.test(options)) return undefined;
  return [{ span: shebang.span, newText: `#!/bin/sh${options === '' ? '' : ` ${options}`}` }];
}

/** A first line for a script of plain sh that has none; what stands in front of a `#!` further down goes. */
export function missingShebangEdits(text: string): TextEdit[] | undefined {
  if (text.startsWith('#!')) return undefined;
  const blank = /^\s+(?=#!)/.exec(text)?.[0];
  if (blank !== undefined) return [{ span: { start: 0, end: blank.length }, newText: '' }];
  if (!isPosix(text)) return undefined;
  return [{ span: { start: 0, end: 0 }, newText: `#!/bin/sh${/\r\n/.test(text) ? '\r\n' : '\n'}` }];
}
