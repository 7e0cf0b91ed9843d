import { expect, test } from 'vitest';
import { absoluteModule, fileBelowRoot } from '../../../../server/src/engine/project/settings/modules.ts';

test.each([
  ['config.settings', false, 0, 'x.y', 'x.y'],
  ['config.settings', false, 1, 'base', 'config.base'],
  ['config.settings', true, 1, 'base', 'config.settings.base'],
  ['config.settings', true, 2, 'base', 'config.base'],
  ['config.settings', false, 1, '', 'config'],
  ['config.settings', false, 2, 'base', undefined],
  ['settings', false, 1, 'base', undefined],
] as const)('%s (package: %s), %i dots and %s', (from, isPackage, level, module, expected) => {
  expect(absoluteModule(from, isPackage, level, module)).toBe(expected);
});

test.each([
  ['a.b', 'x/a/b.py', 'a/b.py'],
  ['a.b', 'a/b/__init__.py', 'a/b/__init__.py'],
  ['a.b', 'xa/b.py', undefined],
])('%s in %s', (module, path, expected) => {
  expect(fileBelowRoot(module, path)).toBe(expected);
});
