import type { Level } from '../rules/define.ts';
import type { Span } from '../text/span.ts';

export interface RuleSetting {
  /** Undefined: every finding keeps the severity the rule gives it. */
  readonly level: Level | undefined;
  /** Complete: defaults filled in, values checked against the rule's specs. */
  readonly options: Readonly<Record<string, unknown>>;
}

export const DETECT_MODES = ['auto', 'always'] as const;
export type DetectMode = (typeof DETECT_MODES)[number];

/** The configuration of one document, layers merged. */
export interface ResolvedConfig {
  readonly detect: DetectMode;
  /** Globs, relative to the folder of the configuration file. */
  readonly exclude: readonly string[];
  rule(id: string): RuleSetting;
}

/** What one place says of one rule: checked, but not complete. */
export interface RuleEntry {
  readonly level: Level | undefined;
  readonly options: ReadonlyMap<string, unknown>;
}

/** What one place (a file, the workspace's settings, the user's) says. Everything in it is valid; the rest became problems. */
export interface ConfigLayer {
  readonly detect: DetectMode | undefined;
  readonly exclude: readonly string[] | undefined;
  readonly rules: ReadonlyMap<string, RuleEntry>;
}

export interface ConfigLayers {
  /** Settings of the workspace or its folder; on the command line, its options. */
  readonly workspace?: ConfigLayer | undefined;
  /** The project's own file. */
  readonly file?: ConfigLayer | undefined;
  /** The user's personal settings. */
  readonly user?: ConfigLayer | undefined;
}

/** One clear line about something that was not understood and is ignored. */
export interface ConfigProblem {
  readonly message: string;
  /** Where in the file; settings have no place. */
  readonly span: Span | undefined;
}

export interface ReadConfig {
  readonly layer: ConfigLayer;
  readonly problems: readonly ConfigProblem[];
}
