import { addOption } from '../../fix/add-option.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Command } from '../../shell/types.ts';
import { covering } from '../../text/span.ts';
import { defineRule } from '../define.ts';
import { hasVariable } from '../shared/command-variables.ts';
import { commandsOf } from '../shared/commands.ts';
import { mayHoldOptions } from '../shared/hidden-options.ts';
import { instructionsBefore } from '../shared/order.ts';
import { besideTool } from '../shared/project-file.ts';

interface Loose {
  readonly run: RunInstruction;
  readonly command: Command;
  readonly action: string;
  readonly lock: string;
  /** Makes the tool stop when the lock is stale. */
  readonly option: string;
}

const UV_ACTIONS = new Set(['sync', 'export', 'run']);

/** The lock is looked at and not changed, is renewed on purpose, or is not the project's. */
const UV_OPTIONS = new Set(
  '--locked --frozen --no-sync --no-project --isolated --script --upgrade --upgrade-package --upgrade-group --dry-run --check --help'.split(
    ' ',
  ),
);
const UV_VARIABLES = ['UV_LOCKED', 'UV_FROZEN'];

const PIPENV_OPTIONS = new Set(['--deploy', '--ignore-pipfile', '--skip-lock', '--requirements', '--help']);
const PIPENV_VARIABLES = ['PIPENV_IGNORE_PIPFILE', 'PIPENV_SKIP_LOCK', 'PIPENV_DEPLOY'];

function readLoose(command: Command, run: RunInstruction): Loose | undefined {
  const { tool } = command;
  const isSet = (name: string): boolean => hasVariable(name, command, run);
  switch (tool?.kind) {
    case 'uv': {
      const { action, options } = tool;
      if (!action || !UV_ACTIONS.has(action) || options.some(({ canonical }) => UV_OPTIONS.has(canonical)))
        return undefined;
      const variables = action === 'run' ? [...UV_VARIABLES, 'UV_NO_SYNC', 'UV_NO_PROJECT'] : UV_VARIABLES;
      return variables.some(isSet) ? undefined : { run, command, action, lock: 'uv.lock', option: '--locked' };
    }
    case 'pipenv': {
      const { action, options, args } = tool;
      if (action !== 'install' || args.length > 0) return undefined;
      const isEnforced = options.some(({ canonical }) => PIPENV_OPTIONS.has(canonical));
      return isEnforced || PIPENV_VARIABLES.some(isSet)
        ? undefined
        : { run, command, action, lock: 'Pipfile.lock', option: '--deploy' };
    }
    default:
      return undefined;
  }
}

/** Makes the lock, or stops the build when it is stale. */
function settlesLock(command: Command, run: RunInstruction): boolean {
  const { tool } = command;
  if ((tool?.kind !== 'uv' && tool?.kind !== 'pipenv') || command.conditional) return false;
  const has = (option: string): boolean => tool.options.some(({ canonical }) => canonical === option);
  switch (tool.action) {
    case 'lock':
    case 'verify':
      return true;
    case 'install':
      return has('--deploy') || hasVariable('PIPENV_DEPLOY', command, run);
    default:
      return UV_ACTIONS.has(tool.action ?? '') && (has('--locked') || hasVariable('UV_LOCKED', command, run));
  }
}

/** The lock is made or checked in the build itself. */
const handlesLock = (run: RunInstruction, end: Command): boolean =>
  [...instructionsBefore(run), run].some(
    (each) =>
      each.kind === 'run' &&
      commandsOf(each.script).some(
        (command) => (each !== run || command.span.end <= end.span.start) && settlesLock(command, each),
      ),
  );

function* looseOf(run: RunInstruction, facts: ProjectFacts): Generator<Loose> {
  for (const command of commandsOf(run.script)) {
    const loose = readLoose(command, run);
    if (!loose || command.conditional || mayHoldOptions(command, run) || handlesLock(run, command)) continue;
    // Without a lock there is nothing to enforce, and the option would stop the build.
    if (besideTool(run, loose.lock, facts).length > 0) yield loose;
  }
}

export default defineRule<readonly Loose[]>({
  id: 'lock-not-enforced',
  category: 'dependencies',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['uv', 'pipenv'],
  appliesTo: { programs: ['uv', 'pipenv'] },
  docs: {
    summary: 'A stale lock file is renewed in the build instead of stopping it',
    why:
      '`uv sync`, `uv run` and `uv export` compare uv.lock with pyproject.toml and, when somebody forgot to lock, resolve again inside ' +
      'the build; `pipenv install` does the same with Pipfile.lock. The build succeeds, and the image holds a Django or a driver that ' +
      'no test has seen. With `--locked` or `--deploy` the build stops and says that the lock is stale.',
    examples: [
      {
        title: 'uv may resolve again',
        before:
          'FROM python:3.14-slim-trixie\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\nWORKDIR /app\n' +
          'COPY pyproject.toml uv.lock ./\nRUN uv sync --no-dev\nCOPY . .\n',
      },
      {
        title: 'Pipenv as well',
        before:
          'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir pipenv==2026.0.3\nWORKDIR /app\n' +
          'COPY Pipfile Pipfile.lock ./\nRUN pipenv install --system\n',
      },
      {
        title: 'A variable does it for every command',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\nENV UV_LOCKED=1\nWORKDIR /app\n' +
          'COPY pyproject.toml uv.lock ./\nRUN uv sync --no-dev\n',
      },
    ],
    whenToIgnore: 'When the lock is checked before each build, for example by `uv lock --check` in CI.',
    references: [
      'https://docs.astral.sh/uv/concepts/projects/sync/#automatic-lock-and-sync',
      'https://pipenv.pypa.io/en/latest/commands.html',
    ],
  },
  *check({ model, facts }) {
    for (const stage of model.stages) {
      const all = stage.instructions.flatMap((run) => (run.kind === 'run' ? [...looseOf(run, facts)] : []));
      const [first] = all;
      if (!first) continue;
      const { command, action, lock } = first;
      yield {
        span: command.program.map((word) => word.span).reduce(covering),
        message: `${command.tool?.kind} ${action} renews a stale ${lock} in silence: the image gets versions nobody has tested`,
        severity: stage.role === 'develops' ? 'hint' : 'warning',
        data: all,
      };
    }
  },
  buildFix({ fix }, { data: all }) {
    const draft = fix.draft();
    const options = new Set<string>();
    for (const { run, command, action, option } of all) {
      const verb = command.program.find((word) => word.literal === action);
      if (!addOption(draft, run, verb, option)) return undefined;
      options.add(option);
    }
    return draft.build(`Add ${[...options].join(' and ')}`, 'review');
  },
});
