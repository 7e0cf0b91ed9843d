import type { AppliedFix } from '../../engine/fix/fix-all.ts';
import { printable } from '../terminal.ts';
import type { FileReport } from './report.ts';
import type { Style } from './style.ts';
import { plural, textReport } from './text.ts';

export interface FixedFile {
  /** What the file still has. */
  readonly remaining: FileReport;
  readonly applied: readonly AppliedFix[];
  /** Empty when nothing changed. */
  readonly diff: string;
}

/** What was repaired in each file, then what remains. */
export function fixReport(files: readonly FixedFile[], style: Style): string {
  const repaired = files.filter(({ applied }) => applied.length > 0);
  const parts = repaired.map(({ remaining, applied }) => {
    const head = `${style('bold', printable(remaining.path))}  ${style('green', plural(applied.length, 'fix', 'fixes'))}`;
    return [head, ...applied.map(({ rule, title }) => `  ${rule}  ${printable(title)}`)].join('\n');
  });
  const rest = textReport(
    files.map(({ remaining }) => remaining),
    style,
  );
  return [...parts, rest].join('\n\n');
}
