/**
 * The series of Django: which Pythons they run on, and until when they get security fixes.
 * Sources: docs.djangoproject.com, "What Python version can I use with Django?" and the release notes; djangoproject.com/download,
 * "Supported versions"; read on 2026-11-21.
 */
import { monthsLater } from './dates.ts';
import { compareMinors } from './python.ts';

export interface DjangoSeries {
  readonly series: string;
  readonly oldest: string;
  readonly newest: string;
  /** The release from which on the newest Python counts, where that is not the first one. */
  readonly since?: string;
  /** The last day with security fixes. */
  readonly end: string;
}

/** The day on which the tables were read. */
const READ_ON = '2026-11-21';

/** Newest first. */
export const DJANGO_SERIES: readonly DjangoSeries[] = [
  { series: '6.1', oldest: '3.12', newest: '3.14', end: '2027-12-31' },
  { series: '6.0', oldest: '3.12', newest: '3.14', end: '2027-04-30' },
  { series: '5.2', oldest: '3.10', newest: '3.14', since: '5.2.8', end: '2028-04-30' },
  { series: '5.1', oldest: '3.10', newest: '3.13', since: '5.1.3', end: '2025-12-03' },
  { series: '5.0', oldest: '3.10', newest: '3.12', end: '2025-04-02' },
  { series: '4.2', oldest: '3.8', newest: '3.12', since: '4.2.8', end: '2026-04-07' },
  { series: '4.1', oldest: '3.8', newest: '3.11', since: '4.1.3', end: '2023-12-01' },
  { series: '4.0', oldest: '3.8', newest: '3.10', end: '2023-04-01' },
  { series: '3.2', oldest: '3.6', newest: '3.10', since: '3.2.9', end: '2024-04-01' },
  { series: '3.1', oldest: '3.6', newest: '3.9', since: '3.1.3', end: '2021-12-07' },
  { series: '3.0', oldest: '3.6', newest: '3.9', since: '3.0.11', end: '2021-04-06' },
  { series: '2.2', oldest: '3.5', newest: '3.9', since: '2.2.17', end: '2022-04-11' },
  { series: '2.1', oldest: '3.5', newest: '3.7', end: '2019-12-02' },
  { series: '2.0', oldest: '3.4', newest: '3.7', end: '2019-04-01' },
  { series: '1.11', oldest: '2.7', newest: '3.7', since: '1.11.17', end: '2020-04-02' },
];

/** The series of a release: `5.2` of `5.2.8`. Undefined for one that is newer than the table, or no release. */
export function seriesOf(version: string): DjangoSeries | undefined {
  const series = /^v?(\d+\.\d+)(?![\d])/.exec(version)?.[1];
  return DJANGO_SERIES.find((each) => each.series === series);
}

/** Where a series stands on a day. */
export type DjangoLife = 'supported' | 'ended' | 'long-ended';

export function djangoLife({ end }: DjangoSeries, today: string): DjangoLife {
  if (end >= today) return 'supported';
  return monthsLater(end, MONTHS_OF_PATIENCE) < today ? 'long-ended' : 'ended';
}

/** The series that a project can move to on a day, newest first. */
const supportedSeries = (today: string): readonly DjangoSeries[] =>
  DJANGO_SERIES.filter((each) => djangoLife(each, today) === 'supported');

/** For pages: `5.2 (Python 3.10 to 3.14, until 2028-04-30)`, newest first. */
export const describeSupported = (): string =>
  supportedSeries(READ_ON)
    .map(({ series, oldest, newest, end }) => `${series} (Python ${oldest} to ${newest}, until ${end})`)
    .join(', ');

const MONTHS_OF_PATIENCE = 12;

/** Whether a series of Django is made for a Python. */
export const runsOn = ({ oldest, newest }: DjangoSeries, minor: string): boolean =>
  compareMinors(oldest, minor) <= 0 && compareMinors(minor, newest) <= 0;
