import { inheritedInstructions } from '../../model/instruction-lists.ts';
import { configurationIn, impliedFiles } from '../../model/start.ts';
import { joinPath } from '../../model/state.ts';
import type { PlainValue, ProjectFacts } from '../../project/types.ts';
import type { ServerTool } from '../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { lastPart } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { fileAtStart } from './files-at-start.ts';
import { type Started, type StartedCommand, valueAtStart, variableAt } from './started.ts';
import { directoryAt } from './working-directory.ts';

/** gunicorn's configuration file, which has the last word where no option says otherwise. */
export interface GunicornConfig {
  /** What is written in it; empty where there is none. */
  readonly text: string;
  /** What it makes of a setting; known to be undefined where it surely leaves that alone. */
  setting(name: string): Known<PlainValue | undefined>;
  /** The setting is worked out of the number of CPUs alone. */
  countsCpus(name: string): boolean;
}

const NONE: GunicornConfig = { text: '', setting: () => known(undefined), countsCpus: () => false };

/** What gunicorn reads in the folder where it is started, without being told. */
const IMPLIED = 'gunicorn.conf.py';

/** The file in force, the one that is there when the command runs. Without any, that is known as well. */
export function gunicornConfig(
  started: Started,
  at: StartedCommand,
  tool: ServerTool,
  facts: ProjectFacts,
): Known<GunicornConfig> {
  const named = namedFile(started, at, tool);
  if (!named.known) return named;
  if (!facts.context.known) return isNothingCopied(started, at, named.value) ? known(NONE) : facts.context;
  const path = joinPath(directoryOf(started, at, facts), named.value ?? IMPLIED);
  const file = path.known ? fileAtStart(started, path.value, facts) : path;
  if (file.known && file.value !== undefined) return configIn(file.value, facts);
  if (named.value !== undefined) return file.known ? unknown('the configuration file is not at hand') : file;
  return file.known || !mayHaveOne(started, facts) ? known(NONE) : file;
}

/** Without a project in sight: no COPY leads to where gunicorn looks. */
const isNothingCopied = (
  { start: { stage } }: Started,
  { command }: StartedCommand,
  named: string | undefined,
): boolean => named === undefined && stage.end.workdir.known && impliedFiles(stage, command).length === 0;

/** The path that the command names, else the one in GUNICORN_CMD_ARGS; known to be undefined where neither does. */
function namedFile(started: Started, at: StartedCommand, tool: ServerTool): Known<string | undefined> {
  const option = tool.options.findLast(({ canonical }) => canonical === '--config');
  if (option) return option.value ? asPath(valueAtStart(option.value, started, at)) : unknown('--config has no value');
  const more = variableAt(started, at, 'GUNICORN_CMD_ARGS');
  if (!more?.known) return more && started.complete ? more : known(undefined);
  const named = configurationIn(more.value);
  return named === undefined ? known(undefined) : asPath(known(named));
}

/** `file:conf.py` is that file, `python:config.gunicorn` a module. */
function asPath(named: Known<string>): Known<string> {
  if (!named.known) return named;
  if (named.value.startsWith('python:')) return unknown('the configuration is a module');
  return known(named.value.replace(/^file:/, ''));
}

function directoryOf(started: Started, at: StartedCommand, { composeServices }: ProjectFacts): Known<string> {
  if (started.service) return directoryAt(started, at);
  const isMoved = composeServices.known && composeServices.value.some(({ workingDir }) => workingDir);
  return isMoved ? unknown('compose chooses the working directory') : directoryAt(started, at);
}

function configIn(path: string, facts: ProjectFacts): Known<GunicornConfig> {
  const [source, file] = [facts.source(path), facts.python(path)];
  if (!source.known) return source;
  // What gunicorn cannot read, it does not start with: such a file says nothing of how it starts.
  if (!file.known || !file.value.names.known) return unknown('it cannot be read as Python');
  const { value } = file;
  return known({
    text: source.value,
    setting: (name) => value.value(name),
    countsCpus: (name) => value.countsCpus(name),
  });
}

/** Where nobody knows what lies in the folder: there is such a file somewhere, or something is said to write or mount one. */
function mayHaveOne({ start, texts }: Started, { workspace, composeServices }: ProjectFacts): boolean {
  return (
    !workspace.known ||
    !composeServices.known ||
    holdsOne(workspace.value) ||
    texts.some(namesOne) ||
    composeServices.value.some(({ volumes }) =>
      volumes.some(({ target }) => !target.known || namesOne(target.value)),
    ) ||
    inheritedInstructions(start.stage).some(
      (each) => namesOne(each.node.args.text) || (each.kind === 'run' && namesOne(each.script.text.text)),
    )
  );
}

const holdsOne = remembered((files: readonly string[]): boolean => files.some((file) => lastPart(file) === IMPLIED));

const namesOne = (text: string): boolean => text.includes(IMPLIED);
