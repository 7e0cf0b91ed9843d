import { DETECT_MODES, type DetectMode } from '../engine/config/types.ts';
import { SEVERITIES, type Severity } from '../engine/rules/define.ts';
import { today as currentDay } from '../host/today.ts';
import { oneOf, UsageError } from './command.ts';

/** The options of every command that analyses files. */
export const ANALYSIS_OPTIONS = {
  'fail-on': { type: 'string', default: 'warning' },
  config: { type: 'string' },
  project: { type: 'string' },
  detect: { type: 'string' },
  today: { type: 'string' },
} as const;

export const ANALYSIS_USAGE = `  --fail-on LEVEL   exit 1 from this level on: error, warning (default), info, hint, or never
  --config FILE     this configuration instead of the one found from each Dockerfile upward
  --project DIR     the project that the Dockerfiles build (default: the repository, else the current folder)
  --detect MODE     auto: only images of Django and Python projects (default); always: every Dockerfile
  --today DATE      judge versions as of this day (YYYY-MM-DD)
`;

export type FailOn = Severity | 'never';

export interface AnalysisOptions {
  readonly failOn: FailOn;
  readonly config: string | undefined;
  readonly project: string | undefined;
  readonly detect: DetectMode | undefined;
  readonly today: string;
}

interface RawOptions {
  readonly 'fail-on': string;
  readonly config?: string | undefined;
  readonly project?: string | undefined;
  readonly detect?: string | undefined;
  readonly today?: string | undefined;
}

export const analysisOptions = (values: RawOptions): AnalysisOptions => ({
  failOn: oneOf('fail-on', values['fail-on'], [...SEVERITIES, 'never']),
  config: values.config,
  project: values.project,
  detect: values.detect === undefined ? undefined : oneOf('detect', values.detect, DETECT_MODES),
  today: values.today === undefined ? currentDay() : isoDate(values.today),
});

function isoDate(value: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  // 30 February parses in some engines, as a day of March.
  const exact = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  if (!exact) throw new UsageError(`--today ${value}: expected a date like 2026-01-31`);
  return value;
}

/** Severities stand from the worst to the mildest. */
export const failsOn = (failOn: FailOn, severity: Severity): boolean =>
  failOn !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
