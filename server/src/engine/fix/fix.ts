import type { Safety } from '../rules/define.ts';
import type { TextEdit } from '../text/edits.ts';

export interface Fix {
  /** An imperative: "Create user app and switch to it". */
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly TextEdit[];
}
