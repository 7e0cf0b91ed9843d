import { expect, test } from 'vitest';
import { isWithin, lastPart } from '../../../server/src/engine/text/path.ts';

test.each([
  ['/opt/venv/bin/pip', 'pip'],
  ['pip', 'pip'],
  ['folder/', ''],
])('%s ends in %j', (path, name) => {
  expect(lastPart(path)).toBe(name);
});

test.each([
  ['/app', '/app', true],
  ['/app/static', '/app', true],
  ['/application', '/app', false],
  ['/app', '/app/static', false],
  ['/app', '/', true],
  ['/', '/', true],
])('%s lies in %s: %s', (path, folder, expected) => {
  expect(isWithin(path, folder)).toBe(expected);
});
