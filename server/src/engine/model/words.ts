import type { Command, Script, Word } from '../shell/types.ts';
import { type Known, known, unknown } from '../text/known.ts';
import { remembered } from '../text/remembered.ts';
import { NOT_GIVEN } from './expand.ts';
import type { StageState } from './state.ts';

/** Nothing: the script does not set the name. Unknown: it does, in a way that only a running shell can tell. */
type ShellValue = Known<string> | undefined;

/** `A=1` on its own, `export A=1`: what a command sets for those behind it. */
function* assignmentsOf(command: Command): Generator<{ readonly name: string; readonly value: string | undefined }> {
  if (command.words.length === 0)
    for (const { name, value } of command.assignments) yield { name, value: value ? value.literal : '' };
  if (command.tool?.kind !== 'state') return;
  for (const { text, literal } of command.tool.args) {
    const name = /^\w+(?==)/.exec(text)?.[0];
    if (name !== undefined) yield { name, value: literal?.slice(name.length + 1) };
  }
}

interface Setting {
  readonly name: string;
  readonly value: Known<string>;
  /** Where the command that sets it ends: it holds behind that. */
  readonly end: number;
}

const settingsOf = remembered((script: Script): readonly Setting[] => {
  const result: Setting[] = [];
  for (const command of script.commands) {
    for (const { name, value } of assignmentsOf(command)) {
      const certain = !command.conditional && command.within === 'top';
      const given = certain && value !== undefined ? known(value) : unknown(`the shell sets ${name}`);
      result.push({ name, value: given, end: command.span.end });
    }
  }
  return result;
});

/** The value a script has given to a name in front of a word. */
function shellValue(name: string, word: Word, script: Script | undefined): ShellValue {
  let found: ShellValue;
  for (const each of script ? settingsOf(script) : [])
    if (each.name === name && each.end <= word.span.start) found = each.value;
  return found;
}

function variableValue(
  name: string,
  fallback: string | undefined,
  inShell: ShellValue,
  state: StageState,
): Known<string> {
  const value = inShell ?? state.variable(name);
  if (value?.known && (value.value !== '' || fallback === undefined)) return value;
  if (value && !value.known && !(value === NOT_GIVEN && fallback !== undefined)) return value;
  return fallback === undefined ? unknown(`${name} is set by nothing we can see`) : known(fallback);
}

/**
 * The value of a shell word with variables of ENV, ARG and the script itself expanded. An unquoted list
 * (`$PACKAGES`) becomes several values.
 */
export function expandWord(word: Word, state: StageState, script?: Script): Known<readonly string[]> {
  if (word.literal !== undefined) return known([word.literal]);
  let text = '';
  for (const part of word.parts) {
    if (part.kind === 'literal') text += part.text;
    else if (part.kind === 'variable') {
      const value = variableValue(part.name, part.fallback, shellValue(part.name, word, script), state);
      if (!value.known) return value;
      text += value.value;
    } else return unknown('only a running shell can tell');
  }
  return known(word.quoted ? [text] : text.split(/\s+/).filter((each) => each !== ''));
}
