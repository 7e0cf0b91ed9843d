import { expect, test } from 'vitest';
import { DJANGO_SERIES, describeSupported, djangoLife, seriesOf } from '../../../server/src/engine/data/django.ts';
import { compareMinors } from '../../../server/src/engine/data/python.ts';

test('the newest series comes first', () => {
  const series = DJANGO_SERIES.map((each) => each.series);
  expect([...series].sort(compareMinors).reverse()).toEqual(series);
});

test('every series runs on some Python', () => {
  for (const { oldest, newest } of DJANGO_SERIES) expect(compareMinors(oldest, newest)).toBeLessThanOrEqual(0);
});

test.each([
  ['5.2.8', '5.2'],
  ['4.2', '4.2'],
  ['v5.1.4', '5.1'],
  ['1.11.29', '1.11'],
  ['5.20', undefined],
  ['9.0', undefined],
  ['main', undefined],
])('%s is of the series %s', (version, series) => {
  expect(seriesOf(version)?.series).toBe(series);
});

test.each([
  ['5.2', '2026-11-21', 'supported'],
  ['5.2', '2028-04-30', 'supported'],
  ['5.2', '2028-05-01', 'ended'],
  ['4.2', '2026-11-21', 'ended'],
  ['4.2', '2027-04-08', 'long-ended'],
])('%s on %s is %s', (series, day, life) => {
  const found = DJANGO_SERIES.find((each) => each.series === series);
  expect(found && djangoLife(found, day)).toBe(life);
});

test('what is in support is described', () => {
  expect(describeSupported()).toContain('5.2 (Python 3.10 to 3.14, until 2028-04-30)');
  expect(describeSupported()).not.toContain('4.2');
});
