import { isOfficialImageName } from '../../data/images.ts';
import { commentsAbove } from '../../fix/builder.ts';
import { allInstructions } from '../../model/instruction-lists.ts';
import type {
  CopyInstruction,
  Instruction,
  Model,
  MountEntry,
  Origin,
  RunInstruction,
  Stage,
} from '../../model/types.ts';
import type { PairsNode } from '../../syntax/nodes.ts';
import { nearest } from '../../text/edit-distance.ts';
import { type Span, textAt } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { shortened } from '../shared/wording.ts';

/** A `--from=` of COPY, or a `from=` of a mount. */
interface Reference {
  readonly stage: Stage;
  readonly origin: Origin;
  /** The name as written, and where it stands. */
  readonly text: string;
  readonly span: Span;
  readonly option: '--from' | 'from';
}

interface Finding extends Reference {
  /** The stage that was meant. */
  readonly meant: string | undefined;
}

const NONE: readonly Reference[] = [];

function referencesIn(instruction: Instruction, source: string): readonly Reference[] {
  // ADD has no --from: what that breaks is another matter.
  if (instruction.kind === 'copy') return ofCopy(instruction, source);
  return instruction.kind === 'run' ? instruction.mounts.flatMap((each) => ofMount(each, instruction, source)) : NONE;
}

function ofCopy({ stage, node, copy }: CopyInstruction, source: string): readonly Reference[] {
  const span = node.from?.valueSpan;
  if (!span) return NONE;
  const text = textAt(source, span).replace(/^(["'])(.*)\1$/, '$2');
  return [{ stage, origin: copy.origin, text, span, option: '--from' }];
}

function ofMount({ mount, origin }: MountEntry, { stage }: RunInstruction, source: string): readonly Reference[] {
  const option = mount.options.find((each) => each.key === 'from');
  if (!option?.value) return NONE;
  const { value: text } = option;
  const span = { start: option.span.end - text.length, end: option.span.end };
  return textAt(source, span) === text ? [{ stage, origin, text, span, option: 'from' }] : NONE;
}

const allReferences = (model: Model): readonly Reference[] =>
  allInstructions(model).flatMap((each) => referencesIn(each, model.syntax.text));

function judge(reference: Reference, model: Model): Problem<Finding> | undefined {
  const { origin, text, span, option } = reference;
  const name = shortened(text);
  const problem = (message: string, meant?: string) => ({ span, message, data: { ...reference, meant } });
  switch (origin.kind) {
    case 'variable':
      return problem(`Docker expands no variable in ${option}: the build stops at ${name}`);
    case 'invalid':
      return problem(`${whyInvalid(reference, name)}, so the build stops`);
    case 'external': {
      const meant = misspelledStage(text, model.stages.slice(0, reference.stage.index));
      if (meant === undefined) return undefined;
      const [typed, near] = [shortened(text, 20), shortened(meant, 20)];
      return problem(`No stage is called ${typed}, Docker pulls an image of that name; ${near} is near`, meant);
    }
    default:
      return undefined;
  }
}

/** Where two names differ in numbers alone, they are meant to differ. */
const withoutNumbers = (name: string): string => name.replace(/\d+/g, '');

function misspelledStage(text: string, earlier: readonly Stage[]): string | undefined {
  if (/[/:.@]/.test(text) || isOfficialImageName(text)) return undefined;
  const names = earlier.flatMap((stage) => stage.name ?? []);
  return nearest(
    text,
    names.filter((name) => withoutNumbers(name) !== withoutNumbers(text)),
  );
}

function whyInvalid({ stage, origin, text }: Reference, name: string): string {
  if (/^\d+$/.test(text)) return `There is no stage ${name} in front of this one`;
  const isItself = origin.kind === 'invalid' && origin.stage === stage;
  return isItself ? `Stage ${name} copies from itself` : `Stage ${name} comes later and cannot be copied from`;
}

const variablesIn = (text: string): string[] =>
  Array.from(text.matchAll(/\$(?:\{(\w+)[^}]*\}|(\w+))/g), (match) => match[1] ?? match[2] ?? '');

const pairOf = (nodes: readonly PairsNode[], name: string) =>
  nodes
    .flatMap((node) => node.pairs)
    .filter((pair) => pair.name === name)
    .at(-1);

/** The nodes by which a stage gives variables a value of its own; FROM sees none of them. */
const settersIn = (stage: Stage, ...kinds: readonly ('arg' | 'env')[]): PairsNode[] =>
  stage.ancestry
    .flatMap((each) => each.instructions)
    .flatMap(({ node }) => ((node.kind === 'arg' || node.kind === 'env') && kinds.includes(node.kind) ? [node] : []));

/** Names that FROM knows without an ARG. */
const OF_EVERY_BUILD = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;

interface Declaration {
  /** Lines to put in front of the first FROM; none where the variables are declared there already. */
  readonly lines: readonly string[];
  /** FROM sees the very value that the stage sees. */
  readonly certain: boolean;
}

/** What makes the variables of an image visible to FROM; undefined where nobody can tell their values. */
function declaration(
  { globalArgs, syntax }: Model,
  stage: Stage,
  variables: readonly string[],
): Declaration | undefined {
  const lines: string[] = [];
  let certain = true;
  for (const name of variables.filter((each) => !OF_EVERY_BUILD.test(each))) {
    const global = pairOf(globalArgs, name);
    const own = pairOf(settersIn(stage, 'arg'), name);
    if (!global?.value || own?.value || pairOf(settersIn(stage, 'env'), name)) certain = false;
    if (global) continue;
    if (!own?.value || own.value.text.includes('$')) return undefined;
    lines.push(`ARG ${textAt(syntax.text, own.span)}`);
  }
  return { lines, certain };
}

/** A name for a stage that stands for an image: `ghcr.io/astral-sh/uv:${V}` becomes `uv`. */
function stageNameFor(model: Model, image: string): string {
  const repository = image.replace(/\$\{[^}]*\}|\$\w+/g, '').replace(/[:@][^/]*$/, '');
  const last = repository.slice(repository.lastIndexOf('/') + 1).toLowerCase();
  const word = last.replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '') || 'source';
  // A name that some FROM or --from takes for an image must go on meaning the image.
  const taken = new Set(
    [
      ...model.stages.flatMap((stage) => [stage.name ?? '', stage.from.image?.value ?? '']),
      ...allReferences(model).map(({ text }) => text),
    ].map((name) => name.toLowerCase()),
  );
  const names = [word, ...Array.from(taken, (_, index) => `${word}-${index + 2}`)];
  return names.find((name) => !taken.has(name)) ?? `${word}-image`;
}

