import { expect, test } from 'vitest';
import { DJANGO_SERIES } from '../../../server/src/engine/data/django.ts';
import { compareMinors } from '../../../server/src/engine/data/python.ts';

test('the newest series comes first', () => {
  const series = DJANGO_SERIES.map((each) => each.series);
  expect([...series].sort(compareMinors).reverse()).toEqual(series);
});

test('every series runs on some Python', () => {
  for (const { oldest, newest } of DJANGO_SERIES) expect(compareMinors(oldest, newest)).toBeLessThanOrEqual(0);
});
