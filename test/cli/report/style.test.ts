import { expect, test } from 'vitest';
import { styleFor } from '../../../server/src/cli/report/style.ts';

test('colours only where they are shown', () => {
  expect(styleFor(true)('red', 'x')).toBe('\u001b[31mx\u001b[39m');
  expect(styleFor(false)('red', 'x')).toBe('x');
});
