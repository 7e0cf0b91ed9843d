import { expect, test } from 'vitest';
import { replaceSection } from '../../../scripts/generate/sections.ts';

test('what stands between the markers is replaced, again and again', () => {
  const file = 'a\n<!-- rules:start -->\nold\n<!-- rules:end -->\nb\n';
  const once = replaceSection(file, 'new');
  expect(once).toBe('a\n<!-- rules:start -->\n\nnew\n\n<!-- rules:end -->\nb\n');
  expect(replaceSection(once, 'new')).toBe(once);
});

test('a file without the markers is refused', () => {
  expect(() => replaceSection('a', 'b')).toThrow(/lacks the markers/);
});
