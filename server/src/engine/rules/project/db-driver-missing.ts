import { oldestMysqlclient } from '../../data/drivers.ts';
import type { Fix } from '../../fix/fix.ts';
import { inheritedRuns } from '../../model/instruction-lists.ts';
import { installedPackages } from '../../model/packages.ts';
import type { Model, Stage } from '../../model/types.ts';
import type { SettingsFacts } from '../../project/settings/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { absenceOfAll } from '../shared/dependencies/absence.ts';
import { addRequirement } from '../shared/dependencies/add-requirement.ts';
import { askedElsewhere, djangoPlace } from '../shared/dependencies/asking-places.ts';
import { type Need, neededDrivers } from '../shared/dependencies/needed-drivers.ts';
import { MANAGE_PY, WSGI_PY } from '../shared/example-project.ts';
import { type ImageDependencies, imageDependencies, packageIn, versionIn } from '../shared/image-dependencies.ts';
import {
  type Environment,
  environmentAtStart,
  environmentOfRun,
  settingsAtStart,
  settingsOfRun,
} from '../shared/settings-in-force.ts';
import { type Started, startedIn } from '../shared/started.ts';
import { isAtLeast } from '../shared/version-order.ts';
import { shortened } from '../shared/wording.ts';

interface Missing {
  readonly dependencies: ImageDependencies;
  readonly stage: Stage;
  readonly need: Need;
  /** It is there, and too old: what asks for it knows why. */
  readonly outdated: boolean;
}

/** Settings that an image works with, and what it finds in its environment then. */
interface Use {
  readonly settings: SettingsFacts;
  readonly environment: Environment;
}

/** The settings of everything that an image surely runs, when it is built and when it starts. */
function* usesOf(started: Started, model: Model, facts: ProjectFacts): Generator<Use> {
  for (const at of started.commands) {
    const found = at.conditional ? undefined : settingsAtStart(started, at, model, facts);
    if (found?.known)
      yield { settings: found.value.settings, environment: environmentAtStart(started, at, model, facts) };
  }
  for (const run of inheritedRuns(started.start.stage)) {
    for (const command of commandsOf(run.script)) {
      if (command.tool?.kind !== 'manage' || command.conditional) continue;
      const found = settingsOfRun(run, command, facts);
      if (found.known) yield { settings: found.value.settings, environment: environmentOfRun(run, command) };
    }
  }
}

/** `5.2` of `5.2.8`. */
const seriesOf = (version: string | undefined): string | undefined => /^\d+\.\d+/.exec(version ?? '')?.[0];

function* judge(started: Started, model: Model, facts: ProjectFacts): Generator<Problem<Missing>> {
  const { stage } = started.start;
  const dependencies = imageDependencies(stage, model, facts);
  if (dependencies.installs.length === 0) return;
  const django = seriesOf(versionIn(dependencies, 'django'));
  const told = new Set<string>();
  for (const { settings, environment } of usesOf(started, model, facts)) {
    for (const need of neededDrivers(settings, environment, django)) {
      const problem =
        missing(need, stage, dependencies, model, facts) ?? outdated(need, stage, dependencies, django, model);
      if (!problem || told.has(problem.message)) continue;
      told.add(problem.message);
      yield problem;
    }
  }
}

/** Where the packages are installed, with the settings and what is asked for instead. */
function place(need: Need, dependencies: ImageDependencies, others: readonly Related[]) {
  const install = packageIn(dependencies, 'django')?.install ?? dependencies.installs[0];
  if (!install) return undefined;
  const used: Related = { ...need.from, message: need.kind === 'cache' ? 'The caches' : 'The database' };
  return { span: install.command.span, related: [used, ...others] };
}

function missing(
  need: Need,
  stage: Stage,
  dependencies: ImageDependencies,
  model: Model,
  facts: ProjectFacts,
): Problem<Missing> | undefined {
  const absent = absenceOfAll(dependencies, need.packages);
  const elsewhere = need.packages.map((name) => askedElsewhere(name, facts)).find((each) => each !== undefined);
  const where = absent && place(need, dependencies, elsewhere ? [elsewhere] : djangoPlace(dependencies, model));
  if (!absent || !where) return undefined;
  return {
    ...where,
    severity: absent === 'certain' ? 'error' : 'warning',
    message: messageFor(need, absent === 'certain'),
    data: { dependencies, stage, need, outdated: false },
  };
}

