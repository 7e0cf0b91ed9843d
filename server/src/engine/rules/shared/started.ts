import { effectiveTool } from '../../model/effective-tool.ts';
import { readEntryScript } from '../../model/entry-script.ts';
import { contextFilesOf, runningWords } from '../../model/start.ts';
import type { Model, Stage, StartInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command, Script, Word } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import type { Related } from '../define.ts';
import { type EntrypointKind, entrypointKind, SHELL_NAMES, type Start, startsOf } from './start.ts';

/** A command that an image runs when it starts. */
export interface StartedCommand {
  readonly command: Command;
  /** What it is in the end: gunicorn in `poetry run gunicorn`. */
  readonly tool: Tool | undefined;
  /** The text it is part of. */
  readonly script: Script;
  /** CMD or ENTRYPOINT: its words stand there, or those that lead to the script where they stand. */
  readonly instruction: StartInstruction;
  /** The script of the build context that holds it; undefined for the Dockerfile itself. */
  readonly file: string | undefined;
  /** Where the Dockerfile names it, or the script that runs it. */
  readonly span: Span;
  /** In a branch that may not be taken, or given to a script that nobody has read. */
  readonly conditional: boolean;
  /** Nothing runs behind it. */
  readonly last: boolean;
}

/** A script of the build context that is run or read when the image starts. */
export interface StartedFile {
  /** Relative to the build context. */
  readonly path: string;
  readonly text: string;
  /** Undefined for what is no shell script. */
  readonly script: Script | undefined;
  /** The command that names it, and the word that does. */
  readonly caller: Command;
  readonly word: Word;
  /** How it is used: as a program, given to an interpreter, or read by another script. */
  readonly use: 'program' | 'argument' | 'source';
  /** The script whose command names it; undefined for the Dockerfile itself. */
  readonly from: string | undefined;
  readonly instruction: StartInstruction;
  /** Where the Dockerfile names it, or the script that leads to it. */
  readonly span: Span;
  readonly conditional: boolean;
  /** What it gets as `"$@"`, as it would run. */
  readonly given: Script | undefined;
}

/** Everything an image runs when it starts, in order, as far as it can be read. */
export interface Started {
  readonly start: Start;
  readonly commands: readonly StartedCommand[];
  /** The scripts on the way, in the order in which they are reached. */
  readonly files: readonly StartedFile[];
  /** Nothing on the way is hidden: no script that nobody has read, no entry script of a base image, no other shell's text. */
  readonly complete: boolean;
  /** The texts on the way, in which variables may be set. */
  readonly texts: readonly string[];
}

/** What was read last of a model, and with which facts: a model is judged by one set of them at a time. */
const lastRead = remembered((_: Model): { facts?: ProjectFacts; started: readonly Started[] } => ({ started: [] }));

/** What each image of the file runs when it starts. */
export function startedIn(model: Model, facts: ProjectFacts): readonly Started[] {
  const last = lastRead(model);
  if (last.facts !== facts) {
    last.facts = facts;
    last.started = startsOf(model, ['ships']).map((start) => startedBy(start, facts));
  }
  return last.started;
}

function startedBy(start: Start, facts: ProjectFacts): Started {
  const reader = new StartReader(start, facts);
  reader.read();
  return reader;
}

/** How a text is reached. */
interface Way {
  readonly instruction: StartInstruction;
  readonly file: string | undefined;
  readonly span: Span | undefined;
  readonly conditional: boolean;
  readonly last: boolean;
  /** What the text gets as `"$@"`. */
  readonly given: Given | undefined;
}

/** Words that a script is given, as they would run. */
interface Given {
  readonly script: Script;
  readonly instruction: StartInstruction;
}

const MAX_SCRIPTS = 20;
const ALL_ARGUMENTS = /^"?\$(?:@|\*|\{@\}|\{\*\})"?$/;
/** The script makes other words of those it is given. */
const CHANGES_ARGUMENTS = /\bshift\b|\bset\s+--|\beval\b/;

class StartReader implements Started {
  readonly start: Start;
  readonly commands: StartedCommand[] = [];
  readonly files: StartedFile[] = [];
  readonly texts: string[] = [];
  complete = true;
  readonly #facts: ProjectFacts;
  readonly #seen = new Set<string>();

  constructor(start: Start, facts: ProjectFacts) {
    this.start = start;
    this.#facts = facts;
  }

