import { addOption } from '../../fix/add-option.ts';
import type { Model, RunInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { covering } from '../../text/span.ts';
import { defineRule } from '../define.ts';
import { hasVariable } from '../shared/command-variables.ts';
import { commandsOf } from '../shared/commands.ts';
import { mayHoldOptions } from '../shared/hidden-options.ts';
import { poetryVersion } from '../shared/poetry-version.ts';
import { textBesideTool } from '../shared/project-file.ts';
import { stagesBehindImages } from '../shared/reaches-image.ts';

/** An install that leaves compiling to the first start. */
interface Install {
  readonly run: RunInstruction;
  readonly command: Command;
  readonly program: 'uv' | 'poetry';
  readonly verb: Word | undefined;
}

const OPTIONS = { uv: '--compile-bytecode', poetry: '--compile' } as const;

const runsOf = (stage: Stage): RunInstruction[] => stage.instructions.filter((each) => each.kind === 'run');

const COMPILING = new Set<string>(Object.values(OPTIONS));

/** Compiles by itself, wherever the packages lie by then. */
const compiles = ({ words, tool }: Command): boolean =>
  words.some((word) => /\b(?:compileall|py_compile)\b/.test(word.text)) ||
  tool?.options.some(({ canonical }) => COMPILING.has(canonical)) === true;

/** uv compiles everything that is installed, so one command that does is enough for a stage. */
const isCompiled = (model: Model): boolean =>
  model.stages.flatMap(runsOf).some(({ script }) => script.opaque || commandsOf(script).some(compiles));

/** A configuration file of uv may say it. */
const mayBeConfigured = (run: RunInstruction): boolean =>
  run.before.declaredEnv('UV_CONFIG_FILE') !== undefined ||
  run.stage.ancestry.some((stage) => stage.instructions.some(({ node }) => /\buv\.toml\b/.test(node.args.text)));

function readInstall(command: Command, run: RunInstruction, facts: ProjectFacts): Install | undefined {
  const { tool } = command;
  if (
    !tool ||
    command.conditional ||
    mayHoldOptions(command, run) ||
    tool.options.some(({ name }) => SKIPPED.has(name))
  )
    return undefined;
  switch (tool.kind) {
    case 'uv':
      if (tool.action !== 'sync') return undefined;
      return isLeftByUv(command, run, facts)
        ? { run, command, program: 'uv', verb: wordOf(command, 'sync') }
        : undefined;
    case 'pip':
      if (tool.front !== 'uv' || (tool.action !== 'install' && tool.action !== 'sync')) return undefined;
      return isLeftByUv(command, run, facts) ? { run, command, program: 'uv', verb: tool.subcommand } : undefined;
    case 'poetry':
      if (tool.action !== 'install' && tool.action !== 'sync') return undefined;
      return poetryCanCompile(run, facts)
        ? { run, command, program: 'poetry', verb: wordOf(command, tool.action) }
        : undefined;
    default:
      return undefined;
  }
}

/** Nothing is installed, or nothing but a link to the project. */
const SKIPPED = new Set(['--dry-run', '--check', '--help', '-h', '--only-root']);

const wordOf = ({ program }: Command, literal: string): Word | undefined =>
  program.find((word) => word.literal === literal);

const isLeftByUv = (command: Command, run: RunInstruction, facts: ProjectFacts): boolean =>
  !hasVariable('UV_COMPILE_BYTECODE', command, run) &&
  !mayBeConfigured(run) &&
  !/^\s*compile-bytecode\s*=/m.test(textBesideTool(run, 'pyproject.toml', facts) ?? '');

/** Poetry left installing to pip, which compiles, before it did it by itself; the option came later still. */
function poetryCanCompile(run: RunInstruction, facts: ProjectFacts): boolean {
  const version = poetryVersion(run, facts);
  return version !== undefined && (version.major > 1 || version.minor >= 5);
}

export default defineRule<readonly Install[]>({
  id: 'bytecode-not-compiled',
  category: 'dependencies',
  severity: 'hint',
  severities: ['hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['uv', 'poetry'],
  appliesTo: { programs: ['uv', 'poetry'] },
  docs: {
    summary: 'uv or Poetry installs packages without compiling them, so every new container does',
    why:
      'pip compiles what it installs, uv and Poetry do not. Python then compiles Django and all its dependencies when a container ' +
      'starts, and writes the result into a layer that is gone with the container, or not at all where the user may not write or ' +
      'PYTHONDONTWRITEBYTECODE is set. Compiling in the build costs some megabytes, and makes the first request and each ' +
      '`manage.py` command faster.',
    examples: [
      {
        title: 'uv sync does not compile',
        before:
          'FROM python:3.14-slim-trixie\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\nWORKDIR /app\n' +
          'COPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev\nCOPY . .\n',
      },
      {
        title: 'The variable does it for every command',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\nENV UV_COMPILE_BYTECODE=1\n' +
          'WORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev\nCOPY . .\n',
      },
    ],
    whenToIgnore: 'When the size of the image matters more than the time a container takes to start.',
    references: [
      'https://docs.astral.sh/uv/guides/integration/docker/#compiling-bytecode',
      'https://python-poetry.org/docs/cli/#install',
    ],
  },
  *check({ model, facts }) {
    if (model.forDevelopment) return;
    for (const stage of stagesBehindImages(model)) {
      if (stage.role === 'develops') continue;
      const installs = runsOf(stage).flatMap((run) =>
        commandsOf(run.script).flatMap((command) => readInstall(command, run, facts) ?? []),
      );
      const [first] = installs;
      if (!first || isCompiled(model)) continue;
      yield {
        span: first.command.program.map((word) => word.span).reduce(covering),
        message: `${first.program} does not compile what it installs: every new container does, before it answers`,
        data: installs,
      };
    }
  },
  buildFix({ fix }, { data: installs }) {
    const draft = fix.draft();
    const options = new Set<string>();
    for (const { run, program, verb } of installs) {
      if (!addOption(draft, run, verb, OPTIONS[program])) return undefined;
      options.add(OPTIONS[program]);
    }
    return draft.build(`Add ${[...options].join(' and ')}`, 'safe');
  },
});
