import type { Command, Script } from '../shell/types.ts';
import type { DockerfileSyntax, ExecForm, ShellForm } from '../syntax/nodes.ts';
import type { FixDraft } from './builder.ts';

const jsonString = (text: string): string => JSON.stringify(text);

/** A text as it stands inside a JSON string. */
const jsonText = (text: string): string => jsonString(text).slice(1, -1);

/** Writes the words of a command as a JSON array, where they stand; undefined where a word goes over a line break. */
export function wordsToArray(draft: FixDraft, { words }: Command): FixDraft | undefined {
  for (const [index, { span, text, literal }] of words.entries()) {
    if (literal === undefined || span.end - span.start !== text.length) return undefined;
    const open = index === 0 ? '[' : '';
    const close = index === words.length - 1 ? ']' : ',';
    draft.replace(span, `${open}${jsonString(literal)}${close}`);
  }
  return draft;
}

/** Where `exec` makes the shell give way to the last command of a list; undefined where that would change what happens. */
export function placeOfExec(script: Script): number | undefined {
  const last = script.top.at(-1);
  const program = last?.words[0];
  if (!last || !program || script.opaque || script.text.collapsed || script.comments.length > 0) return undefined;
  if (last.background || last.negated || last.joinedBy === '|' || last.joinedBy === '||') return undefined;
  if (last.wrappers.some((name) => name === 'exec' || name === 'time' || name === 'command' || name === 'builtin'))
    return undefined;
  if (BUILTINS.has(last.name ?? '') || script.commands.some((each) => each.within === 'function')) return undefined;
  return last.span.end === script.text.span.end ? program.span.start : undefined;
}

/** What only a shell can do; `exec` and JSON arrays need a program. */
export const BUILTINS: ReadonlySet<string> = new Set(
  '. : alias bg break cd continue declare eval exit export fg getopts hash jobs let local read readonly return set shift shopt source times trap type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

/** Turns shell form into `["/bin/sh", "-c", "… exec …"]`: the same shell reads the same text. */
export function shellFormToArray(
  draft: FixDraft,
  syntax: DockerfileSyntax,
  { text }: ShellForm,
  { shell, execAt }: { readonly shell: readonly string[]; readonly execAt: number },
): FixDraft {
  const { start, end } = text.span;
  const open = `[${shell.map(jsonString).join(', ')}, "`;
  for (const range of text.ranges) {
    for (let at = range.start; at < range.end; at++) {
      const letter = syntax.text.charAt(at);
      const escaped = letter === '\t' ? ' ' : jsonText(letter);
      const prefix = (at === start ? open : '') + (at === execAt ? 'exec ' : '');
      if (escaped !== letter) draft.replace({ start: at, end: at + 1 }, prefix + escaped);
      else if (prefix !== '') draft.insert(at, prefix);
    }
  }
  return draft.insert(end, '"]');
}

/** Turns `["program", "argument"]` into `["sh", "-c", "exec program argument"]`, line by line as it stands. */
export function arrayToShell(
  draft: FixDraft,
  syntax: DockerfileSyntax,
  { items, span }: ExecForm,
  words: readonly string[],
  behind: { readonly words: string; readonly items: readonly string[] },
): FixDraft {
  for (const [index, item] of items.entries()) {
    const previous = items[index - 1];
    const word = jsonText(words[index] ?? '');
    if (!previous) {
      draft.replace({ start: span.start, end: item.span.end }, `["sh", "-c", "exec ${word}`);
      continue;
    }
    const gap = syntax.text.slice(previous.span.end, item.span.start);
    const comma = /^\s*,/.exec(gap)?.[0].length;
    if (comma === undefined) return draft.refuse();
    draft.remove({ start: previous.span.end, end: previous.span.end + comma });
    draft.replace(item.span, comma === gap.length ? ` ${word}` : word);
  }
  const last = items.at(-1)?.span.end ?? span.end;
  const rest = ['"', ...behind.items.map((item) => `, ${jsonString(item)}`), ']'].join('');
  return draft.replace({ start: last, end: span.end }, `${jsonText(behind.words)}${rest}`);
}
