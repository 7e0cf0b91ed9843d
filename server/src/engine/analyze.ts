import type { ResolvedConfig, RuleSetting } from './config/types.ts';
import { FixBuilder } from './fix/builder.ts';
import type { Fix } from './fix/fix.ts';
import { ownIgnores, Suppressions, type UnusedIgnore } from './fix/suppress.ts';
import { tooLarge } from './limits.ts';
import { buildModel } from './model/build.ts';
import { type Detection, detect } from './model/detect.ts';
import { isDevelopmentTwin } from './model/development-twin.ts';
import type { Model } from './model/types.ts';
import type { ProjectFacts } from './project/types.ts';
import type { Level, Problem, Related, Rule, RuleContext, Severity } from './rules/define.ts';
import { RULES } from './rules/index.ts';
import { mentionsOne } from './syntax/lookup.ts';
import { parseDockerfile } from './syntax/parse.ts';
import type { Span } from './text/span.ts';

export interface AnalysisInput {
  readonly text: string;
  /** Relative to the workspace folder, with `/`: names tell development files from others. */
  readonly path: string;
  readonly facts: ProjectFacts;
  readonly config: ResolvedConfig;
  /** ISO date. */
  readonly today: string;
  /** The model of this text, when the caller has built it already. */
  readonly model?: Model;
  /** The rules to run; all of them unless a test or an example says otherwise. */
  readonly rules?: readonly Rule[];
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly Related[];
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  /** Computed when first asked for; the preferred one comes first. */
  readonly fixes: readonly Fix[];
}

/** A rule that threw. The other rules' findings stand. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: string;
}

export interface Analysis {
  readonly findings: readonly Finding[];
  /** Grows when a fix is asked for and its rule throws. */
  readonly failures: readonly RuleFailure[];
  readonly detection: Detection;
  /** Set when the text was not analysed at all: too large, or a line too long. */
  readonly skipped: string | undefined;
  readonly model: Model | undefined;
}

const asError = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

const byPosition = (a: Finding, b: Finding): number =>
  a.span.start - b.span.start || a.span.end - b.span.end || a.rule.localeCompare(b.rule);

/** Reads a document and reports what the rules find. Never throws: a rule that does is reported, and the others stand. */
export function analyze(input: AnalysisInput): Analysis {
  const skipped = input.model ? undefined : tooLarge(input.text);
  if (skipped !== undefined) {
    const detection: Detection = { verdict: 'unclear', judged: false, reason: `Not analysed: ${skipped}.` };
    return { findings: [], failures: [], detection, skipped, model: undefined };
  }
  const model = modelOf(input);
  const detection = detect(model, input.facts, input.config.detect);
  const run = detection.judged ? runRules(input, model) : { findings: [], failures: [] };
  return { ...run, detection, skipped: undefined, model };
}

/** What a file is for shows in itself, or in the files that lie beside it. */
function modelOf({ model: given, text, path, facts }: AnalysisInput): Model {
  const model = given ?? buildModel(parseDockerfile(text), path);
  return isDevelopmentTwin(model, facts) ? buildModel(model.syntax, path, 'develops') : model;
}

function runRules(input: AnalysisInput, model: Model): { findings: Finding[]; failures: RuleFailure[] } {
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  const suppressions = new Suppressions(model.syntax);
  const builder = new FixBuilder(model.syntax, model.path);
  const contextOf = contextsOf(input, model);
  for (const rule of input.rules ?? RULES) {
    if (!mayFind(rule, model)) continue;
    const setting = input.config.rule(rule.id);
    const level = levelOf(rule, setting);
    if (level === 'off') continue;
    const context = contextOf(setting);
    try {
      for (const problem of rule.check(context)) {
        if (suppressions.silences(problem.span, rule.id, rule.overlaps)) continue;
        const severity = level ?? problem.severity ?? rule.severity;
        const build = () => guarded(rule, failures, () => rule.fixes({ ...context, fix: builder }, problem));
        findings.push(new LazyFinding(rule.id, severity, problem, build));
      }
    } catch (reason) {
      failures.push({ rule: rule.id, error: asError(reason) });
    }
  }
  return { findings: findings.sort(byPosition), failures };
}

const mayFind = ({ mentions }: Rule, { syntax }: Model): boolean => !mentions || mentionsOne(syntax, mentions);

const levelOf = ({ defaultLevel }: Rule, { level }: RuleSetting): Level | undefined =>
  level ?? (defaultLevel === 'off' ? 'off' : undefined);

type ContextOf = (setting: RuleSetting) => RuleContext<Record<string, unknown>>;

function contextsOf(input: AnalysisInput, model: Model): ContextOf {
  const { facts, today } = input;
  const contextOf: ContextOf = ({ options }) => ({
    model,
    facts,
    options,
    today,
    unusedIgnores: ignoresFor,
  });
  const ignoresFor = (asking: string) => unusedIgnores(asking, input, model, contextOf);
  return contextOf;
}

/** Ignore comments that do nothing, in the eyes of a rule. A rule that is off, or that asks this very question, is left alone. */
function* unusedIgnores(
  asking: string,
  input: AnalysisInput,
  model: Model,
  contextOf: ContextOf,
): Generator<UnusedIgnore> {
  const found = new Map<string, readonly Span[] | undefined>();
  for (const { silences, ...ignore } of ownIgnores(model.syntax)) {
    if (ignore.id === asking) continue;
    const rule = [...(input.rules ?? []), ...RULES].find(({ id }) => id === ignore.id);
    if (!rule) {
      yield { ...ignore, isRule: false };
      continue;
    }
    if (!found.has(rule.id)) found.set(rule.id, spansOf(rule, input, contextOf));
    const spans = found.get(rule.id);
    if (spans && !spans.some(silences)) yield { ...ignore, isRule: true };
  }
}

/** Where a rule finds something, silenced or not; undefined when it does not run. */
function spansOf(rule: Rule, input: AnalysisInput, contextOf: ContextOf): readonly Span[] | undefined {
  const setting = input.config.rule(rule.id);
  if (levelOf(rule, setting) === 'off') return undefined;
  try {
    return Array.from(rule.check(contextOf(setting)), ({ span }) => span);
  } catch {
    return undefined;
  }
}

/** A class, since an object with a getter of its own outlives its analysis until the next full garbage collection. */
class LazyFinding implements Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly Related[];
  readonly tags: Finding['tags'];
  readonly #build: () => readonly Fix[];
  #fixes: readonly Fix[] | undefined;

  constructor(rule: string, severity: Severity, problem: Problem<unknown>, build: () => readonly Fix[]) {
    this.rule = rule;
    this.severity = severity;
    this.span = problem.span;
    this.message = problem.message;
    this.related = problem.related ?? [];
    this.tags = problem.tags ?? [];
    this.#build = build;
  }

  get fixes(): readonly Fix[] {
    this.#fixes ??= this.#build();
    return this.#fixes;
  }
}

/** A fix that cannot be built is no fix, and is said so; the finding stands. */
function guarded(rule: Rule, failures: RuleFailure[], build: () => readonly Fix[]): readonly Fix[] {
  try {
    return build();
  } catch (reason) {
    failures.push({ rule: rule.id, error: `its fix: ${asError(reason)}` });
    return [];
  }
}