  get #stage(): Stage {
    return this.start.stage;
  }

  read(): void {
    const { entrypoint, command } = this.start;
    const kind = entrypointKind(this.start, this.#facts);
    // What a base image brings along is not seen.
    if (!entrypoint && kind.kind !== 'none') this.complete = false;
    if (!entrypoint || kind.kind === 'none') {
      if (command) this.#visit(command.script, this.#wayOf(command, kind.kind !== 'none'));
      else this.complete = false;
      return;
    }
    if (entrypoint.script.opaque) this.complete = false;
    else this.#readBoth(entrypoint, command, kind);
  }

  #wayOf(instruction: StartInstruction, conditional = false): Way {
    return { instruction, file: undefined, span: undefined, conditional, last: true, given: undefined };
  }

  #readBoth(entrypoint: StartInstruction, command: StartInstruction | undefined, kind: EntrypointKind): void {
    const way = this.#wayOf(entrypoint);
    const [own] = entrypoint.script.commands;
    if (kind.kind === 'shell-form' || !command || !own) {
      this.#visit(entrypoint.script, way);
      return;
    }
    if (command.script.opaque) {
      this.complete = false;
      return;
    }
    const isArray = command.node.command.form === 'exec';
    const joined = (): Script => runningWords([...own.words, ...wordsOf(command.script)]);
    if (kind.kind === 'script' || kind.kind === 'unknown') this.#visitScript(own, command, kind);
    else if (kind.kind === 'launcher') {
      const span = command.script.commands[0]?.span;
      if (isArray) this.#visit(joined(), { ...way, instruction: command, span });
      else this.#visit(command.script, this.#wayOf(command));
    } else if (isArray) this.#visit(joined(), { ...way, span: own.span });
    else this.complete = false;
  }

  /** ENTRYPOINT is a script: it gets the rest of its own words and those of CMD. */
  #visitScript(own: Command, command: StartInstruction, kind: EntrypointKind): void {
    const way = this.#wayOf(command);
    const entrypoint = this.start.entrypoint ?? command;
    const [script] = scriptWords(own);
    const behind = script ? own.program.slice(own.program.indexOf(script) + 1) : [];
    const isJoined = behind.length > 0 && command.node.command.form === 'exec';
    const given: Given = {
      script: isJoined ? runningWords([...behind, ...wordsOf(command.script)]) : command.script,
      instruction: command,
    };
    if (kind.kind === 'script' && kind.text.known) {
      if (this.#follow(own, own.program, { ...way, instruction: entrypoint, span: own.span, given })) return;
    }
    this.complete = false;
    this.#visit(command.script, { ...way, conditional: true });
  }

  #visit(script: Script, way: Way): void {
    if (script.opaque) this.complete = false;
    if (way.file === undefined) this.texts.push(script.text.text);
    const end = script.top.at(-1);
    for (const command of script.commands) {
      this.#command(command, script, {
        ...way,
        conditional: way.conditional || command.conditional,
        last: way.last && command === end,
      });
    }
  }

  #command(command: Command, script: Script, way: Way): void {
    const { instruction, file, conditional, last } = way;
    const words = command.program.length > 0 ? command.program : command.words;
    if (words[0] && ALL_ARGUMENTS.test(words[0].text)) {
      this.#arguments(way);
      return;
    }
    const dropped = command.tool && 'runs' in command.tool ? command.tool.runs[0] : undefined;
    if (dropped && ALL_ARGUMENTS.test(dropped.text)) this.#arguments(way);
    this.commands.push({
      command,
      tool: effectiveTool(command),
      script,
      instruction,
      file,
      span: way.span ?? command.span,
      conditional,
      last,
    });
    if (command.inner) this.#visit(command.inner, way);
    else if (!command.tool || command.tool.kind === 'state') this.#scripts(command, way);
    else if (command.tool.kind === 'drop' && !effectiveTool(command)) this.complete = false;
  }

  /** `exec "$@"`: what the script was given runs here. */
  #arguments(way: Way): void {
    const { given } = way;
    if (!given) {
      this.complete = false;
      return;
    }
    const { instruction, script } = given;
    const changed = this.texts.some((text) => CHANGES_ARGUMENTS.test(text));
    if (changed) this.complete = false;
    const conditional = way.conditional || changed;
    this.#visit(script, {
      instruction,
      file: undefined,
      span: undefined,
      conditional,
      last: way.last,
      given: undefined,
    });
  }

  /** Follows a command into the scripts it runs or reads. */
  #scripts(command: Command, way: Way): void {
    const candidates = scriptWords(command);
    if (this.#follow(command, candidates, { ...way, span: way.span ?? command.span })) return;
    const isHidden = candidates.some(isPath) || (way.last && isUnknownProgram(command));
    if (isHidden) this.complete = false;
  }

  #follow(command: Command, words: readonly Word[], way: Way): boolean {
    const named = words.flatMap((word) => contextFilesOf(this.#stage, word).map((path) => ({ path, word })));
    for (const { path, word } of named) {
      const file = this.#facts.script(path);
      if (!file.known) continue;
      if (this.#seen.has(path) || this.#seen.size >= MAX_SCRIPTS) return true;
      this.#seen.add(path);
      this.texts.push(file.value.text);
      const script = /\.py$/.test(path) ? undefined : readEntryScript(file.value.text);
      const given = way.given ?? this.#givenTo(command, way);
      this.files.push({
        path,
        text: file.value.text,
        script,
        caller: command,
        word,
        use: useOf(command, word),
        from: way.file,
        instruction: way.instruction,
        span: way.file === undefined ? word.span : (way.span ?? command.span),
        conditional: way.conditional,
        given: given?.script,
      });
      if (!script) return false;
      this.#visit(script, { ...way, file: path, given });
      return true;
    }
    return false;
  }

  /** A script that is called with words of its own. */
  #givenTo(command: Command, { instruction }: Way): Given | undefined {
    const script = scriptWords(command)[0];
    const behind = script ? command.program.slice(command.program.indexOf(script) + 1) : [];
    return behind.length === 0 ? undefined : { script: runningWords(behind), instruction };
  }
}

