import { expect, test } from 'vitest';
import { ruleSource, ruleTestSource } from '../../../scripts/new-rule/templates.ts';

const file = { id: 'healthcheck-missing', category: 'runtime' } as const;

test('a new rule and its test name each other and are unfinished', () => {
  const rule = ruleSource(file, '1.2.3');
  expect(rule).toContain("id: 'healthcheck-missing'");
  expect(rule).toContain("since: '1.2.3'");
  expect(rule).toContain('FIXME');
  const test = ruleTestSource(file);
  expect(test).toContain("'../../../server/src/engine/rules/runtime/healthcheck-missing.ts'");
  expect(test).toContain('FIXME');
});
