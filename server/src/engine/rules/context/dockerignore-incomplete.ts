import { linesToIgnore } from '../../data/ignored-files.ts';
import type { IgnoreFile } from '../../project/types.ts';
import { isWithin, lastPart } from '../../text/path.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { type Brought, broughtFromContext, mostTelling, namedInContext } from '../shared/context-copies.ts';
import { isPlainLine, withIgnoreLines } from '../shared/ignore-lines.ts';
import { type Junk, junkIn } from '../shared/junk.ts';
import { copiesSource } from '../shared/project-source.ts';
import { rootOnlyPatterns } from '../shared/root-only.ts';
import { shortened } from '../shared/wording.ts';

interface Incomplete {
  /** Undefined where there is none. */
  readonly file: IgnoreFile | undefined;
  readonly junk: readonly Junk[];
  /** Paths of the context that COPYs and mounts name. */
  readonly named: readonly string[];
}

const ORDER: readonly Junk['kind'][] = ['heavy', 'database', 'cache'];

type Found = Omit<Problem<Incomplete>, 'data'>;

function namesOf(junk: readonly Junk[]): string {
  const [first] = junk;
  const more = junk.length - 1;
  return first ? shortened(first.path, 20) + (more > 0 ? ` and ${more} more` : '') : '';
}

/** What a builder copies is not in the image: another stage takes from it what it needs. */
const isKept = ({ copy }: Brought): boolean => copy.stage.shipsLayers;

/** A file by its name is meant; what a folder or a pattern brings is not. */
const isFolder = ({ path, files }: Brought): boolean => files.some((file) => file !== path);

const bringsCode = ({ path, files }: Brought): boolean =>
  path === '.' || path === '*' || files.some((file) => isWithin(file, path) && file !== path && file.endsWith('.py'));

function withoutFile(brought: readonly Brought[], junk: readonly Junk[]): Found | undefined {
  const copy = mostTelling(brought);
  const heavy = junk.filter(({ kind }) => kind !== 'cache');
  return (
    copy && {
      span: copy.token.span,
      message:
        heavy.length > 0
          ? `No .dockerignore: this copies ${namesOf(heavy)}, sent to every build${isKept(copy) ? ' and kept in the image' : ''}`
          : `No .dockerignore: whatever lies in the folder ${isKept(copy) ? 'gets into the image' : 'is copied'}, caches and secrets too`,
    }
  );
}

function withFile(path: string, brought: readonly Brought[], junk: readonly Junk[]): Found | undefined {
  const [first] = junk;
  const bringing =
    first && brought.filter((each) => [...each.files, ...each.skipped].some((path) => isWithin(path, first.path)));
  const copy = bringing && mostTelling(bringing);
  // A database alone is for the rule about secrets.
  if (!copy || junk.every(({ kind }) => kind === 'database')) return undefined;
  const isTrifle = junk.every(({ kind }) => kind !== 'heavy');
  return {
    span: copy.token.span,
    severity: isTrifle ? 'hint' : 'warning',
    message: `${shortened(lastPart(path), 23)} does not leave out ${namesOf(junk)}: that slows builds${isKept(copy) ? ' and gets into the image' : ''}`,
    related: [{ path, span: { start: 0, end: 0 }, message: 'Add it here' }],
  };
}

/** Caches arise in any folder. */
const lineFor = ({ path, kind }: Junk): string => (kind === 'cache' ? `**/${lastPart(path)}` : path);

function leaveOut({ fix, facts }: FixContext<object>, { file, junk, named }: Incomplete) {
  const lines = [...new Set(junk.map(lineFor))].filter(isPlainLine);
  if (file)
    return lines.length === 0
      ? undefined
      : withIgnoreLines(fix.draft(), facts, lines)?.build(`Add ${namesOf(junk)} to the ignore file`, 'review');
  const all = [...new Set([...lines, ...linesToIgnore(named)])];
  return withIgnoreLines(fix.draft(), facts, all)?.build('Create a .dockerignore', 'review');
}

export default defineRule<Incomplete>({
  id: 'dockerignore-incomplete',
  category: 'context',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'ADD'] },
  docs: {
    summary: 'The ignore file is missing, or leaves in what no image needs',
    why:
      'Docker sends the build context to the builder, and `COPY . .` takes all of it. Without a line in `.dockerignore`, the history ' +
      'in `.git`, your virtual environment, `node_modules`, uploads in `media` and the SQLite file become part of the image: builds are ' +
      'slow, any change in them makes Docker copy again, and whoever has the image has them.',
    examples: [
      {
        title: 'No ignore file',
        files: { 'manage.py': '', '.git/HEAD': '', '.venv/pyvenv.cfg': '' },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
      {
        title: 'A folder is forgotten',
        files: { 'manage.py': '', '.git/HEAD': '', '.venv/pyvenv.cfg': '', '.dockerignore': '.git\n' },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
      {
        title: 'Nothing is forgotten',
        findings: 0,
        files: { 'manage.py': '', '.git/HEAD': '', '.venv/pyvenv.cfg': '', '.dockerignore': '.git\n.venv\n' },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the image is never built from a folder that somebody works in, only from a fresh clone.',
    references: [
      'https://docs.docker.com/build/concepts/context/#dockerignore-files',
      'https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore',
    ],
  },
  *check({ model, facts }) {
    const [sent, { dockerignore }] = [facts.sent(), facts];
    if (!sent.known || !dockerignore.known) return;
    const brought = broughtFromContext(model, facts).filter(isFolder);
    const named = namedInContext(model);
    const rootOnly = new Set(
      rootOnlyPatterns(dockerignore.value, brought, sent.value).map(({ pattern }) => pattern.text),
    );
    const junk = junkIn(brought, sent.value, { model, facts })
      // A line names it and does not fit: that is a rule of its own.
      .filter(({ path }) => !rootOnly.has(lastPart(path)))
      // Of a folder that a COPY takes something from, something is needed.
      .filter(({ path }) => !named.some((each) => isWithin(each, path)))
      .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    const problem = dockerignore.value
      ? withFile(dockerignore.value.path, brought, junk)
      : withoutFile(
          brought.filter((each) => copiesSource(each.copy, facts) && bringsCode(each)),
          junk,
        );
    if (problem) yield { ...problem, data: { file: dockerignore.value, junk, named } };
  },
  buildFix: (context, { data }) => leaveOut(context, data),
});
