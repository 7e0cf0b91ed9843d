import { BUILTINS, placeOfExec, shellFormToArray, wordsToArray } from '../../fix/exec-form.ts';
import { onlyRunsArguments, testsFirstArgument } from '../../model/entry-script.ts';
import { contextFilesOf } from '../../model/start.ts';
import type { StartInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Command, Script } from '../../shell/types.ts';
import { lastPart } from '../../text/path.ts';
import { defineRule, type FixContext, type Problem, type Safety } from '../define.ts';
import { effectiveTool } from '../shared/commands.ts';
import { lacksShell } from '../shared/distroless.ts';
import { isServer } from '../shared/serving.ts';
import { handlesSignals, shellStays } from '../shared/signals.ts';
import { type EntrypointKind, entrypointKind, SHELL_NAMES, type Start, startsOf } from '../shared/start.ts';
import { shortened } from '../shared/wording.ts';

interface ShellForm {
  readonly instruction: StartInstruction;
  readonly start: Start;
  /** What runs a CMD; for ENTRYPOINT there is nothing in front. */
  readonly entrypoint: EntrypointKind;
  /** Only an array of the plain words mends it: a shell in front is the very defect. */
  readonly onlyPlain: boolean;
}

/** The shell text of CMD or ENTRYPOINT, when it is one that a server may run behind. */
function shellText({ node, script }: StartInstruction): Script | undefined {
  const { command } = node;
  if (command.form !== 'shell' || command.jsonLike || script.opaque || script.commands.length === 0) return undefined;
  return isInteractive(script) || handlesSignals(script) ? undefined : script;
}

/** `CMD bash`: a shell is what somebody wants. */
const isInteractive = ({ commands: [command, ...others] }: Script): boolean =>
  others.length === 0 && SHELL_NAMES.test(command?.name ?? '') && command?.program.every(isProgramOrOption) === true;

const isProgramOrOption = (word: Command['words'][number], index: number): boolean =>
  index === 0 || word.text.startsWith('-');

/** The command that ought to get the signal: the server, or else what comes last. */
const signalled = ({ top }: Script): Command | undefined =>
  top.filter((command) => isServer(effectiveTool(command))).at(-1) ?? top.at(-1);

function programOf(script: Script): string {
  const last = signalled(script);
  if (last?.inner && last.inner.top.length > 0) return programOf(last.inner);
  const file = SHELL_NAMES.test(last?.name ?? '')
    ? last?.program.find((word, index) => !isProgramOrOption(word, index))
    : undefined;
  return shortened(file ? lastPart(file.text) : (last?.name ?? 'the program'), 20);
}

/** What becomes of the program when the container is stopped. */
function consequence(script: Script, entrypoint: EntrypointKind): string {
  const program = programOf(script);
  return entrypoint.kind === 'launcher' && entrypoint.stays
    ? `a stop ends sh at once, and ${program} is killed in the middle of its work`
    : `sh takes the stop signal and ${program} never sees it, so a stop kills it after 10 s`;
}

