import { allInstructions } from '../../model/instruction-lists.ts';
import { joinPath, type StageState } from '../../model/state.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { StateTool } from '../../shell/tools/types.ts';
import type { Command, Script, Word } from '../../shell/types.ts';
import { textAt } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { toolsIn } from '../shared/commands.ts';
import { shortened } from '../shared/wording.ts';

/** A command whose whole effect ends with the shell of its RUN. */
interface Lost {
  readonly command: Command;
  readonly message: string;
  /** The instruction that keeps the effect; undefined where nobody can tell what it would be. */
  readonly line: string | undefined;
}

type Finding =
  | { readonly kind: 'lost'; readonly run: RunInstruction; readonly lost: Lost | undefined }
  /** `set ex`: the dash goes here. */
  | { readonly kind: 'dash'; readonly at: number };

const stateOf = ({ tool, program, wrappers }: Command): StateTool | undefined =>
  tool?.kind === 'state' && wrappers.length === 0 && program.length > 0 ? tool : undefined;

/** Nothing but the shell itself decides whether it runs, and it runs last. */
function lastCommand({ top, commands }: Script): Command | undefined {
  const last = top.at(-1);
  if (!last || last.conditional || last.negated || last.background) return undefined;
  if (last.joinedBy === '|' || last.joinedBy === '||' || last.redirects.length > 0) return undefined;
  return commands.every(({ span }) => span.start <= last.span.end) ? last : undefined;
}

