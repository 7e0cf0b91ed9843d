import type { MemoryModes } from '../../../server/src/engine/project/memory.ts';
import type { BuildResult, Image, ImageConfig } from '../engine/types.ts';
import type { ProjectName } from './project.ts';

/** A proof, by a real build, that a rule's fix does what it claims. The text after the fix comes from the rule. */
export interface ImageCase {
  /** Part of `npm run test:images -- --quick`. */
  readonly quick?: true;
  /** What is built; default `pip`. */
  readonly project?: ProjectName;
  /** Further files of the project, or others in place of its own. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether files are executable; others are when they begin with `#!`. */
  readonly modes?: MemoryModes;
  readonly before: string;
  /** Why nobody can build that here; what is looked at is then the image after. */
  readonly unbuilt?: string;
  /** The title of the fix; default the preferred one. */
  readonly fix?: string;
  /** Both build, and are the same but for what is named here. */
  readonly alike?: Differences;
  /** Before, something fails; after, it works. */
  readonly mends?: Failure;
  /** Before, it builds although something went wrong; after, the build stops with this message. */
  readonly stops?: RegExp;
  /** Shell commands that succeed in both images and print the same; where something is mended, in the image after. Default: Django's checks. */
  readonly runs?: readonly string[];
  /** What is particular to the rule. */
  readonly claims?: readonly Claim[];
}

export interface Differences {
  /** Paths that may differ, with all below them. */
  readonly files?: readonly string[];
  readonly config?: readonly (keyof ImageConfig)[];
}

export interface Failure {
  /** What fails: building the image, its own command, or a shell command in it. */
  readonly at: 'build' | 'start' | { readonly run: string };
  /** What is printed then. */
  readonly message: RegExp;
}

/** Of the fix. */
export type Side = 'before' | 'after';

export interface Images {
  /** Undefined where it cannot be built. */
  readonly before: Image | undefined;
  readonly after: Image;
  /** What building the image after has printed. */
  readonly log: string;
  /** Builds a Dockerfile again, with these files changed and what the build cache still has. */
  rebuild(files: Readonly<Record<string, string>>, side?: Side): Promise<BuildResult>;
}

export interface Claim {
  /** A sentence for the table of proofs. */
  readonly says: string;
  /** Resolves to what is wrong, if something is. */
  readonly refute: (images: Images) => Promise<string | undefined>;
}

/** The cases of a rule, by what each shows. */
export interface RuleCases {
  readonly rule: string;
  readonly cases: Readonly<Record<string, ImageCase>>;
}

export const imageCases = (rule: string, cases: RuleCases['cases']): RuleCases => ({ rule, cases });
