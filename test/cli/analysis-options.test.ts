import { describe, expect, test } from 'vitest';
import { ANALYSIS_OPTIONS, analysisOptions, failsOn } from '../../server/src/cli/analysis-options.ts';
import { parseOptions, UsageError } from '../../server/src/cli/command.ts';

const read = (...args: string[]) => analysisOptions(parseOptions(args, ANALYSIS_OPTIONS).values);

test('without options', () => {
  expect(read()).toEqual({
    failOn: 'warning',
    config: undefined,
    project: undefined,
    detect: undefined,
    today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
});

test('with all of them', () => {
  const args = ['--fail-on=never', '--config=c', '--project=p', '--detect=always', '--today=2028-02-29'];
  expect(read(...args)).toEqual({
    failOn: 'never',
    config: 'c',
    project: 'p',
    detect: 'always',
    today: '2028-02-29',
  });
});

test.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '2026-01-01T00:00', ''])('%j is no date', (date) => {
  expect(() => read('--today', date)).toThrow(UsageError);
});

describe('which findings fail', () => {
  test.each([
    ['error', ['error']],
    ['warning', ['error', 'warning']],
    ['info', ['error', 'warning', 'info']],
    ['hint', ['error', 'warning', 'info', 'hint']],
    ['never', []],
  ] as const)('%s: %j', (failOn, failing) => {
    const severities = ['error', 'warning', 'info', 'hint'] as const;
    expect(severities.filter((severity) => failsOn(failOn, severity))).toEqual(failing);
  });
});
