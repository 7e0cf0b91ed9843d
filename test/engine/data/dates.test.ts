import { expect, test } from 'vitest';
import { monthsLater } from '../../../server/src/engine/data/dates.ts';

test.each([
  ['2026-11-21', 6, '2027-05-21'],
  ['2026-06-30', 6, '2026-12-30'],
  ['2026-12-01', 1, '2027-01-01'],
  ['2026-08-31', 6, '2027-02-31'],
])('%s and %i months', (date, months, later) => {
  expect(monthsLater(date, months)).toBe(later);
});
