import { describe, expect, test } from 'vitest';
import {
  allComments,
  commentsAbove,
  commentsIn,
  instructionAt,
  isUnfinished,
} from '../../../server/src/engine/syntax/lookup.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';

const TEXT = '# one\n\n# two\n  # three\nFROM x\nRUN a \\\n  # four\n  b\n# five\n\nUSER y\n';
const syntax = parseDockerfile(TEXT);
const texts = (comments: readonly { readonly text: string }[]): string[] => comments.map(({ text }) => text);

test('the instruction at an offset is the one it lies in or ends', () => {
  const at = (part: string, plus = 0): string | undefined => instructionAt(syntax, TEXT.indexOf(part) + plus)?.keyword;
  expect(at('FROM')).toBe('FROM');
  expect(at('FROM', 'FROM x'.length)).toBe('FROM');
  expect(at('# four')).toBe('RUN');
  expect(at('# two')).toBeUndefined();
  expect(at('# five')).toBeUndefined();
  expect(instructionAt(syntax, TEXT.length)).toBeUndefined();
  expect(instructionAt(parseDockerfile(''), 0)).toBeUndefined();
});

test('all comments are in order, also those inside instructions', () => {
  expect(texts(allComments(syntax))).toEqual(['# one', '# two', '# three', '# four', '# five']);
});

test('comments in a range are those it touches', () => {
  const range = (from: string, to: string) => ({ start: TEXT.indexOf(from), end: TEXT.indexOf(to) });
  expect(texts(commentsIn(syntax, range('# two', 'USER')))).toEqual(['# two', '# three', '# four', '# five']);
  expect(texts(commentsIn(syntax, range('two', 'ree')))).toEqual(['# two', '# three']);
  expect(commentsIn(syntax, range('FROM', 'RUN'))).toEqual([]);
  expect(commentsIn(syntax, { start: 3, end: 3 })).toHaveLength(1);
  expect(commentsIn(syntax, { start: 0, end: 0 })).toEqual([]);
});

describe('comments above an instruction', () => {
  const above = (text: string, keyword: string): string[] => {
    const parsed = parseDockerfile(text);
    const node = parsed.instructions.find((each) => each.keyword === keyword);
    if (!node) throw new Error(`No ${keyword}`);
    return texts(commentsAbove(parsed, node));
  };

  test.each([
    ['several', TEXT, 'FROM', ['# two', '# three']],
    ['none above a blank line', TEXT, 'USER', []],
    ['none above another instruction', 'FROM x\n# a\nRUN y\nUSER z\n', 'USER', []],
    ['none that belong to the instruction above', 'RUN a \\\n  # b\n  c\nUSER z\n', 'USER', []],
    ['with Windows line ends', '# a\r\n# b\r\nFROM x\r\n', 'FROM', ['# a', '# b']],
    ['behind a byte order mark', '\ufeff# a\nFROM x\n', 'FROM', ['# a']],
    ['none that are directives', '# syntax=a\n# b\nFROM x\n', 'FROM', ['# b']],
    ['above an indented instruction', '# a\n  FROM x\n', 'FROM', ['# a']],
    ['none at the top', 'FROM x\n', 'FROM', []],
  ])('%s', (_, text, keyword, expected) => {
    expect(above(text, keyword)).toEqual(expected);
  });
});

test.each([
  ['RUN a \\', true],
  ['RUN a \\\n', true],
  ['RUN a \\  \n\n# c\n', true],
  ['RUN a \\\n  b', false],
  ['RUN a', false],
  ['RUN a\\\\', false],
  ['# escape=`\nRUN a `', true],
  ['# escape=`\nRUN a \\', false],
  ['RUN <<E\na \\\nE', false],
])('%j ends in the middle of a continuation: %s', (text, expected) => {
  const parsed = parseDockerfile(text);
  const [node] = parsed.instructions;
  expect(node && isUnfinished(parsed, node)).toBe(expected);
});
