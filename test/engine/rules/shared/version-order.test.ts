import { expect, test } from 'vitest';
import { isAtLeast } from '../../../../server/src/engine/rules/shared/version-order.ts';

test.each([
  ['25.1', '25.1', true],
  ['25.1.0', '25.1', true],
  ['25.10', '25.9', true],
  ['26', '25.1', true],
  ['1!0.1', '25.1', true],
  ['25.0.3', '25.1', false],
  ['25.1rc1', '25.1', false],
  ['25.1.post1', '25.1', true],
  ['main', '25.1', false],
])('%s is at least %s: %s', (version, least, expected) => expect(isAtLeast(version, least)).toBe(expected));
