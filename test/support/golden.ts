import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { root } from '../../scripts/editor/checkout.ts';
import { isThere, readText } from './checkout.ts';

/** Compares a text with a file of the checkout. `UPDATE_GOLDEN=1` writes the file: read the difference before committing it. */
export function expectGolden(path: string, actual: string): void {
  if (process.env.UPDATE_GOLDEN === '1') {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  const mend = `If the new text is right, run the test with UPDATE_GOLDEN=1 and commit ${path}`;
  expect(isThere(path), `${path} is missing. ${mend}`).toBe(true);
  expect(actual, mend).toBe(readText(path));
}
