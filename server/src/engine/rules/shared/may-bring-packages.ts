import { isHarmlessProgram, isPythonLibraryPackage, isStandaloneProgram } from '../../data/python-tools.ts';
import { expandWord } from '../../model/words.ts';
import type { Word } from '../../shell/types.ts';
import { lastPart } from '../../text/path.ts';
import { runsUnreadScript } from './commands.ts';
import type { Step } from './steps.ts';

/** `node`, `wait-for-it.sh`, `entrypoint.sh`: nothing of Python's. */
export const isPlainFile = (path: string): boolean => {
  const name = lastPart(path.replace(/["']/g, ''));
  return (
    isStandaloneProgram(name) ||
    /\.(?:sh|conf|ini|crt|pem|service|toml|ya?ml)$/.test(name) ||
    path.includes('node_modules')
  );
};

/** A system package that may put Django, a server or a library of Python where the system's Python finds it. */
export function mayBeLibrary(word: Word, { run }: Step): boolean {
  const values = expandWord(word, run.before, run.script);
  // `libpq-dev=17.*` is a pattern to the shell, but its name is not.
  const texts = values.known ? values.value : [/^["']?[\w.+-]+(?==)/.exec(word.text)?.[0]];
  return texts.some(
    (text) => text === undefined || isPythonLibraryPackage(text.toLowerCase().replace(/^["']|[=<>~@:/].*$/g, '')),
  );
}

const INTERPRETER = /^(?:python|pypy)[\d.]*$/;
const INSTALLER_WORD = /\bpip3?\b|site-packages|\bvenv\b|setup\.py/;

/** A command we do not read may install what it wants. */
export function mayInstall({ command }: Step): boolean {
  const { name, words, program, inner, joinedBy } = command;
  if (words.length === 0 || inner) return false;
  if (name === undefined) return program.length > 0;
  if (words.some((word) => INSTALLER_WORD.test(word.text))) return true;
  if (INTERPRETER.test(name))
    return !/^(?:-c|-V|--version|-m compileall|-|-m json\.tool)\b|^$/.test(argumentsOf(program)) && joinedBy !== '|';
  if (/^(?:ba|da|a|z)?sh$/.test(name)) return joinedBy !== '|';
  if (name === 'xargs') return !runsHarmless(program);
  return runsUnreadScript(command) || !isHarmlessProgram(name);
}

/** Programs that only touch files. */
const FILE_PROGRAM = /^(?:rm|mkdir|chmod|chown|touch|cp|mv)$/;

/** `xargs -r rm -rf`; an option's value would be no such program. */
function runsHarmless(program: readonly Word[]): boolean {
  const run = program.slice(1).find(({ text }) => !text.startsWith('-'))?.text ?? 'echo';
  return FILE_PROGRAM.test(run) || isHarmlessProgram(run);
}

const argumentsOf = (program: readonly Word[]): string =>
  program
    .slice(1)
    .map(({ text }) => text)
    .join(' ');
