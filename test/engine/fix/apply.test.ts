import { expect, test } from 'vitest';
import { applyFix, changedFiles } from '../../../server/src/engine/fix/apply.ts';
import type { Fix } from '../../../server/src/engine/fix/fix.ts';

const edits = [{ span: { start: 0, end: 1 }, newText: 'b' }];
const local: Fix = { title: 'Title', safety: 'safe', edits };
const wide: Fix = {
  title: 'Title',
  safety: 'review',
  edits,
  elsewhere: [
    { kind: 'create', path: 'new', text: 'n' },
    { kind: 'edit', path: 'old', before: 'a', edits },
  ],
};

test.each([
  ['the document alone', local, { old: 'a', other: 'o' }],
  ['the files around it as well', wide, { old: 'b', other: 'o', new: 'n' }],
])('changes %s', (_, fix, files) => {
  expect(applyFix({ text: 'a c', files: { old: 'a', other: 'o' } }, fix)).toEqual({ text: 'b c', files });
});

test('what has changed is what came, and what has another text', () => {
  expect(changedFiles({ a: '1', b: '2' }, { a: '1', b: '3', c: '' })).toEqual({ b: '3', c: '' });
});
