import { missingIn } from '../../data/renamed-packages.ts';
import { wordEdits } from '../../fix/word-edits.ts';
import { installedPackages } from '../../model/packages.ts';
import type { Model, RunInstruction, Stage } from '../../model/types.ts';
import type { Word } from '../../shell/types.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { addPackagesBefore, addPackagesTo } from '../shared/add-system-packages.ts';
import { type BuildGap, nativeGaps, type RunGap } from '../shared/native-needs.ts';
import { readableSystem } from '../shared/system-capabilities.ts';
import { shortened } from '../shared/wording.ts';

interface GoneName {
  readonly kind: 'name';
  readonly word: Word;
  readonly run: RunInstruction;
  readonly successor: string | undefined;
}

type Lack =
  | { readonly kind: 'build'; readonly gap: BuildGap }
  | { readonly kind: 'run'; readonly gap: RunGap }
  | GoneName;

const WHAT: Readonly<Record<string, string>> = {
  compiler: 'a compiler',
  'pkg-config': 'pkg-config',
  'libpq-headers': 'the headers of libpq',
  'mysql-headers': 'the headers of MySQL',
  'ldap-headers': 'the headers of LDAP',
  'sasl-headers': 'the headers of SASL',
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function placeOf({ from }: BuildGap | RunGap, model: Model, message: string): readonly Related[] {
  const { path, span } = from;
  return [path === model.path ? { span, message } : { path, span, message }];
}

function* missingLibraries({ model, facts }: Pick<FixContext<object>, 'model' | 'facts'>): Generator<Problem<Lack>> {
  const { build, run } = nativeGaps(model, facts);
  for (const gap of build) {
    const missing = listed(gap.missing.map(({ capability }) => WHAT[capability] ?? capability));
    yield {
      span: gap.install.command.span,
      message: `${gap.label} is compiled here, without ${missing}: the build stops`,
      related: placeOf(gap, model, 'It is asked for here'),
      data: { kind: 'build', gap },
    };
  }
  for (const gap of run) {
    const [need] = gap.packages;
    const library = need ?? gap.missing[0]?.capability ?? 'a library';
    yield {
      span: (gap.stage.from.image ?? gap.stage.from).span,
      message: `${gap.label} needs ${library}, which this image does not have: importing it fails`,
      related: placeOf(gap, model, 'It is asked for here'),
      data: { kind: 'run', gap },
    };
  }
}

/** Names that a release of Debian has not. */
function* goneNames({ stages }: Model): Generator<Problem<Lack>> {
  for (const stage of stages) {
    const { release } = stage.base;
    if (stage.role === 'develops' || !release.known) continue;
    for (const { manager, name, word, command, instruction } of installedPackages(stage).packages) {
      if (manager !== 'apt' || instruction.stage !== stage || command.conditional) continue;
      const gone = missingIn(release.value, name);
      if (!gone || !hasOwnSources(stage)) continue;
      const { successor } = gone;
      yield {
        span: word.span,
        message: `Debian ${release.value} has no ${shortened(name)}${successor === undefined ? '' : `, but ${successor}`}: apt-get stops here`,
        data: { kind: 'name', word, run: instruction, successor },
      };
    }
  }
}

/** Nothing but the distribution's own sources is asked; a full image has the same ones. */
const hasOwnSources = (stage: Stage): boolean => {
  const { base } = stage;
  if (readableSystem(stage)) return true;
  return (
    base.variant === 'full' &&
    stage.ancestry.every(({ instructions }) =>
      instructions.every(
        (each) =>
          !/sources\.list|add-apt-repository|\.deb\b|\/etc\/apt/.test(
            each.node.args.text + each.node.heredocs.map(({ body }) => body).join(''),
          ),
      ),
    )
  );
};

/** The same library in another version: `libgdal32` and `libgdal36`. */
const stemOf = (name: string): string => name.replace(/(?:-?\d[\d.q-]*)?(?:t64|v5)?$/, '').replace(/-?\d[\d.]*/g, '');

function mend({ fix, model }: FixContext<object>, lack: Lack) {
  const draft = fix.draft();
  if (lack.kind === 'name') {
    const { word, run, successor } = lack;
    if (successor === undefined || word.literal !== word.text || /[=:/]/.test(word.text)) return undefined;
    const edits = wordEdits(model.syntax, run, new Map([[word, successor]]));
    for (const { span, newText } of edits ?? []) draft.replace(span, newText);
    return (
      edits && draft.build(`Install ${successor} instead`, stemOf(successor) === stemOf(word.text) ? 'safe' : 'review')
    );
  }
  const { packages } = lack.gap;
  if (packages.length === 0) return undefined;
  const title = `Install ${listed(packages)}`;
  if (lack.kind === 'run')
    return addPackagesTo(draft, model, lack.gap.stage, packages) ? draft.build(title, 'safe') : undefined;
  const { run, command } = lack.gap.install;
  // A compiler in the image that ships stays there: a builder is the better place.
  return addPackagesBefore(draft, model, { run, command }, packages)
    ? draft.build(title, run.stage.shipsLayers ? 'review' : 'safe')
    : undefined;
}

export default defineRule<Lack>({
  id: 'native-lib-missing',
  category: 'project',
  severity: 'error',
  severities: ['error'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'], programs: ['pip', 'uv', 'poetry', 'pipenv', 'pdm', 'apt', 'apk'] },
  docs: {
    summary: 'A package of Python needs a library, headers or a compiler that the stage does not have',
    why:
      'Some packages come as source alone and are compiled in every build: psycopg2, `psycopg[c]`, mysqlclient, python-ldap, uWSGI. A slim ' +
      'image has neither a compiler nor headers, so the install stops after minutes with a page of errors. Others load a library of the ' +
      'system when they are imported, and the image that runs them has to have it: psycopg without `[binary]` wants libpq5, mysqlclient ' +
      'libmariadb3, WeasyPrint Pango, GeoDjango GDAL. And names of Debian’s packages change from release to release: `libldap-2.5-0` of ' +
      'bookworm is `libldap2` on trixie. The fix installs what is missing in the stage that lacks it.',
    examples: [
      {
        title: 'Compiled on a slim image',
        files: { 'manage.py': '', 'requirements.txt': 'Django==5.2.8\npsycopg2==2.9.11\n' },
        before:
          'FROM python:3.14-slim-trixie AS builder\nCOPY requirements.txt .\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements.txt\n\n' +
          'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n' +
          'COPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCOPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'The library is not in the image that runs',
        files: { 'manage.py': '', 'requirements.txt': 'Django==5.2.8\npsycopg==3.3.6\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'A name of another release',
        before:
          'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends libldap-2.5-0 && rm -rf /var/lib/apt/lists/*\n',
      },
      {
        title: 'psycopg brings its own libpq',
        findings: 0,
        files: { 'manage.py': '', 'requirements.txt': 'Django==5.2.8\npsycopg[binary]==3.3.6\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When what is missing comes into the image in a way that the Dockerfile does not show.',
    references: [
      'https://www.psycopg.org/psycopg3/docs/basic/install.html',
      'https://github.com/PyMySQL/mysqlclient#linux',
      'https://docs.djangoproject.com/en/stable/ref/contrib/gis/install/geolibs/',
    ],
  },
  *check({ model, facts }) {
    yield* missingLibraries({ model, facts });
    yield* goneNames(model);
  },
  buildFix: (context, { data }) => mend(context, data),
});
