import type { Tool } from './tools/types.ts';
import type { Word } from './types.ts';
import { head } from './words.ts';

/** The shell may turn the word into options, or into several words: `$OPTS`, `$(flags)`, `"$@"`, `--$MODE`. */
function mayHoldOptions(word: Word): boolean {
  const [first] = word.parts;
  if (word.literal !== undefined || first === undefined) return false;
  if (first.kind === 'literal') return first.text.startsWith('--') && !head(word).includes('=');
  if (word.quoted) return word.text.includes('@');
  return first.kind === 'variable' || first.why === 'substitution' || /^\$(\W|\{)/.test(word.text);
}

/** Where the words stand that are the values of options: what they hold is no option. */
function valueStarts(tool: Tool | undefined): readonly number[] {
  if (!tool) return [];
  const own = tool.options.flatMap(({ value, joined }) => (value && !joined ? [value.span.start] : []));
  return 'ran' in tool ? [...own, ...valueStarts(tool.ran)] : own;
}

export function isOpenEnded(program: readonly Word[], tool: Tool | undefined): boolean {
  const suspects = program.slice(1).filter(mayHoldOptions);
  if (suspects.length === 0) return false;
  const values = new Set(valueStarts(tool));
  return suspects.some((word) => !values.has(word.span.start));
}
