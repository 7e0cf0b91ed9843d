import { type Counts, didNotRun, type Result } from './result.ts';

export interface Finished {
  readonly suite: string;
  readonly result: Result;
  readonly seconds: number;
}

/** All suites together. Where a missing suite is an error, it counts as one failure. */
export function total(finished: readonly Finished[], missingIsFailure: boolean): Counts {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { result } of finished) {
    if (didNotRun(result)) {
      if (missingIsFailure) sum.failed++;
      continue;
    }
    sum.passed += result.passed;
    sum.failed += result.failed;
    sum.skipped += result.skipped;
  }
  return sum;
}

/** The table of the suites, and under it, alone on the last line, the sum. */
export function summarize(finished: readonly Finished[], missingIsFailure: boolean): string {
  const rows = finished.map(({ suite, result, seconds }) =>
    didNotRun(result)
      ? `${suite.padEnd(8)} did not run: ${result.notRun}`
      : `${suite.padEnd(8)}${[result.passed, result.failed, result.skipped].map(column).join('')}${column(seconds.toFixed(1))}`,
  );
  const head = `${'suite'.padEnd(8)}${['passed', 'failed', 'skipped', 'seconds'].map(column).join('')}`;
  const { passed, failed, skipped } = total(finished, missingIsFailure);
  return [head, ...rows, '', `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`].join(
    '\n',
  );
}

function column(value: number | string): string {
  return String(value).padStart(9);
}
