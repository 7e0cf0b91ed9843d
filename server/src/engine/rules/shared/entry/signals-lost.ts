import { effectiveTool } from '../../../model/effective-tool.ts';
import type { Command } from '../../../shell/types.ts';
import type { TextEdit } from '../../../text/edits.ts';
import { isServer } from '../serving.ts';
import { handlesSignals } from '../signals.ts';
import type { Started, StartedFile } from '../started.ts';

const ALL_ARGUMENTS = /^"?\$(?:@|\*|\{@\}|\{\*\})"?$/;

/** Programs that run until the container is stopped and that no reader of tools knows. */
const OTHER_SERVERS = /^(?:supervisord|nginx|honcho|circusd|gunicorn|uwsgi|celery)$/;

const isLongRunning = (command: Command): boolean => {
  const tool = effectiveTool(command);
  if (tool?.kind === 'celery') return /^(?:worker|beat|flower|events)$/.test(tool.action ?? '');
  return isServer(tool) || OTHER_SERVERS.test(command.name ?? '');
};

const passesArguments = ({ program, tool }: Command): boolean => {
  const first = tool?.kind === 'drop' ? tool.runs[0] : program[0];
  return first !== undefined && ALL_ARGUMENTS.test(first.text);
};

/** What the script is given runs until the container is stopped. */
const isGivenServer = ({ given }: StartedFile): boolean => given?.commands.some(isLongRunning) ?? false;

/** A command of another shell's text, or one that is started on the side, is no matter of `exec`. */
const isPlain = (command: Command): boolean =>
  command.tail &&
  !command.wrappers.includes('exec') &&
  !command.background &&
  !command.negated &&
  command.inner === undefined;

/** The commands for which a script stays as process 1: they run to the end, and no signal reaches them. */
export function waitedFor(file: StartedFile): readonly Command[] {
  const { script } = file;
  if (!script || handlesSignals(script)) return [];
  return script.commands.filter(
    (command) => isPlain(command) && (passesArguments(command) ? isGivenServer(file) : isLongRunning(command)),
  );
}

/** dumb-init signals every process of its session, `tini -g` its group; without, the script alone gets it. */
export function signalsGroup({ start: { entrypoint, command } }: Started): boolean {
  return [entrypoint, command].some((each) =>
    each?.script.commands.some(
      ({ wrappers, words }) =>
        (wrappers.includes('dumb-init') && !words.some(({ text }) => /^(?:-c|--single-child)$/.test(text))) ||
        words.some(
          ({ text }) =>
            /^-[a-z]{0,8}g[a-z]{0,8}$/.test(text) && wrappers.some((name) => /^(?:tini|catatonit)/.test(name)),
        ),
    ),
  );
}

/** `exec ` in front of what a script waits for; undefined where that would change more. */
export function execEdits(commands: readonly Command[]): TextEdit[] | undefined {
  if (commands.length === 0 || commands.some((command) => setsVariable(command) || command.wrappers[0] === 'time'))
    return undefined;
  return commands.map(({ words, span }) => {
    const at = words[0]?.span.start ?? span.start;
    return { span: { start: at, end: at }, newText: 'exec ' };
  });
}

/** `A=1 gunicorn`: in front of exec the variable is the shell's, and shells differ in what becomes of it. */
const setsVariable = ({ assignments, words }: Command): boolean =>
  assignments.some(({ span }) => span.start < (words[0]?.span.start ?? 0));
