import { commentsAbove } from '../../fix/builder.ts';
import type { CopyInstruction, Instruction, Model, RunInstruction, Stage } from '../../model/types.ts';
import type { Token } from '../../syntax/nodes.ts';
import type { Span } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { holdsPackages, installsPackages, makesEnvironment, pythonOf } from '../shared/environments.ts';
import { stageLabel } from '../shared/wording.ts';

type Finding =
  | { readonly kind: 'minors' }
  | {
      readonly kind: 'literal';
      readonly copy: CopyInstruction;
      readonly wrong: string;
      readonly minor: string | undefined;
    }
  | { readonly kind: 'by-path'; readonly copy: CopyInstruction; readonly source: Stage };

/** A copy from one stage to another. */
interface Transfer {
  readonly copy: CopyInstruction;
  readonly source: Stage;
  readonly paths: readonly string[];
  readonly destination: string | undefined;
}

function* transfersIn(model: Model): Generator<Transfer> {
  for (const stage of model.stages) {
    for (const copy of stage.instructions) {
      if (copy.kind !== 'copy' || copy.copy.origin.kind !== 'stage') continue;
      const { origin, sources, destination } = copy.copy;
      yield {
        copy,
        source: origin.stage,
        paths: sources.flatMap((path) => (path.known ? [`/${path.value === '.' ? '' : path.value}`] : [])),
        destination: destination.known ? destination.value : undefined,
      };
    }
  }
}

/** The Python minor of each side, where it is known. */
const minorsOf = ({ source, copy }: Transfer) => ({ from: pythonOf(source), to: pythonOf(copy.stage) });

/** The library folders of the official images' Python; where other Pythons keep theirs depends on how they came. */
const LIBRARY = /^\/usr\/local\/lib\/python(\d+\.\d+)(?=\/|$)/;
const SYSTEM_PACKAGES = /^\/usr\/local\/lib\/python\d+\.\d+\/site-packages$/;

const minorIn = (path: string | undefined): string | undefined => LIBRARY.exec(path ?? '')?.[1];

/** PYTHONPATH may point to the copied folder, whatever its name. */
function isOnPythonPath({ copy, destination }: Transfer): boolean {
  const path = copy.stage.end.declaredEnv('PYTHONPATH');
  if (!path) return false;
  return (
    !path.known || destination === undefined || /site-packages/.test(path.value) || path.value.includes(destination)
  );
}

/** A wrong minor in a path and the path itself are two matters: mending the one leaves the other. */
function judge(transfer: Transfer): Problem<Finding>[] {
  const mismatch = betweenMinors(transfer);
  return [mismatch ?? wrongLiteral(transfer), mismatch ? undefined : byPath(transfer)].filter(
    (problem) => problem !== undefined,
  );
}

function betweenMinors(transfer: Transfer): Problem<Finding> | undefined {
  const { copy, source, paths, destination } = transfer;
  const [own, other] = [copy.stage.base.python, source.base.python];
  if (!own.known || !other.known || own.value === other.value) return undefined;
  if (!paths.some((path) => holdsPackages(source, path))) return undefined;
  const { from, to } = minorsOf(transfer);
  if (from === undefined || to === undefined || from === to) return undefined;
  if (isOnPythonPath(transfer) || makesEnvironment(copy.stage)) return undefined;
  const consequence = minorIn(destination) === to ? 'compiled ones cannot be imported' : 'it does not find them';
  return {
    span: copy.span,
    message: `Packages of Python ${from} (${stageLabel(source)}) go to Python ${to}: ${consequence}`,
    related: [{ span: source.from.span, message: `Python ${from} comes from here` }],
    data: { kind: 'minors' },
  };
}

