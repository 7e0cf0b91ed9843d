import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor/checkout.ts';

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');
export const isThere = (path: string): boolean => existsSync(join(root, path));

/** Files below a folder whose names have an ending, by their path in the checkout with `/`. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  if (!isThere(folder)) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return entries
    .map((entry) => `${folder}/${entry.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith(ending))
    .sort();
}

/** TypeScript that ships: what the contracts are about. */
export const sourceFiles = (): readonly string[] => [
  ...filesBelow('server/src', '.ts'),
  ...filesBelow('client/src', '.ts'),
];
