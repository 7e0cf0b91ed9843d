import { describe, expect, test } from 'vitest';
import { dominantEol, indentAt, lineEnd, lineStart, nextLine } from '../../../server/src/engine/text/lines.ts';

describe.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
])('lines that end with %s', (_, eol) => {
  const text = ['one', '  two', '', 'four'].join(eol);
  const second = text.indexOf('  two');

  test('start behind the line break in front', () => {
    expect(lineStart(text, 0)).toBe(0);
    expect(lineStart(text, 3)).toBe(0);
    expect(lineStart(text, second)).toBe(second);
    expect(lineStart(text, second + 4)).toBe(second);
  });

  test('end in front of their own line break, carriage return included', () => {
    expect(lineEnd(text, 0)).toBe(3);
    expect(lineEnd(text, 3)).toBe(3);
    expect(lineEnd(text, second)).toBe(second + 5);
    expect(lineEnd(text, text.length)).toBe(text.length);
  });

  test('are followed by the next one, the last by the end of the text', () => {
    expect(nextLine(text, 1)).toBe(second);
    expect(nextLine(text, text.length - 1)).toBe(text.length);
  });

  test('have the indentation they begin with', () => {
    expect(indentAt(text, second + 4)).toBe('  ');
    expect(indentAt(text, 2)).toBe('');
  });
});

test('an empty line ends where it starts', () => {
  expect(lineEnd('a\n\nb', 2)).toBe(2);
  expect(lineEnd('a\r\n\r\nb', 3)).toBe(3);
});

test('a tab is indentation as well', () => {
  expect(indentAt('\t x', 3)).toBe('\t ');
});

test.each([
  ['a\nb\n', '\n'],
  ['a\r\nb\r\n', '\r\n'],
  ['a\r\nb\nc\r\n', '\r\n'],
  ['a\r\nb\n', '\n'],
  ['a\rb', '\n'],
  ['', '\n'],
])('%j is written with %j', (text, eol) => {
  expect(dominantEol(text)).toBe(eol);
});
