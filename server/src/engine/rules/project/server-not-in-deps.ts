import {
  GUNICORN_EXTRAS,
  GUNICORN_WITH_ASGI_WORKER,
  GUNICORN_WITHOUT_EVENTLET,
  GUNICORN_WITHOUT_PACKAGING,
  PROGRAM_PACKAGES,
  UVICORN_WITH_OLD_WORKER,
  workerPackage,
} from '../../data/servers.ts';
import type { Fix } from '../../fix/fix.ts';
import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Option } from '../../shell/tools/types.ts';
import type { Span } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem, type Related, type Severity } from '../define.ts';
import { type Absence, absence, absenceOfAll } from '../shared/dependencies/absence.ts';
import { addExtra, addRequirement } from '../shared/dependencies/add-requirement.ts';
import { askedElsewhere, djangoPlace } from '../shared/dependencies/asking-places.ts';
import { mayHaveOtherPackages } from '../shared/dependencies/service-packages.ts';
import { type ImageDependencies, imageDependencies, packageIn, versionIn } from '../shared/image-dependencies.ts';
import { judgeStartedAnywhere } from '../shared/judge-started.ts';
import { rewriteWord } from '../shared/loading/write.ts';
import { placeOf, type Started, type StartedCommand } from '../shared/started.ts';
import { isAtLeast } from '../shared/version-order.ts';
import { shortened } from '../shared/wording.ts';
import { workerClass } from '../shared/worker-class.ts';

/** What mends a finding. */
interface Mend {
  readonly dependencies: ImageDependencies;
  /** The package to install. */
  readonly add: string | undefined;
  /** The extra of gunicorn that brings it. */
  readonly extra: string | undefined;
  /** The option that names the old worker class of uvicorn, and the command that has it. */
  readonly oldWorker: { readonly option: Option; readonly at: StartedCommand } | undefined;
}

const SEVERITY: Readonly<Record<Absence, Severity>> = { certain: 'error', likely: 'warning' };

/** The program as it is called from PATH: `gunicorn`, `/opt/venv/bin/gunicorn`, `python -m gunicorn`. */
function programOf({ tool, command }: StartedCommand): string | undefined {
  if (tool?.kind !== 'server' && tool?.kind !== 'celery') return undefined;
  // `uv run --with gunicorn` brings what it starts.
  if (command.tool !== tool && command.tool?.options.some(({ canonical }) => canonical.startsWith('--with')))
    return undefined;
  const { text } = tool.program;
  return text.includes('/') && !/\/bin\/[^/]+$/.test(text)
    ? undefined
    : tool.kind === 'celery'
      ? 'celery'
      : tool.server;
}

class Judge {
  readonly #model: Model;
  readonly #facts: ProjectFacts;

  constructor(model: Model, facts: ProjectFacts) {
    this.#model = model;
    this.#facts = facts;
  }