function judgeEntrypoint(start: Start): Problem<ShellForm> | undefined {
  const { entrypoint: instruction, command } = start;
  const script = instruction && shellText(instruction);
  if (!script) return undefined;
  // A text that uses $@ or $0 takes CMD as its parameters, on purpose.
  if (/\$(?:[@*0-9]|\{[@*0-9])/.test(script.text.text)) return undefined;
  const span = instruction.node.keywordSpan;
  const none: EntrypointKind = { kind: 'none' };
  if (command && isGiven(command)) {
    return {
      span,
      severity: 'error',
      message: 'A shell-form ENTRYPOINT ignores CMD: what CMD says never runs',
      related: [{ span: command.span, message: 'This CMD has no effect' }],
      data: { instruction, start, entrypoint: none, onlyPlain: true },
    };
  }
  if (!shellStays(shellOf(instruction), script, instruction.stage)) return undefined;
  return {
    span,
    severity: start.stage.base.plainEnvironment ? 'warning' : 'info',
    message: `Shell-form ENTRYPOINT: ${consequence(script, none)}`,
    data: { instruction, start, entrypoint: none, onlyPlain: false },
  };
}

const isGiven = ({ node }: StartInstruction): boolean =>
  node.command.form === 'shell' ? node.command.text.text !== '' : node.command.items.length > 0;

const shellOf = (instruction: StartInstruction): string => lastPart(instruction.before.shell[0] ?? '');

function judgeCommand(start: Start, entrypoint: EntrypointKind): Problem<ShellForm> | undefined {
  const { command: instruction } = start;
  const script = instruction && shellText(instruction);
  if (!script || entrypoint.kind === 'shell-form') return undefined;
  const span = instruction.node.keywordSpan;
  const data = { instruction, start, entrypoint, onlyPlain: true };
  if (entrypoint.kind === 'program') {
    const message = `${shortened(entrypoint.name, 16)} gets "/bin/sh -c …" as its arguments: under an ENTRYPOINT, CMD must be a JSON array`;
    return { span, severity: 'error', message, data };
  }
  if (entrypoint.kind === 'script' && entrypoint.text.known && testsFirstArgument(entrypoint.text.value)) {
    const message = `${shortened(entrypoint.name)} looks at $1, which is /bin/sh for a shell-form CMD: write a JSON array`;
    return { span, severity: 'error', message, data };
  }
  if (!shellStays(shellOf(instruction), script, instruction.stage)) return undefined;
  return {
    span,
    severity: entrypoint.kind === 'unknown' ? 'info' : 'warning',
    message: `Shell-form CMD: ${consequence(script, entrypoint)}`,
    data: { ...data, onlyPlain: false },
  };
}

/** `["sh", "-c", "a && b"]` without exec has the same defect. */
function judgeNamedShell(
  instruction: StartInstruction | undefined,
  start: Start,
  entrypoint: EntrypointKind,
): Problem<ShellForm> | undefined {
  const [command] = instruction?.script.commands ?? [];
  const inner = command?.inner;
  if (instruction?.node.command.form !== 'exec' || !inner || !SHELL_NAMES.test(command.name ?? '')) return undefined;
  if (entrypoint.kind === 'program' || entrypoint.kind === 'shell-form') return undefined;
  if (inner.opaque || inner.commands.length === 0 || handlesSignals(inner)) return undefined;
  if (!shellStays(command.name ?? '', inner, instruction.stage)) return undefined;
  return {
    span: command.words.at(-1)?.span ?? command.span,
    severity: 'info',
    message: `No exec: ${consequence(inner, entrypoint)}`,
    data: { instruction, start, entrypoint, onlyPlain: false },
  };
}

/** Nothing in the text needs a shell: words of plain letters, one program, no builtin. */
function plainCommand(script: Script): Command | undefined {
  const [command] = script.commands;
  if (!command || !script.plainChain || script.commands.length > 1) return undefined;
  // A variable is set in front of the program.
  if (command.span.start !== command.words[0]?.span.start) return undefined;
  const needsShell = [...command.wrappers, command.name ?? ''].some(
    (name) => BUILTINS.has(name) || OF_THE_SHELL.has(name),
  );
  return !needsShell && /^[\w@%+=:,./ \t-]+$/.test(script.text.text) ? command : undefined;
}

const OF_THE_SHELL = new Set(['exec', 'time', 'command', 'builtin']);

const INSTALLED = new Set(['server', 'celery', 'uv', 'poetry', 'pipenv', 'pdm']);

/** The texts of the script that a command starts, where the project is at hand. */
function scriptsOf({ program: [word] }: Command, { start }: ShellForm, facts: ProjectFacts): string[] {
  const paths = word ? contextFilesOf(start.stage, word) : [];
  return paths.map((path) => facts.script(path)).flatMap((script) => (script.known ? [script.value.text] : []));
}

const hasFirstLine = (text: string): boolean => text.startsWith('#!');

/** The kernel can start it without a shell's help: no script that may lack its first line. */
function isProgram(command: Command, data: ShellForm, facts: ProjectFacts): boolean {
  const { name, tool, wrappers } = command;
  if (wrappers.some((wrapper) => wrapper.startsWith('wait-for'))) return false;
  if (INSTALLED.has(tool?.kind ?? '') || name === 'django-admin' || /^python[\d.]*$/.test(name ?? '')) return true;
  return scriptsOf(command, data, facts).some(hasFirstLine);
}

/** Between Docker and CMD stands nothing that would treat an array otherwise. */
const runsAsItStands = (entrypoint: EntrypointKind): boolean =>
  entrypoint.kind === 'none' ||
  entrypoint.kind === 'launcher' ||
  (entrypoint.kind === 'script' && entrypoint.text.known && onlyRunsArguments(entrypoint.text.value));

const DEFAULT_SHELL = '/bin/sh -c';

function toArray({ fix, facts }: FixContext<object>, command: Command, data: ShellForm) {
  const { instruction, entrypoint, onlyPlain } = data;
  const scripts = scriptsOf(command, data, facts);
  // Only a shell starts a script without a first line.
  if (scripts.length > 0 && !scripts.some(hasFirstLine)) return undefined;
  // An array lets what `docker run` or compose give behind ENTRYPOINT through, which the shell form ignores.
  const certain =
    instruction.kind === 'cmd' &&
    !onlyPlain &&
    instruction.before.shell.join(' ') === DEFAULT_SHELL &&
    runsAsItStands(entrypoint) &&
    isProgram(command, data, facts);
  return wordsToArray(fix.draft(), command)?.build('Write the command as a JSON array', certain ? 'safe' : 'review');
}

const TITLE_OF_EXEC = 'Let the shell give way to the command with exec';

function addExec({ model, fix }: FixContext<object>, { instruction, entrypoint }: ShellForm) {
  const form = instruction.node.command;
  const script = form.form === 'shell' ? instruction.script : instruction.script.commands[0]?.inner;
  if (!script) return undefined;
  const last = script.top.at(-1);
  const execAt = placeOfExec(script);
  // exec hands over to the last command, and behind a server that is not what has to be stopped.
  if (execAt === undefined || last?.inner || last !== signalled(script)) return undefined;
  const draft = fix.draft();
  if (form.form === 'exec') draft.insert(execAt, 'exec ');
  else shellFormToArray(draft, model.syntax, form, { shell: instruction.before.shell, execAt });
  const tool = last?.tool?.kind;
  const certain = (tool === 'server' || tool === 'celery') && runsAsItStands(entrypoint);
  const safety: Safety = certain ? 'safe' : 'review';
  return draft.build(TITLE_OF_EXEC, safety);
}

function mend(context: FixContext<object>, data: ShellForm) {
  const { instruction, start, onlyPlain } = data;
  const plain = instruction.node.command.form === 'shell' ? plainCommand(instruction.script) : undefined;
  if (!plain) return onlyPlain ? undefined : addExec(context, data);
  // Behind an ENTRYPOINT that takes it, a shell-form CMD would be the next defect.
  const ignored = instruction.kind === 'entrypoint' && onlyPlain ? start.command : undefined;
  return ignored?.node.command.form === 'shell' ? undefined : toArray(context, plain, data);
}

export default defineRule<ShellForm>({
  id: 'shell-form-command',
  category: 'runtime',
  severity: 'warning',
  severities: ['error', 'warning', 'info'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['hadolint:DL3025', 'buildkit:JSONArgsRecommended'],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'] },
  docs: {
    summary: 'The server runs behind a shell that keeps the stop signal for itself',
    why:
      'Written without brackets, CMD and ENTRYPOINT run as `/bin/sh -c "…"`. The sh of Debian and Ubuntu stays as process 1 and does ' +
      'not pass SIGTERM on, so gunicorn never finishes its requests and Celery never its tasks: after ten seconds they are killed. ' +
      'Every deployment is slower by those ten seconds. (bash and the BusyBox of Alpine make way for the command by themselves.) A ' +
      'shell-form ENTRYPOINT also ignores CMD altogether.',
    examples: [
      {
        title: 'A plain command needs no shell',
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCMD gunicorn config.wsgi:application --bind 0.0.0.0:8000\n',
      },
      {
        title: 'A command with a variable keeps its shell, which gives way to it',
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCMD gunicorn config.wsgi:application --bind 0.0.0.0:$PORT\n',
      },
      {
        title: 'exec hands the process over',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCMD exec gunicorn config.wsgi:application --bind 0.0.0.0:$PORT\n',
      },
    ],
    whenToIgnore: 'When process 1 is meant to be a shell, as in images for interactive work.',
    references: [
      'https://docs.docker.com/reference/build-checks/json-args-recommended/',
      'https://docs.docker.com/reference/dockerfile/#shell-form-entrypoint-example',
    ],
  },
  *check({ model, facts }) {
    const judged = new Set<StartInstruction>();
    for (const start of startsOf(model, ['ships'])) {
      // Without any shell nothing starts at all: that is another matter.
      if (lacksShell(start.stage)) continue;
      const entrypoint = entrypointKind(start, facts);
      const found = [
        judgeEntrypoint(start),
        judgeNamedShell(start.entrypoint, start, { kind: 'none' }),
        judgeCommand(start, entrypoint),
        judgeNamedShell(start.command, start, entrypoint),
      ];
      for (const problem of found) {
        if (!problem || judged.has(problem.data.instruction)) continue;
        judged.add(problem.data.instruction);
        yield problem;
      }
    }
  },
  buildFix: (context, { data }) => mend(context, data),
});
