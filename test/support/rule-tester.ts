/**
 * Tests a rule by examples. An author says what is found, and what a fix makes of it; everything that must hold for every rule is
 * added here, for every case, without being asked for.
 */
import { describe, test } from 'vitest';
import type { Rule } from '../../server/src/engine/rules/define.ts';
import { fail } from './fail.ts';
import { readMarks, writeMarks } from './marks.ts';
import { checkAlways } from './rule-always.ts';
import { checkCompleteness } from './rule-completeness.ts';
import { checkInvalid, type InvalidCase } from './rule-invalid.ts';
import { type CaseInput, runRule } from './rule-run.ts';
import { plainText } from './variants.ts';

/** Text in which the rule finds nothing, or the same with its surroundings. */
export type ValidCase = string | CaseInput;

export interface RuleCases {
  /** By name: what must stay silent, and why. */
  readonly valid: Readonly<Record<string, ValidCase>>;
  /** By name: what is found. */
  readonly invalid: Readonly<Record<string, InvalidCase>>;
}

const asInput = (valid: ValidCase): CaseInput => (typeof valid === 'string' ? { code: valid } : valid);

export function testRule(rule: Rule, { valid, invalid }: RuleCases): void {
  describe(rule.id, () => {
    describe('stays silent', () => {
      for (const [name, each] of Object.entries(valid)) test(name, () => checkValid(rule, asInput(each)));
    });
    describe('reports', () => {
      for (const [name, each] of Object.entries(invalid)) test(name, () => checkInvalid(rule, each));
    });
    test('the cases show everything that the rule declares', () => {
      checkCompleteness(rule, Object.values(valid).map(asInput), Object.values(invalid));
    });
  });
}

function checkValid(rule: Rule, input: CaseInput): void {
  const { text, spans } = readMarks(plainText(input.code));
  if (spans.length > 0) fail('a valid case has no marks', 'move it to `invalid`', { code: input.code });
  const { findings } = runRule(rule, input, text);
  if (findings.length > 0) {
    const spansFound = findings.map(({ span }) => span);
    fail('the rule stays silent', findings.map(({ message }) => message).join('; '), {
      found: writeMarks(text, spansFound),
    });
  }
  checkAlways(rule, input, text);
}
