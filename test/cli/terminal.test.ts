import { expect, test } from 'vitest';
import { printable, showsColours } from '../../server/src/cli/terminal.ts';

test('control characters do not reach the terminal', () => {
  expect(printable('a\u001b[31m\rb\nc\u009b\u2028d')).toBe('a\uFFFD[31m\uFFFDb\uFFFDc\uFFFD\uFFFDd');
  expect(printable('tab\t, ü, 😀')).toBe('tab\t, ü, 😀');
});

test('colours on a terminal only, and not where they are unwanted', () => {
  expect(showsColours(true, {})).toBe(true);
  expect(showsColours(true, { NO_COLOR: '' })).toBe(true);
  expect(showsColours(true, { NO_COLOR: '1' })).toBe(false);
  expect(showsColours(true, { TERM: 'dumb' })).toBe(false);
  expect(showsColours(false, {})).toBe(false);
});
