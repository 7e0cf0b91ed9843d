import { describe, expect, test } from 'vitest';
import { readIgnoreFile } from '../../../../server/src/engine/project/dockerignore/read.ts';

const PATH = '.dockerignore';

function patternsOf(text: string): string[] | undefined {
  const file = readIgnoreFile(PATH, text);
  return file.known ? file.value.patterns.map((each) => (each.negated ? '!' : '') + each.text) : undefined;
}

test.each([
  ['', []],
  ['\n\n  \n', []],
  ['# a\n#b', []],
  ['  # a', ['# a']],
  ['a\r\nb\r\n', ['a', 'b']],
  ['  a b\t', ['a b']],
  ['\uFEFFa', ['a']],
  ['\uFEFF# a\nb', ['b']],
  ['a\n\uFEFFb', ['a', '\uFEFFb']],
  ['/a\n//a\n./a\na/\na//b/../c', ['a', 'a', 'a', 'a', 'a/c']],
  ['!a\n! a\n!/a\n! ./a/', ['!a', '!a', '!a', '!a']],
  ['!!a', ['!!a']],
  ['.\n/\n..\n!.', ['.', '/', '..', '!.']],
  ['a # b', ['a # b']],
  ['**/', ['**']],
  ['a\u0085', ['a']],
])('%j', (text, patterns) => {
  expect(patternsOf(text)).toEqual(patterns);
});

test.each([
  ['a mark alone', '!'],
  ['a mark and blanks', 'a\n!  \nb'],
  ['a mark and the root', '!/'],
  ['a set without end', 'a\n*.py[co'],
  ['a backslash at the end', 'a\\'],
  ['a long line', 'a'.repeat(4097)],
  ['a very long line', 'a'.repeat(70_000)],
  ['too many', 'a\n'.repeat(2001)],
])('Docker or we refuse the file: %s', (_, text) => {
  expect(patternsOf(text)).toBeUndefined();
});

describe('places', () => {
  test.each([
    ['a', ['a']],
    ['# a\n\n  ! /a/b/ \r\n*.py', ['! /a/b/', '*.py']],
    ['\uFEFF a', ['a']],
    ['🐍\na', ['🐍', 'a']],
  ])('%j', (text, written) => {
    const file = readIgnoreFile(PATH, text);
    const spans = file.known ? file.value.patterns.map(({ span }) => text.slice(span.start, span.end)) : undefined;
    expect(spans).toEqual(written);
    expect(file).toMatchObject({ value: { path: PATH, text } });
  });
});
