import { addOption, isArrayItem } from '../../fix/add-option.ts';
import { joinPath } from '../../model/state.ts';
import type { Stage, StartInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool, UvTool } from '../../shell/tools/types.ts';
import type { Word } from '../../shell/types.ts';
import { contains, covering } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { installedIn } from '../shared/installed.ts';
import type { Environment } from '../shared/package-places.ts';
import { foldersOnPath } from '../shared/path-folders.ts';
import { isRoot } from '../shared/privileges.ts';
import type { Start } from '../shared/start.ts';
import { placeOf, type Started, type StartedCommand, startedIn, variableAt } from '../shared/started.ts';
import { instructionsOf, isOff, isOn, stepsOf } from '../shared/steps.ts';
import { isPackaged } from '../shared/uv-project.ts';
import { shortened } from '../shared/wording.ts';

interface Call {
  readonly at: StartedCommand;
  readonly tool: UvTool;
}

interface UvRun {
  readonly stage: Stage;
  /** Where the words stand; undefined for those of a script. */
  readonly instruction: StartInstruction | undefined;
  /** Every `uv run` of that place that syncs; there is at least one. */
  readonly calls: readonly [Call, ...Call[]];
}

function uvRunIn(tool: Tool | undefined): UvTool | undefined {
  if (tool?.kind === 'drop') return uvRunIn(tool.ran);
  return tool?.kind === 'uv' && tool.action === 'run' ? tool : undefined;
}

const STAYS_AWAY = ['--no-sync', '--no-project', '--isolated', '--script', '--gui-script', '--directory', '--project'];

/** A variable is on, or may be. */
function mayBeOn(started: Started, at: StartedCommand, name: string): boolean {
  const value = variableAt(started, at, name) ?? started.start.stage.end.arg(name);
  return value !== undefined && !isOff(value) && !(value.known && value.value === '');
}

/** It installs what it thinks is missing. */
function syncs({ at, tool }: Call, started: Started): boolean {
  const has = (name: string): boolean => tool.options.some(({ canonical }) => canonical === name);
  const isSet = (name: string): boolean => mayBeOn(started, at, name);
  if (STAYS_AWAY.some(has) || isSet('UV_NO_SYNC') || isSet('UV_PROJECT')) return false;
  // What stands behind `run` may be an option in a variable.
  const [program] = tool.runs;
  if (program && program.literal === undefined && program.text !== '"$@"' && !has('--module')) return false;
  return !((tool.frozen || isSet('UV_FROZEN')) && (tool.noDev || isSet('UV_NO_DEV')));
}

/** The instruction in which a command stands. */
const writtenIn = ({ entrypoint, command }: Start, { program }: UvTool): StartInstruction | undefined =>
  [entrypoint, command].find((each) => each && contains(each.span, program.span));

/** The `uv run` of the start, together with the others of the same instruction. */
function uvRunOf(started: Started): UvRun | undefined {
  const calls = started.commands.flatMap((at) => {
    const tool = uvRunIn(at.command.tool);
    // What is given to a script that nobody has read may run, or not.
    const isCertain = !at.conditional || at.file !== undefined;
    return tool && isCertain && syncs({ at, tool }, started) ? [{ at, tool }] : [];
  });
  const [first, ...others] = calls;
  if (!first) return undefined;
  const placeOfCall = ({ at, tool }: Call) => (at.file === undefined ? writtenIn(started.start, tool) : undefined);
  const instruction = placeOfCall(first);
  const more = others.filter((each) => instruction !== undefined && placeOfCall(each) === instruction);
  return { stage: started.start.stage, instruction, calls: [first, ...more] };
}

const leavesDevOut = (tool: UvTool, { end }: Stage): boolean => {
  const value = end.declaredEnv('UV_NO_DEV');
  return tool.noDev || (value !== undefined && !isOff(value));
};

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
  return !last.sync.noInstallProject || isPackaged(last.step, last.sync, facts) === false;
}

/** The word behind which an option of `uv run` belongs. */
function verbOf({ at: { command }, tool }: Call): Word | undefined {
  const start = command.words.indexOf(tool.program);
  return start === -1 ? undefined : command.words.slice(start).find((word) => word.literal === 'run');
}

function addNoSync({ fix, facts }: FixContext<object>, { stage, instruction, calls }: UvRun) {
  const environment = environmentOf(stage);
  const draft = fix.draft();
  if (!environment || !instruction || !calls.every((call) => addOption(draft, instruction, verbOf(call), '--no-sync')))
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
  if (!environment || !instruction || !program || others.length > 0) return undefined;
  if (name === undefined || !/^[\w.-]+$/.test(name) || !contains(instruction.span, program.span)) return undefined;
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
    for (const started of startedIn(model, facts)) {
      const run = uvRunOf(started);
      if (!run) continue;
      const [call] = run.calls;
      const { program } = call.tool;
      const message = messageFor(run);
      if (run.instruction)
        yield { span: covering(program.span, verbOf(call)?.span ?? program.span), message, data: run };
      else yield { ...placeOf(call.at, facts, 'uv run stands here'), message, data: run };
    }
  },
  buildFix(context, { data }) {
    return [addNoSync(context, data), callDirectly(context, data)].filter((fix) => fix !== undefined);
  },
});
