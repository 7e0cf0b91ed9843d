/** What each rule costs. What rules share is worked out for whichever asks first, so they take turns in being first. */
import { analyze } from '../../server/src/engine/analyze.ts';
import type { Rule } from '../../server/src/engine/rules/define.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { dockerfileInput } from './analysis.ts';
import type { Figure } from './figure.ts';

const ROUNDS = 30;

/** A rule whose check is timed until its last problem. */
function timed(rule: Rule, add: (milliseconds: number) => void): Rule {
  return {
    ...rule,
    check(context) {
      const start = performance.now();
      const problems = [...rule.check(context)];
      add(performance.now() - start);
      return problems;
    },
  };
}

/** The rule that takes the largest part of an analysis of the 50-line file. */
export function ruleFigures(): Figure[] {
  const costs = new Map<string, number>();
  const rules = RULES.map((rule) => timed(rule, (cost) => costs.set(rule.id, (costs.get(rule.id) ?? 0) + cost)));
  const turns = rules.map((_, first) => [...rules.slice(first), ...rules.slice(0, first)]);
  const input = dockerfileInput(50);
  const go = (): void => {
    for (const each of turns) analyze({ ...input, rules: each });
  };
  for (let round = 0; round < ROUNDS; round++) go();
  costs.clear();
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round++) go();
  const total = performance.now() - start;
  const [id = '', cost = 0] = [...costs].sort(([, one], [, other]) => other - one)[0] ?? [];
  return [{ name: `50 lines, share of the dearest rule: ${id}`, value: (100 * cost) / total, unit: '%', limit: 10 }];
}
