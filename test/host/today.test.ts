import { expect, test } from 'vitest';
import { today } from '../../server/src/host/today.ts';

test('is an ISO date of the local day', () => {
  expect(today(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
  expect(today(new Date(2026, 10, 30, 23, 59))).toBe('2026-11-30');
  expect(today()).toMatch(/^\d{4}-\d\d-\d\d$/);
});
