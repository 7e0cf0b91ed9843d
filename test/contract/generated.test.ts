import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/editor/checkout.ts';

test('generated files are fresh', () => {
  const run = spawnSync(process.execPath, [join(root, 'scripts/generate.ts'), '--check'], { encoding: 'utf8' });
  // What it prints says which file is stale and how to mend it.
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});
