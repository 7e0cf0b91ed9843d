import type { Fix } from '../../engine/fix/fix.ts';
import { rangesOf } from './positions.ts';
import { relatedPlaces } from './related.ts';
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

function fileJson(file: FileReport) {
  const { path, text, findings, skipped } = file;
  const rangeOf = rangesOf(text);
  const relatedOf = relatedPlaces(file);
  return {
    path,
    ...(skipped === undefined ? {} : { skipped }),
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      range: rangeOf(finding.span),
      ...(finding.related.length > 0 ? { related: relatedOf(finding) } : {}),
      fixes: finding.fixes.map((fix) => fixJson(fix, file)),
    })),
  };
}

const fixJson = ({ title, safety, elsewhere }: Fix, { others }: FileReport) => ({
  title,
  safety,
  ...(elsewhere ? { elsewhere: elsewhere.map(({ path }) => others.shown(path)) } : {}),
});
