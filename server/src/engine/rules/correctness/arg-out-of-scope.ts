import { commentsAbove, type FixDraft } from '../../fix/builder.ts';
import { isPredefined } from '../../model/state.ts';
import type { Instruction, Model, Stage } from '../../model/types.ts';
import { type VariableUse, variableUses } from '../../model/variable-uses.ts';
import type { FromNode, KeyValue, PairsNode } from '../../syntax/nodes.ts';
import { nearest } from '../../text/edit-distance.ts';
import { contains, type Span, textAt } from '../../text/span.ts';
import { defineRule, type Problem, type Safety } from '../define.ts';
import { sequencesBehind } from '../shared/order.ts';
import { shortened } from '../shared/wording.ts';

interface Mend {
  readonly title: string;
  readonly safety: Safety;
  readonly write: (draft: FixDraft) => FixDraft;
}

type Finding = Problem<Mend | undefined>;

/** Images whose own variables are known: what this file does not set there, nobody does. */
const KNOWN_FAMILIES = new Set<Stage['base']['family']>(['python', 'uv', 'debian', 'ubuntu', 'alpine']);

/** Set by the official images of Python and uv. */
const OF_THE_IMAGE = /^(?:PYTHON|UV)_/;

/** Lists of folders in which an empty part is the working directory. */
const FOLDER_LISTS: Readonly<Record<string, string>> = { PYTHONPATH: 'import path', LD_LIBRARY_PATH: 'library path' };

const setterOf = ({ node }: Instruction, name: string): KeyValue | undefined =>
  node.kind === 'env' || node.kind === 'arg' ? pairOf([node], name) : undefined;

const pairOf = (nodes: readonly PairsNode[], name: string): KeyValue | undefined =>
  nodes.flatMap(({ pairs }) => pairs).find((pair) => pair.name === name);

/** Every name that the file sets somewhere. */
const allNames = ({ stages, globalArgs }: Model): string[] => [
  ...globalArgs.flatMap(({ pairs }) => pairs.map(({ name }) => name)),
  ...stages
    .flatMap(({ instructions }) => instructions)
    .flatMap(({ node }) => (node.kind === 'env' || node.kind === 'arg' ? node.pairs.map(({ name }) => name) : [])),
];

/** `${NAME}` → `${OTHER}`, `$NAME` → `$OTHER`. */
const renamed = (text: string, name: string, other: string): string => text.replace(name, other);

function misspelled({ name, span }: VariableUse, model: Model): Mend | undefined {
  const near = nearest(
    name,
    allNames(model).filter((each) => /^[A-Za-z_]\w*$/.test(each)),
  );
  if (near === undefined) return undefined;
  const newText = renamed(textAt(model.syntax.text, span), name, near);
  return { title: `Write ${shortened(near)}`, safety: 'review', write: (draft) => draft.replace(span, newText) };
}

/** The ARG that stands in front of the first FROM, declared once more where it is used. */
function redeclare(name: string, instruction: Instruction, model: Model): Mend {
  // A command may read what is now in its environment.
  const isRead = sequencesBehind(instruction, model).some((behind) => behind.some(({ kind }) => kind === 'run'));
  return {
    title: `Declare ARG ${shortened(name)} in the stage`,
    safety: isRead ? 'review' : 'safe',
    write: (draft) =>
      draft.insertLinesBefore(commentsAbove(model.syntax, instruction)[0] ?? instruction, [`ARG ${name}`]),
  };
}

/** `NAME=/app:$NAME`: what the name adds to its own value, when nothing has set it. */
function addsItself(use: VariableUse, name: string, { syntax }: Model): Finding | undefined {
  const list = FOLDER_LISTS[name];
  const empty = emptyPart(syntax.text, use.span);
  if (list === undefined || !empty) return undefined;
  return {
    span: use.span,
    severity: 'hint',
    message: `Nothing has set ${name} before: the empty part puts the working directory on the ${list}`,
    data: { title: `Remove the empty ${name}`, safety: 'review', write: (draft) => draft.remove(empty) },
  };
}

/** A variable with the colon that separates it from the rest of the list. */
function emptyPart(text: string, { start, end }: Span): Span | undefined {
  if (text[start - 1] === ':') return { start: start - 1, end };
  return text[end] === ':' ? { start, end: end + 1 } : undefined;
}

