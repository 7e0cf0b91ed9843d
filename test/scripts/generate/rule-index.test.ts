import { expect, test } from 'vitest';
import { ruleIndexSource } from '../../../scripts/generate/rule-index.ts';

test('imports are in the order of their paths, rules in the order they came in', () => {
  const source = ruleIndexSource([
    { category: 'stages', id: 'b-rule' },
    { category: 'compose', id: 'a-rule-2' },
  ]);
  expect(source).toContain(`import aRule2 from './compose/a-rule-2.ts';
import type { Rule } from './define.ts';
import bRule from './stages/b-rule.ts';
`);
  expect(source).toContain('export const RULES: readonly Rule[] = [bRule, aRule2];\n');
});

test('a long list has a line for each rule', () => {
  const files = Array.from({ length: 20 }, (_, n) => ({ category: 'stages' as const, id: `some-rule-${n}` }));
  expect(ruleIndexSource(files)).toContain('= [\n  someRule0,\n  someRule1,\n');
});
