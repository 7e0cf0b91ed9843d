import { expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { dropCommands } from '../../../server/src/engine/fix/drop-command.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { lastOf, modelOf } from '../model/support.ts';

/** Drops every command called `drop` from the last RUN. */
function without(run: string): string | undefined {
  const text = `FROM x\n${run}`;
  const draft = new FixBuilder(modelOf(text).syntax).draft();
  const instruction = lastOf('run', text);
  const commands = instruction.script.commands.filter(({ name }) => name === 'drop');
  if (!dropCommands(draft, instruction, commands)) return undefined;
  const fix = draft.build('Drop', 'safe');
  return fix && applyEdits(text, fix.edits).slice('FROM x\n'.length);
}

test.each([
  ['RUN a && drop && b\n', 'RUN a && b\n'],
  ['RUN drop x && b\n', 'RUN b\n'],
  ['RUN a && drop >x\n', 'RUN a\n'],
  ['RUN a && drop && drop 2 && b && drop\n', 'RUN a && b\n'],
  ['RUN drop && drop && a\n', 'RUN a\n'],
  ['RUN a \\\n  && drop \\\n  && b\n', 'RUN a \\\n  && b\n'],
  ['RUN a && \\\n  drop && \\\n  b\n', 'RUN a && \\\n  b\n'],
  ['RUN a \\\n  && drop\nUSER b\n', 'RUN a\nUSER b\n'],
  ['RUN drop x \\\n  && a \\\n  && b\n', 'RUN a \\\n  && b\n'],
  ['RUN drop\nUSER b\n', 'USER b\n'],
])('%j becomes %j', (run, expected) => {
  expect(without(run)).toBe(expected);
});

test.each([
  'RUN a; drop\n',
  'RUN a || drop\n',
  'RUN if a; then drop; fi\n',
  'RUN ["drop"]\n',
  "RUN a && sh -c 'drop'\n",
  'RUN a | drop\n',
  'RUN <<EOF\na\ndrop\nEOF\n',
  'RUN cat <<EOF >x && drop\na\nEOF\n',
  'RUN a \\\n  # why\n  && drop\n',
])('%j stays as it is', (run) => {
  expect(without(run) ?? run).toBe(run);
});
