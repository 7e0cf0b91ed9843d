import { isDevelopmentName } from '../../model/roles.ts';
import { lastPart } from '../../text/path.ts';

const CHECKS = /(?:^|[-_.])(?:ci|docs?|lint|linting|qa)(?=[-_.]|$)/i;

/** A group that nobody but developers and their checks need. */
export const isDevelopersGroup = (name: string): boolean => isDevelopmentName(name) || CHECKS.test(name);

/** A file of requirements for such a group. */
export const isDevelopersFile = (path: string): boolean =>
  /\.(?:txt|in)$/.test(path) && isDevelopersGroup(lastPart(path));

const rank = (path: string): number => (isDevelopersFile(path) ? 2 : 0) + (path.endsWith('.in') ? 1 : 0);

/** Files for developers come behind those for the image, what is compiled comes before what it was compiled from. */
export const byUse = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
