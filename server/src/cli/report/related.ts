import type { Finding } from '../../engine/analyze.ts';
import { type Range, rangesOf } from './positions.ts';
import type { FileReport } from './report.ts';

/** A second place of a finding, as reports show it. */
export interface RelatedPlace {
  readonly path: string;
  /** Undefined where nobody has read that file. */
  readonly range: Range | undefined;
  readonly message: string;
}

/** Gives the related places of a file's findings, which may lie in other files of the project. */
export function relatedPlaces({ path: own, text, others }: FileReport): (finding: Finding) => readonly RelatedPlace[] {
  const ownRange = rangesOf(text);
  const ranges = new Map<string, ReturnType<typeof rangesOf> | undefined>();
  const rangeIn = (path: string): ReturnType<typeof rangesOf> | undefined => {
    if (!ranges.has(path)) {
      const source = others.text(path);
      ranges.set(path, source.known ? rangesOf(source.value) : undefined);
    }
    return ranges.get(path);
  };
  return ({ related }) =>
    related.map(({ path, span, message }) =>
      path === undefined
        ? { path: own, range: ownRange(span), message }
        : { path: others.shown(path), range: rangeIn(path)?.(span), message },
    );
}
