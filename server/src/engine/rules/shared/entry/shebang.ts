import type { TextEdit } from '../../../text/edits.ts';
import { lastPart } from '../../../text/path.ts';
import type { Span } from '../../../text/span.ts';
import { isPosix } from './posix.ts';

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

/** Has env split its argument. */
export function splitEdits(text: string): TextEdit[] | undefined {
  const shebang = readShebang(text);
  if (!shebang || !isSplitInVain(shebang)) return undefined;
  const at = text.indexOf(shebang.argument, text.indexOf(shebang.interpreter) + shebang.interpreter.length);
  return [{ span: { start: at, end: at }, newText: '-S ' }];
}

/** `#!/bin/sh` in place of bash; undefined where the script needs bash, or its options are more than sh knows. */
export function plainShellEdits(text: string): TextEdit[] | undefined {
  const shebang = readShebang(text);
  if (shebang?.program !== 'bash' || !isPosix(text)) return undefined;
  const options = shebang.argument.replace(/^(?:-S\s+)?bash\b/, '').trim();
  if (!/^(?:-[aefuvx]+)?$/.test(options)) return undefined;
  return [{ span: shebang.span, newText: `#!/bin/sh${options === '' ? '' : ` ${options}`}` }];
}

/** `#!/usr/bin/env python3` in place of the distribution's own Python, which these images do not have. */
export function envPythonEdits(text: string): TextEdit[] | undefined {
  const shebang = readShebang(text);
  const isOwn = shebang?.argument === '' && /^\/usr\/bin\/python3?$/.test(shebang.interpreter);
  return isOwn ? [{ span: shebang.span, newText: `#!/usr/bin/env ${shebang.program}` }] : undefined;
}

/** A first line for a script of plain sh that has none; what stands in front of a `#!` further down goes. */
export function missingShebangEdits(text: string): TextEdit[] | undefined {
  // A line with a carriage return would be the next defect.
  if (text.startsWith('#!') || text.includes('\r')) return undefined;
  const blank = /^\s+(?=#!)/.exec(text)?.[0];
  if (blank !== undefined) return [{ span: { start: 0, end: blank.length }, newText: '' }];
  if (!isPosix(text)) return undefined;
  return [{ span: { start: 0, end: 0 }, newText: '#!/bin/sh\n' }];
}
