import { addOption } from '../../fix/add-option.ts';
import type { Model, RunInstruction } from '../../model/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { covering } from '../../text/span.ts';
import { defineRule } from '../define.ts';
import { commandsOf, effectiveTool, toolsIn } from '../shared/commands.ts';
import {
  downloads,
  type Installer,
  isCacheKeptOut,
  isCacheWanted,
  isSwitchedOff,
  mayBeConfigured,
} from '../shared/download-cache.ts';
import { mayHoldOptions } from '../shared/hidden-options.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { onlyAddsProject } from '../shared/second-sync.ts';

interface Cache {
  readonly run: RunInstruction;
  /** The commands that fill it; there is at least one. */
  readonly installs: readonly [Install, ...Install[]];
}

interface Install {
  readonly installer: Installer;
  readonly command: Command;
  /** Behind it goes the option that keeps the cache off. */
  readonly verb: Word | undefined;
}

/** Poetry's `--no-cache` keeps its downloads all the same, Pipenv has none. */
const OPTIONS: Readonly<Record<Installer, string | undefined>> = {
  pip: '--no-cache-dir',
  uv: '--no-cache',
  poetry: undefined,
  pipenv: undefined,
};

const PIP_ACTIONS = new Set(['install', 'wheel', 'download', 'sync']);
/** `uv run` finds everything installed by the sync in front of it. */
const UV_ACTIONS = new Set(['sync', 'tool install']);
const OTHER_ACTIONS = new Set(['install', 'sync']);

function readInstall(command: Command): Install | undefined {
  const tool = effectiveTool(command);
  // Who chooses the folder has something in mind for it.
  if (!tool || tool.options.some(({ canonical }) => canonical === '--cache-dir' || canonical === '--help'))
    return undefined;
  switch (tool.kind) {
    case 'pip':
      if (!PIP_ACTIONS.has(tool.action ?? '') || tool.noCache || !downloads(tool)) return undefined;
      return { installer: tool.front, command, verb: tool.subcommand };
    case 'uv': {
      if (!UV_ACTIONS.has(tool.action ?? '') || tool.noCache) return undefined;
      const verb = tool.action?.split(' ').at(-1);
      return { installer: 'uv', command, verb: command.program.find((word) => word.literal === verb) };
    }
    case 'poetry':
      if (!OTHER_ACTIONS.has(tool.action ?? '') || tool.noCache) return undefined;
      // The project itself lies in the image already.
      if (tool.options.some(({ canonical }) => canonical === '--only-root')) return undefined;
      return { installer: 'poetry', command, verb: undefined };
    case 'pipenv':
      return OTHER_ACTIONS.has(tool.action ?? '') ? { installer: 'pipenv', command, verb: undefined } : undefined;
    default:
      return undefined;
  }
}

const INSTALLERS = ['pip', 'uv', 'poetry', 'pipenv'] as const;

function cacheLeft(run: RunInstruction, model: Model): Cache | undefined {
  if (!INSTALLERS.some((installer) => toolsIn(run.script).has(installer))) return undefined;
  const [first, ...more] = commandsOf(run.script)
    .flatMap((command) => readInstall(command) ?? [])
    .filter(
      ({ installer, command }) =>
        !isSwitchedOff(installer, command, run) && !mayHoldOptions(command, run) && !onlyAddsProject(command, run),
    );
  if (!first || isCacheKeptOut(run) || mayBeConfigured(run) || isCacheWanted(run, model)) return undefined;
  return { run, installs: [first, ...more] };
}

export default defineRule<Cache>({
  id: 'pip-cache-left',
  category: 'caching',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['hadolint:DL3042'],
  duplicates: [],
  appliesTo: { instructions: ['RUN'], programs: ['pip', 'uv', 'poetry', 'pipenv'] },
  docs: {
    summary: 'The download cache of pip, uv, Poetry or Pipenv stays in the layer',
    why:
      'pip keeps every wheel it downloads below `~/.cache/pip`, uv, Poetry and Pipenv have caches of their own. In an image nobody ' +
      'installs a second time, so for a Django project with its database driver and Pillow these are tens of megabytes of dead ' +
      'weight in every push and pull. `--no-cache-dir` keeps them out; a cache mount does as well, and makes the next build faster.',
    examples: [
      {
        title: 'A plain install',
        before:
          'FROM python:3.13-slim-trixie\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A cache mount keeps the cache out of the image',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip \\\n' +
          '    pip install -r requirements.txt\n',
      },
      {
        title: 'The variable works for every stage that inherits it',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie AS base\nENV PIP_NO_CACHE_DIR=1\n\nFROM base\nCOPY requirements.txt .\n' +
          'RUN pip install -r requirements.txt\n',
      },
    ],
    whenToIgnore: 'When another tool empties the cache in the same RUN in a way this rule does not see.',
    references: [
      'https://pip.pypa.io/en/stable/topics/caching/',
      'https://docs.astral.sh/uv/guides/integration/docker/#caching',
    ],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      for (const instruction of stage.instructions) {
        const left = instruction.kind === 'run' ? cacheLeft(instruction, model) : undefined;
        if (!left) continue;
        const [{ installer, command }] = left.installs;
        yield {
          span: command.program.map((word) => word.span).reduce(covering),
          message: `The cache of ${installer} stays in this layer: every download is kept, nothing uses it again`,
          severity: layerSeverity(stage, 'warning'),
          data: left,
        };
      }
    }
  },
  buildFix({ fix }, { data: { run, installs } }) {
    const draft = fix.draft();
    const options = new Set<string>();
    for (const { installer, verb } of installs) {
      const option = OPTIONS[installer];
      if (option === undefined || !addOption(draft, run, verb, option)) return undefined;
      options.add(option);
    }
    return draft.build(`Add ${[...options].join(' and ')}`, 'safe');
  },
});
