import { expect, test } from 'vitest';
import { codeBlock, firstParagraph, listing, plain, table } from '../../../server/src/engine/docs/markdown.ts';

test('a fence is longer than what stands inside', () => {
  expect(codeBlock('sh', 'echo')).toBe('```sh\necho\n```');
  expect(codeBlock('', 'a\n```\nb\n')).toBe('````\na\n```\nb\n````');
});

test('cells keep to their line and column', () => {
  expect(table(['a', 'b'], [['x | y', 'two\nlines']])).toBe('| a | b |\n| -- | -- |\n| x \\| y | two lines |');
});

test('plain text shows as it is, and backticks stay code', () => {
  expect(plain('a * b <c> __d__ [e]')).toBe('a \\* b \\<c\\> \\_\\_d\\_\\_ \\[e\\]');
  expect(plain('run `a * b` or `')).toBe('run `a * b` or \\`');
});

test('lists are sentences', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => listing(items))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
  expect(listing(['a', 'b'], 'or')).toBe('a or b');
});

test('a paragraph ends with a blank line', () => {
  expect(firstParagraph('\na\nb\n \nc')).toBe('a\nb');
});
