import { rangesOf } from './positions.ts';
import { countFindings, type FileReport } from './report.ts';

/** The report that other programs read; its shape is promised to them. */
export function jsonReport(files: readonly FileReport[]): string {
  const report = {
    version: 1,
    files: files.map(fileJson),
    summary: { files: files.length, ...countFindings(files) },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function fileJson({ path, text, findings, skipped }: FileReport) {
  const rangeOf = rangesOf(text);
  return {
    path,
    ...(skipped === undefined ? {} : { skipped }),
    findings: findings.map(({ rule, severity, message, span, fixes }) => ({
      rule,
      severity,
      message,
      range: rangeOf(span),
      fixes: fixes.map(({ title, safety }) => ({ title, safety })),
    })),
  };
}
