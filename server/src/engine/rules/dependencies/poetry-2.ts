import { addOption } from '../../fix/add-option.ts';
import type { FixDraft } from '../../fix/builder.ts';
import type { Safety } from '../../fix/fix.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { PoetryTool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type Problem } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { mayHoldOptions } from '../shared/hidden-options.ts';
import { instructionsBefore } from '../shared/order.ts';
import { missingForProject } from '../shared/poetry-project.ts';
import { poetryVersion } from '../shared/poetry-version.ts';
import { type Step, stepsOf } from '../shared/steps.ts';

interface Cure {
  readonly title: string;
  readonly safety: Safety;
  /** False where it cannot be written. */
  apply(draft: FixDraft): boolean;
}

type Found = Problem<Cure | undefined>;

interface Call {
  readonly step: Step;
  readonly run: RunInstruction;
  readonly command: Command;
  readonly tool: PoetryTool;
  readonly verb: Word;
}

const INSTALLS = new Set(['install', 'sync']);

const spanOf = ({ program }: Command) => program.map((word) => word.span).reduce(covering);

/** Options that Poetry 2 no longer has, and what they are called now. */
function removedOption({ tool, run }: Call): Found | undefined {
  const option = tool.options.find(({ name }) => name === '--no-dev');
  if (!option) return undefined;
  const text = run.node.command.form === 'shell' ? '--only main' : '"--only", "main"';
  return {
    span: option.span,
    message: `Poetry 2 has no --no-dev: poetry ${tool.action} stops the build, --only main is its new name`,
    data: {
      title: 'Replace --no-dev by --only main',
      safety: 'safe',
      apply: (draft) => {
        draft.replace(option.span, text);
        return true;
      },
    },
  };
}

const PLUGINS: Readonly<Record<string, string>> = { export: 'poetry-plugin-export', shell: 'poetry-plugin-shell' };

/** Commands that became plugins. */
function missingPlugin({ tool, run, command }: Call, facts: ProjectFacts): Found | undefined {
  const plugin = PLUGINS[tool.action ?? ''];
  if (plugin === undefined || mayBringPlugin(run, facts)) return undefined;
  return {
    span: spanOf(command),
    message: `Poetry 2 knows ${tool.action} only with ${plugin}, which nothing installs: the build stops here`,
    data: pluginInstall(run, plugin),
  };
}

/** A plugin is installed by name, or by something that nobody reads here. */
const mayBringPlugin = (run: RunInstruction, facts: ProjectFacts): boolean =>
  [...instructionsBefore(run), run].some((each) => {
    if (each.kind === 'copy' || each.kind === 'add') return each.copy.origin.kind !== 'context';
    if (each.kind !== 'run') return false;
    if (each.script.opaque || /plugin/.test(each.node.args.text)) return true;
    return commandsOf(each.script).some(({ tool }) => tool?.kind === 'pip' && tool.requirements.length > 0);
  }) ||
  !run.stage.base.plainEnvironment ||
  namesPlugins(facts);

/** The project asks for plugins by itself. */
function namesPlugins({ context, text }: ProjectFacts): boolean {
  if (!context.known) return false;
  const pyproject = text('pyproject.toml');
  return pyproject.known && /requires-plugins/.test(pyproject.value);
}

/** Puts the plugin behind Poetry where pip installs that. */
function pluginInstall(run: RunInstruction, plugin: string): Cure | undefined {
  const words = [...instructionsBefore(run), run].flatMap((each) =>
    each.kind === 'run'
      ? commandsOf(each.script).flatMap(({ tool }) => {
          const word = tool?.kind === 'pip' && tool.action === 'install' ? tool.targets.find(isPoetry) : undefined;
          return word ? [{ run: each, word }] : [];
        })
      : [],
  );
  const last = words.at(-1);
  return (
    last && {
      title: `Install ${plugin} beside Poetry`,
      safety: 'review',
      apply: (draft) => addOption(draft, last.run, last.word, plugin),
    }
  );
}

