import { parseScript } from '../shell/parse.ts';
import { PlacedText } from '../shell/text.ts';
import type { Script } from '../shell/types.ts';
import { shebangProgram } from '../syntax/parse.ts';

const SHELLS = /^(?:sh|bash|ash|dash|zsh|ksh)$/;

/** A script of the project, read as the program in its first line would; undefined when that is no shell, or the text is broken. */
export function readEntryScript(text: string): Script | undefined {
  const program = shebangProgram(text);
  if (program !== undefined && !SHELLS.test(program)) return undefined;
  const script = parseScript(new PlacedText(text, 0));
  return script.opaque ? undefined : script;
}

/** The text without comment lines and function bodies: in a function `$1` is something else. */
const mainPart = (text: string): string =>
  text
    .replace(/^[ \t]*#.*$/gm, '')
    .replace(/^[ \t]*(?:function[ \t]+)?[\w-]+[ \t]*(?:\(\))?[ \t\r\n]*\{[\s\S]*?^[ \t]*\}/gm, '')
    .replace(/^[ \t]*[\w-]+\(\)[ \t]*\{.*\}[ \t]*$/gm, '');

/** `[ "${1#-}" != "$1" ]`: options are given to the server, whatever else comes runs as it stands. */
const OPTION_TEST = /\[\[?\s*"?\$\{1(?:#-|:0:1)\}"?\s*!?==?\s*(?:"?\$\{?1\}?"?|["']?-["']?)\s*\]?\]/g;

/** The script decides by its first argument what it does. */
export const testsFirstArgument = (text: string): boolean => /\$\{?1\b/.test(mainPart(text).replace(OPTION_TEST, ''));

/** What a script does with its arguments may put variables into them. */
export const mayExpandArguments = (text: string): boolean => {
  const program = shebangProgram(text);
  if (program !== undefined && !SHELLS.test(program)) return true;
  return /\beval\b|envsubst|gomplate|dockerize|confd|esh\b|\s-\w*c\b.*\$[@*{]|<<</.test(mainPart(text));
};

/** All the script does with its arguments is to become the program they name. */
export function onlyRunsArguments(text: string): boolean {
  const program = shebangProgram(text);
  if (program === undefined || !SHELLS.test(program)) return false;
  const main = mainPart(text);
  const others = main.replaceAll('"$@"', '');
  return /^[ \t]*exec "\$@"[ \t;]*$/m.test(main) && !/\$\{?[0-9*#@]|\bshift\b|\bset\s+--|\beval\b/.test(others);
}
