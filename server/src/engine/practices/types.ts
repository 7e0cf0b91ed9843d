/** Something that a good Dockerfile does, with or without a finding: what people learn from. */
export interface Practice {
  /** Names its page; never another practice's again. */
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** What it does in a Dockerfile. */
  readonly does: string;
  /** Why it matters for Django. */
  readonly why: string;
  readonly language: 'dockerfile' | 'ignore';
  /** A short example in which our rules find nothing to say about it. */
  readonly example: string;
  /** The rules that check it. */
  readonly rules: readonly string[];
  /** What in a Dockerfile it is about. */
  readonly subjects: {
    readonly instructions: readonly string[];
    readonly programs: readonly string[];
    /** Flags of instructions, without their hyphens. */
    readonly flags: readonly string[];
    /** Variables of the environment. */
    readonly variables: readonly string[];
  };
}
