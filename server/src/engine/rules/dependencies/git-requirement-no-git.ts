import type { Fix } from '../../fix/fix.ts';
import { hasProgram } from '../../model/programs.ts';
import type { RunInstruction, Stage } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem, type RuleContext } from '../define.ts';
import { addPackagesBefore } from '../shared/add-system-packages.ts';
import { relatedPlace } from '../shared/dependencies/asking-places.ts';
import { type GitSource, gitSources } from '../shared/dependencies/git-sources.ts';
import { stageInstalls } from '../shared/dependencies/stage-installs.ts';
import type { Step } from '../shared/steps.ts';

interface Missing {
  readonly run: RunInstruction;
  readonly command: Command;
  readonly packages: readonly string[];
}

/** Packages that are missing, by the names that apt and apk have for them. */
function missingPackages({ run, command }: Step, sources: readonly GitSource[]): readonly string[] {
  const lacks = (program: string): boolean => {
    const found = hasProgram(run, program, command);
    return found.known && !found.value;
  };
  const ssh = sources.some((source) => source.ssh);
  return [...(lacks('git') ? ['git'] : []), ...(ssh && lacks('ssh') ? ['openssh-client'] : [])];
}

/** What each command of a stage fetches with git. */
function fetchesOf(stage: Stage, { model, facts }: RuleContext<object>): ReadonlyMap<Step, readonly GitSource[]> {
  const dependencies = stageInstalls(stage, model, facts);
  const found = new Map<Step, readonly GitSource[]>();
  for (const install of dependencies.installs) {
    // What the stage is built on is judged with its own stage.
    if (install.by.run.stage !== stage) continue;
    const sources = gitSources(install, dependencies, facts);
    if (sources.length > 0) found.set(install.by, [...(found.get(install.by) ?? []), ...sources]);
  }
  return found;
}

function judge(by: Step, sources: readonly GitSource[], { model }: RuleContext<object>): Problem<Missing> | undefined {
  const packages = missingPackages(by, sources);
  const source = sources.find(({ from }) => from.path === model.path) ?? sources[0];
  if (!source || packages.length === 0) return undefined;
  const isWord = source.from.path === model.path;
  const { run, command } = by;
  return {
    span: isWord ? source.from.span : command.program.map((word) => word.span).reduce(covering),
    message: `A package comes from a git repository, and this image has no ${packages[0] === 'git' ? 'git' : 'ssh'}: the build stops here`,
    related: isWord ? [] : [relatedPlace(source.from, 'The requirement', model)],
    data: { run, command, packages },
  };
}

function addPackages({ fix, model }: FixContext<Record<never, never>>, missing: Missing): Fix | undefined {
  const { run, packages } = missing;
  const draft = fix.draft();
  if (!addPackagesBefore(draft, model, missing, packages)) return undefined;
  // What is installed into the image that ships stays in it, and a builder is the better place.
  return draft.build(`Install ${packages.join(' and ')}`, run.stage.shipsLayers ? 'review' : 'safe');
}

export default defineRule<Missing>({
  id: 'git-requirement-no-git',
  category: 'dependencies',
  severity: 'error',
  severities: ['error'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { programs: ['pip', 'uv', 'pipenv', 'pdm'] },
  docs: {
    summary: 'A package comes from a git repository, and the image has no git',
    why:
      'pip, uv, Pipenv and PDM call the program `git` for every requirement such as `git+https://github.com/…`, also where only a lock ' +
      'says so. The slim and Alpine images of Python do not have it, so the build stops with "Cannot find command \'git\'". It is often ' +
      'met when a fix for a Django app is taken from its repository until the next release; installing git in the builder keeps it out ' +
      'of the final image.',
    examples: [
      {
        title: 'A builder without git',
        before:
          'FROM python:3.14-slim-trixie AS builder\n' +
          'RUN python -m venv /opt/venv \\\n    && /opt/venv/bin/pip install --no-cache-dir "django-shop @ git+https://github.com/example-org/django-shop@main"\n\n' +
          'FROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\nCMD ["/opt/venv/bin/gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A requirements file that needs git',
        files: {
          'requirements.txt': 'django==5.2.8\ngit+https://github.com/example-org/django-shop@main\n',
          'manage.py': '',
        },
        before:
          'FROM python:3.14-slim-trixie AS builder\nRUN apt-get update \\\n    && apt-get install --yes --no-install-recommends build-essential \\\n' +
          '    && rm -rf /var/lib/apt/lists/*\nCOPY requirements.txt .\nRUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt\n\n' +
          'FROM python:3.14-slim-trixie\nRUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\\n' +
          '    pip install --no-cache-dir --no-index /wheels/*\n',
      },
      {
        title: 'The full image has git',
        findings: 0,
        before:
          'FROM python:3.14-trixie\nRUN pip install --no-cache-dir git+https://github.com/example-org/django-shop@main\n',
      },
    ],
    whenToIgnore: 'When the requirement is never installed in this image.',
    references: [
      'https://pip.pypa.io/en/stable/topics/vcs-support/',
      'https://docs.astral.sh/uv/concepts/projects/dependencies/#git',
    ],
  },
  *check(context) {
    const { model, facts } = context;
    if (!facts.context.known && !model.syntax.text.includes('git')) return;
    for (const stage of model.stages) {
      for (const [by, sources] of fetchesOf(stage, context)) {
        const problem = judge(by, sources, context);
        if (problem) yield problem;
      }
    }
  },
  buildFix: (context, { data }) => addPackages(context, data),
});
