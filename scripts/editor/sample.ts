import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './checkout.ts';
import { temporaryFolder } from './cleanup.ts';

const SAMPLE = 'examples/bookshop';

/** A copy of the sample project to play with: what is changed in it does not show up in the checkout. */
export function copySample(): string {
  const copy = join(temporaryFolder('sample'), basename(SAMPLE));
  cpSync(join(root, SAMPLE), copy, { recursive: true });
  return copy;
}
