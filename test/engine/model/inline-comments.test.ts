import { expect, test } from 'vitest';
import { inlineComments } from '../../../server/src/engine/model/inline-comments.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';

function read(text: string) {
  const syntax = parseDockerfile(text);
  const node = syntax.instructions.at(-1);
  if (!node) throw new Error('No instruction');
  const { comments, words } = inlineComments(node, syntax.escape);
  return {
    comments: comments.map(({ span, ...rest }) => ({ text: text.slice(span.start, span.end), ...rest })),
    words,
  };
}

test('a comment goes to the end of its line', () => {
  expect(read('COPY a b  # both ')).toEqual({
    comments: [{ text: '# both', spaced: true, breaksContinuation: false }],
    words: ['a', 'b'],
  });
});

test('every line has its own', () => {
  expect(read('ENV A=1 #one \\\n  B=2 \\\n  C=3 # "three\n')).toEqual({
    comments: [
      { text: '#one', spaced: false, breaksContinuation: false },
      { text: '# "three', spaced: true, breaksContinuation: false },
    ],
    words: ['A=1', 'B=2', 'C=3'],
  });
});

test('a comment behind the backslash breaks the continuation', () => {
  expect(read('ENV A=1 \\ # one').comments).toEqual([{ text: '# one', spaced: true, breaksContinuation: true }]);
});

test.each(['ENV A="x # y"', "ENV A='x # y'", 'ENV A=x\\ #y', 'COPY a#b c# d', 'ENV A="x \\\n # z"'])(
  'there is none in %j',
  (text) => expect(read(text).comments).toEqual([]),
);
