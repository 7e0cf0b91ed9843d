import type { FixDraft } from '../../../fix/builder.ts';
import type { Problem, Safety } from '../../define.ts';

/** What one kind of finding changes; each of them is a part of the same rule. */
export interface Mend {
  readonly title: string;
  readonly safety: Safety;
  readonly write: (draft: FixDraft) => FixDraft;
}

export type StyleProblem = Problem<Mend | undefined>;
