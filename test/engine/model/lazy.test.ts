import { expect, test } from 'vitest';
import { lazy } from '../../../server/src/engine/model/lazy.ts';

test('a value is computed once, and not before it is asked for', () => {
  let calls = 0;
  const value = lazy(() => {
    calls++;
    return undefined;
  });
  expect(calls).toBe(0);
  expect(value()).toBeUndefined();
  expect(value()).toBeUndefined();
  expect(calls).toBe(1);
});
