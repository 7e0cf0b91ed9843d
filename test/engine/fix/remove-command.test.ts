import { expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { removeCommand } from '../../../server/src/engine/fix/remove-command.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { lastOf, modelOf } from '../model/support.ts';

/** Takes the command that begins with a word out of the last RUN. */
function removed(text: string, name: string): string | undefined {
  const draft = new FixBuilder(modelOf(text).syntax).draft();
  const run = lastOf('run', text);
  const command = run.script.commands.find((each) => each.name === name);
  if (!command || !removeCommand(draft, run, command)) return undefined;
  const fix = draft.build('Title', 'safe');
  return fix && applyEdits(text, fix.edits);
}

test.each([
  ['the only one, with its instruction', 'FROM x\nRUN a b\nUSER c\n', 'FROM x\nUSER c\n'],
  ['the first one', 'FROM x\nRUN a b && c\n', 'FROM x\nRUN c\n'],
  ['the first of several lines', 'FROM x\nRUN a b \\\n    && c \\\n    && d\n', 'FROM x\nRUN c \\\n    && d\n'],
  ['one in the middle', 'FROM x\nRUN c \\\n    && a b \\\n    && d\n', 'FROM x\nRUN c \\\n    && d\n'],
  ['the last one', 'FROM x\nRUN c && \\\n    a b\n', 'FROM x\nRUN c\n'],
])('%s', (_, text, expected) => {
  expect(removed(text, 'a')).toBe(expected);
});

test.each([
  ['a list that goes on after a failure', 'FROM x\nRUN a b; c\n'],
  ['a pipe', 'FROM x\nRUN a b | c\n'],
  ['a branch', 'FROM x\nRUN if a b; then c; fi\n'],
  ['an exec form', 'FROM x\nRUN ["a", "b"]\n'],
  ['a heredoc', 'FROM x\nRUN <<EOF\na b\nEOF\n'],
  ['a comment that would be lost', 'FROM x\nRUN a b \\\n    # why\n    && c\n'],
])('not out of %s', (_, text) => {
  expect(removed(text, 'a')).toBeUndefined();
});
