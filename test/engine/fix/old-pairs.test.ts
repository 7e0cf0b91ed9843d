import { expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { writeWithEquals } from '../../../server/src/engine/fix/old-pairs.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';

function written(text: string) {
  const syntax = parseDockerfile(text);
  const draft = new FixBuilder(syntax).draft();
  const [node] = syntax.instructions;
  if (node?.kind !== 'env' && node?.kind !== 'label') throw new Error('No pairs');
  if (!writeWithEquals(draft, text, node)) return undefined;
  const after = applyEdits(text, draft.build('Title', 'safe')?.edits ?? []);
  const [again] = parseDockerfile(after).instructions;
  return {
    after,
    legacy: again?.kind === 'env' && again.legacy,
    value: again && 'pairs' in again && again.pairs[0]?.value?.value,
  };
}

test.each([
  ['ENV A b', 'ENV A=b', 'b'],
  ['ENV A b c', 'ENV A="b c"', 'b c'],
  ['ENV A\t"b c"', 'ENV A="b c"', 'b c'],
  ['ENV A b=c', 'ENV A=b=c', 'b=c'],
  ['ENV A \\\n  b \\\n  c', 'ENV A="b \\\n  c"', 'b   c'],
])('%s', (text, after, value) => {
  expect(written(text)).toEqual({ after, legacy: false, value });
});

test.each(['ENV A=b', 'ENV A = b', 'ENV A b\\c', "ENV A it's", 'ENV A "b" c', 'ENV A b`c d', 'ENV $A b', 'ENV A'])(
  '%s stays',
  (text) => {
    expect(written(text)).toBeUndefined();
  },
);
