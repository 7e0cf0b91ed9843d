import { describe, expect, test } from 'vitest';
import { defineRule, type RuleDefinition } from '../../../server/src/engine/rules/define.ts';

const common = {
  id: 'something-wrong',
  category: 'correctness',
  severity: 'warning',
  severities: ['warning'],
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: {},
  docs: { summary: 'Something', why: 'Because.', examples: [], whenToIgnore: 'Never.', references: [] },
  *check() {},
} as const;

describe('a fix is declared if and only if it can be built', () => {
  test('these do not compile', () => {
    // @ts-expect-error a fix is promised and none is built
    const promises: RuleDefinition<string, object> = { ...common, fix: 'safe' };
    // @ts-expect-error a fix is built and none is promised
    const hides: RuleDefinition<string, object> = { ...common, fix: 'none', buildFix: () => undefined };
    expect([promises.fix, hides.fix]).toEqual(['safe', 'none']);
  });

  test('a rule without fixes offers none', () => {
    const rule = defineRule<string>({
      ...common,
      fix: 'none',
      *check() {
        yield { span: { start: 0, end: 1 }, message: 'here', data: 'x' };
      },
    });
    const [problem] = rule.check({} as never);
    expect(problem && rule.fixes({} as never, problem)).toEqual([]);
  });
});

test('the data of a problem reaches its fix', () => {
  const rule = defineRule<{ word: string }>({
    ...common,
    fix: 'review',
    *check() {
      yield { span: { start: 0, end: 1 }, message: 'here', data: { word: 'this' } };
    },
    buildFix: (_context, { data }) => ({ title: `Change ${data.word}`, safety: 'review', edits: [] }),
  });
  const [problem] = rule.check({} as never);
  expect(problem && rule.fixes({} as never, problem)).toEqual([{ title: 'Change this', safety: 'review', edits: [] }]);
});

test('what a rule leaves out has a default', () => {
  const rule = defineRule<string>({ ...common, fix: 'none' });
  expect(rule.defaultLevel).toBe('warning');
  expect(rule.documents).toEqual(['dockerfile']);
  expect(rule.appliesTo).toEqual({ instructions: [], programs: [] });
});
