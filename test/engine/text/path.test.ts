import { expect, test } from 'vitest';
import { lastPart } from '../../../server/src/engine/text/path.ts';

test.each([
  ['/opt/venv/bin/pip', 'pip'],
  ['pip', 'pip'],
  ['folder/', ''],
])('%s ends in %j', (path, name) => {
  expect(lastPart(path)).toBe(name);
});
