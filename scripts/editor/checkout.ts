import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout; every script works from it, whatever folder it was started in. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
  readonly repository?: unknown;
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
}
