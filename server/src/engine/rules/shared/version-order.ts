import { comparePublic, parseVersion } from '../../project/dependencies/version.ts';

/** Whether a version is at least another one: `25.10` is more than `25.1`, and `25.1rc1` less. */
export function isAtLeast(version: string, least: string): boolean {
  const [found, wanted] = [parseVersion(version), parseVersion(least)];
  return found !== undefined && wanted !== undefined && comparePublic(found, wanted) >= 0;
}