  judge(started: Started, at: StartedCommand): Problem<Mend> | undefined {
    const program = at.conditional ? undefined : programOf(at);
    if (program === undefined || mayHaveOtherPackages(started, at)) return undefined;
    const dependencies = imageDependencies(started.start.stage, this.#model, this.#facts);
    const packages = PROGRAM_PACKAGES[program] ?? [];
    const missing = absenceOfAll(dependencies, packages);
    const [name] = packages;
    if (missing && name !== undefined) {
      return this.#problem(at, undefined, {
        severity: SEVERITY[missing],
        message:
          missing === 'certain'
            ? `${program} is started, but nothing that the image installs brings it: the container stops at once`
            : `${program} is started, but nothing that the image installs asks for it: the container may stop at once`,
        data: { dependencies, add: name, extra: undefined, oldWorker: undefined },
      });
    }
    return program === 'gunicorn' ? this.#judgeWorker(started, at, dependencies) : undefined;
  }

  #judgeWorker(started: Started, at: StartedCommand, dependencies: ImageDependencies): Problem<Mend> | undefined {
    const worker = workerClass(started, at, this.#facts);
    if (!worker) return undefined;
    const label = shortened(worker.name, 40);
    const version = versionIn(dependencies, 'gunicorn');
    const outdated = version === undefined ? undefined : outdatedWorker(worker.name, version);
    const say = (severity: Severity, message: string, mend: Partial<Mend> = {}): Problem<Mend> =>
      this.#problem(at, worker.option, {
        severity,
        message,
        data: { dependencies, add: undefined, extra: undefined, oldWorker: undefined, ...mend },
      });
    if (outdated)
      return say('error', `gunicorn ${shortened(version ?? '', 12)} ${outdated}: the container stops at once`);
    for (const needed of neededBy(worker.name, version)) {
      const missing = absence(dependencies, needed);
      const mend = { add: needed, extra: extraOf(worker.name) };
      if (missing === 'certain')
        return say(
          'error',
          `The worker class ${label} needs ${needed}, which nothing installs: gunicorn stops at once`,
          mend,
        );
      if (missing)
        return say(
          'warning',
          `The worker class ${label} needs ${needed}, which nothing asks for: gunicorn may not start`,
          mend,
        );
    }
    if (!isOldWorker(worker.name, dependencies)) return undefined;
    return say('warning', `${label} is deprecated and will go: the package uvicorn-worker has its successor`, {
      oldWorker: worker.option && { option: worker.option, at },
    });
  }

  #problem(
    at: StartedCommand,
    option: Option | undefined,
    { severity, message, data }: Pick<Problem<Mend>, 'severity' | 'message' | 'data'>,
  ): Problem<Mend> {
    const place = placeOf(at, this.#facts, 'It is started here');
    const span: Span = at.file === undefined && option ? option.span : place.span;
    const asked: readonly Related[] = data.add === undefined ? [] : this.#askingPlaces(data.add, data.dependencies);
    return {
      span,
      message,
      data,
      related: [...place.related, ...asked],
      ...(severity && { severity }),
      ...(data.oldWorker && { tags: ['deprecated'] }),
    };
  }

  /** Where it is asked for in vain, or else what is installed instead. */
  #askingPlaces(name: string, dependencies: ImageDependencies): readonly Related[] {
    const elsewhere = askedElsewhere(name, this.#facts);
    return elsewhere ? [elsewhere] : djangoPlace(dependencies, this.#model);
  }
}

/** The packages that a worker class needs besides gunicorn. */
function neededBy(worker: string, version: string | undefined): readonly string[] {
  const needed = workerPackage(worker);
  if (needed === undefined) return [];
  const alsoPackaging = needed === 'gevent' && version !== undefined && isAtLeast(version, GUNICORN_WITHOUT_PACKAGING);
  return alsoPackaging ? [needed, 'packaging'] : [needed];
}

function extraOf(worker: string): string | undefined {
  const needed = workerPackage(worker);
  return needed !== undefined && GUNICORN_EXTRAS.has(needed) ? needed : undefined;
}

/** What is wrong with a worker class of gunicorn's own in a version. */
function outdatedWorker(worker: string, version: string): string | undefined {
  if (worker === 'asgi' && !isAtLeast(version, GUNICORN_WITH_ASGI_WORKER))
    return `has no worker class asgi, which came with ${GUNICORN_WITH_ASGI_WORKER}`;
  if (worker === 'eventlet' && isAtLeast(version, GUNICORN_WITHOUT_EVENTLET))
    return 'has no worker class eventlet any more';
  return undefined;
}

const OLD_MODULE = 'uvicorn.workers';
const OLD_WORKER = /^uvicorn\.workers\.(Uvicorn(?:H11)?Worker)$/;

function isOldWorker(worker: string, dependencies: ImageDependencies): boolean {
  const version = versionIn(dependencies, 'uvicorn');
  return OLD_WORKER.test(worker) && version !== undefined && isAtLeast(version, UVICORN_WITH_OLD_WORKER);
}

function addPackage({ fix, facts }: FixContext<object>, { dependencies, add, extra }: Mend): Fix | undefined {
  // A file that asks for it is there, and the image should install that one.
  if (add === undefined || askedElsewhere(add, facts)) return undefined;
  const draft = fix.draft();
  const title =
    extra === undefined
      ? addRequirement(draft, dependencies, add, facts)
      : addExtra(draft, dependencies, 'gunicorn', extra, facts);
  return title === undefined ? undefined : draft.build(title, 'review');
}

/** The new class has a package of its own. */
function replaceWorker({ fix, facts }: FixContext<object>, all: readonly Mend[]): Fix | undefined {
  const [first] = all;
  const [, name] = OLD_WORKER.exec(first?.oldWorker?.option.literal ?? '') ?? [];
  if (!first || name === undefined) return undefined;
  const draft = fix.draft();
  const hasSuccessor = packageIn(first.dependencies, 'uvicorn-worker') !== undefined;
  if (!hasSuccessor && addRequirement(draft, first.dependencies, 'uvicorn-worker', facts) === undefined)
    return undefined;
  const areWritten = all.every(({ oldWorker }) => {
    const word = oldWorker?.option.value;
    return word && rewriteWord(draft, oldWorker.at, { word, from: OLD_MODULE, to: 'uvicorn_worker' }, facts);
  });
  return areWritten ? draft.build(`Use uvicorn_worker.${name}`, 'review') : undefined;
}

export default defineRule<readonly Mend[]>({
  id: 'server-not-in-deps',
  category: 'project',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['server', 'celery'] },
  docs: {
    summary: 'The server that is started is not among what the image installs',
    why:
      'Django brings no server for production. gunicorn, uvicorn or celery have to be among the requirements that this very image ' +
      'installs: those of another file, of a development group or of an extra that nobody asks for do not count. The build goes ' +
      'through all the same, and the container stops at its first start with “executable file not found”. A worker class has a package ' +
      'of its own, too: gunicorn refuses to start without it. It is an error where everything that is installed is known, as with a ' +
      'lock, with hashes, or with none but well-known packages, and a warning where a dependency of another package might still bring it. ' +
      'What services of compose start in the image counts as well.',
    examples: [
      {
        title: 'gunicorn is not in the requirements',
        files: { 'manage.py': '', 'requirements.txt': 'Django==5.2.8\npsycopg[binary]==3.3.6\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'A worker class without its package',
        files: { 'manage.py': '', 'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\nuvicorn==0.54.0\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nCMD ["gunicorn", "config.asgi", "--bind=0.0.0.0:8000", "-k", "uvicorn_worker.UvicornWorker"]\n',
      },
      {
        title: 'It is installed by the Dockerfile itself',
        findings: 0,
        files: { 'manage.py': '', 'requirements.txt': 'Django==5.2.8\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\n' +
          'RUN pip install --no-cache-dir -r requirements.txt gunicorn==26.2.0\nCOPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the program comes into the image in a way that the Dockerfile does not show.',
    references: [
      'https://docs.djangoproject.com/en/stable/howto/deployment/',
      'https://docs.gunicorn.org/en/stable/settings.html#worker-class',
      'https://www.uvicorn.org/deployment/#gunicorn',
    ],
  },
  *check({ model, facts }) {
    // Without a project nobody knows what is installed.
    if (!facts.project.known) return;
    const judge = new Judge(model, facts);
    yield* judgeStartedAnywhere(model, facts, (started, at) => judge.judge(started, at));
  },
  buildFix(context, { data }) {
    const [first] = data;
    return first?.oldWorker ? replaceWorker(context, data) : first && addPackage(context, first);
  },
});
