import { expect, test } from 'vitest';
import { root } from '../../scripts/editor/checkout.ts';
import { loadCases } from '../../scripts/images/cases/load.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import kept from '../images/proof.ts';
import { isThere } from '../support/checkout.ts';

/** Take one away with each rule that gets a case; never add. */
const UNPROVABLE_AT_MOST = 1;
/** Take one away with each thing that the builder learns. */
const LIMITS_AT_MOST = 14;

const cases = await loadCases(root);
const places: Readonly<Record<string, readonly string[]>> = {
  'a case in test/images/cases': cases.map(({ rule }) => rule),
  '`unchanged` of test/images/proof.ts': Object.keys(kept.unchanged),
  '`unprovable` of test/images/proof.ts': Object.keys(kept.unprovable),
};
const fixing = RULES.filter(({ fix }) => fix !== 'none').map(({ id }) => id);
const placesOf = (id: string): readonly string[] => Object.keys(places).filter((place) => places[place]?.includes(id));

test('the fixes of every rule are proven, or it is said why not', () => {
  const missing = fixing.filter((id) => placesOf(id).length === 0);
  const mend =
    'Write test/images/cases/<rule>.ts (CONTRIBUTING.md, "Prove a fix by a build"). Only where the fix changes nothing that is built, or the ' +
    'builder cannot build it, name the rule in test/images/proof.ts';
  expect(missing, mend).toEqual([]);
});

test('each rule stands in one place', () => {
  const twice = fixing.filter((id) => placesOf(id).length > 1).map((id) => `${id}: ${placesOf(id).join(', ')}`);
  expect(twice, 'Take these out of one of the places').toEqual([]);
  const idle = Object.values(places)
    .flat()
    .filter((id) => !fixing.includes(id));
  expect(idle, 'These are no rules, or offer no fix: take them out of test/images').toEqual([]);
});

test('every case expects something', () => {
  const idle = cases.flatMap(({ rule, cases: own }) =>
    Object.entries(own)
      .filter(([, { alike, mends, stops, claims = [] }]) => !alike && !mends && !stops && claims.length === 0)
      .map(([name]) => `${rule}: ${name}`),
  );
  expect(idle, 'Give these `alike`, `mends`, `stops` or `claims`').toEqual([]);
});

test('gaps are covered by tests that exist, and become fewer', () => {
  const gaps = [...Object.values(kept.unprovable), ...Object.values(kept.limits)];
  expect(gaps.filter(({ coveredBy }) => !isThere(coveredBy))).toEqual([]);
  const count = Object.keys(kept.unprovable).length;
  const mend =
    'Too many: write a case. Too few, which is good: lower UNPROVABLE_AT_MOST in test/contract/proof.test.ts';
  expect(count, mend).toBe(UNPROVABLE_AT_MOST);
  expect(Object.keys(kept.limits).length, 'The builder only learns: limits become fewer').toBe(LIMITS_AT_MOST);
});
