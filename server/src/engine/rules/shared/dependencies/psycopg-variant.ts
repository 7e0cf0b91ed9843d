import type { InstalledPackage, InstalledSet } from '../../../project/dependencies/closure.ts';

/** psycopg is plain Python; with one of its extras it is `psycopg-binary` or `psycopg-c` that matters. */
export function variantOf({ extras }: InstalledPackage, packages: InstalledSet['packages']): string {
  if (extras.includes('binary') || packages.has('psycopg-binary')) return 'psycopg-binary';
  return extras.includes('c') || packages.has('psycopg-c') ? 'psycopg-c' : 'psycopg';
}

/** A package's name as tables of machine code and of libraries have it. */
export const tableName = (found: InstalledPackage, { packages }: InstalledSet): string =>
  found.name === 'psycopg' ? variantOf(found, packages) : found.name;
