import { joinPath } from '../../model/state.ts';
import type { RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Command, Script, Word } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';

/** A command of a RUN with what the shell has come to in front of it. */
export interface Step {
  readonly run: RunInstruction;
  readonly command: Command;
  readonly directory: Known<string>;
  /** The virtual environment that this RUN has put in front of PATH; undefined when it did no such thing. */
  readonly activated: Known<string> | undefined;
  /** Variables that the RUN has set. */
  readonly variables: ReadonlyMap<string, Known<string>>;
  /** It runs in every build. */
  readonly certain: boolean;
}

type ShellState = Pick<Step, 'directory' | 'activated' | 'variables'>;

const NO_VARIABLES: ReadonlyMap<string, Known<string>> = new Map();

const STAYS_IN_SHELL = new Set<Command['within']>(['top', 'group']);

/** The commands of a RUN in order, also those of texts it hands to a shell. */
export const stepsOf: (run: RunInstruction) => readonly Step[] = remembered((run: RunInstruction) => {
  const start: ShellState = { directory: run.before.workdir, activated: undefined, variables: NO_VARIABLES };
  return [...walk(run, run.script, start, true)];
});

function* walk(run: RunInstruction, script: Script, start: ShellState, certain: boolean): Generator<Step> {
  let state = start;
  for (const command of script.commands) {
    const runsAlways = certain && !command.conditional && command.within !== 'function';
    const own = withAssignments(state, command, run);
    yield { run, command, certain: runsAlways, ...own };
    if (command.inner) yield* walk(run, command.inner, own, runsAlways);
    // A command that is nothing but assignments leaves them to those behind it.
    const after = command.words.length === 0 ? own : afterBuiltin(state, command, run);
    const isPlain = runsAlways && STAYS_IN_SHELL.has(command.within);
    state = after === state || isPlain ? after : blurred(state, after);
  }
}

/** What only some runs change, or what a subshell changes for a while, nobody knows behind it. */
function blurred(before: ShellState, after: ShellState): ShellState {
  const hidden = unknown('only a running shell can tell');
  return {
    directory: after.directory === before.directory ? before.directory : hidden,
    activated: after.activated === before.activated ? before.activated : hidden,
    variables: new Map(
      [...after.variables].map(([name, value]) => [name, before.variables.has(name) ? hidden : value]),
    ),
  };
}

function withAssignments(state: ShellState, { assignments }: Command, run: RunInstruction): ShellState {
  return assignments.reduce(
    (each, { name, value }) => withVariable(each, name, value?.text ?? '', value ? wordValue(value, run) : known('')),
    state,
  );
}

/** `/opt/venv/bin:$PATH` → `/opt/venv`. */
const FRONT_OF_PATH = /^["']?([^"':$]+)\/bin\/?:/;

function withVariable(state: ShellState, name: string, text: string, value: Known<string>): ShellState {
  const variables = new Map(state.variables).set(name, value);
  if (name !== 'PATH') return { ...state, variables };
  const folder = FRONT_OF_PATH.exec(text)?.[1];
  const activated = folder === undefined ? unknown('PATH is set to what nobody can see') : known(folder);
  return { ...state, variables, activated };
}

const ACTIVATE = /^(.*)\/bin\/activate$/;

function afterBuiltin(state: ShellState, { tool }: Command, run: RunInstruction): ShellState {
  if (tool?.kind !== 'state') return state;
  const [first] = tool.args;
  switch (tool.front) {
    case 'cd': {
      const target = first && wordValue(first, run);
      return {
        ...state,
        directory: target?.known ? joinPath(state.directory, target.value) : unknown('cd to somewhere'),
      };
    }
    case 'export':
      return tool.args.reduce((each, word) => withExport(each, word, run), state);
    case '.':
    case 'source': {
      const file = first ? wordValue(first, run) : unknown('no file');
      const folder = file.known ? ACTIVATE.exec(file.value)?.[1] : undefined;
      const activated = folder === undefined ? unknown('a script is read') : joinPath(state.directory, folder);
      return { ...state, activated, variables: new Map(state.variables).set('VIRTUAL_ENV', activated) };
    }
    default:
      return state;
  }
}

function withExport(state: ShellState, word: Word, run: RunInstruction): ShellState {
  const match = /^(\w+)=([\s\S]*)$/.exec(word.text);
  if (!match) return state;
  const [, name = '', text = ''] = match;
  const value = wordValue(word, run);
  return withVariable(state, name, text, value.known ? known(value.value.slice(name.length + 1)) : value);
}

/** What a word is in the end, when it is one word. */
export function wordValue(word: Word, { before, script }: RunInstruction): Known<string> {
  const values = expandWord(word, before, script);
  if (!values.known) return values;
  const [value, ...more] = values.value;
  return value === undefined || more.length > 0 ? unknown('not one word') : known(value);
}

/** An absolute path in the image. */
export function pathOf(word: Word, { run, directory }: Pick<Step, 'run' | 'directory'>): Known<string> {
  const value = wordValue(word, run);
  if (!value.known) return value;
  return value.value.startsWith('~') ? unknown('a home folder') : joinPath(directory, value.value);
}

/** What a command finds in its environment under a name: of the RUN, of ENV and ARG. Undefined: nobody sets it. */
export const variableOf = ({ variables, run }: Step, name: string): Known<string> | undefined =>
  variables.get(name) ?? run.before.declaredEnv(name) ?? run.before.arg(name);

export const isOn = (value: Known<string> | undefined): boolean =>
  value?.known === true && /^(?:1|true|t|yes|y|on)$/i.test(value.value);

export const isOff = (value: Known<string> | undefined): boolean =>
  value?.known === true && /^(?:0|false|f|no|n|off)$/i.test(value.value);

/** The instructions that make a stage, inherited ones first. */
export { inheritedInstructions as instructionsOf } from '../../model/instruction-lists.ts';
