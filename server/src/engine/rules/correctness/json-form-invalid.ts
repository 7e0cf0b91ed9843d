import { moveToOwnLine } from '../../fix/own-line.ts';
import { type ArrayDefect, readArrayAttempt } from '../../model/array-attempt.ts';
import { allInstructions } from '../../model/instruction-lists.ts';
import type { Instruction, Model } from '../../model/types.ts';
import type { InstructionNode } from '../../syntax/nodes.ts';
import { textAt } from '../../text/span.ts';
import { defineRule, type Problem } from '../define.ts';
import { speaksPosix } from '../shared/shells.ts';
import { shortened } from '../shared/wording.ts';

/** Everything that keeps the array from being one. */
type Defects = readonly ArrayDefect[];

type Kind = ArrayDefect['kind'];

const CONSEQUENCES: Readonly<Partial<Record<InstructionNode['kind'], string>>> = {
  run: 'sh takes the brackets for a command and the build stops',
  cmd: 'sh takes the brackets for a command and the container stops',
  entrypoint: 'sh takes the brackets for a command and the container stops',
  healthcheck: 'sh takes the brackets for a command and the check always fails',
  shell: 'the build stops',
  volume: 'brackets and quotes become folder names',
  copy: 'brackets and quotes become file names',
  add: 'brackets and quotes become file names',
};

const REASONS: Readonly<Record<Kind, (text: string) => string>> = {
  quotes: () => 'single quotes',
  'curly-quotes': () => 'curly quotes',
  number: (text) => `${text} has no quotes`,
  word: (text) => `${text} has no quotes`,
  escape: () => 'a backslash JSON does not know',
  'comma-missing': () => 'a comma is missing',
  'comma-extra': () => 'one comma too many',
  comment: () => 'a comment behind it',
};

/** The text that Docker would read as an array; undefined where it does not look for one, or found one. */
function arrayText(node: InstructionNode) {
  if (node.heredocs.length > 0) return undefined;
  if ('command' in node) return node.command?.form === 'shell' && node.command.jsonLike ? node.args : undefined;
  const mayBeArray = (node.kind === 'volume' || node.kind === 'copy' || node.kind === 'add') && !node.json;
  return mayBeArray ? node.args : undefined;
}

function defectsOf(node: InstructionNode): Defects {
  const line = arrayText(node);
  const start = line?.text.search(/\S/) ?? -1;
  if (!line || start === -1) return [];
  const text = node.kind === 'healthcheck' ? line.slice(start + 'CMD'.length) : line.slice(start);
  if (!/^\s*\[/.test(text.text)) return [];
  const defects = readArrayAttempt(text)?.defects ?? [];
  // Behind the arguments of COPY and VOLUME a comment is a finding of its own.
  return 'command' in node ? defects : defects.filter(({ kind }) => kind !== 'comment');
}

function judge(node: InstructionNode, { syntax }: Model): Problem<Defects> | undefined {
  const consequence = CONSEQUENCES[node.kind];
  const defects = consequence === undefined ? [] : defectsOf(node);
  const [first] = defects;
  if (!first || (syntax.templated && /\{[{%]/.test(node.args.text))) return undefined;
  const onlyNumbers = defects.every(({ kind }) => kind === 'number');
  const reason = REASONS[first.kind](shortened(textAt(syntax.text, first.span), 20));
  const result = onlyNumbers ? 'only strings may stand there, so the build stops' : consequence;
  return { span: first.span, message: `This is no JSON array (${reason}): ${result}`, data: defects };
}

/** Another shell may give brackets a meaning. */
const isReadByPosixShell = ({ before, stage }: Instruction): boolean =>
  stage.base.family !== 'windows' && speaksPosix(before.shell);

/** Quotes and commas leave no doubt; a word without quotes may be half of something. */
const CERTAIN = new Set<Kind>(['quotes', 'curly-quotes', 'number', 'comma-extra', 'comment']);

export default defineRule<Defects>({
  id: 'json-form-invalid',
  category: 'correctness',
  severity: 'error',
  severities: ['error'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['buildkit:JSONArgsRecommended'],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT', 'RUN', 'HEALTHCHECK', 'SHELL', 'VOLUME', 'COPY', 'ADD'] },
  docs: {
    summary: 'Brackets that are no JSON array',
    why:
      'The array of CMD, ENTRYPOINT, VOLUME and the others is JSON: double quotes, commas in between, nothing behind the closing ' +
      "bracket. Python's own spelling of a list is not. Whatever is not exactly JSON is taken as plain text without a word: " +
      "`CMD ['gunicorn', 'config.wsgi']` asks the shell for a program called `[gunicorn,`, and the container that should serve " +
      "Django stops at once with exit code 127. `VOLUME ['/data']` makes a volume whose name has the brackets in it.",
    examples: [
      {
        title: 'Single quotes',
        before: "FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD ['gunicorn', 'config.wsgi:application']\n",
      },
      {
        title: 'A comment behind the array',
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD ["gunicorn", "config.wsgi:application"] # serves\n',
      },
      {
        title: 'The brackets of the shell are a test',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nRUN [ -d /app ] || mkdir /app\n',
      },
    ],
    whenToIgnore: 'Never: nothing else in a Dockerfile looks like this on purpose.',
    references: ['https://docs.docker.com/reference/dockerfile/#shell-and-exec-form'],
  },
  *check({ model }) {
    for (const instruction of allInstructions(model)) {
      const { node } = instruction;
      const judged = node.kind === 'onbuild' && node.instruction ? node.instruction : node;
      const problem = judge(judged, model);
      if (problem && isReadByPosixShell(instruction)) yield problem;
    }
  },
  buildFix({ model, fix }, { data }) {
    const draft = fix.draft();
    for (const { kind, span, meant } of data) {
      if (kind === 'comment' && textAt(model.syntax.text, span).includes('\n')) return undefined;
      if (kind === 'comment') moveToOwnLine(draft, model.syntax, span);
      else if (meant === undefined) return undefined;
      else draft.replace(span, meant);
    }
    const certain = data.every(({ kind }) => CERTAIN.has(kind));
    return draft.build('Write a JSON array', certain ? 'safe' : 'review');
  },
});
