import type { Finding } from '../analyze.ts';
import type { Fix } from '../fix/fix.ts';
import type { Example, Rule } from '../rules/define.ts';
import { applyEdits } from '../text/edits.ts';
import { analyzeAlone } from './alone.ts';

export interface ExampleRun {
  readonly findings: readonly Finding[];
  /** What the rule's own preferred fixes make of it, one after another; undefined where it offers none. */
  readonly fixed: { readonly text: string; readonly fixes: readonly Fix[] } | undefined;
}

/** Runs an example with its own rule alone and fixes what it finds, by the fixes of a title where one is given. */
export function runExample(rule: Rule, { before, files }: Example, title?: string): ExampleRun {
  const findingsIn = (text: string): readonly Finding[] =>
    analyzeAlone([rule], { path: 'Dockerfile', text, files }).findings;
  const findings = findingsIn(before);
  let text = before;
  const fixes: Fix[] = [];
  // Each fix takes a finding away, so there are at most as many steps as findings.
  for (let step = 0; step < findings.length; step++) {
    const [fix] = findingsIn(text).flatMap((finding) =>
      title === undefined ? finding.fixes.slice(0, 1) : finding.fixes.filter((each) => each.title === title),
    );
    if (!fix) break;
    fixes.push(fix);
    text = applyEdits(text, fix.edits);
  }
  return { findings, fixed: fixes.length > 0 ? { text, fixes } : undefined };
}
