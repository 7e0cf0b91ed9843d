import { isLean, runtimePackages } from '../../data/native-packages.ts';
import { packagesBefore } from '../../model/packages.ts';
import type { Model, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Word } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';
import { defineRule, type FixContext, type Safety } from '../define.ts';
import { type BuildEntry, type BuildInstall, buildInstalls, isRemovedLater } from '../shared/build-packages.ts';
import { effectiveTool } from '../shared/commands.ts';
import { type Compiles, compilesBehind } from '../shared/compiling.ts';
import { type ImageInstall, imageDependencies } from '../shared/image-dependencies.ts';
import { changePackages } from '../shared/package-edits.ts';
import { type Start, startsOf } from '../shared/start.ts';
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
const startedNames: (model: Model) => ReadonlySet<string> = remembered(
  (model: Model) =>
    new Set(
      startsOf(model, ['ships']).flatMap(({ entrypoint, command }) =>
        [entrypoint, command].flatMap((each) => each?.script.commands.map(({ name }) => name ?? '') ?? []),
      ),
    ),
);

/** What each stage that ships leaves in the image, install by install. */
function packagesLeft(model: Model): (readonly [Left, ...Left[]])[] {
  return model.stages.flatMap((stage) => {
    // Of a base image nobody knows what is built on it: the last stage of another file, or its builder.
    const isInImage = model.shipped.some(({ ancestry }) => ancestry.includes(stage));
    if (!isInImage || (stage.isPython.known && !stage.isPython.value)) return [];
    const [first, ...more] = buildInstalls(stage).flatMap((install) => {
      const left = install.kept.filter((entry) => !isRemovedLater(entry) && !startedNames(model).has(entry.name));
      return left.length > 0 ? [{ ...install, left }] : [];
    });
    return first ? [[first, ...more]] : [];
  });
}

/** What stands in the place of each word afterwards; undefined where that is not known. `there`: packages that need no second naming. */
function replacements({ run, command, left }: Left, there: Set<string>): ReadonlyMap<Word, string> | undefined {
  const { release } = run.stage.base;
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

/**
 * Headers of a database, another stage has built what is installed, all that could use the headers is read, and nothing does: only
 * the headers go.
 */
function safetyOf(installs: readonly [Left, ...Left[]], use: Compiles, model: Model, facts: ProjectFacts): Safety {
  const isLibrary = installs.every(({ left }) => left.every(({ manager, name }) => manager === 'apt' && isLean(name)));
  return isLibrary &&
    use === 'no' &&
    isBuiltElsewhere(installs[0].run.stage, model, facts) &&
    startsOf(model, ['ships']).every((start) => buildsNothing(start, facts))
    ? 'safe'
    : 'review';
}

/** Every image that is built on a stage has its packages of Python, and all of them from stages that are no part of it. */
const isBuiltElsewhere = (stage: Stage, model: Model, facts: ProjectFacts): boolean =>
  model.shipped
    .filter(({ ancestry }) => ancestry.includes(stage))
    .every((image) => {
      const { installs } = imageDependencies(image, model, facts);
      const isForeign = ({ run }: ImageInstall): boolean => !image.ancestry.includes(run.stage);
      return installs.length > 0 && installs.every((install) => isForeign(install) || takesWheels(install));
    });

/** What pip finds in a folder of wheels, it need not build. */
function takesWheels({ by }: ImageInstall): boolean {
  const tool = effectiveTool(by.command);
  return tool?.kind === 'pip' && tool.noIndex;
}

const BUILDS = /\b(?:pip\d?|uv|poetry|pipenv|pdm|gcc|g\+\+|cc|make|pg_config|apt|apt-get|setup\.py)\b/;

const buildsNothing = (start: Start, facts: ProjectFacts): boolean => {
  const text = startText(start, facts);
  return text.known && !BUILDS.test(text.value);
};

function keepLibraries({ fix, model, facts }: FixContext<Record<never, never>>, installs: readonly [Left, ...Left[]]) {
  const [first, ...more] = installs;
  const use = compilesBehind(first.run, first.command, model);
  if (use === 'yes') return undefined;
  const there = new Set(packagesBefore(first.run).map(({ name }) => name));
  const draft = fix.draft();
  const libraries: string[] = [];
  for (const install of installs) {
    const changes = replacements(install, there);
    if (!changes || !changePackages(draft, model.syntax, install.run, install.command, changes)) return undefined;
    libraries.push(...[...changes.values()].filter((text) => text !== ''));
  }
  return draft.build(titleFor(first, more.length === 0, libraries), safetyOf(installs, use, model, facts));
}

function titleFor({ left: [entry, ...others] }: Left, isAlone: boolean, libraries: readonly string[]): string {
  const [library] = libraries;
  if (library === undefined) return 'Install no build packages in the image';
  return isAlone && entry && others.length === 0
    ? `Install ${shortened(library, 30)} instead of ${shortened(entry.name, 24)}`
    : 'Install only the libraries that are needed at run time';
}

export default defineRule<readonly [Left, ...Left[]]>({
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
    for (const installs of packagesLeft(model)) {
      const [{ left }, ...more] = installs;
      const [first] = left;
      if (!first) continue;
      const names = installs.flatMap((install) => install.left.map(({ name }) => name));
      const related = more.flatMap((install) =>
        install.left[0] ? [{ span: install.left[0].word.span, message: 'And this' }] : [],
      );
      yield { span: first.word.span, message: messageFor([...new Set(names)]), related, data: installs };
    }
  },
  buildFix: (context, { data }) => keepLibraries(context, data),
});
