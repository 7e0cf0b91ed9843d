import { commandsOf } from '../../../model/all-commands.ts';
import type { RunInstruction } from '../../../model/types.ts';
import type { StateTool, Tool } from '../../../shell/tools/types.ts';
import type { Assignment, Command, Script, Word } from '../../../shell/types.ts';
import { type Known, known } from '../../../text/known.ts';
import { mountsVariable } from '../secret-mount.ts';
import { wordValue } from '../steps.ts';
import { changed, type Environment, set, unsure, type Variable, variableBefore } from './variable.ts';

/** The environment of a command of a RUN: ENV, ARG, secrets, and what the shell has set in front of it. */
export function environmentOfRun(run: RunInstruction, command: Command): Environment {
  const environment = new RunEnvironment(run);
  environment.reach(run.script, command);
  return environment;
}

/** A shell that reads the files of a login or of a person first. */
const READS_PROFILE = /^-\w*[li]|^--(?:login|rcfile|init-file)/;

/** Variables that name files of variables, for bash and for uv. */
const READ_FILES = ['BASH_ENV', 'UV_ENV_FILE'];

/** Builtins that may set and export what their words do not show. */
const SETS_ANYTHING = /^(?:eval|declare|typeset|readonly|read|mapfile|readarray|getopts)$/;

const ACTIVATES = /\/bin\/activate$/;

/** Programs that run another one, as another user, in the environment they found. */
const KEEPS_ENVIRONMENT = new Set(['gosu', 'su-exec', 's6-setuidgid', 'setuidgid']);

class RunEnvironment implements Environment {
  readonly #run: RunInstruction;
  readonly #given = new Map<string, Variable>();
  /** Why any variable may have been set in front of the command. */
  #open: string | undefined;
  /** Why any variable may be missing, whatever set it. */
  #cleared: string | undefined;

  constructor(run: RunInstruction) {
    this.#run = run;
    if (run.before.shell.some((word) => READS_PROFILE.test(word))) this.#open = 'a login shell reads other files';
    if (READ_FILES.some((name) => run.before.declaredEnv(name))) this.#open = 'a file of variables is read';
  }

  of(name: string): Variable {
    if (this.#cleared !== undefined) return unsure(this.#cleared);
    return this.#given.get(name) ?? this.#inherited(name);
  }

  #inherited(name: string): Variable {
    const variable = mountsVariable(this.#run, name)
      ? unsure(`the build may give ${name}`)
      : variableBefore(this.#run, name);
    return this.#open === undefined ? variable : changed(variable, this.#open);
  }

  /** Goes through a script up to a command; false when it is not in there. */
  reach(script: Script, target: Command): boolean {
    for (const command of script.commands) {
      if (command === target) {
        this.#enter(command);
        return true;
      }
      if (command.inner && commandsOf(command.inner).includes(target)) {
        this.#enter(command);
        if (command.program.slice(1).some(({ text }) => READS_PROFILE.test(text)))
          this.#open ??= 'a login shell reads other files';
        return this.reach(command.inner, target);
      }
      this.#pass(command);
    }
    return false;
  }

  /** What a command finds that is set for it alone. */
  #enter(command: Command): void {
    this.#cleared ??= clears(command);
    this.#open ??= opens(command.tool);
    for (const assignment of command.assignments) this.#assign(assignment);
  }

  #assign({ name, value, span }: Assignment): void {
    this.#given.set(name, set(this.#valueOf(value), { span }));
  }

  #valueOf(word: Word | undefined): Known<string> {
    return word ? wordValue(word, this.#run) : known('');
  }

  /** What a command leaves to those behind it. */
  #pass(command: Command): void {
    const { tool, name, within, conditional, joinedBy, words, assignments } = command;
    if (name !== undefined && SETS_ANYTHING.test(name)) this.#hide(`${name} may set variables`);
    // Without `export` they reach other programs only where they were there before.
    if (words.length === 0) for (const each of assignments) this.#blur(each.name);
    if (tool?.kind !== 'state') return;
    const isSure = !conditional && joinedBy !== '|' && (within === 'top' || within === 'group');
    this.#state(tool, isSure);
  }

  #state({ front, args, options }: StateTool, isSure: boolean): void {
    switch (front) {
      case 'export':
        for (const word of args) this.#export(word, isSure);
        break;
      case 'unset':
        for (const { literal } of args) if (literal !== undefined) this.#given.set(literal, unsure('it is unset'));
        break;
      case '.':
      case 'source':
        if (!ACTIVATES.test(args[0]?.text ?? '')) this.#hide(`${args[0]?.text ?? 'a file'} may set variables`);
        break;
      case 'set':
        if (options.some(({ canonical, literal }) => canonical === '-a' || literal === 'allexport'))
          this.#hide('the shell exports what it sets');
        break;
    }
  }

  #export(word: Word, isSure: boolean): void {
    const [, name, sign] = /^(\w+)(=|$)/.exec(word.text) ?? [];
    if (name === undefined) this.#hide(`the shell exports ${word.text}`);
    else if (sign !== '=' || !isSure) this.#blur(name);
    else {
      const value = this.#valueOf(word);
      const own = value.known ? known(value.value.slice(name.length + 1)) : value;
      this.#given.set(name, set(own, { span: word.span }));
    }
  }

  #blur(name: string): void {
    this.#given.set(name, changed(this.of(name), `the shell sets ${name}`));
  }

  /** From here on any variable may be set. */
  #hide(why: string): void {
    this.#open ??= why;
    for (const [name, variable] of this.#given) this.#given.set(name, changed(variable, why));
  }
}

/** Why a command may not see what was set in front of it. */
function clears({ wrappers, words, program, tool }: Command): string | undefined {
  if (wrappers.includes('sudo')) return 'sudo takes variables away';
  const front = words.slice(0, words.length - program.length);
  if (wrappers.includes('env') && front.some(({ text }) => text.startsWith('-'))) return 'env takes variables away';
  return dropsVariables(tool);
}

function dropsVariables(tool: Tool | undefined): string | undefined {
  for (let at = tool; at; at = 'ran' in at ? at.ran : undefined)
    if (at.kind === 'drop' && !KEEPS_ENVIRONMENT.has(at.front)) return `${at.front} may take variables away`;
  return undefined;
}

/** Why a command may see variables that nobody sets in front of it. */
function opens(tool: Tool | undefined): string | undefined {
  for (let at = tool; at; at = 'ran' in at ? at.ran : undefined) {
    // It reads .env files without being asked.
    if (at.kind === 'pipenv' || at.kind === 'pdm') return `${at.kind} may set variables`;
    if (at.kind === 'uv' && at.options.some(({ canonical }) => canonical === '--env-file'))
      return 'uv reads a file of variables';
  }
  return undefined;
}
