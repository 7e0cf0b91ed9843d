import { isAskedFor, mayBring, mayBringByName } from '../../../data/package-closures.ts';
import { isBuildTool } from '../../../data/python-tools.ts';
import type { InstalledSet } from '../../../project/dependencies/closure.ts';
import { remembered } from '../../../text/remembered.ts';
import type { ImageDependencies, ImageInstall } from './types.ts';

/**
 * How sure it is that an image lacks a package. `certain`: everything that is installed is known. `likely`: nothing asks for it, and
 * what public packages bring that nobody has locked is not known to be it.
 */
export type Absence = 'certain' | 'likely';

/** Undefined for a package that is there, or may be. Where even Django is not seen, not all is seen. */
export function absence(dependencies: ImageDependencies, name: string): Absence | undefined {
  const { installs } = dependencies;
  const isThere = (each: string): boolean => installs.some(({ set }) => set.packages.has(each));
  if (isThere(name) || !isThere('django') || !dependencies.complete) return undefined;
  let answer: Absence = 'certain';
  for (const install of installs) {
    const found = absenceFrom(install, name);
    if (!found) return undefined;
    if (found === 'likely') answer = found;
  }
  return answer;
}

/** How sure it is that an image has none of several packages. */
export function absenceOfAll(dependencies: ImageDependencies, names: readonly string[]): Absence | undefined {
  const answers = names.map((name) => absence(dependencies, name));
  return answers.includes(undefined) ? undefined : answers.includes('likely') ? 'likely' : 'certain';
}

function absenceFrom({ set, privateIndex }: ImageInstall, name: string): Absence | undefined {
  if (set.unread.length > 0) return undefined;
  if (set.closed || isFrozen(set)) return 'certain';
  if (!isAskedFor(name)) return undefined;
  let answer: Absence = 'certain';
  for (const found of set.packages.values()) {
    if (isBuildTool(found.name)) continue;
    const brings = mayBring(found.name, found.extras, name);
    if (brings === false) continue;
    if (brings || privateIndex || found.source.kind !== 'index' || mayBringByName(found.name, found.extras, name))
      return undefined;
    answer = 'likely';
  }
  return answer;
}

/** What Django brings since 3.0: nobody writes these down by hand. */
const BROUGHT_BY_DJANGO = ['asgiref', 'sqlparse'];

/** What `pip freeze` or `pip-compile` wrote lists everything that is installed, each with its version. */
const isFrozen: (set: InstalledSet) => boolean = remembered(
  ({ packages }: InstalledSet) =>
    packages.has('django') &&
    BROUGHT_BY_DJANGO.every((name) => packages.has(name)) &&
    [...packages.values()].every(({ version, source }) => version !== undefined || source.kind !== 'index'),
);