/** A stage above that is nothing but the image. */
const stageOfImage = ({ stages }: Model, { index, from }: Stage, image: string): string | undefined =>
  stages.find(
    (each) =>
      each.index < index &&
      each.instructions.length === 0 &&
      each.from.image?.text === image &&
      each.from.platform?.value === from.platform?.value,
  )?.name;

/** FROM expands variables: a stage of its own stands for the image. */
function nameTheImage({ model, fix }: FixContext<object>, { stage, text: image, span }: Reference) {
  const { syntax, stages } = model;
  const declared = declaration(model, stage, variablesIn(image));
  const [first] = stages;
  if (!declared || !first) return undefined;
  const existing = stageOfImage(model, stage, image);
  if (existing !== undefined) {
    const safety = declared.certain ? 'safe' : 'review';
    return fix
      .draft()
      .replace(span, existing)
      .build(`Copy from stage ${shortened(existing)}`, safety);
  }
  const name = stageNameFor(model, image);
  const platform = stage.from.platform && textAt(syntax.text, stage.from.platform.span);
  const from = ['FROM', platform, image, 'AS', name].filter((part) => part !== undefined).join(' ');
  const top = stage === first ? declared.lines : [];
  const draft = fix.draft().replace(span, name);
  draft.insertLinesBefore(commentsAbove(syntax, stage.from)[0] ?? stage.from, [...top, from, '']);
  if (stage !== first && declared.lines.length > 0) {
    draft.insertLinesBefore(commentsAbove(syntax, first.from)[0] ?? first.from, declared.lines);
  }
  // A new stage renumbers those behind it.
  const renumbers = allReferences(model).some((reference) => /^\d+$/.test(reference.text));
  return draft.build(
    `Name the image as stage ${shortened(name)} and copy from it`,
    declared.certain && !renumbers ? 'safe' : 'review',
  );
}

export default defineRule<Finding>({
  id: 'copy-from-invalid',
  category: 'stages',
  severity: 'error',
  severities: ['error'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['hadolint:DL3022', 'hadolint:DL3023', 'trivy:DS-0006'],
  duplicates: [],
  appliesTo: { instructions: ['COPY'] },
  docs: {
    summary: 'COPY takes files from a stage that is not there',
    why:
      'A name behind `--from=` that is no earlier stage is taken for an image: with a typing error Docker tries to pull ' +
      '`docker.io/library/bulider` and the build stops, or worse, finds one. A stage cannot copy from itself or from a later one. ' +
      'Variables are not expanded there either; a stage of its own (`FROM image:${VERSION} AS name`) takes them.',
    examples: [
      {
        title: 'A misspelled stage',
        before:
          'FROM python:3.13-slim-trixie AS builder\nRUN python -m venv /opt/venv\n\nFROM python:3.13-slim-trixie\n' +
          'COPY --from=bulider /opt/venv /opt/venv\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A variable in --from',
        before:
          'ARG UV_VERSION=0.12.5\nFROM python:3.13-slim-trixie\n' +
          'COPY --from=ghcr.io/astral-sh/uv:${UV_VERSION} /uv /bin/uv\nRUN uv sync --locked\n',
      },
      {
        title: 'Images may stand there by name',
        findings: 0,
        before: 'FROM python:3.13-slim-trixie AS builder\nCOPY --from=busybox /bin/wget /usr/local/bin/wget\n',
      },
    ],
    whenToIgnore:
      'When the build gets a named context (`--build-context name=…`) whose name is close to that of a stage.',
    references: ['https://docs.docker.com/reference/dockerfile/#copy---from'],
  },
  *check({ model }) {
    for (const reference of allReferences(model)) {
      const problem = judge(reference, model);
      if (problem) yield problem;
    }
  },
  buildFix(context, { data }) {
    if (data.origin.kind === 'variable') return nameTheImage(context, data);
    if (data.meant === undefined) return undefined;
    return context.fix
      .draft()
      .replace(data.span, data.meant)
      .build(`Copy from stage ${shortened(data.meant)}`, 'review');
  },
});
