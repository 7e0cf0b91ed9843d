import type { Model, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type Severity } from '../define.ts';
import { type BuildEntry, buildInstalls } from '../shared/build-packages.ts';
import { comesBuilt } from '../shared/compiled.ts';
import { planSplit } from '../shared/split/plan.ts';
import { writeSplit } from '../shared/split/write.ts';
import { shortened } from '../shared/wording.ts';

interface Single {
  readonly entries: readonly BuildEntry[];
  /** Those of them that stay in the image. */
  readonly kept: readonly BuildEntry[];
}

function buildPackagesOf(stage: Stage): Single {
  const installs = buildInstalls(stage);
  return {
    entries: installs.flatMap(({ entries }) => entries),
    kept: installs.flatMap(({ kept }) => kept),
  };
}

const namesOf = (entries: readonly BuildEntry[]): string => {
  const [first = '', second] = [...new Set(entries.map(({ name }) => name))].map((name) => shortened(name, 16));
  return second === undefined ? first : entries.length > 2 ? `${first}, ${second} …` : `${first} and ${second}`;
};

function judge(
  stage: Stage,
  { entries, kept }: Single,
  model: Model,
  facts: ProjectFacts,
): { message: string; severity: Severity } {
  const names = namesOf(kept.length > 0 ? kept : entries);
  if (comesBuilt(stage, model, facts))
    return { severity: 'hint', message: `${names}: nothing here has to be compiled, or a builder stage could do it` };
  const message =
    kept.length > 0
      ? `Built in one stage, the image ships ${names}: a builder stage would keep that out`
      : `In one stage each new requirement installs and removes ${names}: a builder stage would not`;
  return { severity: 'info', message };
}

export default defineRule<Single>({
  id: 'single-stage-build',
  category: 'stages',
  severity: 'info',
  severities: ['info', 'hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'One stage compiles and runs the application',
    why:
      'psycopg, mysqlclient or uWSGI are compiled once, but in a file with one stage the compiler and the headers are part of what ' +
      'every server pulls and scans. A builder stage installs the packages into a virtual environment; the last stage copies that ' +
      'one folder and holds nothing but Django, its libraries and the code. Both are FROM the same base, so Python and glibc fit.',
    examples: [
      {
        title: 'pip',
        before:
          'FROM python:3.13-slim-trixie\nENV PYTHONUNBUFFERED=1\nWORKDIR /app\n' +
          'RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev gettext \\\n    && rm -rf /var/lib/apt/lists/*\n' +
          'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\n' +
          'RUN python manage.py collectstatic --noinput\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'Poetry',
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\n' +
          'RUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        build-essential \\\n        default-libmysqlclient-dev \\\n' +
          '        pkg-config \\\n    && rm -rf /var/lib/apt/lists/*\nRUN pip install --no-cache-dir poetry==2.4.1\n' +
          'COPY pyproject.toml poetry.lock ./\nRUN poetry config virtualenvs.create false \\\n    && poetry install --only main --no-root --no-cache\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'Nothing is built here',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\n' +
          'RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n' +
          'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the image is a tool of the team and neither its size nor what is in it matters.',
    references: [
      'https://docs.docker.com/build/building/multi-stage/',
      'https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds',
    ],
  },
  *check({ model, facts }) {
    const [stage, ...others] = model.stages;
    if (!stage || others.length > 0 || stage.role !== 'ships' || (stage.isPython.known && !stage.isPython.value))
      return;
    const single = buildPackagesOf(stage);
    const [first] = single.entries;
    if (!first) return;
    yield {
      span: (stage.from.image ?? stage.from).span,
      ...judge(stage, single, model, facts),
      related: [{ span: first.word.span, message: 'Only a build needs this' }],
      data: single,
    };
  },
  buildFix({ fix, model, facts }) {
    const plan = planSplit(model, facts);
    const draft = fix.draft();
    if (!plan || !writeSplit(draft, model.syntax, plan)) return undefined;
    return draft.build('Split into a stage that builds and a stage that runs', 'review', 'refactor');
  },
});
