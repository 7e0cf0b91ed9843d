export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** How a suite went, or why it could not be run on this machine. */
export type Result = Counts | { readonly notRun: string };

export function didNotRun(result: Result): result is { readonly notRun: string } {
  return 'notRun' in result;
}

/**
 * A suite whose process failed without a failing test (it crashed, or found no tests) has failed all the same,
 * whatever it counted.
 */
export function withExitCode(counts: Counts, exitCode: number): Counts {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