function messageFor({ kind, label, fatal, packages: [name = ''] }: Need, certain: boolean): string {
  const gap = certain ? 'which nothing that the image installs brings' : 'which nothing that is installed asks for';
  const cost = certain ? (fatal ? 'Django does not start' : 'every use of it fails') : 'it may fail';
  return `${kind === 'cache' ? `The cache ${label}` : label} needs ${name}, ${gap}: ${cost}`;
}

/** Django refuses an old mysqlclient. */
function outdated(
  need: Need,
  stage: Stage,
  dependencies: ImageDependencies,
  django: string | undefined,
  model: Model,
): Problem<Missing> | undefined {
  const version = versionIn(dependencies, 'mysqlclient');
  const oldest = django === undefined ? undefined : oldestMysqlclient(django);
  const where = place(need, dependencies, djangoPlace(dependencies, model));
  if (need.database !== 'mysql' || version === undefined || oldest === undefined || !where) return undefined;
  if (isAtLeast(version, oldest)) return undefined;
  return {
    ...where,
    message: `Django ${django} wants mysqlclient ${oldest} or newer, and the image has ${shortened(version, 12)}: Django does not start`,
    data: { dependencies, stage, need, outdated: true },
  };
}

/** The requirement that mends it; undefined where it would need more than itself. */
function wantedFor({ need, dependencies, stage }: Missing): string | undefined {
  const [name] = need.packages;
  switch (name) {
    case 'psycopg':
      return 'psycopg[binary]';
    case 'psycopg2':
      return 'psycopg2-binary';
    case 'mysqlclient':
      return hasMysqlHeaders(packageIn(dependencies, 'django')?.install.run.stage ?? stage) ? name : undefined;
    case 'cx-oracle':
    case 'pylibmc':
    case 'python-memcached':
      return undefined;
    default:
      return name;
  }
}

/** mysqlclient is compiled in every build. */
const hasMysqlHeaders = (stage: Stage): boolean =>
  installedPackages(stage).packages.some(({ name }) => /^(?:default-)?lib(?:mysql|mariadb)\w*-dev$/.test(name));

function addDriver({ fix, facts }: FixContext<object>, data: Missing): Fix | undefined {
  const wanted = data.outdated ? undefined : wantedFor(data);
  // A file that asks for one is there, and the image should install that one.
  if (wanted === undefined || data.need.packages.some((name) => askedElsewhere(name, facts))) return undefined;
  const draft = fix.draft();
  const title = addRequirement(draft, data.dependencies, wanted, facts);
  return title === undefined ? undefined : draft.build(title, 'review');
}

export default defineRule<Missing>({
  id: 'db-driver-missing',
  category: 'project',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { programs: ['pip', 'uv', 'poetry', 'pipenv', 'pdm'] },
  docs: {
    summary: 'The database or the cache of the settings has no driver in the image',
    why:
      'Django talks to PostgreSQL through psycopg, to MySQL through mysqlclient, and to Redis or Memcached through a client of theirs, ' +
      'and brings none of them. Models load the driver of the default database as soon as they are imported, so without it nothing ' +
      'starts: not the server, not a migration, not even collectstatic in the build. The settings that are in force in the image are ' +
      'compared with what its installs bring. It is a warning where a dependency of a lesser known package might still bring the driver, and ' +
      'silent where only the environment of the container tells which database it is.',
    examples: [
      {
        title: 'PostgreSQL without psycopg',
        files: {
          'manage.py': MANAGE_PY,
          'config/__init__.py': '',
          'config/wsgi.py': WSGI_PY,
          'config/settings.py':
            'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"}}\n',
          'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'SQLite is a part of Python',
        findings: 0,
        files: {
          'manage.py': MANAGE_PY,
          'config/__init__.py': '',
          'config/wsgi.py': WSGI_PY,
          'config/settings.py':
            'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}\n',
          'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the driver comes into the image in a way that the Dockerfile does not show.',
    references: [
      'https://docs.djangoproject.com/en/stable/ref/databases/',
      'https://docs.djangoproject.com/en/stable/topics/cache/',
    ],
  },
  *check({ model, facts }) {
    const told = new Set<string>();
    for (const started of startedIn(model, facts)) {
      for (const problem of judge(started, model, facts)) {
        const key = `${problem.span.start} ${problem.message}`;
        if (told.has(key)) continue;
        told.add(key);
        yield problem;
      }
    }
  },
  buildFix: (context, { data }) => addDriver(context, data),
});
