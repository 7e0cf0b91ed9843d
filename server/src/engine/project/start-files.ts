import { effectiveTool } from '../model/effective-tool.ts';
import { contextFilesOf, effectiveCommand, effectiveEntrypoint, impliedFiles } from '../model/start.ts';
import type { Model, Stage } from '../model/types.ts';
import type { Command, Script } from '../shell/types.ts';
import { type Known, known } from '../text/known.ts';
import type { ComposeService } from './compose/types.ts';
import type { IndexedListing } from './context.ts';
import type { Reading } from './reading.ts';
import type { EntryScript } from './types.ts';

/** Scripts call scripts; nobody's call that many. */
const MAX_FILES = 20;

/**
 * Scripts and configuration files of the context that the start commands name, those of compose included, and those a script names
 * in turn.
 */
export function startFiles(
  model: Model,
  context: Known<IndexedListing>,
  services: Known<readonly ComposeService[]>,
  reading: Reading,
): ReadonlyMap<string, Known<EntryScript>> {
  const found = new Map<string, Known<EntryScript>>();
  if (!context.known) return found;
  const wanted = new Set<string>();
  const commands = services.known ? services.value.flatMap(scriptsOf) : [];
  for (const stage of model.stages)
    for (const path of namedAtStart(stage, commands, context.value)) if (context.value.has(path)) wanted.add(path);
  for (const path of wanted) {
    if (found.size >= MAX_FILES) break;
    const text = reading.contextText(context, path);
    found.set(path, text.known ? known({ path, text: text.value, bom: reading.hasMark(context, path) }) : text);
    // Asked for here, so that the host reads it; rules take the answer from the facts.
    if (text.known && !CONFIGURATION.test(path)) reading.contextMode(context, path);
    if (text.known) for (const each of scriptsNamedIn(text.value, context.value)) wanted.add(each);
  }
  return found;
}

/** gunicorn reads this one without being told. */
const GUNICORN_FILE = 'gunicorn.conf.py';

const CONFIGURATION = /\.(?:ini|cfg|toml|ya?ml|conf(?:\.py)?)$|(?:^|\/)manage\.py$/;

const scriptsOf = ({ entrypoint, command }: ComposeService): Script[] =>
  [entrypoint, command].flatMap((each) => each?.script ?? []);

function* namedAtStart(stage: Stage, ofCompose: readonly Script[], { index }: IndexedListing): Generator<string> {
  const own = [effectiveEntrypoint(stage), effectiveCommand(stage)].flatMap((start) => start?.script ?? []);
  for (const script of [...own, ...ofCompose]) {
    for (const command of allCommands(script.commands)) {
      for (const word of command.words) yield* contextFilesOf(stage, word);
      yield* impliedFiles(stage, command);
      // Whether it lies where gunicorn is started is worked out once it has been read.
      if (isGunicorn(command)) yield* index.named(GUNICORN_FILE);
    }
  }
}

const isGunicorn = (command: Command): boolean => {
  const tool = effectiveTool(command);
  return tool?.kind === 'server' && tool.server === 'gunicorn';
};

/** Also those of a script that a shell is given as text. */
function* allCommands(commands: readonly Command[]): Generator<Command> {
  for (const command of commands) {
    yield command;
    if (command.inner) yield* allCommands(command.inner.commands);
  }
}

/** `wait-for-db.sh`, `gunicorn.conf.py`, and the last part of a path: `/usr/local/bin/start-web`. */
const FILE_NAME = /(?<![\w.-])[\w.-]{1,255}\.(?:sh|bash|ini|conf(?:\.py)?)\b|(?<=[\w.]?\/)[\w-]+(?=["'\s;]|$)/gm;

/** Files of the context whose name a script mentions: `exec /docker-cmd.sh`, `. ./lib.sh`. */
function scriptsNamedIn(text: string, { index }: IndexedListing): string[] {
  const names = new Set(Array.from(text.matchAll(FILE_NAME), ([name]) => name));
  if (/\bgunicorn\b/.test(text)) names.add(GUNICORN_FILE);
  return [...names].flatMap((name) => index.named(name));
}
