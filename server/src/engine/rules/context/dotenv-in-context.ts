import { secretFileName } from '../../data/secret-files.ts';
import { candidatesAtEnd } from '../../model/files.ts';
import { allRuns } from '../../model/instruction-lists.ts';
import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { lastPart } from '../../text/path.ts';
import { defineRule, type FixContext, type Problem, type Related, type Severity } from '../define.ts';
import { type Brought, broughtFromContext, namedInContext } from '../shared/context-copies.ts';
import { isPlainLine, withIgnoreLines } from '../shared/ignore-lines.ts';
import { secretContent } from '../shared/secret-content.ts';
import { startedIn } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

/** A file that nobody means to copy, and the COPY that brings it. */
interface Leak {
  readonly path: string;
  readonly severity: Severity;
  readonly kind: 'secret' | 'settings' | 'database';
  readonly by: Brought;
}

/** What lies there is made for tests and readers. */
const FOR_SHOW = /(?:^|\/)(?:tests?|testing|testdata|fixtures?|examples?|samples?|docs?|demo)\//i;

const DATABASE = /\.sqlite3$|(?:^|\/)db\.sqlite$/;

/** The file is there at the end of an image that ships, laid there by this COPY or taken from its stage. */
function reachesImage(path: string, { copy, path: source }: Brought, model: Model): boolean {
  if (copy.stage.shipsLayers) return true;
  const { destination } = copy.copy;
  if (!destination.known) return false;
  const rest = source === '.' ? path : path.slice(source.length + 1);
  return model.shipped.some((stage) =>
    candidatesAtEnd(stage, `${destination.value}/${rest}`).some((each) => each.path === path),
  );
}

/** Asked of every file of the context; the rest is asked only of those it is true for. */
const isSuspect = (path: string): boolean =>
  !FOR_SHOW.test(path) && (DATABASE.test(path) || secretFileName(path) !== undefined);

function leakOf(path: string, by: Brought, { model, facts }: Surroundings): Leak | undefined {
  // What is named itself is copied on purpose: another rule speaks of that.
  if (path === by.path) return undefined;
  const ships = reachesImage(path, by, model);
  if (DATABASE.test(path)) return ships ? { path, by, kind: 'database', severity: 'warning' } : undefined;
  const name = secretFileName(path);
  const content = name ? secretContent(path, name, facts) : 'harmless';
  if (content === 'harmless') return undefined;
  if (content === 'secret') return { path, by, kind: 'secret', severity: ships ? 'error' : 'warning' };
  return ships ? { path, by, kind: 'settings', severity: 'info' } : undefined;
}

interface Surroundings {
  readonly model: Model;
  readonly facts: ProjectFacts;
}

