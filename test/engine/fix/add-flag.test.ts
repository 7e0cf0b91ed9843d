import { expect, test } from 'vitest';
import { addFlag } from '../../../server/src/engine/fix/add-flag.ts';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { lastOf, modelOf } from '../model/support.ts';

function flagged(text: string): string | undefined {
  const { syntax } = modelOf(text);
  const draft = new FixBuilder(syntax).draft();
  addFlag(draft, syntax, lastOf('run', text), '--network=none');
  const fix = draft.build('Add it', 'review');
  return fix && applyEdits(text, fix.edits);
}

test.each([
  ['FROM x\nRUN a && b\n', 'FROM x\nRUN --network=none \\\n    a && b\n'],
  ['FROM x\nRUN \\\n  a\n', 'FROM x\nRUN --network=none \\\n  a\n'],
  [
    'FROM x\nRUN --mount=type=tmpfs,target=/t a\n',
    'FROM x\nRUN --network=none \\\n    --mount=type=tmpfs,target=/t a\n',
  ],
  ['FROM x\nRUN <<EOF\na\nEOF\n', 'FROM x\nRUN --network=none <<EOF\na\nEOF\n'],
  ['# escape=`\nFROM x\nRUN a\n', '# escape=`\nFROM x\nRUN --network=none `\n    a\n'],
])('%j', (text, expected) => {
  expect(flagged(text)).toBe(expected);
});
