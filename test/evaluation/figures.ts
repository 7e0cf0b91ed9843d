import { SEVERITIES } from '../../server/src/engine/rules/define.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import type { FileResult } from './file-result.ts';

/** The tables of docs/evaluation.md. */
export function figures(results: readonly FileResult[]): string {
  const findings = results.flatMap((each) => each.findings);
  const defects = results.flatMap(({ name, defects: found }) => found.map((defect) => `${name}: ${defect}`));
  const counts = results.map((each) => each.findings.length).sort((a, b) => a - b);
  const milliseconds = results.map((each) => each.milliseconds).sort((a, b) => a - b);
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  const rows: readonly (readonly [string, string | number])[] = [
    ['Dockerfiles judged', results.length],
    ['Findings', findings.length],
    ...SEVERITIES.map(
      (severity) => [`… of them ${severity}`, findings.filter((each) => each.severity === severity).length] as const,
    ),
    ['Findings a file, median', quantile(counts, 0.5)],
    [
      'Errors and warnings a file, median',
      quantile(
        results.map(loudOnes).sort((a, b) => a - b),
        0.5,
      ),
    ],
    ['Safe fixes applied by fix-all', sum(results.map((each) => each.safeApplied))],
    ['Fixes applied one by one', sum(results.map((each) => each.fixesTried))],
    ['Files that cannot be read after a fix, or other defects', defects.length],
    ['Analysis, median', `${quantile(milliseconds, 0.5).toFixed(2)} ms`],
    ['Analysis, slowest', `${quantile(milliseconds, 1).toFixed(2)} ms`],
  ];
  return [
    '| Figure | |',
    '| -- | --: |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    '',
    '| Rule | files | error | warning | info | hint |',
    '| -- | --: | --: | --: | --: | --: |',
    ...RULES.map(({ id }) => ruleRow(id, results)),
    '',
    ...defects,
  ].join('\n');
}

const loudOnes = ({ findings }: FileResult): number =>
  findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function ruleRow(id: string, results: readonly FileResult[]): string {
  const own = results.map(({ findings }) => findings.filter(({ rule }) => rule === id));
  const files = own.filter((findings) => findings.length > 0).length;
  const by = SEVERITIES.map((severity) => own.flat().filter((each) => each.severity === severity).length);
  return `| \`${id}\` | ${files} | ${by.join(' | ')} |`;
}
