import { expect, test } from 'vitest';
import { isDottedName } from '../../../client/src/scaffold/dotted-name.ts';

test.each(['config', 'config.settings', '_x.y2.z_', 'läden.settings'])('%s is a name', (name) => {
  expect(isDottedName(name)).toBe(true);
});

test.each([
  '',
  ' config',
  'config.',
  '.config',
  'a..b',
  '2fast',
  'my-shop',
  'config/settings.py',
  'a b',
  'a;b',
  'a\nb',
])('%j is none', (name) => {
  expect(isDottedName(name)).toBe(false);
});
