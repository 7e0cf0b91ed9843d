import { commentsAbove } from '../../fix/builder.ts';
import { joinPath } from '../../model/state.ts';
import type {
  CopyInstruction,
  Instruction,
  Model,
  PlainInstruction,
  RunInstruction,
  Stage,
} from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Word } from '../../shell/types.ts';
import type { Token } from '../../syntax/nodes.ts';
import { defineRule, type Problem } from '../define.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { missingInFolder } from '../shared/relative-reads.ts';
import { shortened } from '../shared/wording.ts';

type Finding =
  /** An instruction that works in the folder that nobody chose. */
  | { readonly kind: 'place'; readonly instruction: Instruction; readonly folder: string | undefined }
  | { readonly kind: 'relative'; readonly word: Token; readonly fixable: boolean }
  | { readonly kind: 'mkdir'; readonly run: RunInstruction };

const wordOf = ({ node }: Instruction): Token | undefined =>
  node.kind === 'workdir' || node.kind === 'user' ? node.words[0] : undefined;

const isWorkdir = (instruction: Instruction): instruction is PlainInstruction & { readonly kind: 'workdir' } =>
  instruction.kind === 'workdir';

const isRelative = (path: string): boolean => /^[^/~\\]/.test(path) && !/^[A-Za-z]:/.test(path);

/** Images of files to be exported, and of systems with paths of another kind. */
const EXEMPT = new Set<Stage['base']['family']>(['scratch', 'distroless', 'windows', 'hardened']);

/** `requirements.txt is`; a mere dot names nothing. */
const shownIn = (destination: string): string =>
  /^(?:\.\/?)+$/.test(destination) ? 'the files land' : `${shortened(destination)} is`;

function judgeCopy(copy: CopyInstruction, model: Model): Problem<Finding> | undefined {
  const { stage, node, before, index } = copy;
  const target = node.destination && before.expand(node.destination.text, model.syntax.escape);
  if (!node.destination || !target?.known || !isRelative(target.value)) return undefined;
  if (!before.workdir.known || before.workdir.value !== '/') return undefined;
  const comesLater = stage.instructions.slice(index).some(isWorkdir);
  return {
    span: node.destination.span,
    message: `No WORKDIR is set: ${shownIn(node.destination.text)} in /, among the folders of the system`,
    severity: comesLater ? 'hint' : layerSeverity(stage, 'warning'),
    data: { kind: 'place', instruction: copy, folder: comesLater ? undefined : (projectFolder(stage) ?? '/app') },
  };
}

/** The absolute folder that the project has been copied to. */
function projectFolder({ ancestry }: Stage): string | undefined {
  for (const instruction of ancestry.flatMap(({ instructions }) => instructions)) {
    if (instruction.kind !== 'copy' && instruction.kind !== 'add') continue;
    const { origin, sources, destination } = instruction.copy;
    const isWhole = origin.kind === 'context' && sources.some((source) => source.known && source.value === '.');
    if (isWhole && destination.known && /^(?:\/[\w.-]+)+$/.test(destination.value)) return destination.value;
  }
  return undefined;
}

function judgeRun(run: RunInstruction): Problem<Finding> | undefined {
  const { stage, before } = run;
  if (!before.workdir.known || before.workdir.value !== '/') return undefined;
  const file = missingInFolder(run, '/');
  if (!file) return undefined;
  return {
    span: file.span,
    message: `No WORKDIR is set: ${shortened(file.text)} is looked for in /`,
    // A requirements file that is nowhere is an error of another kind; the folder is only a part of it.
    severity: /\.py$/.test(file.text) ? layerSeverity(stage, 'warning') : 'hint',
    data: { kind: 'place', instruction: run, folder: projectFolder(stage) ?? '/app' },
  };
}

function judgeWorkdir(instruction: Instruction, model: Model): Problem<Finding> | undefined {
  const { stage, before } = instruction;
  const word = wordOf(instruction);
  const path = word && before.expand(word.text, model.syntax.escape);
  if (!word || !path?.known || !isRelative(path.value)) return undefined;
  const isRoot = before.workdir.known && before.workdir.value === '/';
  const shown = shortened(word.text);
  return {
    span: word.span,
    message: isRoot
      ? `WORKDIR ${shown} is relative: where it lies depends on the base image`
      : `WORKDIR ${shown} is relative to a folder that only the base image knows`,
    severity: layerSeverity(stage, 'warning'),
    data: { kind: 'relative', word, fixable: isRoot },
  };
}

/** What stands behind a RUN and the RUNs that only repeat it. */
const nextOther = (run: RunInstruction): Instruction | undefined =>
  run.stage.instructions.find(
    ({ kind, index, node }) => index > run.index && !(kind === 'run' && node.args.text === run.node.args.text),
  );

