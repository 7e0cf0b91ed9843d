import { PACKAGES_WITH_NEEDS } from '../../data/system-needs.ts';
import type { InstalledPackage, InstalledSet } from './closure.ts';
import { compareVersions, parseVersion } from './version.ts';

type Packages = InstalledSet['packages'];

/** Packages of a set that need something of the distribution, by the name whose needs count: psycopg has others with each of its extras. */
export function needingNames({
  packages,
}: InstalledSet): readonly { readonly name: string; readonly found: InstalledPackage }[] {
  if (packages.size === 0) return [];
  return PACKAGES_WITH_NEEDS.flatMap((name) => {
    const found = packages.get(name === 'psycopg-c' ? 'psycopg' : name) ?? packages.get(name);
    if (!found) return [];
    const isPsycopg = name === 'psycopg' || name === 'psycopg-c';
    return !isPsycopg || variantOf(found, packages) === name ? [{ name, found }] : [];
  });
}

/** psycopg is plain Python; with one of its extras it is `psycopg-binary` or `psycopg-c` that matters. */
function variantOf({ extras }: InstalledPackage, packages: Packages): string {
  if (extras.includes('binary') || packages.has('psycopg-binary')) return 'psycopg-binary';
  return extras.includes('c') || packages.has('psycopg-c') ? 'psycopg-c' : 'psycopg';
}

/** A package's name as tables of machine code and of libraries have it. */
export const tableName = (found: InstalledPackage, { packages }: InstalledSet): string =>
  found.name === 'psycopg' ? variantOf(found, packages) : found.name;

/** The version is one that needs this: the newest does, where none is fixed. */
export function isRecent({ version }: InstalledPackage, from: string | undefined): boolean {
  const [own, least] = [version, from].map((text) => (text === undefined ? undefined : parseVersion(text)));
  return !own || !least || compareVersions(own, least) >= 0;
}
