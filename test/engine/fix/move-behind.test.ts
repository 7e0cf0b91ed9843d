import { describe, expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { moveBehind } from '../../../server/src/engine/fix/move-behind.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { modelOf } from '../model/support.ts';

interface Options {
  readonly leaves?: readonly string[] | undefined;
  readonly also?: readonly string[];
}

/** Moves the COPY of a stage behind its RUN. */
function moved(text: string, options: Options = {}): string | undefined {
  const { leaves, also } = { leaves: [], ...options };
  const { syntax, stages } = modelOf(text);
  const [copy, run] = ['copy', 'run'].map((kind) => stages[0]?.instructions.find((each) => each.kind === kind));
  if (!copy || !run) throw new Error('No COPY or RUN');
  const draft = new FixBuilder(syntax).draft();
  if (!moveBehind(draft, syntax, [{ instruction: copy, leaves }], run, also)) return undefined;
  const fix = draft.build('Title', 'safe');
  return fix && applyEdits(text, fix.edits);
}

describe('an instruction moves behind another', () => {
  test.each([
    ['as it stands', 'FROM x\nCOPY . .\nRUN a\nUSER b\n', 'FROM x\nRUN a\nCOPY . .\nUSER b\n'],
    ['with the comments above it', 'FROM x\n# why\n# so\nCOPY . .\nRUN a\n', 'FROM x\nRUN a\n# why\n# so\nCOPY . .\n'],
    [
      'with the comments inside it',
      'FROM x\nCOPY a \\\n  # why\n  b /c/\nRUN a\n',
      'FROM x\nRUN a\nCOPY a \\\n  # why\n  b /c/\n',
    ],
    [
      'without the comment above a blank line',
      'FROM x\n# why\n\nCOPY . .\nRUN a\n',
      'FROM x\n# why\n\nRUN a\nCOPY . .\n',
    ],
    ['at the end of a file without line end', 'FROM x\nCOPY . .\nRUN a', 'FROM x\nRUN a\nCOPY . .'],
    ['with Windows line ends', 'FROM x\r\nCOPY . .\r\nRUN a\r\n', 'FROM x\r\nRUN a\r\nCOPY . .\r\n'],
    ['with the blank line that set it apart', 'FROM x\nCOPY . .\n\nRUN a\n', 'FROM x\n\nRUN a\n\nCOPY . .\n'],
  ])('%s', (_, text, expected) => {
    expect(moved(text)).toBe(expected);
  });

  test('and leaves lines in its place, with its indentation', () => {
    expect(moved('FROM x\n  COPY . .\n  RUN a\n', { leaves: ['COPY r.txt .'] })).toBe(
      'FROM x\n  COPY r.txt .\n  RUN a\n  COPY . .\n',
    );
  });

  test('and others follow it', () => {
    expect(moved('FROM x\nCOPY . .\nRUN a\n', { also: ['RUN b'] })).toBe('FROM x\nRUN a\nCOPY . .\nRUN b\n');
  });

  test('never into a continuation that is not finished, nor where lines cannot be written', () => {
    expect(moved('FROM x\nCOPY . .\nRUN a \\')).toBeUndefined();
    expect(moved('FROM x\nCOPY . .\nRUN a\n', { leaves: undefined })).toBeUndefined();
  });
});
