import { expect, test } from 'vitest';
import {
  compareMinors,
  isBuiltAlpine,
  isBuiltSuite,
  NEWEST_ALPINE,
  NEWEST_PYTHON,
  NEWEST_SUITE,
  pythonLife,
  suggestedPythons,
} from '../../../server/src/engine/data/python.ts';

test.each([
  ['3.14', '2026-11-21', 'supported', undefined],
  ['3.10', '2026-11-21', 'ended', '2026-10-31'],
  ['3.10', '2026-10-31', 'ending', '2026-10-31'],
  ['3.10', '2026-05-01', 'ending', '2026-10-31'],
  ['3.10', '2026-04-01', 'supported', undefined],
  ['2.7', '2026-11-21', 'ended', '2020-01-01'],
  ['3.3', '2026-11-21', 'ended', undefined],
  ['3.99', '2026-11-21', 'supported', undefined],
])('Python %s on %s: %s', (minor, today, state, end) => {
  const life = pythonLife(minor, today);
  expect([life.state, 'end' in life ? life.end : undefined]).toEqual([state, end]);
});

test('minors are compared as numbers', () => {
  expect(['3.9', '3.14', '2.7', '3.10'].sort(compareMinors)).toEqual(['2.7', '3.9', '3.10', '3.14']);
});

test('only what is in support for longer is suggested, newest first', () => {
  expect(suggestedPythons('2026-11-21')).toEqual(['3.14', '3.13', '3.12', '3.11']);
  expect(suggestedPythons('2028-06-01')).toEqual(['3.14', '3.13']);
});

test('what we suggest is built', () => {
  expect(isBuiltSuite(NEWEST_SUITE) && isBuiltAlpine(NEWEST_ALPINE)).toBe(true);
  expect(isBuiltSuite('bullseye') || isBuiltAlpine('3.19')).toBe(false);
  expect(suggestedPythons('2026-11-21')).toContain(NEWEST_PYTHON);
});
