import { type ContextSource, contextSources, isPattern } from '../../model/context-sources.ts';
import { allInstructions, allRuns } from '../../model/instruction-lists.ts';
import type { ContextListing, IgnoreFile, IgnorePattern, ProjectFacts, SentListing } from '../../project/types.ts';
import { nearest } from '../../text/edit-distance.ts';
import { isWithin, lastPart } from '../../text/path.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { excludesFiles } from '../shared/context-copies.ts';
import { type LikelyContext, likelyContext, mayBeMade } from '../shared/likely-context.ts';
import { mendUnbuilt, type Unbuilt, unbuiltProjects } from '../shared/unbuilt-project.ts';
import { shortened } from '../shared/wording.ts';

interface Missing {
  readonly kind: 'missing';
  readonly source: ContextSource;
  /** A path of the context that was meant, as far as its name tells. */
  readonly meant: string | undefined;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** The one path of the same name in another folder, else a name beside it that is nearly the same. */
function meantBy(path: string, { paths }: LikelyContext): string | undefined {
  const [folder, name] = [folderOf(path), lastPart(path)];
  const namesakes = paths.filter((each) => lastPart(each) === name);
  if (namesakes.length > 0) return namesakes.length === 1 ? namesakes[0] : undefined;
  const beside = paths.filter((each) => folderOf(each) === folder);
  const near = nearest(name, beside.map(lastPart));
  return near === undefined ? undefined : folder + near;
}

function absent(source: ContextSource, likely: LikelyContext): Problem<Missing> | undefined {
  const { path, token } = source;
  if (!likely.missing.has(path) || mayBeMade(path, likely)) return undefined;
  const meant = meantBy(path, likely);
  const hint = meant === undefined ? 'unless something makes it before' : `and ${shortened(meant, 28)} is there`;
  return {
    span: token.span,
    severity: 'warning',
    message: `${shortened(path, 28)} is not in the build context: the build stops here, ${hint}`,
    data: { kind: 'missing', source, meant },
  };
}

interface Ignoring {
  readonly context: ContextListing;
  readonly sent: SentListing;
  readonly file: IgnoreFile;
}

function ignoring(facts: ProjectFacts): Ignoring | undefined {
  const { context, dockerignore } = facts;
  const sent = facts.sent();
  if (!context.known || !sent.known || !dockerignore.known || !dockerignore.value) return undefined;
  return { context: context.value, sent: sent.value, file: dockerignore.value };
}

const relatedTo = (file: IgnoreFile, pattern: IgnorePattern | undefined): Related[] =>
  pattern ? [{ path: file.path, span: pattern.span, message: 'This line leaves it out' }] : [];

/** What is there and is not sent. A folder that only becomes empty is sent. */
function isLeftOut(path: string, { context, sent, file }: Ignoring): boolean {
  if (context.has(path)) return !sent.has(path);
  const isUnlisted = context.skipped.some((folder) => isWithin(path, folder));
  const isBroughtBack = file.patterns.some(({ negated, text }) => negated && isWithin(text, path));
  return isUnlisted && !isBroughtBack && sent.leavesOut(path) !== undefined;
}

function leftOut(source: ContextSource, known: Ignoring): Problem<Missing> | undefined {
  const { path, token } = source;
  const { context, sent, file } = known;
  const data: Missing = { kind: 'missing', source, meant: undefined };
  const shown = shortened(path, 28);
  const by = shortened(lastPart(file.path), 23);
  if (!isPattern(path)) {
    if (!isLeftOut(path, known)) return undefined;
    const related = relatedTo(file, sent.leavesOut(path));
    return {
      span: token.span,
      message: `${by} leaves ${shown} out: COPY does not find it, the build stops`,
      related,
      data,
    };
  }
  const [first, ...more] = context.copied(path) ?? [];
  if (first === undefined || sent.copied(path)?.length !== 0) return undefined;
  const what = more.length === 0 ? shortened(first, 18) : `all ${more.length + 1} files`;
  return {
    span: token.span,
    severity: 'warning',
    message: `${by} leaves out ${what} that ${shown} stands for: COPY brings nothing`,
    related: relatedTo(file, sent.leavesOut(first)),
    data,
  };
}

const PLAIN_PATH = /^[\w./@+-]+$/;

function nameIt({ fix }: FixContext<object>, { source, meant }: Missing) {
  const { token, copy } = source;
  const isPlain = token.text === token.value && PLAIN_PATH.test(token.text) && !copy.node.json;
  if (meant === undefined || !isPlain || !PLAIN_PATH.test(meant)) return undefined;
  const start = token.text.startsWith('./') ? './' : '';
  const end = token.text.endsWith('/') ? '/' : '';
  return fix
    .draft()
    .replace(token.span, start + meant + end)
    .build(`Copy ${shortened(meant)} instead`, 'review');
}

export default defineRule<Missing | Unbuilt>({
  id: 'copy-source-missing',
  category: 'context',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['buildkit:CopyIgnoredFile'],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'ADD'], programs: ['pip', 'uv', 'poetry'] },
  docs: {
    summary: 'COPY names what is not in the build context, or what the ignore file leaves out',
    why:
      'COPY takes files from the build context alone: the folder that `docker build` is given, without what `.dockerignore` leaves out. ' +
      'A path that is not in it ends the build with “not found”, even though the file of your Django project lies right there on your ' +
      'disk. A pattern such as `*.txt` may fit nothing, and then nothing is copied and nobody is told. What pyproject.toml names counts as ' +
      'well: hatchling, flit, pdm, Poetry and uv stop building a project whose README is not there, and `*.md` is in many ignore files.',
    examples: [
      {
        title: 'A name that is not quite right',
        files: { 'manage.py': '', 'requirements.txt': 'Django==5.2.17\n', 'shop/urls.py': '' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirement.txt ./\nCOPY manage.py ./\nCOPY shop ./shop\n',
      },
      {
        title: 'The ignore file leaves it out',
        files: { 'manage.py': '', 'docker/start.sh': '#!/bin/sh\n', '.dockerignore': 'docker\n' },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY docker/start.sh /usr/local/bin/\n',
      },
      {
        title: 'The project does not build without its README',
        files: {
          'manage.py': '',
          'pyproject.toml':
            '[project]\nname = "shop"\nversion = "1.0"\nreadme = "README.md"\n\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
          'README.md': '',
          'shop/urls.py': '',
          '.dockerignore': '.git\n*.md\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir .\n',
      },
      {
        title: 'It is brought back',
        findings: 0,
        files: { 'manage.py': '', 'docker/start.sh': '#!/bin/sh\n', '.dockerignore': 'docker\n!docker/start.sh\n' },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY docker/start.sh /usr/local/bin/\n',
      },
    ],
    whenToIgnore: 'When a pipeline makes the file before it builds the image.',
    references: [
      'https://docs.docker.com/reference/build-checks/copy-ignored-file/',
      'https://docs.docker.com/build/concepts/context/',
    ],
  },
  *check({ model, facts }) {
    if (model.syntax.templated) return;
    for (const run of allRuns(model)) yield* unbuiltProjects(run, facts);
    const known = ignoring(facts);
    const likely = likelyContext(model, facts);
    if (!known && !likely) return;
    for (const source of allInstructions(model).flatMap(contextSources)) {
      const { copy } = source;
      // `--parents` takes every path for a pattern, and patterns may fit nothing.
      if (copy.copy.keepsParents || excludesFiles(copy) || source.path === '.') continue;
      const problem = (likely && absent(source, likely)) ?? (known && leftOut(source, known));
      if (problem) yield problem;
    }
  },
  buildFix: (context, { data }) => (data.kind === 'missing' ? nameIt(context, data) : mendUnbuilt(context, data)),
});
