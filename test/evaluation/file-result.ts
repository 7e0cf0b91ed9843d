import { type Analysis, type AnalysisInput, analyze, type Finding } from '../../server/src/engine/analyze.ts';
import { applyFix } from '../../server/src/engine/fix/apply.ts';
import { fixAll } from '../../server/src/engine/fix/fix-all.ts';
import { damages } from '../support/text-shape.ts';

/** What one Dockerfile showed. */
export interface FileResult {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** Rules that failed, fixes that left a text that cannot be read, fix-all that came to no end: defects of ours. */
  readonly defects: readonly string[];
  readonly safeApplied: number;
  /** Fixes that were built and applied one by one. */
  readonly fixesTried: number;
  readonly milliseconds: number;
}

export function evaluateFile(name: string, input: AnalysisInput): FileResult {
  analyze(input);
  const started = performance.now();
  const analysis = analyze(input);
  const milliseconds = performance.now() - started;
  const defects: string[] = [];
  let fixesTried = 0;
  for (const { rule, fixes } of analysis.findings) {
    for (const fix of fixes) {
      fixesTried++;
      const after = analyze({ ...input, text: applyFix({ text: input.text, files: {} }, fix).text });
      defects.push(...worse(analysis, after).map((what) => `${rule}: "${fix.title}" leaves ${what}`));
    }
  }
  const all = fixAll(input, { safety: 'safe' });
  if (all.conflict) defects.push(all.conflict);
  defects.push(...worse(analysis, all.analysis).map((what) => `fix-all leaves ${what}`));
  if (fixAll({ ...input, text: all.text }, { safety: 'safe' }).text !== all.text)
    defects.push('fix-all is not at its end');
  defects.push(...newFindings(analysis, all.analysis).map((rule) => `fix-all makes ${rule} fire`));
  defects.push(...analysis.failures.map(({ rule, error }) => `${rule} failed: ${error}`));
  return { name, findings: analysis.findings, defects, safeApplied: all.applied.length, fixesTried, milliseconds };
}

/** What can no longer be read after a fix. */
function worse(before: Analysis, after: Analysis): string[] {
  if (!before.model || !after.model) return after.model ? [] : ['nothing that can be analysed'];
  const was = damages(before.model);
  return Object.entries(damages(after.model))
    .filter(([what, count]) => count > (was[what] ?? 0))
    .map(([what]) => what);
}

function newFindings(before: Analysis, after: Analysis): string[] {
  const count = ({ findings }: Analysis, rule: string): number => findings.filter((each) => each.rule === rule).length;
  const rules = [...new Set(after.findings.map(({ rule }) => rule))];
  return rules.filter((rule) => count(after, rule) > count(before, rule));
}
