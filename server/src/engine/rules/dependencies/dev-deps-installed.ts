import { addOption } from '../../fix/add-option.ts';
import type { FixDraft } from '../../fix/builder.ts';
import type { Model, RunInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Option } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { covering, type Span } from '../../text/span.ts';
import { defineRule, type Related } from '../define.ts';
import { hasVariable } from '../shared/command-variables.ts';
import { commandsOf, effectiveTool } from '../shared/commands.ts';
import { defaultDevGroups, isEmpty } from '../shared/dependencies/dev-groups.ts';
import { devRequirements } from '../shared/dependencies/dev-requirements.ts';
import { manifestFor } from '../shared/dependencies/manifests.ts';
import { mayHoldOptions } from '../shared/hidden-options.ts';
import { packageSources, stagesBehindImages } from '../shared/reaches-image.ts';
import { type Step, stepsOf } from '../shared/steps.ts';
import { shortened } from '../shared/wording.ts';

/** An install that brings development tools along. */
interface DevInstall {
  readonly span: Span;
  /** What it brings, for the message. */
  readonly what: string;
  readonly related: readonly Related[];
  readonly cure: Cure | undefined;
}

type Cure =
  | {
      readonly kind: 'add';
      readonly run: RunInstruction;
      readonly command: Command;
      readonly verb: string;
      readonly option: string;
    }
  | { readonly kind: 'remove'; readonly option: Option };

const spanOf = ({ program }: Command): Span => program.map((word) => word.span).reduce(covering);

const UV_ACTIONS = new Set(['sync', 'export', 'run']);
/** Options that choose groups, or keep the environment as it is. */
const UV_CHOICES = new Set(
  '--dev --only-dev --group --only-group --no-group --all-groups --no-default-groups --no-sync --no-project --isolated --script --package --help'.split(
    ' ',
  ),
);
const UV_VARIABLES = ['UV_NO_DEV', 'UV_NO_DEFAULT_GROUPS', 'UV_NO_GROUP'];

function withUv(step: Step, facts: ProjectFacts): DevInstall | undefined {
  const { run, command } = step;
  const { tool } = command;
  if (tool?.kind !== 'uv' || !UV_ACTIONS.has(tool.action ?? '') || tool.noDev) return undefined;
  if (tool.options.some(({ canonical }) => UV_CHOICES.has(canonical))) return undefined;
  const variables = tool.action === 'run' ? [...UV_VARIABLES, 'UV_NO_SYNC'] : UV_VARIABLES;
  if (variables.some((name) => hasVariable(name, command, run))) return undefined;
  const groups = defaultDevGroups(step, tool, facts);
  if (groups.length === 0) return undefined;
  const option = groups.join() === 'dev' ? '--no-dev' : '--no-default-groups';
  return {
    span: spanOf(command),
    what: `uv ${tool.action} takes the ${named(groups)} along`,
    related: [],
    cure: { kind: 'add', run, command, verb: tool.action ?? '', option },
  };
}

const named = (groups: readonly string[]): string =>
  `${groups.length === 1 ? 'group' : 'groups'} ${shortened(groups.join(', '))}`;

const POETRY_CHOICES = new Set(['--only', '--only-root', '--no-dev', '--help']);

function withPoetry(step: Step, facts: ProjectFacts): DevInstall | undefined {
  const { run, command } = step;
  const { tool } = command;
  if (tool?.kind !== 'poetry' || (tool.action !== 'install' && tool.action !== 'sync')) return undefined;
  if (tool.options.some(({ canonical }) => POETRY_CHOICES.has(canonical))) return undefined;
  const without = tool.options.filter(({ canonical }) => canonical === '--without');
  if (without.some(({ literal }) => literal === undefined)) return undefined;
  const left = without.flatMap(({ literal }) => (literal ?? '').split(/[\s,]+/));
  const groups = defaultDevGroups(step, tool, facts).filter((group) => !left.includes(group));
  if (groups.length === 0) return undefined;
  return {
    span: spanOf(command),
    what: `poetry ${tool.action} takes the ${named(groups)} along`,
    related: [],
    cure: { kind: 'add', run, command, verb: tool.action, option: `--without=${groups.join(',')}` },
  };
}

const PDM_CHOICES = new Set(
  '--dev --no-dev --prod --production --group --without --no-default --lockfile --global --dry-run --check --help'.split(
    ' ',
  ),
);

function withPdm(step: Step, facts: ProjectFacts): DevInstall | undefined {
  const { run, command } = step;
  const { tool } = command;
  if (tool?.kind !== 'pdm' || (tool.action !== 'install' && tool.action !== 'sync')) return undefined;
  if (tool.options.some(({ canonical }) => PDM_CHOICES.has(canonical))) return undefined;
  const groups = defaultDevGroups(step, tool, facts);
  if (groups.length === 0) return undefined;
  return {
    span: spanOf(command),
    what: `pdm ${tool.action} takes the ${named(groups)} along`,
    related: [],
    cure: { kind: 'add', run, command, verb: tool.action, option: '--prod' },
  };
}

function withPipenv(step: Step, facts: ProjectFacts): DevInstall | undefined {
  const { tool } = step.command;
  if (tool?.kind !== 'pipenv' || (tool.action !== 'install' && tool.action !== 'sync')) return undefined;
  const option = tool.options.find(({ canonical }) => canonical === '--dev');
  const manifest = manifestFor(step, tool, facts);
  const group = manifest?.groups.find(({ kind, name }) => kind === 'group' && name === 'dev');
  if (!option || (manifest && (!group || isEmpty(group)))) return undefined;
  const what = 'pipenv takes [dev-packages] along';
  return { span: spanOf(step.command), what, related: [], cure: { kind: 'remove', option } };
}

