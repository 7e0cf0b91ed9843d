import { nearest } from '../text/edit-distance.ts';

/** How a message about an unknown name ends: `; did you mean "x"?`, or nothing when no name is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const meant = nearest(name, candidates);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}
