/**
 * Which Pythons each series of Django runs on.
 * Source: docs.djangoproject.com, "What Python version can I use with Django?"; read on 2026-11-21.
 */
interface Series {
  readonly series: string;
  readonly oldest: string;
  readonly newest: string;
}

/** Newest first. */
export const DJANGO_SERIES: readonly Series[] = [
  { series: '6.1', oldest: '3.12', newest: '3.14' },
  { series: '6.0', oldest: '3.12', newest: '3.14' },
  { series: '5.2', oldest: '3.10', newest: '3.14' },
  { series: '5.1', oldest: '3.10', newest: '3.13' },
  { series: '5.0', oldest: '3.10', newest: '3.12' },
  { series: '4.2', oldest: '3.8', newest: '3.12' },
  { series: '4.1', oldest: '3.8', newest: '3.11' },
  { series: '4.0', oldest: '3.8', newest: '3.10' },
  { series: '3.2', oldest: '3.6', newest: '3.10' },
  { series: '3.1', oldest: '3.6', newest: '3.9' },
  { series: '3.0', oldest: '3.6', newest: '3.9' },
  { series: '2.2', oldest: '3.5', newest: '3.9' },
  { series: '2.1', oldest: '3.5', newest: '3.7' },
  { series: '2.0', oldest: '3.4', newest: '3.7' },
  { series: '1.11', oldest: '2.7', newest: '3.7' },
];
