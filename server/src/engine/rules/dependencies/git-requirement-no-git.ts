import type { Fix } from '../../fix/fix.ts';
import { allInstructions } from '../../model/instruction-lists.ts';
import { hasProgram } from '../../model/programs.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type FixContext } from '../define.ts';
import { addPackagesBefore } from '../shared/add-system-packages.ts';
import { commandsOf } from '../shared/commands.ts';
import { type GitRequirement, gitRequirement } from '../shared/git-requirements.ts';

interface Missing {
  readonly run: RunInstruction;
  readonly command: Command;
  readonly packages: readonly string[];
}

/** Packages that are missing, by the names that apt and apk have for them. */
function missingPackages(run: RunInstruction, { command, ssh }: GitRequirement): readonly string[] {
  const lacks = (program: string): boolean => {
    const found = hasProgram(run, program, command);
    return found.known && !found.value;
  };
  return [...(lacks('git') ? ['git'] : []), ...(ssh && lacks('ssh') ? ['openssh-client'] : [])];
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
  appliesTo: { programs: ['pip', 'uv', 'pipenv'] },
  docs: {
    summary: 'A package comes from a git repository, and the image has no git',
    why:
      'pip, uv and Pipenv call the program `git` for every requirement such as `git+https://github.com/…`. The slim and Alpine images ' +
      'of Python do not have it, so the build stops with "Cannot find command \'git\'". It is often met when a fix for a Django app ' +
      'is taken from its repository until the next release; installing git in the builder keeps it out of the final image.',
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
  *check({ model, facts }) {
    if (!facts.context.known && !model.syntax.text.includes('git')) return;
    for (const run of allInstructions(model)) {
      if (run.kind !== 'run') continue;
      for (const command of commandsOf(run.script)) {
        if (command.conditional) continue;
        const requirement = gitRequirement(command, run, facts);
        const packages = requirement ? missingPackages(run, requirement) : [];
        if (!requirement || packages.length === 0) continue;
        const { span, file } = requirement;
        const program = packages[0] === 'git' ? 'git' : 'ssh';
        yield {
          span: span ?? command.program.map((word) => word.span).reduce(covering),
          message: `A package comes from a git repository, and this image has no ${program}: the build stops here`,
          related: file ? [{ ...file, message: 'The requirement' }] : [],
          data: { run, command, packages },
        };
      }
    }
  },
  buildFix: (context, { data }) => addPackages(context, data),
});
