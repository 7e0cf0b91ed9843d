import type { Analysis, Finding } from '../../engine/analyze.ts';
import { SEVERITIES, type Severity } from '../../engine/rules/define.ts';
import { type Known, unknown } from '../../engine/text/known.ts';
import { type FailOn, failsOn } from '../analysis-options.ts';

/** The files around a document, by their path in the workspace folder. */
export interface OtherFiles {
  /** What reports call them. */
  readonly shown: (path: string) => string;
  /** What the spans in them refer to. */
  readonly text: (path: string) => Known<string>;
}

/** What came of one file. */
export interface FileReport {
  readonly path: string;
  /** Without its BOM, as an editor shows it: what the findings' spans refer to. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** Those that findings may speak of. */
  readonly others: OtherFiles;
  /** Why nothing was analysed. */
  readonly skipped: string | undefined;
  /** Why the rules were not applied: no image of a Django or Python project. */
  readonly notJudged: string | undefined;
}

export const skippedReport = (path: string, skipped: string): FileReport => ({
  path,
  text: '',
  findings: [],
  others: { shown: (other) => other, text: () => unknown(skipped) },
  skipped,
  notJudged: undefined,
});

export const analysedReport = (path: string, text: string, analysis: Analysis, others: OtherFiles): FileReport => ({
  path,
  text,
  findings: analysis.findings,
  others,
  skipped: analysis.skipped,
  notJudged: analysis.detection.judged ? undefined : analysis.detection.reason,
});

export type Counts = Readonly<Record<Severity, number>>;

export function countFindings(files: readonly FileReport[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const file of files) for (const { severity } of file.findings) counts[severity]++;
  return counts;
}

export const hasFailing = (files: readonly FileReport[], failOn: FailOn): boolean => {
  const counts = countFindings(files);
  return SEVERITIES.some((severity) => counts[severity] > 0 && failsOn(failOn, severity));
};
