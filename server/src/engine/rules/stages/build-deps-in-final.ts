import { isLean, runtimePackages } from '../../data/native-packages.ts';
import { packagesBefore } from '../../model/packages.ts';
import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Word } from '../../shell/types.ts';
import { defineRule, type FixContext, type Safety } from '../define.ts';
import { type BuildEntry, type BuildInstall, buildInstalls, isRemovedLater } from '../shared/build-packages.ts';
import { type Compiles, compilesBehind } from '../shared/compiling.ts';
import { changePackages } from '../shared/package-edits.ts';
import { startsOf } from '../shared/start.ts';
import { startText } from '../shared/start-text.ts';
import { shortened } from '../shared/wording.ts';

interface Left extends BuildInstall {
  /** What stays in the image; never empty. */
  readonly left: readonly BuildEntry[];
}

const MESSAGE_END = 'only the build needs';

function messageFor(names: readonly string[]): string {
  const [first = '', second, ...more] = names.map((name) => shortened(name, 24));
  if (second === undefined) return `${first} stays in the image: ${MESSAGE_END} it, and everybody pulls it`;
  const others = more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
  return `${others} stay in the image: ${MESSAGE_END} them, and everybody pulls them`;
}

/** Words of CMD and ENTRYPOINT: what the image starts is no left-over. */
const startedNames = (model: Model): ReadonlySet<string> =>
  new Set(
    startsOf(model, ['ships']).flatMap(({ entrypoint, command }) =>
      [entrypoint, command].flatMap((each) => each?.script.commands.map(({ name }) => name ?? '') ?? []),
    ),
  );

function* packagesLeft(model: Model): Generator<Left> {
  const started = startedNames(model);
  for (const stage of model.stages) {
    if (!stage.shipsLayers || (stage.isPython.known && !stage.isPython.value)) continue;
    for (const install of buildInstalls(stage)) {
      const left = install.kept.filter((entry) => !isRemovedLater(entry) && !started.has(entry.name));
      if (left.length > 0) yield { ...install, left };
    }
  }
}

/** What stands in the place of each word afterwards; undefined where that is not known. */
function replacements({ run, command, left }: Left): ReadonlyMap<Word, string> | undefined {
  const { release } = run.stage.base;
  const there = new Set(packagesBefore(run).map(({ name }) => name));
  const { tool } = command;
  if (tool?.kind !== 'apt' && tool?.kind !== 'apk') return undefined;
  for (const word of tool.packages) if (word.literal !== undefined) there.add(word.literal);
  const result = new Map<Word, string>();
  for (const { manager, name, word } of left) {
    const libraries = runtimePackages(manager, release.known ? release.value : undefined, name);
    if (!libraries || word.literal !== name || word.text !== name) return undefined;
    const missing = libraries.filter((library) => !there.has(library));
    for (const library of missing) there.add(library);
    result.set(word, missing.join(' '));
  }
  return result;
}

/** Headers of a database, all that could use them is read, and nothing does: only the headers go. */
function safetyOf(left: Left, use: Compiles, model: Model, facts: ProjectFacts): Safety {
  const isLibrary = left.left.every(({ manager, name }) => manager === 'apt' && isLean(name));
  return isLibrary && use === 'no' && startsOf(model, ['ships']).every((start) => buildsNothing(start, facts))
    ? 'safe'
    : 'review';
}

const BUILDS = /\b(?:pip\d?|uv|poetry|pipenv|pdm|gcc|g\+\+|cc|make|pg_config|apt|apt-get|setup\.py)\b/;

const buildsNothing = (start: Parameters<typeof startText>[0], facts: ProjectFacts): boolean => {
  const text = startText(start, facts);
  return text.known && !BUILDS.test(text.value);
};

function keepLibraries({ fix, model, facts }: FixContext<Record<never, never>>, data: Left) {
  const { run, command, left } = data;
  const use = compilesBehind(run, command, model);
  const changes = use === 'yes' ? undefined : replacements(data);
  if (!changes) return undefined;
  const draft = fix.draft();
  if (!changePackages(draft, model.syntax, run, command, changes)) return undefined;
  const [only, ...more] = left;
  const libraries = only && more.length === 0 ? changes.get(only.word) : undefined;
  const title = libraries
    ? `Install ${shortened(libraries, 30)} instead of ${shortened(only?.name ?? '', 24)}`
    : 'Install only the libraries that are needed at run time';
  return draft.build(title, safetyOf(data, use, model, facts));
}

export default defineRule<Left>({
  id: 'build-deps-in-final',
  category: 'stages',
  severity: 'warning',
  severities: ['warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['RUN'], programs: ['apt', 'apk'] },
  docs: {
    summary: 'Compilers and headers stay in the image that ships',
    why:
      'psycopg, mysqlclient and their like need a compiler and headers while they are built, and only a small library afterwards. ' +
      'What stays is pulled by every server that runs the Django project: gcc alone is about 190 MB on Debian 13, build-essential ' +
      'over 330. It also gives whoever breaks in a compiler, and each of these packages shows up in security scans. Build in a ' +
      'stage of its own, and install only the library (`libpq5` for `libpq-dev`) in the last one.',
    examples: [
      {
        title: 'Headers in the last stage, where nothing is built',
        before:
          'FROM python:3.13-slim-trixie AS base\nENV PATH="/opt/venv/bin:$PATH"\n\nFROM base AS builder\n' +
          'RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && rm -rf /var/lib/apt/lists/*\n' +
          'COPY requirements.txt .\nRUN python -m venv /opt/venv && pip install --no-cache-dir -r requirements.txt\n\n' +
          'FROM base\nRUN apt-get update && apt-get install -y --no-install-recommends libpq-dev && rm -rf /var/lib/apt/lists/*\n' +
          'COPY --from=builder /opt/venv /opt/venv\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'One stage that compiles: see `single-stage-build`',
        before:
          'FROM python:3.13-slim-trixie\n' +
          'RUN apt-get update && apt-get install -y --no-install-recommends build-essential libpq-dev && rm -rf /var/lib/apt/lists/*\n' +
          'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'What is removed in the same RUN never reaches the image',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nCOPY requirements.txt .\n' +
          'RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq5 libpq-dev \\\n' +
          '    && pip install --no-cache-dir -r requirements.txt \\\n    && apt-get purge -y --auto-remove gcc libpq-dev \\\n' +
          '    && rm -rf /var/lib/apt/lists/*\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore:
      'When the running application really compiles something, for example with Cython or Numba at run time.',
    references: [
      'https://docs.docker.com/build/building/multi-stage/',
      'https://www.psycopg.org/docs/install.html#prerequisites',
    ],
  },
  *check({ model }) {
    for (const install of packagesLeft(model)) {
      const [first, ...more] = install.left;
      if (!first) continue;
      yield {
        span: first.word.span,
        message: messageFor([first, ...more].map(({ name }) => name)),
        data: install,
      };
    }
  },
  buildFix: (context, { data }) => keepLibraries(context, data),
});
