import { type Analysis, type AnalysisInput, analyze, type Finding } from '../analyze.ts';
import { applyEdits, EditSet, type TextEdit } from '../text/edits.ts';
import { overlaps } from '../text/span.ts';
import { appliesWithOthers, type LocalFix, type Safety } from './fix.ts';

export interface AppliedFix {
  readonly rule: string;
  readonly title: string;
}

export interface FixAllResult {
  readonly text: string;
  readonly applied: readonly AppliedFix[];
  /** Of the resulting text. */
  readonly analysis: Analysis;
  /** Two rules that undo each other, by name: a defect of ours, never of the file. */
  readonly conflict: string | undefined;
}

export interface FixChoice {
  /** `review` also applies fixes that a person should look at. */
  readonly safety: Safety;
  /** Only these rules; all when undefined. */
  readonly rules?: readonly string[];
}

/** More passes than rules can usefully build on each other. */
const MAX_PASSES = 20;

/** The fix of a finding that is applied without a look at it; never one that changes other files. */
export const chosenFix = ({ rule, fixes }: Finding, { safety, rules }: FixChoice): LocalFix | undefined =>
  rules && !rules.includes(rule) ? undefined : fixes.find((fix) => appliesWithOthers(fix, safety));

/**
 * Fixes of one analysis that do not touch each other, in the order of the findings; one a finding. Those that choose other images
 * come first and alone: what to install and how users are made depends on the image.
 */
function pick(analysis: Analysis, choice: FixChoice): { edits: readonly TextEdit[]; applied: AppliedFix[] } {
  const set = new EditSet();
  const applied: AppliedFix[] = [];
  const chosen = analysis.findings.flatMap((finding) => {
    const fix = chosenFix(finding, choice);
    return fix ? [{ rule: finding.rule, fix }] : [];
  });
  const ofImages = chosen.filter(({ fix }) => fix.edits.some((edit) => choosesImage(edit, analysis)));
  for (const { rule, fix } of ofImages.length > 0 ? ofImages : chosen)
    if (set.add(fix.edits)) applied.push({ rule, title: fix.title });
  return { edits: set.edits, applied };
}

/** It writes into the image of a FROM, or into an ARG in front of the first one. */
function choosesImage({ span }: TextEdit, { model }: Analysis): boolean {
  const images = model?.stages.flatMap(({ from }) => from.image ?? []) ?? [];
  const top = images[0]?.span.start ?? 0;
  const isReplacement = span.end > span.start;
  return isReplacement && (span.end <= top || images.some((image) => overlaps(span, image.span)));
}

/** Applies what does not overlap, analyses again, and repeats until nothing is left to do. */
export function fixAll(input: AnalysisInput, choice: FixChoice): FixAllResult {
  const applied: AppliedFix[] = [];
  const seen = new Map<string, number>();
  let text = input.text;
  let analysis = analyze(input);
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const step = pick(analysis, choice);
    if (step.edits.length === 0) return { text, applied, analysis, conflict: undefined };
    seen.set(text, applied.length);
    const next = applyEdits(text, step.edits);
    const circle = seen.get(next);
    applied.push(...step.applied);
    if (circle !== undefined) {
      const rules = [...new Set(applied.slice(circle).map((each) => each.rule))].sort();
      return { text, applied, analysis, conflict: `These rules undo each other: ${rules.join(', ')}` };
    }
    text = next;
    const { model: _stale, ...rest } = input;
    analysis = analyze({ ...rest, text });
  }
  const rules = [...new Set(applied.map((each) => each.rule))].sort();
  return { text, applied, analysis, conflict: `These rules find something new after every fix: ${rules.join(', ')}` };
}