function leaks(where: Surroundings): readonly Leak[] {
  const brought = broughtFromContext(where.model, where.facts);
  const named = new Set(brought.map(({ path }) => path));
  const found = brought.flatMap((by) =>
    by
      .fitting(isSuspect)
      .filter((path) => !named.has(path))
      .flatMap((path) => leakOf(path, by, where) ?? []),
  );
  const order: readonly Severity[] = ['error', 'warning', 'info'];
  const isWorse = (a: Leak, b: Leak): boolean => order.indexOf(a.severity) < order.indexOf(b.severity);
  const worst = new Map<string, Leak>();
  for (const leak of found) {
    const known = worst.get(leak.path);
    if (!known || isWorse(leak, known)) worst.set(leak.path, leak);
  }
  return [...worst.values()].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

const CONSEQUENCE: Readonly<Record<Leak['kind'], (names: string) => string>> = {
  secret: (names) => `This copies ${names}, which no ignore file leaves out: whoever has the image has the secrets`,
  settings: (names) => `This copies ${names} into the image: no secret is in it now, and the next one is put there`,
  database: (names) => `This copies ${names} into the image, with the users and password hashes of this machine`,
};

const namesOf = (first: Leak, count: number): string =>
  shortened(first.path, 20) + (count > 1 ? ` and ${count - 1} more` : '');

function messageFor(first: Leak, count: number): string {
  const names = namesOf(first, count);
  if (first.kind === 'secret' && first.severity === 'warning')
    return `This copies ${names} into a layer of the build cache, for all who can read that`;
  return CONSEQUENCE[first.kind](names);
}

const START = { start: 0, end: 0 };
/** More places than that nobody follows. */
const MAX_RELATED = 5;

function relatedOf(found: readonly Leak[], { dockerignore }: ProjectFacts): Related[] {
  const files = found.slice(0, MAX_RELATED).map(({ path }) => ({ path, span: START, message: `${path} is copied` }));
  const ignoreFile = dockerignore.known ? dockerignore.value : undefined;
  if (!ignoreFile) return files;
  return [...files, { path: ignoreFile.path, span: START, message: 'Nothing here leaves it out' }];
}

/** Commands of the build, and of what the image starts, as they are written. */
const textsThatRun = ({ model, facts }: Surroundings): readonly string[] => [
  ...allRuns(model).map(({ script }) => script.text.text),
  ...startedIn(model, facts).flatMap(({ texts }) => texts),
];

/** `.env` in `. ./.env`, and not in `.env.example`. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!/[\w.-]/.test(text[at - 1] ?? '') && !/^(?:[\w-]|\.\w)/.test(text.slice(at + name.length))) return true;
  }
  return false;
}

/** Something in the build or in the image is lost without the file: a command names it, or a COPY of a folder has nothing else. */
function isNeeded(path: string, leaking: ReadonlySet<string>, where: Surroundings): boolean {
  const isAllOf = ({ files }: Brought): boolean => files.includes(path) && files.every((each) => leaking.has(each));
  return (
    namedInContext(where.model).includes(path) ||
    broughtFromContext(where.model, where.facts).some(isAllOf) ||
    textsThatRun(where).some((text) => mentions(text, lastPart(path)))
  );
}

/** Exactly what leaks: a pattern such as `.env*` leaves out what somebody needs. */
function leaveOut({ fix, model, facts }: FixContext<object>, found: readonly Leak[]) {
  const [first] = found;
  const lines = found.map(({ path }) => path);
  const leaking = new Set(lines);
  const canGo = lines.every((path) => isPlainLine(path) && !isNeeded(path, leaking, { model, facts }));
  if (!first || !canGo) return undefined;
  const names = namesOf(first, found.length);
  const title = facts.dockerignore.known && facts.dockerignore.value ? `Add ${names} to the ignore file` : undefined;
  return withIgnoreLines(fix.draft(), facts, lines)?.build(title ?? `Create a .dockerignore with ${names}`, 'review');
}

export default defineRule<readonly Leak[]>({
  id: 'dotenv-in-context',
  category: 'context',
  severity: 'error',
  severities: ['error', 'warning', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'ADD'] },
  docs: {
    summary: 'COPY of a folder brings an .env file, a private key or the development database',
    why:
      '`COPY . .` takes everything that the ignore file does not leave out. The `.env` file of your machine, with SECRET_KEY and the ' +
      'database password, becomes a layer of the image, and so does db.sqlite3 with its users; git ignores both, which Docker does not ' +
      'know. Name them in `.dockerignore` (`**/.env`, `**/*.sqlite3`), and give `.env` to the container when it starts.',
    examples: [
      {
        title: 'An .env file beside the Dockerfile',
        files: { 'manage.py': '', '.env': 'SECRET_KEY=k9!v2#xw8z-q1r7@m4t0_b6n3&h5j(2)\n' },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
      {
        title: 'It is left out',
        findings: 0,
        files: {
          'manage.py': '',
          '.env': 'SECRET_KEY=k9!v2#xw8z-q1r7@m4t0_b6n3&h5j(2)\n',
          '.dockerignore': '**/.env\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the file holds nothing that has to be kept, such as the settings of a demo.',
    references: [
      'https://docs.docker.com/build/concepts/context/#dockerignore-files',
      'https://docs.docker.com/build/building/secrets/',
    ],
  },
  *check({ model, facts }) {
    const found = leaks({ model, facts });
    const [first] = found;
    if (!first) return;
    const problem: Problem<readonly Leak[]> = {
      span: first.by.token.span,
      severity: first.severity,
      message: messageFor(first, found.length),
      related: relatedOf(found, facts),
      data: found,
    };
    yield problem;
  },
  buildFix: (context, { data }) => leaveOut(context, data),
});
