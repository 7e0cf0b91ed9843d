import type { Survey } from '../project/survey/types.ts';
import type { Fact } from '../project/types.ts';

/** A fact that is a text. */
export function textFact({ facts }: Survey, name: string): Fact<string> | undefined {
  const fact = facts[name];
  return typeof fact?.value === 'string' ? { value: fact.value, from: fact.from } : undefined;
}

/** A fact that is yes or no. */
export function booleanFact({ facts }: Survey, name: string): Fact<boolean> | undefined {
  const fact = facts[name];
  return typeof fact?.value === 'boolean' ? { value: fact.value, from: fact.from } : undefined;
}

/** A fact that is a list of texts. */
export function listFact({ facts }: Survey, name: string): Fact<readonly string[]> | undefined {
  const fact = facts[name];
  return Array.isArray(fact?.value)
    ? { value: fact.value.filter((each): each is string => typeof each === 'string'), from: fact.from }
    : undefined;
}