function judge(use: VariableUse, instruction: Instruction, model: Model): Finding | undefined {
  const { name, span } = use;
  const { node, stage, index, before } = instruction;
  const written = shortened(textAt(model.syntax.text, span), 24);
  const shown = shortened(name, 24);
  const found = (why: string, data: Mend | undefined, other?: Span): Finding => ({
    span,
    message: `${why} ${written} expands to nothing`,
    related: other ? [{ span: other, message: `Here ${shown} is set` }] : [],
    data,
  });
  const own = node.kind === 'env' ? pairOf([node], name) : undefined;
  if (own && contains(own.span, span)) return addsItself(use, name, model);
  if (node.kind === 'arg' && node.pairs.some((pair) => pair.name === name)) return undefined;
  const global = pairOf(model.globalArgs, name);
  if (global) {
    const why = `ARG ${shown} stands in front of FROM and ends there: in the stage`;
    return found(why, redeclare(name, instruction, model), global.span);
  }
  if (own) return found(`This very ENV sets ${shown}: inside of it`, undefined, own.span);
  const later = stage.instructions.slice(index + 1).flatMap((each) => setterOf(each, name) ?? [])[0];
  if (later) return found(`${shown} is set further down: here`, undefined, later.span);
  if (name === 'WORKDIR') return found('WORKDIR is an instruction and no variable:', inPlaceOf(use, before.workdir));
  return found(`Nothing sets ${shown}:`, misspelled(use, model));
}

const inPlaceOf = ({ span }: VariableUse, workdir: Instruction['before']['workdir']): Mend | undefined =>
  workdir.known
    ? {
        title: `Write ${shortened(workdir.value)}`,
        safety: 'review',
        write: (draft) => draft.replace(span, workdir.value),
      }
    : undefined;

/** FROM sees the ARGs in front of the first FROM, and no others. */
function* problemsOfFrom(from: FromNode, model: Model): Generator<Finding> {
  const { text, escape: escapeChar } = model.syntax;
  for (const use of variableUses(from, text, escapeChar)) {
    if (isPredefined(use.name) || pairOf(model.globalArgs, use.name)) continue;
    const setter = model.stages
      .flatMap(({ instructions }) => instructions)
      .filter(({ node }) => node.kind === 'arg')
      .flatMap((each) => setterOf(each, use.name) ?? [])[0];
    const written = shortened(textAt(text, use.span), 24);
    yield {
      span: use.span,
      message: `FROM sees only ARGs in front of the first FROM: ${written} expands to nothing`,
      related: setter ? [{ span: setter.span, message: 'This ARG belongs to its stage' }] : [],
      data: setter ? undefined : misspelled(use, model),
    };
  }
}

function* problemsOf(stage: Stage, model: Model): Generator<Finding> {
  yield* problemsOfFrom(stage.from, model);
  if (!KNOWN_FAMILIES.has(stage.base.family)) return;
  const { text, escape: escapeChar } = model.syntax;
  const judged = new Set<string>();
  for (const instruction of stage.instructions) {
    for (const use of variableUses(instruction.node, text, escapeChar)) {
      if (judged.has(use.name) || OF_THE_IMAGE.test(use.name)) continue;
      if (instruction.before.variable(use.name) !== undefined) continue;
      const problem = judge(use, instruction, model);
      if (!problem) continue;
      judged.add(use.name);
      yield problem;
    }
  }
}

export default defineRule<Mend | undefined>({
  id: 'arg-out-of-scope',
  category: 'correctness',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['buildkit:UndefinedVar', 'buildkit:UndefinedArgInFrom', 'hadolint:DL3044'],
  duplicates: [],
  appliesTo: { instructions: ['ARG', 'ENV', 'FROM', 'COPY', 'ADD', 'WORKDIR', 'USER'] },
  docs: {
    summary: 'A variable that nothing sets where it is used',
    why:
      'Docker expands a variable that nobody has set to nothing, without a word. An ARG in front of the first FROM is for the FROM ' +
      'lines alone: inside a stage it has no value until the stage declares it again. So `WORKDIR ${APP_HOME}` quietly becomes ' +
      '`WORKDIR /`, and the Django project lands among the folders of the system, or `USER ${APP_USER}` leaves the container with ' +
      'root. `${WORKDIR}` is no variable at all.',
    examples: [
      {
        title: 'An ARG that ends at FROM',
        before:
          'ARG APP_HOME=/srv/app\nFROM python:3.14-slim-trixie\nWORKDIR ${APP_HOME}\nCOPY . .\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'An instruction taken for a variable',
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . ${WORKDIR}\n',
      },
      {
        title: 'An empty part of a path',
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nENV PYTHONPATH=/app/src:$PYTHONPATH\n',
      },
      {
        title: 'Declared again, and with a default of its own',
        findings: 0,
        before:
          'ARG APP_HOME=/srv/app\nFROM python:3.14-slim-trixie\nARG APP_HOME\nWORKDIR ${APP_HOME}\nENV DEBUG=${DEBUG:-0}\n',
      },
    ],
    whenToIgnore: 'When the empty value is what you want; `${NAME:-}` says so in the file itself.',
    references: [
      'https://docs.docker.com/reference/build-checks/undefined-var/',
      'https://docs.docker.com/reference/dockerfile/#scope',
    ],
  },
  *check({ model }) {
    // Whatever writes a template may set more.
    if (model.syntax.templated) return;
    for (const stage of model.stages) yield* problemsOf(stage, model);
  },
  buildFix: ({ fix }, { data }) => data?.write(fix.draft()).build(data.title, data.safety),
});
