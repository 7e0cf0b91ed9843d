import { describe, expect, test } from 'vitest';
import { withExitCode } from '../../scripts/suites/result.ts';
import { type Finished, summarize, total } from '../../scripts/suites/summary.ts';

const unit: Finished = { suite: 'unit', result: { passed: 12, failed: 1, skipped: 2 }, seconds: 3.25 };
const ui: Finished = { suite: 'ui', result: { notRun: 'there is no browser' }, seconds: 0.1 };

describe('the summary of npm test', () => {
  test('ends with the sum over all suites, alone on its line', () => {
    expect(
      summarize([unit, { ...unit, suite: 'vscode' }], true)
        .split('\n')
        .at(-1),
    ).toBe('24 passed, 2 failed, 4 skipped');
    expect(summarize([{ ...unit, result: { passed: 1, failed: 0, skipped: 0 } }], true)).toMatch(
      /\n1 passed, 0 failed$/,
    );
  });

  test('says which suite did not run, and why', () => {
    expect(summarize([unit, ui], false)).toMatch(/^ui +did not run: there is no browser$/m);
  });

  test('a suite that did not run is a failure where it must not be left out', () => {
    expect(total([unit, ui], false).failed).toBe(1);
    expect(total([unit, ui], true).failed).toBe(2);
  });
});

test('a suite whose process fails has failed, whatever it counted', () => {
  const counts = { passed: 3, failed: 0, skipped: 0 };
  expect(withExitCode(counts, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  expect(withExitCode(counts, 0)).toEqual(counts);
  expect(withExitCode({ ...counts, failed: 2 }, 1).failed).toBe(2);
});