function useOf({ tool, program }: Command, word: Word): StartedFile['use'] {
  if (tool?.kind === 'state') return 'source';
  return word === program[0] ? 'program' : 'argument';
}

const wordsOf = (script: Script): readonly Word[] => script.commands[0]?.words ?? [];

const SOURCES = new Set(['.', 'source']);

/** The words of a command that name a script it runs or reads. */
function scriptWords({ name, program, tool }: Command): readonly Word[] {
  const [first, ...others] = program;
  if (!first) return [];
  if (tool?.kind === 'state') return SOURCES.has(tool.front) ? tool.args.slice(0, 1) : [];
  if (SHELL_NAMES.test(name ?? '') || /^python[\d.]*$/.test(name ?? '')) {
    const script = others.find((word) => !word.text.startsWith('-'));
    return script ? [script] : [];
  }
  return [first];
}

const isPath = ({ text }: Word): boolean => /[/.]/.test(text) && !/^\/(?:usr\/)?s?bin\//.test(text);

/** Builtins and small programs that hide no server. */
const HARMLESS = /^(?:echo|printf|sleep|tail|cat|ls|true|false|:|\[|test|wait|node|npm|nginx|env)$/;

const isUnknownProgram = ({ name, words }: Command): boolean => words.length > 0 && !HARMLESS.test(name ?? '');

/** A variable as a command finds it: what ENV says, unless something on the way may set it. */
export function variableAt(started: Started, { command }: StartedCommand, name: string): Known<string> | undefined {
  const given = command.assignments.find((each) => each.name === name);
  if (given)
    return given.value?.literal === undefined ? unknown(`${name} is set at run time`) : known(given.value.literal);
  const mention = new RegExp(`\\b${name}\\b`);
  if (started.texts.some((text) => mention.test(text) || READS_VARIABLES.test(text)))
    return unknown(`a script sets ${name}`);
  if (!started.complete) return unknown(`a script that nobody has read may set ${name}`);
  return started.start.stage.end.env(name);
}

/** What a word of a started command is, when it is one word and nothing but the image decides. */
export function valueAtStart(word: Word, { start }: Started, { script }: StartedCommand): Known<string> {
  if (word.literal?.includes('$')) return unknown('no shell reads it');
  const { end } = start.stage;
  // A variable that nothing sets here gets its value where the container is started, whatever the fallback says.
  const isOpen = word.parts.some((part) => part.kind === 'variable' && end.declaredEnv(part.name) === undefined);
  if (isOpen) return unknown('a variable is set where the container is started');
  const values = expandWord(word, end, script);
  if (!values.known) return values;
  const [text, ...others] = values.value;
  return text === undefined || others.length > 0 ? unknown('not one word') : known(text);
}

/** `set -a; . ./.env` takes variables from a file. */
const READS_VARIABLES = /\bset\s+(?:-a|-o\s+allexport)\b|(?:^|[;&\s])(?:\.|source)\s+\S*env/m;

/** A file of the context by its path in the workspace folder, as related places name it. */
export function workspacePath(file: string, { context }: ProjectFacts): string {
  const root = context.known ? context.value.root : '';
  return root === '' ? file : `${root}/${file}`;
}

/** Where to show a finding about a command, and the script that holds it. */
export function placeOf({ span, file, command }: StartedCommand, facts: ProjectFacts, message: string) {
  const related: readonly Related[] =
    file === undefined ? [] : [{ span: command.span, message, path: workspacePath(file, facts) }];
  return { span, related };
}