/** `A=1`, `B="x $A"`: what ENV understands the same way, because Docker knows the variables. */
function environmentPair({ text, parts }: Word, before: StageState): string | undefined {
  if (!/^[A-Za-z_]\w*=/.test(text) || /[\\`\n]/.test(text)) return undefined;
  const isKnown = parts.every(
    (part) =>
      part.kind === 'literal' ||
      (part.kind === 'variable' && part.fallback === undefined && before.variable(part.name) !== undefined),
  );
  return isKnown ? text : undefined;
}

function environmentLine(args: readonly Word[], before: StageState): string | undefined {
  const pairs = args.map((word) => environmentPair(word, before));
  return pairs.length > 0 && pairs.every((pair) => pair !== undefined) ? `ENV ${pairs.join(' ')}` : undefined;
}

const exportedNames = (args: readonly Word[]): string => {
  const names = args.map(({ text }) => /^\w+/.exec(text)?.[0]).filter((name) => name !== undefined);
  return shortened(names.join(', '), 30);
};

/** Folder of a virtual environment whose script is read into the shell. */
const activated = ([script]: readonly Word[]): string | undefined =>
  /^(.*)\/bin\/activate$/.exec(script?.literal ?? '')?.[1];

function lostBy(command: Command, { before }: RunInstruction, inWorkdir: boolean): Lost | undefined {
  const tool = stateOf(command);
  const [first] = tool?.args ?? [];
  switch (tool?.front) {
    case 'export': {
      if (!tool.args.some(({ text }) => text.includes('='))) return undefined;
      const message = `This export ends with its RUN: no later instruction sees ${exportedNames(tool.args)}`;
      return { command, message, line: environmentLine(tool.args, before) };
    }
    case 'cd': {
      const folder = first?.literal;
      if (tool.args.length !== 1 || folder === undefined || folder === '-') return undefined;
      const path = joinPath(before.workdir, folder);
      const line = path.known && /^[\w./-]+$/.test(path.value) ? `WORKDIR ${path.value}` : undefined;
      return { command, message: 'This cd ends with its RUN: the next instruction does not begin there', line };
    }
    case '.':
    case 'source': {
      const folder = activated(tool.args);
      if (folder === undefined) return undefined;
      const path = inWorkdir || folder.startsWith('/') ? joinPath(before.workdir, folder) : undefined;
      const line = path?.known && /^[\w./-]+$/.test(path.value) ? `ENV PATH="${path.value}/bin:$PATH"` : undefined;
      const message = 'Activating ends with this RUN: the next ones use the Python outside of the virtual environment';
      return { command, message, line };
    }
    default:
      return undefined;
  }
}

const ONLY_STATE = new Set(['set', 'alias', 'umask', 'ulimit', 'shopt']);

/** A RUN that does nothing but set what its own shell forgets. */
function onlySets({ commands, top }: Script): Command | undefined {
  const [first] = top;
  const isState = commands.every((command) => ONLY_STATE.has(stateOf(command)?.front ?? ''));
  return first && isState && commands.length === top.length ? first : undefined;
}

function lostAtEnd(run: RunInstruction, script: Script): Lost | undefined {
  const last = lastCommand(script);
  const isFirst = (front: string): boolean =>
    script.commands.every((command) => command === last || stateOf(command)?.front !== front);
  // A cd behind another one leads back.
  if (!last || (stateOf(last)?.front === 'cd' && !isFirst('cd'))) return undefined;
  return lostBy(last, run, isFirst('cd'));
}

function judgeLost(run: RunInstruction): Problem<Finding> | undefined {
  const [only, ...others] = run.script.commands;
  const script = (others.length === 0 ? only?.inner : undefined) ?? run.script;
  if (script.opaque) return undefined;
  const lost = lostAtEnd(run, script);
  // In the text of `bash -c '…'` nothing can be mended from outside.
  if (lost) {
    const isOuter = script === run.script;
    return {
      span: lost.command.span,
      message: lost.message,
      data: { kind: 'lost', run, lost: isOuter ? lost : undefined },
    };
  }
  const setter = onlySets(script);
  if (!setter) return undefined;
  const message = `${setter.name} ends with this RUN: each RUN has a shell of its own, and nothing remains`;
  return { span: setter.span, message, data: { kind: 'lost', run, lost: undefined } };
}

/** `set ex`: letters of options without the dash become `$1`. */
function* judgeDashes({ script }: RunInstruction): Generator<Problem<Finding>> {
  for (const command of script.commands) {
    const tool = stateOf(command);
    const [letters, ...more] = tool?.front === 'set' ? tool.args : [];
    if (!letters || !/^(?:[euxv]{2,4}|[euxv]{1,3}o)$/.test(letters.text)) continue;
    if (more.some(({ text }) => text !== 'pipefail') || /\$\{?[1@*]/.test(script.text.text)) continue;
    yield {
      span: command.span,
      message: `set ${letters.text} without a dash only sets $1: the shell does not stop at errors`,
      data: { kind: 'dash', at: letters.span.start },
    };
  }
}

function keep({ model, fix }: FixContext<object>, { run, lost }: Finding & { readonly kind: 'lost' }) {
  const { script, node } = run;
  if (!lost?.line || !script.plainChain || node.heredocs.length > 0) return undefined;
  const draft = fix.draft();
  const title = `Write ${/^\w+/.exec(lost.line)?.[0]}`;
  const previous = script.top[script.top.indexOf(lost.command) - 1];
  if (previous) {
    const rest = { start: previous.span.end, end: script.text.span.end };
    return draft.remove(rest).insertLinesAfter(run, [lost.line]).build(title, 'review');
  }
  const isOneLine = !textAt(model.syntax.text, run.span).includes('\n');
  return isOneLine && node.flags.length === 0 ? draft.replace(run.span, lost.line).build(title, 'review') : undefined;
}

export default defineRule<Finding>({
  id: 'shell-state-lost',
  category: 'correctness',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['hadolint:DL3003'],
  duplicates: [],
  appliesTo: { instructions: ['RUN', 'WORKDIR', 'ENV'], programs: ['state'] },
  docs: {
    summary: 'A RUN sets what ends with its own shell: cd, export, set, activate',
    why:
      'Every RUN starts a new shell, in the folder of WORKDIR and with the variables of ENV. What the shell of an earlier RUN has ' +
      'changed about itself is gone: `RUN cd backend` moves nothing, `RUN export DJANGO_SETTINGS_MODULE=…` sets nothing, and after ' +
      '`RUN . venv/bin/activate` the next `pip install` still fills the system’s Python, so that the container may start without ' +
      'Django. WORKDIR, ENV and SHELL are the instructions that last.',
    examples: [
      {
        title: 'A folder',
        before: 'FROM python:3.14-slim-trixie\nRUN mkdir /srv/app && cd /srv/app\nCOPY . /srv/app/\n',
      },
      {
        title: 'A variable',
        before: 'FROM python:3.14-slim-trixie\nRUN export DJANGO_SETTINGS_MODULE=config.settings\n',
      },
      {
        title: 'A virtual environment',
        before: 'FROM python:3.14-slim-trixie\nRUN python -m venv /opt/venv && . /opt/venv/bin/activate\n',
      },
      {
        title: 'What the same RUN uses',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN cd frontend && npm ci\n',
      },
    ],
    whenToIgnore: 'When a command of that name is your own program, not the shell’s.',
    references: [
      'https://docs.docker.com/reference/dockerfile/#run',
      'https://docs.docker.com/reference/dockerfile/#workdir',
    ],
  },
  *check({ model }) {
    for (const instruction of allInstructions(model)) {
      if (instruction.kind !== 'run' || instruction.script.opaque) continue;
      if (!toolsIn(instruction.script).has('state')) continue;
      const dashes = [...judgeDashes(instruction)];
      yield* dashes;
      const problem = dashes.length === 0 && instruction.node.command.form === 'shell' && judgeLost(instruction);
      if (problem) yield problem;
    }
  },
  buildFix(context, { data }) {
    if (data.kind === 'lost') return keep(context, data);
    return context.fix.draft().insert(data.at, '-').build('Add the dash', 'review');
  },
});
