import { commentsAbove } from '../../fix/builder.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { isWithin, lastPart } from '../../text/path.ts';
import { covering } from '../../text/span.ts';
import { defineRule, type FixContext } from '../define.ts';
import { type DependencyInstall, dependencyInstalls } from '../shared/dependency-install.ts';
import { mayBeThere, pathInContext } from '../shared/file-presence.ts';
import { findInput, type Input, imagePathOf } from '../shared/install-inputs.ts';
import { shortened } from '../shared/wording.ts';

/** A file that an install reads and that is nowhere to be read. */
interface Missing {
  /** In the image. */
  readonly path: string;
  /** In the build context; undefined where it does not lie there, or nobody knows where. */
  readonly contextPath: string | undefined;
  /** The word that names it, or names the file that includes it. */
  readonly word: Word | undefined;
  /** The file that includes it. */
  readonly includedBy: string | undefined;
}

interface Install {
  readonly run: RunInstruction;
  readonly install: DependencyInstall;
  readonly missing: readonly [Missing, ...Missing[]];
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** The same file in the folder and in every one above it: that is where uv and its like look for a project. */
function upward(path: string): string[] {
  const paths = [];
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) paths.push(`${folder}/${lastPart(path)}`);
  return [...paths, `/${lastPart(path)}`];
}

/** The tool reads its lock and ends without: in these ways of calling it, none is made. */
function mustHaveLock({ command: { tool } }: DependencyInstall, { before, script }: RunInstruction): boolean {
  const isOn = (...names: readonly string[]): boolean => names.some((name) => before.declaredEnv(name)?.known === true);
  const isGiven = (...names: readonly string[]): boolean =>
    tool?.options.some(({ canonical }) => names.includes(canonical)) === true;
  const isActive = isOn('VIRTUAL_ENV') || script.text.text.includes('activate');
  switch (tool?.kind) {
    case 'uv':
      return tool.locked || tool.frozen || isOn('UV_LOCKED', 'UV_FROZEN');
    case 'pipenv':
      if (isGiven('--skip-lock') || before.variable('PIPENV_SKIP_LOCK')) return false;
      // Into the system only what is locked is installed; an active environment is none of the system.
      return tool.action === 'sync' || (isGiven('--system') && !isActive);
    case 'pdm':
      if (isGiven('--lockfile') || before.variable('PDM_LOCKFILE')) return false;
      return tool.action === 'sync' || isGiven('--check');
    default:
      return false;
  }
}

/** Pipenv makes a Pipfile where there is none, unless it may only install what is locked. */
const makesItsFile = ({ command: { tool } }: DependencyInstall): boolean =>
  tool?.kind === 'pipenv' && !tool.deploy && tool.action !== 'sync';

/** A file of the build context and its place in the image. */
type Placed = Pick<Input, 'contextPath' | 'imagePath'>;

interface Search {
  readonly run: RunInstruction;
  readonly facts: ProjectFacts;
  readonly isThere: (path: string) => boolean;
}

function* missingReads(install: DependencyInstall, search: Search): Generator<Missing> {
  const { run, isThere } = search;
  const needsLock = mustHaveLock(install, run);
  for (const { path, need, word } of install.reads) {
    const isNeeded = need === 'must' || (needsLock && path.known && path.value.endsWith('.lock'));
    if (!isNeeded || !path.known) continue;
    const places = word ? [path.value] : upward(path.value);
    // Pipenv takes this one as well.
    if (path.value.endsWith('/Pipfile.lock')) places.push(...upward(`${folderOf(path.value)}/pylock.toml`));
    const contextPath = inContext(pathInContext(run, path.value), search.facts);
    if (!places.some(isThere)) {
      yield { path: path.value, contextPath, word, includedBy: undefined };
      if (word && contextPath !== undefined)
        yield* missingIncludes({ contextPath, imagePath: path.value }, word, search);
    } else if (word) {
      const input = findInput(run, path.value, search.facts);
      if (input) yield* missingIncludes(input, word, search);
    }
  }
}

/** A path of the build context, where a file is known to lie there, or where nobody knows what does. */
const inContext = (path: string | undefined, { context }: ProjectFacts): string | undefined =>
  path !== undefined && (!context.known || context.value.has(path)) ? path : undefined;

/** What a file includes, and what that includes in turn: with one that is missing itself, what it includes is missed as well. */
function* missingIncludes(named: Placed, word: Word, { run, facts, isThere }: Search): Generator<Missing> {
  const queue = [named];
  const seen = new Set<string>();
  for (let input = queue.shift(); input; input = queue.shift()) {
    const file = facts.requirements(input.contextPath);
    for (const include of file.known ? file.value.includes : []) {
      if (include === undefined || seen.has(include)) continue;
      seen.add(include);
      const target = imagePathOf(input, include);
      if (isThere(target)) {
        const next = findInput(run, target, facts);
        if (next) queue.push(next);
        continue;
      }
      const contextPath = inContext(include, facts);
      yield { path: target, contextPath, word, includedBy: lastPart(input.imagePath) };
      if (contextPath !== undefined) queue.push({ contextPath, imagePath: target });
    }
  }
}

