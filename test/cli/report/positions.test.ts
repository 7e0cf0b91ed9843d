import { expect, test } from 'vitest';
import { rangesOf } from '../../../server/src/cli/report/positions.ts';

test('lines and columns from 1, in UTF-16 units', () => {
  const text = 'a\r\n😀b\n';
  const range = rangesOf(text);
  expect(range({ start: text.indexOf('b'), end: text.length })).toEqual({
    start: { line: 2, column: 3 },
    end: { line: 3, column: 1 },
  });
});