function withPip(step: Step, facts: ProjectFacts): DevInstall | undefined {
  const tool = effectiveTool(step.command);
  if (tool?.kind !== 'pip' || !['install', 'sync', 'wheel'].includes(tool.action ?? '')) return undefined;
  for (const word of tool.requirements) {
    const found = devRequirements(word, step, facts);
    if (found) return { span: word.span, ...found, cure: undefined };
  }
  return undefined;
}

const READERS = [withUv, withPoetry, withPdm, withPipenv, withPip];

function readDevInstall(step: Step, facts: ProjectFacts): DevInstall | undefined {
  // What is behind a condition is chosen for each build.
  if (!step.certain) return undefined;
  for (const read of READERS) {
    const found = read(step, facts);
    if (found) return mayHoldOptions(step.command, step.run) ? undefined : found;
  }
  return undefined;
}

/** `uv sync` takes away what it was not asked for, and a removed environment is empty. */
function takesAway({ tool, conditional }: Command): boolean {
  if (conditional) return false;
  if (tool?.kind === 'files')
    return tool.front === 'rm' && tool.paths.some((path) => /(?:^|\/)\.?venv$/.test(path.text));
  if (tool?.kind !== 'uv' || tool.action !== 'sync') return false;
  const names = tool.options.map(({ canonical }) => canonical);
  return (tool.noDev || names.includes('--no-default-groups')) && !names.includes('--inexact');
}

/** On the way to a stage something takes the tools of an environment away again. */
function isTakenAway(run: RunInstruction, command: Command, end: Stage): boolean {
  const chain = [...end.ancestry].reverse().flatMap(({ instructions }) => instructions);
  return chain
    .slice(chain.indexOf(run))
    .some(
      (each) =>
        each.kind === 'run' &&
        commandsOf(each.script).some(
          (other) => (each !== run || other.span.start > command.span.end) && takesAway(other),
        ),
    );
}

/** Every way from the command to an image leads over one that takes the tools away. */
const neverArrives = (run: RunInstruction, command: Command, model: Model): boolean =>
  command.tool?.kind === 'uv' &&
  [...packageSources(model)]
    .filter(({ ancestry }) => ancestry.includes(run.stage))
    .every((end) => isTakenAway(run, command, end));

/** What was done, for the title; undefined where it cannot be written. */
function apply(draft: FixDraft, cure: Cure, text: string): string | undefined {
  if (cure.kind === 'add') {
    const { run, command, verb, option } = cure;
    const word = command.program.find((each) => each.literal === verb);
    return addOption(draft, run, word, option) ? `Add ${option}` : undefined;
  }
  const { name, span } = cure.option;
  // Only where it stands between other words of its line.
  if (!/\S $/.test(text.slice(0, span.start)) || name !== '--dev') return undefined;
  draft.remove({ start: span.start - 1, end: span.end });
  return `Remove ${name}`;
}

export default defineRule<readonly (Cure | undefined)[]>({
  id: 'dev-deps-installed',
  category: 'dependencies',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { programs: ['uv', 'poetry', 'pipenv', 'pdm', 'pip'] },
  docs: {
    summary: 'Test and debug tools are installed into the image that ships',
    why:
      'uv, Poetry and PDM install the development group unless they are told not to, Pipenv does so with `--dev`. pytest, linters and the ' +
      'debug toolbar then travel to production: the image is larger, has more to patch, and a settings file that asks whether ' +
      'debug_toolbar can be imported may switch it on.',
    examples: [
      {
        title: 'The dev group is installed by default',
        files: {
          'pyproject.toml': '[project]\nname = "shop"\n\n[dependency-groups]\ndev = ["pytest-django"]\n',
          'uv.lock': '',
          'manage.py': '',
        },
        before:
          'FROM python:3.14-slim-trixie\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\nWORKDIR /app\n' +
          'COPY pyproject.toml uv.lock ./\nRUN uv sync --locked\nCOPY . .\n',
      },
      {
        title: 'A requirements file for development',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements/local.txt\n' +
          'CMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'In a stage for development',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie AS dev\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements/local.txt\n' +
          'CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the tests run in the image that ships, or its settings import something of the group.',
    references: [
      'https://docs.astral.sh/uv/concepts/projects/dependencies/#default-groups',
      'https://python-poetry.org/docs/managing-dependencies/#installing-group-dependencies',
    ],
  },
  *check({ model, facts }) {
    if (model.forDevelopment) return;
    for (const stage of stagesBehindImages(model)) {
      if (stage.role === 'develops') continue;
      const all = stage.instructions.flatMap((run) =>
        run.kind === 'run'
          ? stepsOf(run).flatMap((step) =>
              neverArrives(run, step.command, model) ? [] : (readDevInstall(step, facts) ?? []),
            )
          : [],
      );
      const [first] = all;
      if (!first) continue;
      const message = `${first.what}: tools for tests and debugging ship with the app`;
      yield { span: first.span, message, related: first.related, data: all.map(({ cure }) => cure) };
    }
  },
  buildFix({ fix, model }, { data: cures }) {
    const draft = fix.draft();
    const titles = new Set<string>();
    for (const cure of cures) {
      const title = cure && apply(draft, cure, model.syntax.text);
      if (title === undefined) return undefined;
      titles.add(title);
    }
    return draft.build([...titles].join(' and '), 'review');
  },
});
