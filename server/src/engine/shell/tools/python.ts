import type { Word } from '../types.ts';
import { baseName, head, tail } from '../words.ts';
import type { Call } from './call.ts';
import type { Tool } from './types.ts';

/** The interpreter's options that take a value; `-c` is a program text of its own. */
const TAKES_VALUE = /^-[A-Za-z]*[WX]$|^--check-hash-based-pycs$/;
const MODULE = /^-[A-VY-Za-z]*?m/;
const TEXT = /^-[A-VY-Za-ln-z]*c/;

interface Runs {
  readonly module: boolean;
  readonly words: readonly Word[];
}

/** What an interpreter runs: everything behind it belongs to the module or script. */
function runBy(args: readonly Word[]): Runs | undefined {
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    const text = word ? head(word) : '';
    if (!word || TEXT.test(text)) return undefined;
    if (text === '-' || !text.startsWith('-')) return { module: false, words: args.slice(i) };
    const upToModule = MODULE.exec(text)?.[0].length;
    if (upToModule === text.length) return { module: true, words: args.slice(i + 1) };
    if (upToModule !== undefined) return { module: true, words: [tail(word, upToModule), ...args.slice(i + 1)] };
    if (TAKES_VALUE.test(text)) i++;
  }
  return undefined;
}

/** Python runs a module or a script; what we read is what it runs. */
export function readPython(call: Call): Tool | undefined {
  const runs = runBy(call.args);
  if (!runs) return undefined;
  if (runs.module) return call.startModule(runs.words).ran;
  const [script] = runs.words;
  return script && baseName(script) === 'manage.py' ? call.start(runs.words).ran : undefined;
}
