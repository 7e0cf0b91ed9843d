import { addOption, isArrayItem } from '../../fix/add-option.ts';
import { readEntryScript } from '../../model/entry-script.ts';
import { joinPath } from '../../model/state.ts';
import type { Stage, StartInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool, UvTool } from '../../shell/tools/types.ts';
import type { Command, Script, Word } from '../../shell/types.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { type Environment, installedIn } from '../shared/installed.ts';
import { foldersOnPath } from '../shared/path-folders.ts';
import { isRoot } from '../shared/privileges.ts';
import { entrypointKind, type Start, startsOf } from '../shared/start.ts';
import { instructionsOf, isOff, isOn, stepsOf } from '../shared/steps.ts';
import { isPackaged } from '../shared/uv-project.ts';
import { shortened } from '../shared/wording.ts';

interface Call {
  readonly command: Command;
  readonly tool: UvTool;
}

interface UvRun {
  readonly stage: Stage;
  readonly instruction: StartInstruction;
  /** Every `uv run` of the instruction that syncs; there is at least one. */
  readonly calls: readonly [Call, ...Call[]];
  /** It stands in the Dockerfile, not in a script of the project. */
  readonly isWritten: boolean;
}

function uvRunIn(tool: Tool | undefined): UvTool | undefined {
  if (tool?.kind === 'drop') return uvRunIn(tool.ran);
  return tool?.kind === 'uv' && tool.action === 'run' ? tool : undefined;
}

const STAYS_AWAY = ['--no-sync', '--no-project', '--isolated', '--script', '--gui-script', '--directory', '--project'];

/** A variable of the image that is on, or may be. */
const mayBeOn = ({ end }: Stage, name: string): boolean => {
  const value = end.declaredEnv(name) ?? end.arg(name);
  return value !== undefined && !isOff(value) && !(value.known && value.value === '');
};

const leavesDevOut = (tool: UvTool, stage: Stage): boolean => tool.noDev || mayBeOn(stage, 'UV_NO_DEV');

/** It installs what it thinks is missing. */
function syncs({ tool, command: { assignments } }: Call, stage: Stage): boolean {
  const has = (name: string): boolean => tool.options.some(({ canonical }) => canonical === name);
  const isSet = (name: string): boolean => assignments.some((each) => each.name === name) || mayBeOn(stage, name);
  if (STAYS_AWAY.some(has) || isSet('UV_NO_SYNC') || isSet('UV_PROJECT')) return false;
  // What stands behind `run` may be an option in a variable.
  const [program] = tool.runs;
  if (program && program.literal === undefined && program.text !== '"$@"' && !has('--module')) return false;
  return !((tool.frozen || isSet('UV_FROZEN')) && (tool.noDev || isSet('UV_NO_DEV')));
}

const uvRunsIn = (script: Script): Call[] =>
  commandsOf(script).flatMap((command) => {
    const tool = uvRunIn(command.tool);
    return tool ? [{ command, tool }] : [];
  });

/** What a script of an instruction does with uv, when it does anything. */
function found(stage: Stage, instruction: StartInstruction, script: Script, isWritten: boolean): UvRun | undefined {
  const [first, ...more] = uvRunsIn(script).filter((call) => syncs(call, stage));
  return first && { stage, instruction, calls: [first, ...more], isWritten };
}

/** The `uv run` of the start, in the entry script or in the Dockerfile. */
function uvRunOf(start: Start, facts: ProjectFacts): UvRun | undefined {
  const { stage, entrypoint, command } = start;
  const kind = entrypointKind(start, facts);
  const ofCommand = () => command && found(stage, command, command.script, true);
  if (!entrypoint) return kind.kind === 'none' ? ofCommand() : undefined;
  if (kind.kind === 'script') {
    const text = kind.text.known ? kind.text.value : undefined;
    const script = text === undefined || text.includes('UV_NO_SYNC') ? undefined : readEntryScript(text);
    return script && (found(stage, entrypoint, script, false) ?? ofCommand());
  }
  const runsCommand = kind.kind === 'launcher' || kind.kind === 'none';
  return found(stage, entrypoint, entrypoint.script, true) ?? (runsCommand ? ofCommand() : undefined);
}

function messageFor({ calls: [{ tool }], stage }: UvRun): string {
  const { user } = stage.end;
  const start = 'uv run syncs again at every start:';
  const adds = leavesDevOut(tool, stage) ? '' : ' it adds any dev group';
  if (user.known && !isRoot(user.value)) {
    const writes = `writes to a cache and a venv that ${shortened(user.value, 20)} may not own`;
    return `${start}${adds === '' ? ' it' : `${adds} and`} ${writes}`;
  }
  return `${start}${adds === '' ? ' it' : `${adds} and`} downloads what is missing, or fails without a network`;
}

/** The environment that uv looks for when the container starts. */
function environmentOf(stage: Stage): Environment | undefined {
  const named = stage.end.declaredEnv('UV_PROJECT_ENVIRONMENT');
  if (named && !named.known) return undefined;
  const path = joinPath(stage.end.workdir, named ? named.value : '.venv');
  return installedIn(stage).environments.find((each) => path.known && each.path === path.value && each.holdsApp);
}

/** Options that choose what is installed. */
const CHOOSES =
  /^--(?:(?:all-)?extras?|no-extra|(?:all-|only-|no-)?groups?|no-default-groups|dev|only-dev|with.*|no-editable.*|no-install-package|package|all-packages|inexact|reinstall|active|python)$/;

