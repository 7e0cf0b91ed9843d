import { addOption } from '../../fix/add-option.ts';
import { commentsAbove, type FixDraft } from '../../fix/builder.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { IgnorePattern, Place, ProjectFacts } from '../../project/types.ts';
import { lastPart } from '../../text/path.ts';
import { covering, type Span } from '../../text/span.ts';
import type { FixContext, Problem, Related } from '../define.ts';
import { mayBeThere, pathInContext } from './file-presence.ts';
import { isPlainLine, withIgnoreLines } from './ignore-lines.ts';
import { mayHaveSource } from './poetry-project.ts';
import { type ProjectBuild, projectBuilds } from './project-builds.ts';
import { shortened } from './wording.ts';

/** A file besides the code that building the project needs, and that does not come into the image. */
interface Lost {
  /** In the context. */
  readonly path: string;
  /** Where it would have to be in the image. */
  readonly imagePath: string;
  /** What names it. */
  readonly named: Place;
  /** The line of the ignore file that keeps it away. */
  readonly ignored: IgnorePattern | undefined;
  /** A COPY would bring it, were it not for that line. */
  readonly copied: boolean;
}

/** A project that does not build, for want of the first of these files at least. */
export interface Unbuilt {
  readonly kind: 'unbuilt';
  readonly build: ProjectBuild;
  readonly lost: readonly [Lost, ...Lost[]];
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const PLAIN_PATH = /^[\w@+-][\w./@+-]*$/;

function lostFiles({ run, command, by, pyproject, needs }: ProjectBuild, facts: ProjectFacts): readonly Lost[] {
  const { context } = facts;
  const sent = facts.sent();
  const isUnsent = sent.known && !sent.value.has(pyproject.contextPath);
  if (!context.known || isUnsent) return [];
  return needs.flatMap(({ value: name, from: named }) => {
    const path = folderOf(pyproject.contextPath) + name;
    const isFile = PLAIN_PATH.test(name) && !name.includes('..') && context.value.below(path)[0] === path;
    if (!isFile) return [];
    const imagePath = folderOf(pyproject.imagePath) + name;
    const ignored = sent.known ? sent.value.leavesOut(path) : undefined;
    const wanted = { run, path: imagePath, facts };
    if (mayBeThere(ignored ? { ...wanted, leftOut: path } : wanted, command)) return [];
    const copied = ignored !== undefined && mayBeThere(wanted, command);
    // What nothing copies is another rule's for Poetry.
    return by === 'poetry' && !copied ? [] : [{ path, imagePath, named, ignored, copied }];
  });
}

function messageFor({ stops }: ProjectBuild, [first]: Unbuilt['lost'], { dockerignore }: ProjectFacts): string {
  const file = shortened(lastPart(first.path), 18);
  if (!first.ignored || !dockerignore.known || !dockerignore.value)
    return `Nothing copies ${file}, which pyproject.toml names: ${stops} does not build the project without it`;
  const by = shortened(lastPart(dockerignore.value.path), 23);
  return `${by} leaves out ${file}, which pyproject.toml names: ${stops} does not build without it`;
}

function relatedTo({ named, ignored }: Lost, { dockerignore }: ProjectFacts): readonly Related[] {
  const place = { ...named, message: 'It is named here' };
  if (!ignored || !dockerignore.known || !dockerignore.value) return [place];
  return [place, { path: dockerignore.value.path, span: ignored.span, message: 'This line leaves it out' }];
}

const spanOf = ({ command: { program, span } }: ProjectBuild): Span =>
  program.map((word) => word.span).reduce(covering, program[0]?.span ?? span);

/** Installs of the project itself in a RUN that stop for want of a file besides its code. */
export const unbuiltProjects = (run: RunInstruction, facts: ProjectFacts): readonly Problem<Unbuilt>[] =>
  projectBuilds(run, facts).flatMap((build) => {
    const [first, ...more] = lostFiles(build, facts);
    if (!first) return [];
    const lost: Unbuilt['lost'] = [first, ...more];
    return [
      {
        span: spanOf(build),
        message: messageFor(build, lost, facts),
        related: lost.flatMap((each) => relatedTo(each, facts)),
        data: { kind: 'unbuilt', build, lost },
      },
    ];
  });

/** Beside the pyproject.toml where a COPY names that, else by a COPY of its own; undefined where neither can be written. */
function withCopies(draft: FixDraft, { build, lost }: Unbuilt, context: FixContext<object>): FixDraft | undefined {
  const files = lost.filter(({ copied }) => !copied);
  if (files.length === 0) return draft;
  const { run, pyproject } = build;
  const isBeside = files.every(({ path }) => folderOf(path) === folderOf(pyproject.contextPath));
  const [copy] = pyproject.from;
  const token =
    isBeside && copy.kind !== 'run' && copy.copy.intoFolder && !copy.node.json && !copy.copy.keepsParents
      ? copy.node.sources.find(({ value, quoted }) => !quoted && value.replace(/^\.?\//, '') === pyproject.contextPath)
      : undefined;
  if (token) {
    const folder = folderOf(token.text);
    return draft.insert(token.span.end, files.map(({ path }) => ` ${folder}${lastPart(path)}`).join(''));
  }
  const lines = files.flatMap(({ path, imagePath }) => {
    const source = pathInContext(run, imagePath);
    return source === path ? [`COPY ${path} ./${folderOf(path)}`] : [];
  });
  if (lines.length < files.length) return undefined;
  return draft.insertLinesBefore(commentsAbove(context.model.syntax, run)[0] ?? run, lines);
}

const namesOf = (files: readonly Lost[]): string =>
  files.length === 1 ? shortened(lastPart(files[0]?.path ?? ''), 24) : `${files.length} files`;

export function mendUnbuilt(context: FixContext<object>, data: Unbuilt) {
  const { fix, facts } = context;
  const { build, lost } = data;
  // Without its source the project would not build either, and uv can leave that for later.
  if (!mayHaveSource(build.run)) {
    const draft = fix.draft();
    const isAdded = build.by === 'uv' && addOption(draft, build.run, build.verb, '--no-install-project');
    return isAdded ? draft.build('Leave the project out of this step with --no-install-project', 'review') : undefined;
  }
  const lines = lost.flatMap(({ path, ignored }) => (ignored ? [`!${path}`] : []));
  if (!lines.every(isPlainLine)) return undefined;
  const start = lines.length > 0 ? withIgnoreLines(fix.draft(), facts, lines) : fix.draft();
  const draft = start && withCopies(start, data, context);
  const title = lost.every(({ copied }) => copied)
    ? `Let ${namesOf(lost)} through the ignore file`
    : `Copy ${namesOf(lost)} for the build of the project`;
  return draft?.build(title, 'review');
}