function wrongLiteral(transfer: Transfer): Problem<Finding> | undefined {
  const { copy, paths, destination } = transfer;
  if (minorIn(destination) === undefined && !paths.some((path) => minorIn(path) !== undefined)) return undefined;
  const { from, to } = minorsOf(transfer);
  const minor = from === to ? from : undefined;
  const source = paths.map(minorIn).find((each) => each !== undefined && from !== undefined && each !== from);
  if (source !== undefined) {
    const message = `This path is Python ${source}'s, the stage has Python ${from}: the build stops, nothing is there`;
    return { span: copy.span, message, data: { kind: 'literal', copy, wrong: source, minor } };
  }
  const target = minorIn(destination);
  if (target === undefined || to === undefined || target === to || isOnPythonPath(transfer)) return undefined;
  const message = `Python ${to} does not look in lib/python${target}: what is copied there cannot be imported`;
  return { span: copy.span, message, data: { kind: 'literal', copy, wrong: target, minor } };
}

function byPath(transfer: Transfer): Problem<Finding> | undefined {
  const { copy, source, paths } = transfer;
  const [token] = copy.node.sources;
  if (!token || !paths.some((path) => SYSTEM_PACKAGES.test(path))) return undefined;
  const { from, to } = minorsOf(transfer);
  if (from === undefined || from !== to) return undefined;
  // A path with a variable in it follows the image.
  const minor = copy.node.sources.map(({ value }) => minorIn(value.replace(/^\/*/, '/'))).find((each) => each);
  if (minor === undefined) return undefined;
  return {
    span: token.span,
    severity: 'hint',
    message: `Copying site-packages by path ties the file to Python ${minor} and brings pip along; a venv is one folder`,
    data: { kind: 'by-path', copy, source },
  };
}

/** Where a token names the wrong minor. */
function* wrongMinors(tokens: readonly Token[], wrong: string): Generator<Span> {
  for (const { text, span } of tokens) {
    const at = text.indexOf(`lib/python${wrong}`);
    if (at === -1 || text.length !== span.end - span.start) continue;
    const start = span.start + at + 'lib/python'.length;
    yield { start, end: start + wrong.length };
  }
}

/** Something else speaks of the folder too, or the minor is whatever the build gives. */
function dependsOnMore({ stages, syntax }: Model, copy: CopyInstruction, source: Stage, wrong: string): boolean {
  const roots = [copy.stage, source].map(({ ancestry }) => ancestry.at(-1));
  if (roots.some((root) => root?.from.image?.text.includes('$'))) return true;
  return stages.some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.kind !== 'copy' && syntax.text.slice(each.span.start, each.span.end).includes(`lib/python${wrong}`),
    ),
  );
}

function correctLiteral(
  { model, fix }: FixContext<object>,
  { copy, wrong, minor }: Extract<Finding, { kind: 'literal' }>,
) {
  const { origin } = copy.copy;
  if (minor === undefined || copy.node.json || origin.kind !== 'stage') return undefined;
  const { sources, destination } = copy.node;
  const draft = fix.draft();
  for (const span of wrongMinors(destination ? [...sources, destination] : sources, wrong)) draft.replace(span, minor);
  const safety = dependsOnMore(model, copy, origin.stage, wrong) ? 'review' : 'safe';
  return draft.build(`Use the path of Python ${minor}`, safety);
}

const VENV = '/opt/venv';
const PATH_LINE = `ENV PATH="${VENV}/bin:$PATH"`;

const isPlainInstall = (run: RunInstruction): boolean =>
  run.script.commands.every(({ tool }) => {
    if (tool?.kind === 'uv' || tool?.kind === 'poetry' || tool?.kind === 'pipenv' || tool?.kind === 'pdm') return false;
    if (tool?.kind === 'venv') return false;
    return tool?.kind !== 'pip' || (tool.front === 'pip' && !tool.user && !tool.destination);
  });

/** The first RUN with pip, when the stage installs with plain pip alone, as root, into the interpreter of its image. */
function firstPlainInstall(source: Stage): RunInstruction | undefined {
  const runs = source.instructions.filter((each) => each.kind === 'run');
  if (source.parent && source.ancestry.slice(1).some(installsPackages)) return undefined;
  if (runs.some((run) => run.script.opaque || !isPlainInstall(run))) return undefined;
  const first = runs.find((run) => run.script.commands.some(({ tool }) => tool?.kind === 'pip'));
  return first?.before.user.known && first.before.user.value === 'root' ? first : undefined;
}

const isProgramFolder = (copy: CopyInstruction): boolean =>
  copy.node.sources.length === 1 && /^\/usr\/local\/bin\/?$/.test(copy.node.sources[0]?.value ?? '');

/** All that the file takes out of a stage's /usr/local. */
const copiesOfInstalled = (model: Model, source: Stage): CopyInstruction[] =>
  model.stages
    .flatMap((stage): readonly Instruction[] => stage.instructions)
    .filter((each): each is CopyInstruction => each.kind === 'copy')
    .filter(({ copy }) => copy.origin.kind === 'stage' && copy.origin.stage === source)
    .filter(({ copy }) => copy.sources.some((path) => !path.known || /^(?:\.$|usr(?:\/|$))/.test(path.value)));

function moveToVenv({ model, fix }: FixContext<object>, { copy, source }: Extract<Finding, { kind: 'by-path' }>) {
  const { node, stage } = copy;
  const [from] = node.sources;
  const first = firstPlainInstall(source);
  const others = copiesOfInstalled(model, source).filter((each) => each !== copy);
  const [programs] = others;
  if (!first || !from || !node.destination || node.json || node.sources.length !== 1) return undefined;
  // Whatever else lies or runs in /usr/local would be left behind.
  if (others.length > 1 || (programs && (programs.stage !== stage || !isProgramFolder(programs)))) return undefined;
  if (installsPackages(stage) || stage.instructions.some((each) => /\/usr\/local\/bin\/\w/.test(each.node.args.text)))
    return undefined;
  const draft = fix
    .draft()
    .insertLinesBefore(commentsAbove(model.syntax, first)[0] ?? first, [`RUN python -m venv ${VENV}`, PATH_LINE]);
  draft.replace(from.span, VENV).replace(node.destination.span, VENV);
  // PATH takes the place of the copied programs, so no line is left over.
  if (programs) draft.replace(programs.span, PATH_LINE);
  else draft.insertLinesAfter(copy, [PATH_LINE]);
  return draft.build(`Install into ${VENV} and copy that`, 'review');
}

export default defineRule<Finding>({
  id: 'stage-python-mismatch',
  category: 'stages',
  severity: 'error',
  severities: ['error', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY'] },
  docs: {
    summary: 'Packages are copied between different Python versions',
    why:
      'Python looks for packages in `lib/python3.X` of its own minor version, and compiled ones are built for that version alone. ' +
      'When the builder has another minor than the final stage, or the path in COPY names another one than the image has, Django ' +
      'cannot be imported, or the build stops. Paths with a version in them break on the next update of the base; a virtual ' +
      'environment is one folder that carries packages and programs, and nothing else.',
    examples: [
      {
        title: 'The path was forgotten when Python was updated',
        findings: 2,
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n\n' +
          'FROM python:3.13-slim-trixie\nCOPY --from=builder /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages\n' +
          'CMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The right path works, and breaks with the next Python',
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n\n' +
          'FROM python:3.13-slim-trixie\nCOPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\n' +
          'COPY --from=builder /usr/local/bin /usr/local/bin\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When a stage installs another Python than its image name says, in a way this tool does not see.',
    references: [
      'https://docs.astral.sh/uv/guides/integration/docker/#non-editable-installs',
      'https://docs.python.org/3/library/venv.html',
    ],
  },
  *check({ model }) {
    for (const transfer of transfersIn(model)) yield* judge(transfer);
  },
  buildFix(context, { data }) {
    switch (data.kind) {
      case 'literal':
        return correctLiteral(context, data);
      case 'by-path':
        return moveToVenv(context, data);
      default:
        return undefined;
    }
  },
});
