import { expect, test } from 'vitest';
import { ENVIRONMENT_FILE, neverCounts } from '../../../server/src/engine/project/skipped.ts';

test('folders that never count, and the mark of an environment', () => {
  const names = ['.git', '.hg', '.svn', 'node_modules', '__pycache__', 'src', '.github', ENVIRONMENT_FILE];
  expect(names.filter(neverCounts)).toEqual(['.git', '.hg', '.svn', 'node_modules', '__pycache__']);
});
