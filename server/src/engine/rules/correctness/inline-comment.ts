import { moveToOwnLine } from '../../fix/own-line.ts';
import { type InlineComment, inlineComments } from '../../model/inline-comments.ts';
import type { Model } from '../../model/types.ts';
import type { InstructionNode } from '../../syntax/nodes.ts';
import { defineRule, type Problem, type Safety, type Severity } from '../define.ts';

interface Finding {
  readonly comment: InlineComment;
  readonly safety: Safety;
}

interface Reading {
  readonly consequence: string;
  /** Docker refuses the file for certain. */
  readonly stops?: true;
  readonly severity?: Severity;
  /** How many words the instruction needs in front of the comment; fewer may be a file that starts with `#`. */
  readonly needs?: number;
}

const READINGS: Readonly<Partial<Record<InstructionNode['kind'], Reading>>> = {
  from: { stops: true, consequence: 'the build stops: FROM takes an image and a name' },
  copy: { needs: 2, consequence: 'COPY takes every word as a file to copy' },
  add: { needs: 2, consequence: 'ADD takes every word as a file to add' },
  env: { stops: true, consequence: 'the build stops: ENV takes NAME=value pairs' },
  label: { stops: true, consequence: 'the build stops: LABEL takes key=value pairs' },
  arg: { severity: 'warning', consequence: 'ARG declares every word as a variable' },
  expose: { stops: true, consequence: 'the build stops: EXPOSE takes ports' },
  user: { consequence: 'it becomes part of the user name' },
  workdir: { consequence: 'it becomes part of the folder name' },
  volume: { consequence: 'VOLUME takes every word as a folder' },
  stopsignal: { stops: true, consequence: 'it becomes part of the signal name' },
};

/** `ENV name text` takes the rest of the line as its value, whatever stands in it. */
const VALUE: Reading = { needs: 2, consequence: 'it becomes part of the value' };
const NO_HEALTHCHECK: Reading = { stops: true, consequence: 'the build stops: NONE stands alone' };

function readingOf(node: InstructionNode): Reading | undefined {
  if ('json' in node && node.json) return undefined;
  if ((node.kind === 'env' || node.kind === 'label') && node.legacy) return VALUE;
  if (node.kind === 'healthcheck') return node.command ? undefined : NO_HEALTHCHECK;
  return READINGS[node.kind];
}

function* judge(node: InstructionNode, { syntax }: Model): Generator<Problem<Finding>> {
  const reading = readingOf(node);
  if (!reading) return;
  const { comments, words } = inlineComments(node, syntax.escape);
  if (words.length < (reading.needs ?? 1)) return;
  for (const comment of comments) {
    // A value or a file name may hold a `#`; a note has a blank behind it.
    if (reading === VALUE && !comment.spaced) continue;
    const certain = reading.stops === true || (comment.spaced && reading !== VALUE);
    yield {
      span: comment.span,
      severity: reading.severity ?? 'error',
      message: `This comment is no comment to Docker; ${reading.consequence}`,
      data: { comment, safety: certain && !comment.breaksContinuation ? 'safe' : 'review' },
    };
  }
}

export default defineRule<Finding>({
  id: 'inline-comment',
  category: 'correctness',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM', 'COPY', 'ADD', 'ENV', 'ARG', 'LABEL', 'EXPOSE', 'USER', 'WORKDIR', 'VOLUME'] },
  docs: {
    summary: 'A comment behind an instruction is read as arguments',
    why:
      'In a Dockerfile a comment is a line of its own. Behind the arguments of an instruction, `#` and every word that follows ' +
      'are arguments like the others: `FROM python:3.13-slim # runtime` stops the build, and `COPY . /app # the project` copies ' +
      'six sources into a folder called `project`. Only the shell form of RUN, CMD and ENTRYPOINT may end with a comment, because ' +
      'the shell removes it.',
    examples: [
      {
        title: 'A comment behind COPY',
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . /app # the Django project\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A comment in front of a continuation',
        before:
          'FROM python:3.13-slim-trixie\nENV PYTHONUNBUFFERED=1 # logs at once \\\n    PYTHONDONTWRITEBYTECODE=1\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The shell removes a comment behind RUN',
        findings: 0,
        before: 'FROM python:3.13-slim-trixie\nRUN python manage.py check # fails early\n',
      },
    ],
    whenToIgnore:
      'Never: Docker does not read the text as a comment. Quote the word if a file name really starts with `#`.',
    references: ['https://docs.docker.com/reference/dockerfile/#format'],
  },
  *check({ model }) {
    for (const node of model.syntax.instructions) {
      if (node.args.text.includes('#'))
        yield* judge(node.kind === 'onbuild' && node.instruction ? node.instruction : node, model);
    }
  },
  buildFix: ({ model, fix }, { data: { comment, safety } }) =>
    moveToOwnLine(fix.draft(), model.syntax, comment.span).build('Move the comment to its own line', safety),
});
