import { effectiveTool } from '../../model/effective-tool.ts';
import { readEntryScript } from '../../model/entry-script.ts';
import { runningWords } from '../../model/start.ts';
import type { Model, Stage, StartInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { ComposeCommand, ComposeService } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command, Script, Word } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import type { Related } from '../define.ts';
import { type EntrypointKind, entrypointKind, SHELL_NAMES, type Start, type StartWords, startsOf } from './start.ts';
import { placeOfStart } from './start-place.ts';
import { filesAtStart, workspacePath } from './started-files.ts';

export { workspacePath } from './started-files.ts';

/** A command that an image runs when it starts. */
export interface StartedCommand {
  readonly command: Command;
  /** What it is in the end: gunicorn in `poetry run gunicorn`. */
  readonly tool: Tool | undefined;
  /** The text it is part of. */
  readonly script: Script;
  /** CMD or ENTRYPOINT: its words stand there, or those that lead to the script where they stand. Undefined where compose says them. */
  readonly instruction: StartInstruction | undefined;
  /** The script of the build context that holds it, or the compose file; undefined for the Dockerfile itself. */
  readonly file: string | undefined;
  /** It stands in a compose file, whose path is that in the workspace folder. */
  readonly inCompose: boolean;
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
  /** The script whose command names it, or the compose file; undefined for the Dockerfile itself. */
  readonly from: string | undefined;
  readonly instruction: StartInstruction | undefined;
  /** Where the Dockerfile names it, or the script that leads to it. */
  readonly span: Span;
  readonly conditional: boolean;
  /** What it gets as `"$@"`, as it would run. */
  readonly given: Script | undefined;
}

/** Everything an image runs when it starts, in order, as far as it can be read. */
export interface Started {
  readonly start: Start;
  /** The service of compose that starts the image with a command of its own; undefined for what the image starts by itself. */
  readonly service: ComposeService | undefined;
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
  const { entrypoint, command } = start;
  return new StartReader(start, undefined, facts).read(
    entrypoint && inDockerfile(entrypoint),
    command && inDockerfile(command),
  );
}

/** What an image runs when a service of compose starts it with words of its own. */
export function startedByService(start: Start, service: ComposeService, facts: ProjectFacts): Started {
  const place = placeOfStart(start);
  const own = service.entrypoint ?? start.entrypoint;
  // An entrypoint of compose takes the image's CMD away.
  const given = service.command ?? (service.entrypoint ? undefined : start.command);
  const said = (words: ComposeCommand | StartInstruction | undefined): Said | undefined =>
    words && ('node' in words ? inDockerfile(words) : inComposeFile(words, place));
  return new StartReader(start, service, facts).read(said(own), said(given));
}

/** Words that say what is started, and where they stand. */
interface Said extends StartWords, Origin {}

const inDockerfile = (instruction: StartInstruction): Said => ({
  script: instruction.script,
  node: instruction.node,
  instruction,
  file: undefined,
  inCompose: false,
  span: undefined,
});

const inComposeFile = ({ script, from }: ComposeCommand, span: Span): Said => ({
  script,
  node: { command: { form: 'exec' } },
  instruction: undefined,
  file: from.path,
  inCompose: true,
  span,
});

/** Where a text stands. */
interface Origin extends Pick<StartedCommand, 'instruction' | 'file' | 'inCompose'> {
  /** Where to show it, when it is not shown where it stands. */
  readonly span: Span | undefined;
}

/** How a text is reached. */
interface Way extends Origin {
  readonly conditional: boolean;
  readonly last: boolean;
  /** What the text gets as `"$@"`. */
  readonly given: Given | undefined;
}

/** Words that a script is given, as they would run. */
interface Given extends Origin {
  readonly script: Script;
}

const originOf = ({ instruction, file, inCompose, span }: Origin): Origin => ({ instruction, file, inCompose, span });

const MAX_SCRIPTS = 20;
const ALL_ARGUMENTS = /^"?\$(?:@|\*|\{@\}|\{\*\})"?$/;
/** The script makes other words of those it is given. */
const CHANGES_ARGUMENTS = /\bshift\b|\bset\s+--|\beval\b/;

class StartReader implements Started {
  readonly start: Start;
  readonly service: ComposeService | undefined;
  readonly commands: StartedCommand[] = [];
  readonly files: StartedFile[] = [];
  readonly texts: string[] = [];
  complete = true;
  readonly #facts: ProjectFacts;
  readonly #seen = new Set<string>();

  constructor(start: Start, service: ComposeService | undefined, facts: ProjectFacts) {
    this.start = start;
    this.service = service;
    this.#facts = facts;
  }

