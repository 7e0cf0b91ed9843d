import { expect, test } from 'vitest';
import { codeFrame } from '../../../server/src/cli/report/frame.ts';

const at = (line: number, column: number, endLine: number, endColumn: number) => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});

test('marks a part of a line', () => {
  expect(codeFrame(['a', 'RUN pip install'], at(2, 5, 2, 8))).toEqual({
    gutter: '2',
    code: 'RUN pip install',
    marks: '    ^^^',
  });
});

test('marks the first line of several to its end', () => {
  expect(codeFrame(['RUN a \\', '  b'], at(1, 5, 2, 3)).marks).toBe('    ^^^');
});

test('an empty place has a mark', () => {
  expect(codeFrame([''], at(1, 1, 1, 1)).marks).toBe('^');
});

test('keeps tabs, so that the marks stand below', () => {
  expect(codeFrame(['\tRUN\tx'], at(1, 6, 1, 7)).marks).toBe('\t   \t^');
});

test('cuts long lines around the place', () => {
  const line = `${'a'.repeat(500)}HERE${'b'.repeat(500)}`;
  const { code, marks } = codeFrame([line], at(1, 501, 1, 505));
  expect(code.length).toBeLessThanOrEqual(120);
  expect(code.slice(marks.indexOf('^'), marks.length)).toBe('HERE');
});

test('shows no control characters', () => {
  expect(codeFrame(['RUN \u001b[31m'], at(1, 1, 1, 4)).code).toBe('RUN \uFFFD[31m');
});