/** `mkdir -p X` and nothing else, in front of `WORKDIR X`. */
function judgeMkdir(run: Instruction): Problem<Finding> | undefined {
  if (run.kind !== 'run' || run.node.flags.length > 0 || run.node.heredocs.length > 0) return undefined;
  const next = nextOther(run);
  const [command, ...others] = run.script.commands;
  const tool = command?.tool;
  if (!next || !isWorkdir(next) || others.length > 0 || tool?.kind !== 'files' || tool.front !== 'mkdir')
    return undefined;
  if (command?.wrappers.length !== 0 || command.redirects.length > 0 || command.background) return undefined;
  if (!tool.options.every(({ name }) => /^(?:-p|--parents|-v|--verbose)$/.test(name))) return undefined;
  // A folder that WORKDIR makes may belong to another user than one that mkdir makes.
  if (!run.before.user.known || !/^(?:root|0)?$/.test(run.before.user.value)) return undefined;
  const made = pathOf(run, tool.paths);
  const gone = next.stage.instructions[next.index + 1]?.before.workdir ?? next.stage.end.workdir;
  if (made === undefined || !gone.known || gone.value !== made) return undefined;
  return {
    span: command.span,
    severity: 'hint',
    message: `This mkdir is not needed: WORKDIR ${shortened(made, 40)} creates the folder by itself`,
    tags: ['unnecessary'],
    data: { kind: 'mkdir', run },
  };
}

function pathOf({ before, script }: RunInstruction, paths: readonly Word[]): string | undefined {
  const [first, ...others] = paths;
  const values = first && others.length === 0 ? expandWord(first, before, script) : undefined;
  const [value, ...more] = values?.known ? values.value : [];
  const path = value !== undefined && more.length === 0 ? joinPath(before.workdir, value) : undefined;
  return path?.known ? path.value : undefined;
}

function judgePlace(instruction: Instruction, model: Model): Problem<Finding> | undefined {
  if (instruction.kind === 'copy' || instruction.kind === 'add') return judgeCopy(instruction, model);
  return instruction.kind === 'run' ? judgeRun(instruction) : undefined;
}

/** Until somebody sets WORKDIR; of several copies the first one speaks for all. */
function* judgeStart(stage: Stage, model: Model): Generator<Problem<Finding>> {
  if (EXEMPT.has(stage.base.family)) return;
  for (const instruction of stage.instructions) {
    if (isWorkdir(instruction)) {
      const problem = judgeWorkdir(instruction, model);
      if (problem) yield problem;
      return;
    }
    const problem = judgePlace(instruction, model);
    if (!problem) continue;
    yield problem;
    return;
  }
}

/** A stage it is FROM sets WORKDIR, or has been told already that it should. */
function isSettled(stage: Stage, told: ReadonlySet<Stage>): boolean {
  const [, ...parents] = stage.ancestry;
  return parents.some((parent) => told.has(parent) || parent.instructions.some(isWorkdir));
}

export default defineRule<Finding>({
  id: 'workdir-missing',
  category: 'correctness',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['buildkit:WorkdirRelativePath', 'hadolint:DL3000', 'hadolint:DL3045'],
  duplicates: [],
  appliesTo: { instructions: ['WORKDIR', 'COPY', 'ADD'] },
  docs: {
    summary: 'Files go to a folder that no WORKDIR has chosen',
    why:
      'Without WORKDIR a stage works in `/`. `COPY . .` then mixes `manage.py`, the settings and `media` with `/etc`, `/usr` and `/var`, ' +
      'overwrites what has the same name, and a `chown -R` of the project becomes one of the whole system. A relative WORKDIR is below ' +
      'whatever the base image has set, which its next version may change. WORKDIR also creates its folder, so a `mkdir` in front of ' +
      'it is a layer for nothing.',
    examples: [
      {
        title: 'No WORKDIR at all',
        before: 'FROM python:3.14-slim-trixie\nCOPY . .\nCMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'A relative one',
        before: 'FROM python:3.14-slim-trixie\nWORKDIR srv/app\nCOPY . .\n',
      },
      {
        title: 'A folder that WORKDIR creates',
        before: 'FROM python:3.14-slim-trixie\nRUN mkdir -p /srv/app\nWORKDIR /srv/app\nCOPY . .\n',
      },
      {
        title: 'Copies that name their folder',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nCOPY . /srv/app/\n',
      },
    ],
    whenToIgnore: 'When the files are meant to lie in `/`; `WORKDIR /` says so.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#workdir',
      'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
    ],
  },
  *check({ model }) {
    const told = new Set<Stage>();
    for (const stage of model.stages) {
      for (const problem of isSettled(stage, told) ? [] : judgeStart(stage, model)) {
        told.add(stage);
        yield problem;
      }
      for (const instruction of stage.instructions) {
        const problem = judgeMkdir(instruction);
        if (problem) yield problem;
      }
    }
  },
  buildFix({ model, fix }, { data }) {
    const draft = fix.draft();
    switch (data.kind) {
      case 'mkdir':
        return draft.removeInstruction(data.run).build('Leave the folder to WORKDIR', 'safe');
      case 'relative': {
        if (!data.fixable) return undefined;
        const { span, text } = data.word;
        const start = span.start + (text.startsWith('./') ? 2 : 0);
        return draft.replace({ start: span.start, end: start }, '/').build('Write the path from / on', 'safe');
      }
      case 'place': {
        const { folder, instruction } = data;
        if (folder === undefined) return undefined;
        const above = commentsAbove(model.syntax, instruction)[0] ?? instruction;
        return draft
          .insertLinesBefore(above, [`WORKDIR ${folder}`])
          .build(`Set WORKDIR ${shortened(folder)}`, 'review');
      }
    }
  },
});
