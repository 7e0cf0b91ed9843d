import type { TextEdit } from '../text/edits.ts';

/** `safe` may be applied without asking; `review` is an intended change that a person should look at. */
export type Safety = 'safe' | 'review';

export interface Fix {
  /** An imperative: "Create user app and switch to it". */
  readonly title: string;
  readonly safety: Safety;
  /** A rewrite of much of the file, which an editor offers among refactorings; a plain correction has none. */
  readonly kind?: 'refactor';
  readonly edits: readonly TextEdit[];
}
