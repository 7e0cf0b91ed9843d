import { expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { moveBefore } from '../../../server/src/engine/fix/move-before.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { modelOf } from '../model/support.ts';

/** Moves every RUN in front of the first COPY. */
function moved(text: string): string | undefined {
  const { syntax, stages } = modelOf(text);
  const draft = new FixBuilder(syntax).draft();
  const instructions = stages[0]?.instructions ?? [];
  const target = instructions.find(({ kind }) => kind === 'copy');
  const runs = instructions.filter(({ kind }) => kind === 'run');
  if (!target || !moveBefore(draft, syntax, runs, target)) return undefined;
  const fix = draft.build('Move', 'review');
  return fix && applyEdits(text, fix.edits);
}

test.each([
  ['an instruction', 'FROM x\nCOPY a b\nRUN c\nUSER d\n', 'FROM x\nRUN c\nCOPY a b\nUSER d\n'],
  ['two', 'FROM x\nCOPY a b\nRUN c\n# d\nRUN d\nUSER e\n', 'FROM x\nRUN c\n# d\nRUN d\nCOPY a b\nUSER e\n'],
  ['the last line', 'FROM x\nCOPY a b\nRUN c', 'FROM x\nRUN c\nCOPY a b'],
  ['several lines', 'FROM x\nCOPY a b\nRUN c \\\n  # d\n  e\n', 'FROM x\nRUN c \\\n  # d\n  e\nCOPY a b\n'],
  ['comments', 'FROM x\n# a\nCOPY a b\n\n# c\nRUN c\n', 'FROM x\n# c\nRUN c\n# a\nCOPY a b\n\n'],
  ['in front of a paragraph', 'FROM x\n\n# a\nCOPY a b\nRUN c\n', 'FROM x\n\nRUN c\n\n# a\nCOPY a b\n'],
  ['a paragraph', 'FROM x\nCOPY a b\n\n# c\nRUN c\n\nUSER d\n', 'FROM x\n# c\nRUN c\n\nCOPY a b\n\nUSER d\n'],
  [
    'a paragraph of Windows',
    'FROM x\r\nCOPY a b\r\n\r\nRUN c\r\n\r\nUSER d\r\n',
    'FROM x\r\nRUN c\r\n\r\nCOPY a b\r\n\r\nUSER d\r\n',
  ],
  ['Windows line ends', 'FROM x\r\nCOPY a b\r\nRUN c\r\n', 'FROM x\r\nRUN c\r\nCOPY a b\r\n'],
])('%s', (_, text, expected) => {
  expect(moved(text)).toBe(expected);
});

test('a heredoc that is still being typed stays', () => {
  expect(moved('FROM x\nCOPY a b\nRUN <<EOF\nc\n')).toBeUndefined();
});
