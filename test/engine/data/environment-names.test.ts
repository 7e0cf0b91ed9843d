import { expect, test } from 'vitest';
import { ENVIRONMENT_NAMES, isEnvironmentName } from '../../../server/src/engine/data/environment-names.ts';

test('names are upper case, and there once', () => {
  expect(ENVIRONMENT_NAMES.filter((name) => !/^[A-Z][A-Z0-9_]+$/.test(name))).toEqual([]);
  expect(new Set(ENVIRONMENT_NAMES).size).toBe(ENVIRONMENT_NAMES.length);
});

test('a name is known as it is spelled', () => {
  expect(isEnvironmentName('PYTHONUNBUFFERED')).toBe(true);
  expect(isEnvironmentName('PYTHONBUFFERED')).toBe(false);
});
