import type { FixBuilder } from '../fix/builder.ts';
import type { Fix, Safety } from '../fix/fix.ts';
import type { UnusedIgnore } from '../fix/suppress.ts';
import type { Model } from '../model/types.ts';
import type { FileMode, ProjectFacts } from '../project/types.ts';
import type { Span } from '../text/span.ts';
import type { OptionSpecs } from './options.ts';

export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type Level = Severity | 'off';

/** For rules, which take everything they need from here. */
export type { Safety } from '../fix/fix.ts';

/** The catalog's groups; a rule's file lies in the folder of its category. */
export const CATEGORIES = [
  'base-image',
  'stages',
  'correctness',
  'caching',
  'dependencies',
  'security',
  'runtime',
  'django',
  'project',
  'context',
  'compose',
] as const;
export type Category = (typeof CATEGORIES)[number];

export type DocumentKind = 'dockerfile' | 'dockerignore' | 'compose' | 'entrypoint';

/** A second place that a finding speaks of, in this document or in another file of the project. */
export interface Related {
  readonly span: Span;
  readonly message: string;
  /** Relative to the workspace folder, with `/`; undefined is the analysed document. */
  readonly path?: string;
}

/** What a check yields. `data` is what its fix needs to know. */
export interface Problem<Data> {
  readonly span: Span;
  readonly message: string;
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  readonly data: Data;
}

export interface RuleContext<Options> {
  readonly model: Model;
  readonly facts: ProjectFacts;
  readonly options: Options;
  /** ISO date, given by the host: the engine has no clock. */
  readonly today: string;
  /** Our own ignore comments that silence no finding of another rule. It costs a run of each rule that they name. */
  readonly unusedIgnores: (askingRule: string) => Iterable<UnusedIgnore>;
}

export interface FixContext<Options> extends RuleContext<Options> {
  readonly fix: FixBuilder;
}

/** An example of a rule's page. It is run: `before` must yield exactly `findings` problems, and the page's "after" is the fix's output. */
export interface Example {
  readonly title: string;
  readonly before: string;
  /** How many problems of this rule the text has; 0 shows what is fine. Default 1. */
  readonly findings?: number;
  /** Other files of the example's project. */
  readonly files?: Readonly<Record<string, string>>;
  /** Modes of these files; those of the others are unknown. */
  readonly modes?: Readonly<Record<string, FileMode>>;
}

export interface RuleDocs {
  /** One line for tables, without the final full stop. */
  readonly summary: string;
  readonly why: string;
  readonly examples: readonly Example[];
  readonly whenToIgnore: string;
  readonly references: readonly string[];
}

interface CommonDefinition<Data, Options> {
  /** Names the problem, kebab-case, never reused. */
  readonly id: string;
  readonly category: Category;
  /** The most common severity. */
  readonly severity: Severity;
  /** Every severity a finding of this rule may have. */
  readonly severities: readonly Severity[];
  /** `off` for opt-in rules. */
  readonly defaultLevel?: 'off';
  readonly since: string;
  /** Foreign ids (`hadolint:DL3002`, `buildkit:JSONArgsRecommended`) whose ignore comments silence this rule too. */
  readonly overlaps: readonly string[];
  /** Foreign ids that report exactly the same cases. */
  readonly duplicates: readonly string[];
  readonly documents?: readonly DocumentKind[];
  /**
   * Words of which one stands in every Dockerfile with a finding: without them the check does not run, which keeps typing fast. Not
   * for rules that look into scripts or other files for what they find.
   */
  readonly mentions?: readonly string[];
  /** Where hovering shows this practice: instruction keywords (upper case) and kinds of tools or program names. */
  readonly appliesTo: { readonly instructions?: readonly string[]; readonly programs?: readonly string[] };
  readonly options?: OptionSpecs<Options>;
  readonly docs: RuleDocs;
  check(context: RuleContext<Options>): Iterable<Problem<Data>>;
}

/** A rule declares a fix if and only if it can build one: anything else does not compile. */
export type RuleDefinition<Data, Options> = CommonDefinition<Data, Options> &
  (
    | { readonly fix: 'none'; readonly buildFix?: never }
    | {
        /** The strongest safety any of its fixes can have. */
        readonly fix: Safety;
        buildFix(context: FixContext<Options>, problem: Problem<Data>): Fix | readonly Fix[] | undefined;
      }
  );

/** A rule as the engine runs it. */
export interface Rule {
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly severities: readonly Severity[];
  readonly defaultLevel: Level;
  readonly fix: Safety | 'none';
  readonly since: string;
  readonly overlaps: readonly string[];
  readonly duplicates: readonly string[];
  readonly documents: readonly DocumentKind[];
  readonly appliesTo: { readonly instructions: readonly string[]; readonly programs: readonly string[] };
  readonly options: OptionSpecs<Record<string, unknown>>;
  readonly docs: RuleDocs;
  readonly mentions: readonly string[] | undefined;
  check(context: RuleContext<Record<string, unknown>>): Iterable<Problem<unknown>>;
  /** What mends a problem of this rule; `problem` has come from its check in the same context. */
  fixes(context: FixContext<Record<string, unknown>>, problem: Problem<unknown>): readonly Fix[];
}

const asList = (fixes: Fix | readonly Fix[] | undefined): readonly Fix[] => {
  if (fixes === undefined) return [];
  return 'edits' in fixes ? [fixes] : fixes;
};

/** Ties a rule's check and fix together by the type of their data, and hides that type from the rest of the engine. */
export function defineRule<Data, Options extends object = Record<never, never>>(
  definition: RuleDefinition<Data, Options>,
): Rule {
  return {
    id: definition.id,
    category: definition.category,
    severity: definition.severity,
    severities: definition.severities,
    defaultLevel: definition.defaultLevel ?? definition.severity,
    fix: definition.fix,
    since: definition.since,
    overlaps: definition.overlaps,
    duplicates: definition.duplicates,
    documents: definition.documents ?? ['dockerfile'],
    appliesTo: {
      instructions: definition.appliesTo.instructions ?? [],
      programs: definition.appliesTo.programs ?? [],
    },
    options: (definition.options ?? {}) as OptionSpecs<Record<string, unknown>>,
    docs: definition.docs,
    mentions: definition.mentions,
    // The engine resolves options by this rule's own specs, so they have its type.
    check: definition.check as Rule['check'],
    fixes(context, problem) {
      if (definition.fix === 'none') return [];
      return asList(definition.buildFix(context as FixContext<Options>, problem as Problem<Data>));
    },
  };
}
