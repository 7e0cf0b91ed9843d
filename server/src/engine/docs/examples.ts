import type { Finding } from '../analyze.ts';
import { applyFix, changedFiles, type Texts } from '../fix/apply.ts';
import type { Fix } from '../fix/fix.ts';
import type { Example, Rule } from '../rules/define.ts';
import { analyzeAlone } from './alone.ts';

export interface ExampleRun {
  readonly findings: readonly Finding[];
  /** What the rule's own preferred fixes make of it, one after another; undefined where it offers none. */
  readonly fixed: Fixed | undefined;
}

export interface Fixed {
  readonly text: string;
  /** Other files of the project that the fixes have written or changed, with their new text. */
  readonly files: Readonly<Record<string, string>>;
  readonly fixes: readonly Fix[];
}

/** Runs an example with its own rule alone and fixes what it finds, by the fixes of a title where one is given. */
export function runExample(rule: Rule, { before, files, modes }: Example, title?: string): ExampleRun {
  const findingsIn = (texts: Texts): readonly Finding[] =>
    analyzeAlone([rule], { path: 'Dockerfile', text: texts.text, files: files && texts.files, modes }).findings;
  let texts: Texts = { text: before, files: files ?? {} };
  const findings = findingsIn(texts);
  const fixes: Fix[] = [];
  // Each fix takes a finding away, so there are at most as many steps as findings.
  for (let step = 0; step < findings.length; step++) {
    const [fix] = findingsIn(texts).flatMap((finding) =>
      title === undefined ? finding.fixes.slice(0, 1) : finding.fixes.filter((each) => each.title === title),
    );
    if (!fix) break;
    fixes.push(fix);
    texts = applyFix(texts, fix);
  }
  if (fixes.length === 0) return { findings, fixed: undefined };
  return { findings, fixed: { text: texts.text, files: changedFiles(files ?? {}, texts.files), fixes } };
}
