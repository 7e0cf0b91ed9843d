import { didYouMean } from '../engine/config/did-you-mean.ts';
import type { Rule } from '../engine/rules/define.ts';
import { findRule, RULES } from '../engine/rules/index.ts';
import { UsageError } from './command.ts';

/** The rule that an argument names. */
export function knownRule(id: string): Rule {
  const rule = findRule(id);
  if (rule) return rule;
  const ids = RULES.map((each) => each.id);
  throw new UsageError(`unknown rule "${id}"${didYouMean(id, ids)}`);
}
