import { Decoding, type ShellText } from './text.ts';
import type { Word } from './types.ts';
import { baseName, head } from './words.ts';

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);
const RUNS_TEXT_AS_USER = new Set(['su', 'runuser']);

/** Long options of shells that take a word of their own. */
const TAKES_FILE = new Set(['--rcfile', '--init-file']);

/** The word behind `-c`, also behind bundles: `bash -exo pipefail -c '…'`. */
function shellScriptWord(args: readonly Word[]): Word | undefined {
  let script = false;
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (!word) return undefined;
    const option = head(word);
    if (!/^[-+]./.test(option)) return script ? word : undefined;
    if (option.startsWith('--')) {
      if (TAKES_FILE.has(option)) i++;
      continue;
    }
    if (option.startsWith('-') && option.includes('c')) script = true;
    if (/[oO]$/.test(option)) i++;
  }
  return undefined;
}

function commandOfUser(args: readonly Word[]): Word | undefined {
  const index = args.findIndex((word) => word.literal === '-c' || word.literal === '--command');
  return index === -1 ? undefined : args[index + 1];
}

/** The text between a word's quotes, as the inner shell gets it; variables the outer shell puts in stay as written. */
function unquoted(word: Word): ShellText | undefined {
  const { source, text } = word;
  if (word.text === word.literal) return source;
  const quote = text[0];
  if (text.length < 2 || text.at(-1) !== quote) return undefined;
  if (quote === "'") return text.indexOf("'", 1) === text.length - 1 ? source.slice(1, text.length - 1) : undefined;
  return quote === '"' ? withinDoubleQuotes(source) : undefined;
}

function withinDoubleQuotes(source: ShellText): ShellText | undefined {
  const { text } = source;
  const end = text.length - 1;
  if (!text.includes('\\')) return text.indexOf('"', 1) === end ? source.slice(1, end) : undefined;
  const decoding = new Decoding();
  for (let i = 1; i < end; ) {
    const letter = text.charAt(i);
    // Another text in quotes begins in the same word: `"a"'b'"c"`.
    if (letter === '"') return undefined;
    const next = text.charAt(i + 1);
    const width = letter === '\\' && '$`"\\\n'.includes(next) && i + 1 < end ? 2 : 1;
    if (width === 1) decoding.add(letter, i, i + 1);
    else if (next !== '\n') decoding.add(next, i, i + 2);
    i += width;
  }
  return decoding.of(source);
}

/** The script a program is given as text, with its place in the file. */
export function innerText(program: readonly Word[]): ShellText | undefined {
  const [first, ...args] = program;
  const name = first && baseName(first);
  if (name === undefined) return undefined;
  const word = SHELLS.has(name) ? shellScriptWord(args) : RUNS_TEXT_AS_USER.has(name) ? commandOfUser(args) : undefined;
  return word && unquoted(word);
}
