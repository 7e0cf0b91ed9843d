import { expect, test } from 'vitest';
import { readMarks, writeMarks } from './marks.ts';

test('marks are read in the order of findings', () => {
  expect(readMarks('a «b «c»» «d»')).toEqual({
    text: 'a b c d',
    spans: [
      { start: 2, end: 5 },
      { start: 4, end: 5 },
      { start: 6, end: 7 },
    ],
  });
});

test.each(['a «b «c»» «d»', '«a»«b»', 'a«»', '««a» b»', '«a «b»»'])('%s is written as it was read', (code) => {
  const { text, spans } = readMarks(code);
  expect(writeMarks(text, spans)).toBe(code);
});

test('marks come in pairs', () => {
  expect(() => readMarks('a «b')).toThrow(/not closed/);
  expect(() => readMarks('a» b')).toThrow(/closes no/);
});
