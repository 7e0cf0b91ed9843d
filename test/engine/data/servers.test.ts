import { expect, test } from 'vitest';
import { SERVER_DEFAULTS } from '../../../server/src/engine/data/servers.ts';

test('every server but waitress keeps to the container', () => {
  const open = Object.entries(SERVER_DEFAULTS).filter(([, { host }]) => host !== '127.0.0.1');
  expect(open.map(([name]) => name)).toEqual(['waitress']);
});

test('variables are names', () => {
  const names = Object.values(SERVER_DEFAULTS).flatMap(({ environment }) => environment);
  expect(names.every((name) => /^[A-Z]+(?:_[A-Z]+)*$/.test(name))).toBe(true);
});