  get #stage(): Stage {
    return this.start.stage;
  }

  read(entrypoint: Said | undefined, command: Said | undefined): this {
    const kind = entrypointKind({ stage: this.#stage, entrypoint }, this.#facts);
    // What a base image brings along is not seen.
    if (!entrypoint && kind.kind !== 'none') this.complete = false;
    if (!entrypoint || kind.kind === 'none') {
      if (command) this.#visit(command.script, this.#wayOf(command, kind.kind !== 'none'));
      else this.complete = false;
      return this;
    }
    if (entrypoint.script.opaque) this.complete = false;
    else this.#readBoth(entrypoint, command, kind);
    return this;
  }

  #wayOf(said: Said, conditional = false): Way {
    return { ...originOf(said), conditional, last: true, given: undefined };
  }

  #readBoth(entrypoint: Said, command: Said | undefined, kind: EntrypointKind): void {
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
    const joined = (span?: Span): Script => runningWords([...own.words, ...wordsOf(command.script)], span);
    if (kind.kind === 'script' || kind.kind === 'unknown') this.#visitScript(entrypoint, own, command, kind);
    else if (kind.kind === 'launcher') {
      const span = command.script.commands[0]?.span;
      if (isArray) this.#visit(joined(span), { ...this.#wayOf(command), span: command.span ?? span });
      else this.#visit(command.script, this.#wayOf(command));
    } else if (isArray && entrypoint.file === command.file)
      this.#visit(joined(), { ...way, span: way.span ?? own.span });
    else this.complete = false;
  }

  /** ENTRYPOINT is a script: it gets the rest of its own words and those of CMD. */
  #visitScript(entrypoint: Said, own: Command, command: Said, kind: EntrypointKind): void {
    const [script] = scriptWords(own);
    const behind = script ? own.program.slice(own.program.indexOf(script) + 1) : [];
    const isJoined = behind.length > 0 && command.node.command.form === 'exec';
    // Words of two files make a command that stands in neither.
    if (isJoined && entrypoint.file !== command.file) {
      this.complete = false;
      return;
    }
    const given: Given = {
      ...originOf(command),
      script: isJoined ? runningWords([...behind, ...wordsOf(command.script)]) : command.script,
    };
    if (kind.kind === 'script' && kind.text.known) {
      const way = this.#wayOf(entrypoint);
      if (this.#follow(own, own.program, { ...way, span: way.span ?? own.span, given })) return;
    }
    this.complete = false;
    this.#visit(command.script, this.#wayOf(command, true));
  }

  #visit(script: Script, way: Way): void {
    if (script.opaque) this.complete = false;
    if (way.file === undefined || way.inCompose) this.texts.push(script.text.text);
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
    const { instruction, file, inCompose, conditional, last } = way;
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
      inCompose,
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
    const changed = this.texts.some((text) => CHANGES_ARGUMENTS.test(text));
    if (changed) this.complete = false;
    const conditional = way.conditional || changed;
    this.#visit(given.script, { ...originOf(given), conditional, last: way.last, given: undefined });
  }

  /** Follows a command into the scripts it runs or reads. */
  #scripts(command: Command, way: Way): void {
    const candidates = scriptWords(command);
    if (this.#follow(command, candidates, { ...way, span: way.span ?? command.span })) return;
    const isHidden = candidates.some(isPath) || (way.last && isUnknownProgram(command));
    if (isHidden) this.complete = false;
  }

  #follow(command: Command, words: readonly Word[], way: Way): boolean {
    const starting = { stage: this.#stage, service: this.service };
    const named = words.flatMap((word) => filesAtStart(starting, word, this.#facts).map((path) => ({ path, word })));
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
      this.#visit(script, { ...way, file: path, inCompose: false, given });
      return true;
    }
    return false;
  }

  /** A script that is called with words of its own. */
  #givenTo(command: Command, way: Way): Given | undefined {
    const script = scriptWords(command)[0];
    const behind = script ? command.program.slice(command.program.indexOf(script) + 1) : [];
    if (behind.length === 0) return undefined;
    return { ...originOf(way), span: way.file === undefined ? undefined : way.span, script: runningWords(behind) };
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
export function valueAtStart(word: Word, { start, service }: Started, { script }: StartedCommand): Known<string> {
  if (word.literal?.includes('$')) return unknown('no shell reads it');
  const { end } = start.stage;
  // A variable that nothing sets here gets its value where the container is started, whatever the fallback says.
  const isOpen = word.parts.some(
    (part) => part.kind === 'variable' && (service !== undefined || end.declaredEnv(part.name) === undefined),
  );
  if (isOpen) return unknown('a variable is set where the container is started');
  const values = expandWord(word, end, script);
  if (!values.known) return values;
  const [text, ...others] = values.value;
  return text === undefined || others.length > 0 ? unknown('not one word') : known(text);
}

/** `set -a; . ./.env` takes variables from a file. */
const READS_VARIABLES = /\bset\s+(?:-a|-o\s+allexport)\b|(?:^|[;&\s])(?:\.|source)\s+\S*env/m;

/** The text that holds a command by its path in the workspace folder; undefined for the Dockerfile itself. */
export const textPath = ({ file, inCompose }: StartedCommand, facts: ProjectFacts): string | undefined =>
  file === undefined || inCompose ? file : workspacePath(file, facts);

/** Where to show a finding about a command, and the script that holds it. */
export function placeOf(at: StartedCommand, facts: ProjectFacts, message: string) {
  const path = textPath(at, facts);
  const related: readonly Related[] = path === undefined ? [] : [{ span: at.command.span, message, path }];
  return { span: at.span, related };
}
