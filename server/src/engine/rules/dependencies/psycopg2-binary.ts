import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Word } from '../../shell/types.ts';
import { covering, type Span } from '../../text/span.ts';
import { defineRule, type Related } from '../define.ts';
import { effectiveTool } from '../shared/commands.ts';
import { askingPlace, relatedPlace } from '../shared/dependencies/asking-places.ts';
import { type ImageInstall, imageDependencies } from '../shared/image-dependencies.ts';

const NAME = 'psycopg2-binary';

interface Binary {
  readonly install: ImageInstall;
  readonly span: Span;
  /** The word that names it, when a command of pip does; undefined when a file of the project does. */
  readonly word: Word | undefined;
  readonly related: readonly Related[];
}

/** What brings it, in the order of the file: each command once, whatever images it is part of. */
function* bringers(model: Model, facts: ProjectFacts): Generator<Binary> {
  const seen = new Set<ImageInstall['command']>();
  for (const stage of model.stages) {
    if (stage.role === 'develops') continue;
    const { installs, removed } = imageDependencies(stage, model, facts);
    for (const install of removed.has(NAME) ? [] : installs) {
      const found = install.set.packages.get(NAME);
      if (!found?.certain || !install.certain || seen.has(install.command)) continue;
      seen.add(install.command);
      const place = askingPlace({ package: found, install, certain: true }, facts);
      if (place.path === model.path)
        yield { install, span: place.span, word: wordAt(place.span, install), related: [] };
      else
        yield {
          install,
          span: spanOf(install),
          word: undefined,
          related: [relatedPlace(place, 'It is required here', model)],
        };
    }
  }
}

function wordAt({ start }: Span, { command }: ImageInstall): Word | undefined {
  const tool = effectiveTool(command);
  return tool?.kind === 'pip' ? tool.targets.find(({ span }) => span.start === start) : undefined;
}

const spanOf = ({ command: { program } }: ImageInstall): Span => program.map(({ span }) => span).reduce(covering);

export default defineRule<readonly (Word | undefined)[]>({
  id: 'psycopg2-binary',
  category: 'dependencies',
  severity: 'info',
  severities: ['info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { programs: ['pip', 'uv', 'poetry', 'pipenv', 'pdm'] },
  docs: {
    summary: 'psycopg2-binary in production',
    why:
      'psycopg2-binary brings its own copies of libpq and libssl. Its authors advise against it in production: the copies get ' +
      'no security updates from the distribution, and two libssl in one process have crashed before. Django 4.2 and newer work ' +
      'with psycopg 3, whose `psycopg[binary]` is the documented default; psycopg2 built from source uses the libpq of the image.',
    examples: [
      {
        title: 'Named in the install',
        before: 'FROM python:3.13-slim-trixie\nRUN pip install --no-cache-dir "Django==5.2.8" psycopg2-binary\n',
      },
      {
        title: 'Named in the requirements',
        files: { 'requirements.txt': 'Django==5.2.8\npsycopg2-binary==2.9.11\n', 'manage.py': '' },
        before:
          'FROM python:3.13-slim-trixie\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
      {
        title: 'psycopg 3',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN pip install --no-cache-dir "Django==5.2.8" "psycopg[binary]==3.2.12"\n',
      },
    ],
    whenToIgnore: 'When the project needs psycopg2 and the image is rebuilt often enough for its copies to stay fresh.',
    references: [
      'https://www.psycopg.org/docs/install.html#psycopg-vs-psycopg-binary',
      'https://docs.djangoproject.com/en/stable/ref/databases/#postgresql-notes',
    ],
  },
  *check({ model, facts }) {
    if (!facts.context.known && !model.syntax.text.includes('psycopg2')) return;
    const found = [...bringers(model, facts)];
    const [first] = found;
    // Stages install the same requirements one after another: one cause.
    if (!first) return;
    yield {
      span: first.span,
      message: 'psycopg2-binary brings its own libpq and libssl, which nobody patches: not meant for production',
      related: first.related,
      data: found.map(({ word }) => word),
    };
  },
  buildFix({ fix }, { data: words }) {
    const draft = fix.draft();
    for (const word of words) {
      if (!word || word.source.collapsed || !/^["']?psycopg2-binary["']?$/.test(word.text)) return undefined;
      draft.replace(word.span, '"psycopg[binary]"');
    }
    return draft.build('Install psycopg 3 instead', 'review');
  },
});
