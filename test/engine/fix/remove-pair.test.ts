import { expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { removePair } from '../../../server/src/engine/fix/remove-pair.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { lastOf, modelOf } from '../model/support.ts';

function removed(text: string, name: string): string | undefined {
  const draft = new FixBuilder(modelOf(text).syntax).draft();
  const { node } = lastOf('env', text);
  const pair = node.kind === 'env' ? node.pairs.find((each) => each.name === name) : undefined;
  if (node.kind !== 'env' || !pair) return undefined;
  removePair(draft, node, pair);
  const fix = draft.build('Title', 'review');
  return fix && applyEdits(text, fix.edits);
}

test.each([
  ['the only one', 'FROM x\nENV A=1\nUSER b\n', 'FROM x\nUSER b\n'],
  ['the first one', 'FROM x\nENV A=1 B=2\n', 'FROM x\nENV B=2\n'],
  ['the first of several lines', 'FROM x\nENV A=1 \\\n    B=2\n', 'FROM x\nENV B=2\n'],
  ['one in the middle', 'FROM x\nENV B=2 \\\n    A=1 \\\n    C=3\n', 'FROM x\nENV B=2 \\\n    C=3\n'],
  ['the last one', 'FROM x\nENV B=2 \\\n    A=1\n', 'FROM x\nENV B=2\n'],
  ['one of the old form', 'FROM x\nENV A 1\n', 'FROM x\n'],
])('%s', (_, text, expected) => {
  expect(removed(text, 'A')).toBe(expected);
});

test('a comment is not lost with it', () => {
  expect(removed('FROM x\nENV B=2 \\\n    # why\n    A=1\n', 'A')).toBeUndefined();
});
