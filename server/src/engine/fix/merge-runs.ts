import type { RunInstruction } from '../model/types.ts';
import type { Comment, DockerfileSyntax } from '../syntax/nodes.ts';
import { textAt } from '../text/span.ts';
import type { FixDraft } from './builder.ts';
import { chainStyle, lineJoiner } from './chain-style.ts';

/** A linter's or our own ignore comment speaks of one instruction: moved into another it would say something else. */
const PRAGMA = /^#\s*(?:django-dockerfile|hadolint|checkov|check\s*=|trivy|semgrep|nosemgrep|nosec|noqa)\b/i;

/** The comment lines between the first and the last of some RUNs. */
export function commentsBetween(syntax: DockerfileSyntax, runs: readonly RunInstruction[]): readonly Comment[] {
  const start = runs[0]?.span.end ?? 0;
  const end = runs.at(-1)?.span.start ?? 0;
  return syntax.comments.filter((each) => each.span.start >= start && each.span.end <= end);
}

/**
 * Makes one RUN of several that follow each other and have the same flags: a command a line, comments in between kept.
 * False where a comment cannot be moved.
 */
export function mergeRuns(draft: FixDraft, syntax: DockerfileSyntax, runs: readonly RunInstruction[]): boolean {
  const [first, ...rest] = runs;
  const comments = commentsBetween(syntax, runs);
  if (!first || comments.some((comment) => PRAGMA.test(comment.text))) return false;
  const joiner = lineJoiner(draft, chainStyle(syntax, first));
  breakLines(draft, syntax.text, first, joiner);
  let previous = first;
  for (const run of rest) {
    const gap = { start: previous.span.end, end: run.script.text.span.start };
    const between = comments.filter(({ span }) => span.start >= gap.start && span.end <= gap.end);
    draft.replace(gap, withComments(draft, joiner, between));
    breakLines(draft, syntax.text, run, joiner);
    previous = run;
  }
  return true;
}

/** Each command on a line of its own. */
function breakLines(draft: FixDraft, text: string, { script: { top } }: RunInstruction, joiner: string): void {
  for (const [index, command] of top.entries()) {
    const previous = top[index - 1];
    const gap = previous && { start: previous.span.end, end: command.span.start };
    if (gap && !textAt(text, gap).includes('\n')) draft.replace(gap, joiner);
  }
}

/** A joiner with comments as lines of the continuation. */
function withComments(draft: FixDraft, joiner: string, comments: readonly Comment[]): string {
  const nextLine = joiner.indexOf('\n') + 1;
  const indent = /^[ \t]*/.exec(joiner.slice(nextLine))?.[0] ?? '';
  for (const comment of comments) draft.keepComment(comment.span.start);
  const lines = comments.map((comment) => `${indent}${comment.text}${draft.eol}`);
  return joiner.slice(0, nextLine) + lines.join('') + joiner.slice(nextLine);
}
