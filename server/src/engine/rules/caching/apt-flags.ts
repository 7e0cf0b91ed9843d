import { addOption } from '../../fix/add-option.ts';
import type { FixDraft } from '../../fix/builder.ts';
import { dropCommands } from '../../fix/drop-command.ts';
import type { Fix } from '../../fix/fix.ts';
import type { Model, PlainInstruction, RunInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { KeyValue } from '../../syntax/nodes.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { mayConfigureApt } from '../shared/apt-configuration.ts';
import {
  type AptCall,
  companionOf,
  distUpgrades,
  madeForTerminals,
  neededBy,
  needlessCleans,
  withoutYes,
  withRecommends,
} from '../shared/apt-habits.ts';
import { toolsIn } from '../shared/commands.ts';
import { layerSeverity } from '../shared/layer-severity.ts';

/** Calls of one RUN that share a defect, or a variable that stays. */
type Habit =
  | {
      readonly kind: 'no-yes' | 'recommends' | 'apt' | 'clean' | 'dist-upgrade';
      readonly run: RunInstruction;
      readonly calls: readonly AptCall[];
    }
  | { readonly kind: 'frontend'; readonly instruction: PlainInstruction; readonly pair: KeyValue };

const MESSAGES = {
  'no-yes': 'Without --yes apt-get asks before it goes on: nobody answers in a build, and it aborts',
  recommends: 'apt also installs packages that are only recommended: the image grows by what nothing needs',
  apt: 'apt is made for terminals, its options and output may change: scripts call apt-get',
  clean: 'Nothing is left to clean: official images empty the package cache after every call of apt',
  'dist-upgrade': 'A dist-upgrade may remove packages of the base image: a newer base brings the same fixes, tested',
  frontend: 'DEBIAN_FRONTEND stays set in the running container: ARG ends with the build',
} as const satisfies Readonly<Record<Habit['kind'], string>>;

function problemOf(
  kind: Exclude<Habit['kind'], 'frontend'>,
  run: RunInstruction,
  calls: readonly AptCall[],
): Problem<Habit> | undefined {
  const [first] = calls;
  if (!first) return undefined;
  const { tool } = first;
  return {
    span: covering(tool.program.span, tool.subcommand?.span ?? tool.program.span),
    message: MESSAGES[kind],
    severity: layerSeverity(run.stage, 'info'),
    data: { kind, run, calls },
  };
}

function unanswered(run: RunInstruction): Problem<Habit> | undefined {
  const calls = withoutYes(run);
  const problem = problemOf('no-yes', run, calls);
  if (!problem) return undefined;
  const companion = calls.map((call) => companionOf(run, call)).find((name) => name !== undefined);
  if (companion === undefined) return { ...problem, severity: 'warning' };
  const message = `Without --yes the build stops here: ${companion} brings other packages along, so apt-get asks`;
  return { ...problem, message, severity: 'error' };
}

function* problemsOf(run: RunInstruction, { syntax }: Model, facts: ProjectFacts): Generator<Problem<Habit>> {
  const byDefault = [
    unanswered(run),
    problemOf('recommends', run, withRecommends(run)),
    problemOf('clean', run, needlessCleans(run)),
  ].filter((each) => each !== undefined);
  // What an image nobody knows has configured for apt, nobody knows.
  const isDefault = run.stage.base.plainEnvironment && byDefault.length > 0 && !mayConfigureApt(run, syntax, facts);
  if (isDefault) yield* byDefault;
  const always = [problemOf('apt', run, madeForTerminals(run)), problemOf('dist-upgrade', run, distUpgrades(run))];
  yield* always.filter((each) => each !== undefined);
}

/** An ENV that tells debconf not to ask, still in force when an image that ships is done. */
function lastingFrontend(stage: Stage, instruction: PlainInstruction, model: Model): Problem<Habit> | undefined {
  const { node } = instruction;
  if (node.kind !== 'env') return undefined;
  const pair = node.pairs.find(({ name }) => name === 'DEBIAN_FRONTEND');
  const lasts = model.shipped.some(({ ancestry, end }) => {
    const value = ancestry.includes(stage) ? end.declaredEnv('DEBIAN_FRONTEND') : undefined;
    return value?.known && value.value.toLowerCase() === 'noninteractive';
  });
  if (!lasts || pair?.value?.value.toLowerCase() !== 'noninteractive') return undefined;
  const data = { kind: 'frontend', instruction, pair } as const;
  return { span: pair.span, message: MESSAGES.frontend, severity: 'info', data };
}

function fixCalls(context: FixContext<object>, { kind, run, calls }: Exclude<Habit, { kind: 'frontend' }>) {
  const draft = context.fix.draft();
  const addAll = (option: string): boolean => calls.every(({ tool }) => addOption(draft, run, tool.subcommand, option));
  switch (kind) {
    case 'no-yes':
      return addAll('--yes') ? draft.build('Add --yes', 'safe') : undefined;
    case 'recommends':
      return addAll('--no-install-recommends') ? nameNeeded(draft, run, calls) : undefined;
    case 'clean': {
      const commands = calls.map(({ command }) => command);
      return dropCommands(draft, run, commands) ? draft.build('Drop the needless clean', 'safe') : undefined;
    }
    case 'apt':
      return useAptGet(context, run, calls);
    case 'dist-upgrade':
      return undefined;
  }
}

/** What one of the packages needs and only recommends has to be named from now on. */
function nameNeeded(draft: FixDraft, run: RunInstruction, calls: readonly AptCall[]): Fix | undefined {
  const needed = calls.flatMap((call) => neededBy(run, call) ?? []);
  if (!needed.every(({ name, behind }) => addOption(draft, run, behind, name))) return undefined;
  const names = [...new Set(needed.map(({ name }) => name))];
  return draft.build(['Add --no-install-recommends', ...names].join(' and '), 'review');
}

/** `apt upgrade` also installs what newer versions need, and on images that are not official apt alone drops its downloads. */
function useAptGet({ fix }: FixContext<object>, run: RunInstruction, calls: readonly AptCall[]): Fix | undefined {
  const draft = fix.draft();
  for (const { tool } of calls) {
    const { start, end } = tool.program.span;
    if (tool.program.literal === undefined || tool.program.quoted || tool.program.source.collapsed) return undefined;
    if (end - start !== tool.program.text.length) return undefined;
    draft.insert(end, '-get');
    if (tool.action === 'upgrade' && !addOption(draft, run, tool.subcommand, '--with-new-pkgs')) return undefined;
  }
  return draft.build('Call apt-get', run.stage.base.plainEnvironment ? 'safe' : 'review');
}

export default defineRule<Habit>({
  id: 'apt-flags',
  category: 'caching',
  severity: 'info',
  severities: ['error', 'warning', 'info', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [
    ...['hadolint:DL3005', 'hadolint:DL3014', 'hadolint:DL3015', 'hadolint:DL3027'],
    ...['trivy:DS-0021', 'trivy:DS-0024', 'trivy:DS-0029', 'checkov:CKV_DOCKER_9'],
  ],
  duplicates: [],
  appliesTo: { instructions: ['RUN', 'ENV'], programs: ['apt', 'apt-get'] },
  docs: {
    summary: 'apt is called in a way that aborts, or that installs and leaves what nobody needs',
    why:
      'A build has no keyboard: without `--yes` apt-get stops as soon as a package for Django brings another one along. Without ' +
      '`--no-install-recommends` a database client may pull in a mail server or a manual. `apt` prints a warning that its ' +
      'command line is not stable, `apt-get clean` does what official images do by themselves, and an `ENV DEBIAN_FRONTEND` ' +
      'silences questions in every shell that you open in the running container.',
    examples: [
      {
        title: 'An install that aborts',
        before:
          'FROM python:3.13-slim-trixie\nRUN apt-get update && apt-get install --no-install-recommends gcc ' +
          '&& rm -rf /var/lib/apt/lists/*\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A needless clean',
        before:
          'FROM python:3.13-slim-trixie\nRUN apt-get update \\\n    && apt-get install --yes --no-install-recommends libpq5 \\\n' +
          '    && apt-get clean \\\n    && rm -rf /var/lib/apt/lists/*\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A variable that outlives the build',
        before: 'FROM python:3.13-slim-trixie\nENV DEBIAN_FRONTEND=noninteractive\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'All that is needed',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN apt-get update \\\n    && apt-get install --yes --no-install-recommends libpq5 \\\n' +
          '    && rm -rf /var/lib/apt/lists/*\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When a package works only with what it recommends and you do not want to name that.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#apt-get',
      'https://github.com/hadolint/hadolint/wiki/DL3015',
      'https://manpages.debian.org/stable/apt/apt.8.en.html#SCRIPT_USAGE_AND_DIFFERENCES_FROM_OTHER_APT_TOOLS',
    ],
  },
  *check({ model, facts }) {
    for (const stage of model.stages) {
      for (const instruction of stage.instructions) {
        if (instruction.kind === 'run') {
          if (toolsIn(instruction.script).has('apt')) yield* problemsOf(instruction, model, facts);
        } else if (instruction.kind === 'env') {
          const problem = lastingFrontend(stage, instruction, model);
          if (problem) yield problem;
        }
      }
    }
  },
  buildFix(context, { data }) {
    if (data.kind !== 'frontend') return fixCalls(context, data);
    const { node } = data.instruction;
    const isAlone = node.kind === 'env' && node.pairs.length === 1 && !node.legacy;
    if (!isAlone) return undefined;
    return context.fix
      .draft()
      .replace(node.keywordSpan, 'ARG')
      .build('Set DEBIAN_FRONTEND for the build only', 'review');
  },
});
