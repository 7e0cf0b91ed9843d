import { type DjangoSeries, describeSupported, djangoLife } from '../../data/django.ts';
import type { Model, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type Problem } from '../define.ts';
import { type DjangoRelease, djangoRelease } from '../shared/django-release.ts';
import { imageDependencies } from '../shared/image-dependencies.ts';
import { shortened } from '../shared/wording.ts';

/** `Django 4.2.11`, or the series where any release of it may be installed. */
const nameOf = ({ version }: DjangoRelease, { series }: DjangoSeries): string =>
  `Django ${version === undefined ? series : shortened(version, 12)}`;

function judge(stage: Stage, model: Model, facts: ProjectFacts, today: string): Problem<undefined> | undefined {
  const release = djangoRelease(imageDependencies(stage, model, facts));
  // Of what fits, the newest is installed: as long as that is looked after, nothing is wrong.
  if (!release || release.open || !release.found.certain) return undefined;
  const [newest] = release.series;
  const life = djangoLife(newest, today);
  if (life === 'supported') return undefined;
  const { command } = release.found.install;
  const { path, span } = release.found.package.from;
  return {
    span: command.span,
    severity: life === 'long-ended' ? 'warning' : 'info',
    message: `${nameOf(release, newest)} has had no security fixes since ${newest.end}: known holes stay open`,
    related: path === model.path ? [] : [{ path, span, message: 'It is asked for here' }],
    data: undefined,
  };
}

export default defineRule<undefined>({
  id: 'django-eol',
  category: 'dependencies',
  severity: 'info',
  severities: ['info', 'warning'],
  fix: 'none',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { programs: ['pip', 'uv', 'poetry', 'pipenv', 'pdm'] },
  docs: {
    summary: 'The release of Django gets no security fixes any more',
    why:
      'A series of Django gets security fixes for eighteen months, a long-term one for three years. After that, holes are still found and ' +
      'published, and only the newer series are mended: everybody can read what the image is open to. Move one series at a time, with ' +
      `the deprecation warnings switched on in the tests. In support: ${describeSupported()}.`,
    examples: [
      {
        title: 'A series that has ended',
        before: 'FROM python:3.12-slim-trixie\nRUN pip install --no-cache-dir Django==4.2.16 gunicorn==26.2.0\n',
      },
      {
        title: 'A range that ends with it',
        files: { 'manage.py': '', 'requirements.txt': 'Django>=4.2,<5\ngunicorn==26.2.0\n' },
        before:
          'FROM python:3.12-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
      {
        title: 'A long-term series in support',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir Django==5.2.8 gunicorn==26.2.0\n',
      },
    ],
    whenToIgnore: 'When somebody you pay mends the old series, and the image installs what they publish.',
    references: ['https://www.djangoproject.com/download/#supported-versions', 'https://endoflife.date/django'],
  },
  *check({ model, facts, today }) {
    const told = new Set<number>();
    for (const stage of model.stages) {
      const problem = stage.role === 'ships' ? judge(stage, model, facts, today) : undefined;
      if (!problem || told.has(problem.span.start)) continue;
      told.add(problem.span.start);
      yield problem;
    }
  },
});