function judge(run: RunInstruction, install: DependencyInstall, facts: ProjectFacts): Install | undefined {
  if (install.command.conditional || makesItsFile(install)) return undefined;
  const isThere = (path: string): boolean => mayBeThere({ run, path, facts }, install.command);
  const [first, ...more] = missingReads(install, { run, facts, isThere });
  return first && { run, install, missing: [first, ...more] };
}

function messageFor({ install, missing: [first, ...more] }: Install): string {
  const name = shortened(lastPart(first.path), 28);
  const files = more.length === 0 ? name : `${name} and ${more.length} more`;
  const tool = install.command.tool?.kind === 'pip' && install.command.tool.front === 'uv' ? 'uv' : install.installer;
  return first.includedBy === undefined
    ? `Nothing copies or mounts ${files} here: ${tool} cannot open it, and the build fails`
    : `Nothing copies ${files}, which ${shortened(first.includedBy, 28)} includes: the build fails`;
}

const spanOf = ({ program, span }: Command) =>
  program.map((word) => word.span).reduce(covering, program[0]?.span ?? span);

const PLAIN_PATH = /^[\w./@+-]+$/;

/** COPY lines for the files, one for each folder; undefined where a file's place in the context is not known. */
function copyLines({ before: { workdir } }: RunInstruction, missing: readonly Missing[]): string[] | undefined {
  const folders = new Map<string, string[]>();
  for (const { path, contextPath } of missing) {
    const folder = `${folderOf(path)}/`;
    const isBelow = workdir.known && isWithin(path, workdir.value);
    const written = isBelow ? `./${folder.slice(workdir.value === '/' ? 1 : workdir.value.length + 1)}` : folder;
    const isPlain = contextPath !== undefined && PLAIN_PATH.test(contextPath) && PLAIN_PATH.test(written);
    if (!isPlain || lastPart(contextPath) !== lastPart(path)) return undefined;
    folders.set(written, [...(folders.get(written) ?? []), contextPath]);
  }
  return [...folders].map(([folder, sources]) => `COPY ${sources.join(' ')} ${folder}`);
}

function copyThem({ model, fix }: FixContext<object>, { run, missing }: Install) {
  const lines = copyLines(run, missing);
  if (!lines) return undefined;
  const names = missing.length === 1 ? shortened(lastPart(missing[0].path)) : `${missing.length} files`;
  return fix
    .draft()
    .insertLinesBefore(commentsAbove(model.syntax, run)[0] ?? run, lines)
    .build(`Copy ${names} in front of the install`, 'review');
}

export default defineRule<Install>({
  id: 'requirements-not-copied',
  category: 'caching',
  severity: 'error',
  severities: ['error'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['RUN'], programs: ['pip', 'uv', 'poetry', 'pipenv', 'pdm'] },
  docs: {
    summary: 'The dependencies are installed from a file that is not in the image',
    why:
      'A build sees only what COPY and mounts bring into the stage it is in: the requirements file of your Django project lies on ' +
      'your machine, and another stage’s copy does not count. pip then ends with “Could not open requirements file”, uv and ' +
      'Poetry find no project. The same holds for files that a requirements file includes with `-r` or `-c`.',
    examples: [
      {
        title: 'Nothing is copied',
        before: 'FROM python:3.13-slim-trixie\nWORKDIR /app\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
      {
        title: 'An included file is missing',
        files: {
          'requirements/prod.txt': '-r base.txt\ngunicorn==26.2.0\n',
          'requirements/base.txt': 'Django==5.2.17\n',
          'manage.py': '',
        },
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY requirements/prod.txt ./requirements/\n' +
          'RUN pip install --no-cache-dir -r requirements/prod.txt\n',
      },
      {
        title: 'A mount is enough',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN --mount=type=bind,source=requirements.txt,target=requirements.txt \\\n' +
          '    pip install --no-cache-dir -r requirements.txt\n',
      },
    ],
    whenToIgnore: 'When the file comes into the image in a way this rule does not see.',
    references: [
      'https://docs.docker.com/reference/dockerfile/#copy',
      'https://docs.docker.com/build/cache/optimize/#use-bind-mounts',
    ],
  },
  *check({ model, facts }) {
    if (model.syntax.templated) return;
    for (const stage of model.stages) {
      for (const run of stage.instructions) {
        if (run.kind !== 'run') continue;
        for (const install of dependencyInstalls(run)) {
          const found = judge(run, install, facts);
          if (!found) continue;
          const [{ word }] = found.missing;
          yield { span: word?.span ?? spanOf(install.command), message: messageFor(found), data: found };
        }
      }
    }
  },
  buildFix: (context, { data }) => copyThem(context, data),
});
