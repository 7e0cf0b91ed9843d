import type { Finding } from '../../engine/analyze.ts';
import { SEVERITIES } from '../../engine/rules/define.ts';
import { printable } from '../terminal.ts';
import { codeFrame } from './frame.ts';
import { type Range, rangesOf } from './positions.ts';
import { type RelatedPlace, relatedPlaces } from './related.ts';
import { countFindings, type FileReport } from './report.ts';
import { SEVERITY_LOOKS, type Style } from './style.ts';

/** The report that people read: every file, every finding with its line, and a last line that counts. */
export function textReport(files: readonly FileReport[], style: Style): string {
  return `${[...files.map((file) => fileText(file, style)), summary(files, style)].join('\n\n')}\n`;
}

function fileText(file: FileReport, style: Style): string {
  const path = printable(file.path);
  if (file.skipped !== undefined) return `${style('bold', path)}  not analysed: ${file.skipped}`;
  if (file.notJudged !== undefined) return `${style('bold', path)}  not checked: ${printable(file.notJudged)}`;
  if (file.findings.length === 0) return `${style('bold', path)}  ${style('green', 'no findings')}`;
  const rangeOf = rangesOf(file.text);
  const lines = file.text.split(/\r\n|\r|\n/);
  const relatedOf = relatedPlaces(file);
  return file.findings
    .map((finding) => {
      const shown = { finding, range: rangeOf(finding.span), related: relatedOf(finding) };
      return findingText(path, shown, lines, style);
    })
    .join('\n');
}

interface ShownFinding {
  readonly finding: Finding;
  readonly range: Range;
  readonly related: readonly RelatedPlace[];
}

const placeText = (path: string, range: Range | undefined): string =>
  range ? `${path}:${range.start.line}:${range.start.column}` : path;

function findingText(path: string, shown: ShownFinding, lines: readonly string[], style: Style): string {
  const { finding, range, related } = shown;
  const { rule, severity, message, fixes } = finding;
  const look = SEVERITY_LOOKS[severity];
  const place = style('bold', placeText(path, range));
  const frame = codeFrame(lines, range);
  const margin = ' '.repeat(frame.gutter.length);
  const rows = [
    `${place}  ${style(look, severity)}  ${rule}  ${printable(message)}`,
    `  ${style('dim', `${frame.gutter} |`)} ${frame.code}`,
    `  ${style('dim', `${margin} |`)} ${style(look, frame.marks)}`,
  ];
  for (const each of related) {
    const at = placeText(printable(each.path), each.range);
    rows.push(`  ${margin} ${style('dim', '=')} see ${at}: ${printable(each.message)}`);
  }
  const [fix] = fixes;
  if (fix) rows.push(`  ${margin} ${style('dim', '=')} fix (${fix.safety}): ${printable(fix.title)}`);
  return rows.join('\n');
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

function summary(files: readonly FileReport[], style: Style): string {
  const counts = countFindings(files);
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => {
    const many = severity === 'info' ? severity : `${severity}s`;
    return style(SEVERITY_LOOKS[severity], plural(counts[severity], severity, many));
  });
  const safe = files.flatMap(({ findings }) => findings).filter(({ fixes }) => fixes.some(isSafe)).length;
  const hint = safe === 0 ? '' : `; "django-dockerfile fix" can repair ${safe}`;
  return `${plural(files.length, 'file')}: ${parts.length === 0 ? 'no findings' : parts.join(', ')}${hint}`;
}

const isSafe = ({ safety }: { readonly safety: string }): boolean => safety === 'safe';