const isPoetry = (word: Word): boolean => /^["']?poetry(?:[=<>~!["']|$)/.test(word.text);

/** Poetry 2 fails where Poetry 1 warned that it cannot install the project itself. */
function projectInstall({ step, tool, run, command, verb }: Call, facts: ProjectFacts): Found | undefined {
  if (!INSTALLS.has(tool.action ?? '') || tool.noRoot) return undefined;
  if (tool.options.some(({ canonical }) => canonical === '--only-root' || canonical === '--dry-run')) return undefined;
  const missing = missingForProject(step, tool, facts);
  if (!missing) return undefined;
  const isSource = missing === 'source';
  const what = isSource ? 'whose source is not there yet' : `whose ${missing} is not there`;
  return {
    span: spanOf(command),
    message: `Poetry 2 also installs the project, ${what}: the build stops here without --no-root`,
    data: {
      title: 'Add --no-root',
      // With its source at hand, the project may be meant to be installed.
      safety: isSource ? 'safe' : 'review',
      apply: (draft) => addOption(draft, run, verb, '--no-root'),
    },
  };
}

/** Still works, and says with every build that it will not for ever. */
function deprecatedSync({ tool, run, command, verb }: Call): Found | undefined {
  const option = tool.action === 'install' ? tool.options.find(({ name }) => name === '--sync') : undefined;
  if (!option) return undefined;
  const message = 'poetry install --sync is deprecated since Poetry 2: poetry sync does the same';
  const cure: Cure = {
    title: 'Write poetry sync',
    safety: 'safe',
    apply: (draft) => {
      const index = command.program.findIndex((word) => word.span.start === option.span.start);
      const previous = command.program[index - 1];
      if (!previous || verb.quoted || run.node.command.form !== 'shell') return false;
      draft.replace(verb.span, 'sync').remove({ start: previous.span.end, end: option.span.end });
      return true;
    },
  };
  return { span: option.span, message, severity: 'hint', data: cure };
}

function* problemsOf(run: RunInstruction, facts: ProjectFacts): Generator<Found> {
  for (const step of stepsOf(run)) {
    const { command } = step;
    const { tool } = command;
    if (command.conditional || tool?.kind !== 'poetry' || tool.options.some(({ canonical }) => canonical === '--help'))
      continue;
    const verb = command.program.find((word) => word.literal === tool.action);
    const version = poetryVersion(run, facts);
    if (!verb || !version || version.major < 2) continue;
    const call: Call = { step, run, command, tool, verb };
    const isHidden = mayHoldOptions(command, run);
    const found = [
      removedOption(call),
      missingPlugin(call, facts),
      isHidden ? undefined : projectInstall(call, facts),
      deprecatedSync(call),
    ];
    for (const problem of found) if (problem) yield problem;
  }
}

export default defineRule<Cure | undefined>({
  id: 'poetry-2',
  category: 'dependencies',
  severity: 'error',
  severities: ['error', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['poetry'],
  appliesTo: { programs: ['poetry'] },
  docs: {
    summary: 'A Poetry command that Poetry 2 refuses',
    why:
      'Poetry 2 took out what Poetry 1 only warned of: `--no-dev` is gone, `export` and `shell` became plugins, and an install that ' +
      'cannot find the project’s own package now ends with an error. A Django project is seldom a package, so the usual ' +
      '`poetry install` behind a COPY of the two manifest files stops the build as soon as Poetry is upgraded.',
    examples: [
      {
        title: 'An option that is gone',
        before:
          'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir poetry==2.4.1\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\n' +
          'RUN poetry install --no-root --no-dev\nCOPY . .\n',
      },
      {
        title: 'The project itself cannot be installed yet',
        files: {
          'pyproject.toml': '[tool.poetry]\nname = "shop"\nversion = "1.0"\n',
          'poetry.lock': '# This file is automatically @generated by Poetry 2.1.3 and should not be changed by hand.\n',
          'manage.py': '',
        },
        before:
          'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir poetry==2.4.1\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\n' +
          'RUN poetry install --only main\nCOPY . .\n',
      },
      {
        title: 'Poetry 1 takes it',
        findings: 0,
        before:
          'FROM python:3.12-slim-bookworm\nRUN pip install --no-cache-dir poetry==1.8.5\nWORKDIR /app\n' +
          'COPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root --no-dev\n',
      },
    ],
    whenToIgnore: 'When the Poetry that runs is an older one than the file and the lock tell.',
    references: ['https://python-poetry.org/blog/announcing-poetry-2.0.0/', 'https://python-poetry.org/docs/faq/'],
  },
  *check({ model, facts }) {
    for (const stage of model.stages)
      for (const run of stage.instructions) if (run.kind === 'run') yield* problemsOf(run, facts);
  },
  buildFix({ fix }, { data: cure }) {
    const draft = fix.draft();
    return cure?.apply(draft) ? draft.build(cure.title, cure.safety) : undefined;
  },
});
