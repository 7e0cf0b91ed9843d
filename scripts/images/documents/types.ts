import type { ProjectName } from '../cases/project.ts';
import type { Claim } from '../cases/types.ts';

/** A whole Dockerfile as people have it, what somebody makes of it with our fixes, and what its image then does. */
export interface Document {
  /** Part of `npm run test:images -- --quick`. */
  readonly quick?: true;
  /** What is built; default `pip`. */
  readonly project?: ProjectName;
  /** Further files of the project, or others in place of its own. */
  readonly files?: Readonly<Record<string, string>>;
  readonly before: string;
  /** What is done when all safe fixes are applied, in this order. */
  readonly steps: readonly Step[];
  readonly claims: readonly Claim[];
}

export type Step =
  /** The preferred fix of each finding of a rule. */
  | { readonly take: string }
  /** What somebody writes where no fix can know: in place of a text that stands there once. */
  | { readonly write: string; readonly for: string };
