import { readGlob } from './dockerignore/glob.ts';
import { matchFor } from './dockerignore/match.ts';

/** More than any pattern of a COPY takes on a large project. */
const EFFORT = 5_000_000;

/**
 * Files that a pattern of COPY brings: it names files, and folders with everything in them. Undefined for a pattern that is not
 * understood; `**` is not what it is in an ignore file.
 */
export function filesOfPattern(pattern: string, files: readonly string[]): readonly string[] | undefined {
  const glob = pattern.includes('**') ? undefined : readGlob(pattern);
  if (!glob) return undefined;
  const fits = matchFor(glob);
  const effort = { left: EFFORT };
  const depth = pattern.split('/').length;
  const judged = new Map<string, boolean>();
  const found = files.filter((file) => {
    const top = firstParts(file, depth);
    let isBrought = judged.get(top);
    if (isBrought === undefined) {
      isBrought = fits(top, effort);
      judged.set(top, isBrought);
    }
    return isBrought;
  });
  return effort.left < 0 ? undefined : found;
}

function firstParts(path: string, count: number): string {
  let end = -1;
  for (let part = 0; part < count; part++) {
    end = path.indexOf('/', end + 1);
    if (end === -1) return path;
  }
  return path.slice(0, end);
}