const isPlain = ({ options }: UvTool): boolean => !options.some(({ canonical }) => CHOOSES.test(canonical));

/** The build has put everything into the environment that `uv run` would. */
function isComplete({ tool }: Call, stage: Stage, environment: Environment, facts: ProjectFacts): boolean {
  if (environment.path !== environment.madeAt || !isPlain(tool)) return false;
  const { run } = environment.maker;
  const steps = instructionsOf(run.stage).flatMap((each) => (each.kind === 'run' ? stepsOf(each) : []));
  const found = steps.flatMap((step) => (step.command.tool?.kind === 'uv' ? [{ step, sync: step.command.tool }] : []));
  const all = found.filter(({ sync }) => sync.action === 'sync');
  const last = all.at(-1);
  if (!last?.step.certain || !all.every(({ sync }) => isPlain(sync))) return false;
  const syncNoDev = last.sync.noDev || isOn(last.step.run.before.declaredEnv('UV_NO_DEV'));
  if (syncNoDev !== leavesDevOut(tool, stage)) return false;
  return !last.sync.noInstallProject || isPackaged(last.step, facts) === false;
}

/** The word behind which an option of `uv run` belongs. */
function verbOf({ command, tool }: Call): Word | undefined {
  const start = command.words.indexOf(tool.program);
  return start === -1 ? undefined : command.words.slice(start).find((word) => word.literal === 'run');
}

function addNoSync({ fix, facts }: FixContext<object>, { stage, instruction, calls }: UvRun) {
  const environment = environmentOf(stage);
  const draft = fix.draft();
  if (!environment || !calls.every((call) => addOption(draft, instruction, verbOf(call), '--no-sync')))
    return undefined;
  const isSafe = calls.every((call) => isComplete(call, stage, environment, facts));
  return draft.build('Add --no-sync', isSafe ? 'safe' : 'review');
}

const HARMLESS = new Set(['--no-sync', '--frozen', '--locked', '--no-dev', '--quiet']);

/** What `uv run` starts, by itself: a script in Python needs its interpreter. */
function directWords(stage: Stage, { path }: Environment, name: string): readonly string[] {
  const folder = `${path}/bin`;
  const front = foldersOnPath(stage)?.includes(folder) ? '' : `${folder}/`;
  return name.endsWith('.py') ? [`${front}python`, name] : [front + name];
}

function callDirectly({ fix }: FixContext<object>, { stage, instruction, calls: [{ tool }, ...others] }: UvRun) {
  const environment = environmentOf(stage);
  const [program] = tool.runs;
  const name = program?.literal;
  if (!environment || !program || others.length > 0 || name === undefined || !/^[\w.-]+$/.test(name)) return undefined;
  if (program.source.collapsed || !tool.options.every(({ canonical }) => HARMLESS.has(canonical))) return undefined;
  if (stage.end.declaredEnv('UV_ENV_FILE')) return undefined;
  const words = directWords(stage, environment, name);
  const text = isArrayItem(instruction, program)
    ? words.map((word) => JSON.stringify(word)).join(', ')
    : words.join(' ');
  return fix
    .draft()
    .replace(covering(tool.program.span, program.span), text)
    .build(`Start ${shortened(name)} without uv`, 'review');
}

export default defineRule<UvRun>({
  id: 'uv-run-in-command',
  category: 'runtime',
  severity: 'warning',
  severities: ['warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['uv'] },
  docs: {
    summary: 'uv run in the start command installs again at every start',
    why:
      'Before it starts Django, `uv run` brings the environment up to date: it adds the development group, which the build left out, and ' +
      'writes to its cache and the environment. A container that may not write there, or has no network, does not start, and every ' +
      'other one starts slower. `--no-sync` takes the environment as the build made it; so does the program called by itself.',
    examples: [
      {
        title: 'The build has installed everything',
        before:
          'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\nWORKDIR /app\nCOPY . .\nRUN uv sync --locked --no-cache\n' +
          'CMD ["uv", "run", "gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'The program of the environment is on PATH',
        findings: 0,
        before:
          'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\nWORKDIR /app\nCOPY . .\nRUN uv sync --locked --no-dev --no-cache\n' +
          'ENV PATH="/app/.venv/bin:$PATH"\nCMD ["gunicorn", "config.wsgi:application"]\n',
      },
    ],
    whenToIgnore: 'When the container is meant to install what changed, as in development.',
    references: [
      'https://docs.astral.sh/uv/concepts/projects/sync/#automatic-lock-and-sync',
      'https://docs.astral.sh/uv/guides/integration/docker/#using-the-environment',
    ],
  },
  *check({ model, facts }): Generator<Problem<UvRun>> {
    for (const start of startsOf(model, ['ships'])) {
      const run = uvRunOf(start, facts);
      if (!run) continue;
      const [call] = run.calls;
      const { program } = call.tool;
      const span = run.isWritten ? covering(program.span, verbOf(call)?.span ?? program.span) : run.instruction.span;
      yield { span, message: messageFor(run), data: run };
    }
  },
  buildFix(context, { data }) {
    if (!data.isWritten) return undefined;
    return [addNoSync(context, data), callDirectly(context, data)].filter((fix) => fix !== undefined);
  },
});
