import type { TextEdit } from '../text/edits.ts';
import type { FileChange } from './elsewhere.ts';

/** `safe` may be applied without asking; `review` is an intended change that a person should look at. */
export type Safety = 'safe' | 'review';

interface AnyFix {
  /** An imperative: "Create user app and switch to it". */
  readonly title: string;
  /** A rewrite of much of the file, which an editor offers among refactorings; a plain correction has none. */
  readonly kind?: 'refactor';
  /** Of the analysed document; none where everything happens elsewhere. */
  readonly edits: readonly TextEdit[];
}

/** Changes the analysed document and nothing else. */
export interface LocalFix extends AnyFix {
  readonly safety: Safety;
  readonly elsewhere?: undefined;
}

/** Changes other files of the project as well: a person has to look at it, each time. */
export interface WideFix extends AnyFix {
  readonly safety: 'review';
  readonly elsewhere: readonly [FileChange, ...FileChange[]];
}

export type Fix = LocalFix | WideFix;

export const isWide = (fix: Fix): fix is WideFix => fix.elsewhere !== undefined;

/**
 * Whether a fix may be one of several that are applied at once: by fix-all, on save, for all findings of a rule, on the command
 * line. Who applies many looks at none of them, so nothing that reaches other files is ever among them, whatever is chosen.
 */
export const appliesWithOthers = (fix: Fix, chosen: Safety): fix is LocalFix =>
  !isWide(fix) && (fix.safety === 'safe' || chosen === 'review');
