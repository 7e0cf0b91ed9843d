import { expect, test } from 'vitest';
import { AXES, COMBINATIONS, needsRedis, QUICK, titleOf } from '../../../../scripts/images/scaffold/combinations.ts';
import { allPairs, pairsIn } from '../../../../scripts/images/scaffold/pairwise.ts';
import { DATABASES, MANAGERS, SERVERS, STATICS } from '../../../../server/src/engine/scaffold/types.ts';

test('the matrix has every pair of values, in at least 24 projects', () => {
  const met = new Set(COMBINATIONS.flatMap(pairsIn));
  expect(allPairs(AXES).filter((pair) => !met.has(pair))).toEqual([]);
  expect(COMBINATIONS.length).toBeGreaterThanOrEqual(24);
});

test('the axes have everything that the command line takes', () => {
  expect([...AXES.database].sort()).toEqual([...DATABASES].sort());
  expect([...AXES.server].sort()).toEqual([...SERVERS].sort());
  expect([...AXES.static].sort()).toEqual([...STATICS].sort());
  expect([...new Set(AXES.manager.map((name) => name.split(' ')[0]))].sort()).toEqual([...MANAGERS].sort());
});

test('the quick ones are few, at least six, and have every value', () => {
  expect(QUICK.size).toBeGreaterThanOrEqual(6);
  expect(QUICK.size).toBeLessThanOrEqual(8);
  for (const [name, values] of Object.entries(AXES)) {
    const shown = new Set([...QUICK].map((each) => Object.entries(each).find(([axis]) => axis === name)?.[1]));
    expect([...shown].sort()).toEqual([...values].sort());
  }
});

test('each has a name of its own', () => {
  expect(new Set(COMBINATIONS.map(titleOf)).size).toBe(COMBINATIONS.length);
  const [first] = COMBINATIONS;
  expect(first && titleOf(first)).toBe('pip, os.environ, gunicorn, postgresql, ., 3.13, whitenoise');
});

test('celery needs Redis as well as a cache does', () => {
  const [first] = COMBINATIONS;
  if (!first) throw new Error('there are no combinations');
  expect(needsRedis({ ...first, celery: 'no', redis: 'no' })).toBe(false);
  expect(needsRedis({ ...first, celery: 'yes', redis: 'no' })).toBe(true);
  expect(needsRedis({ ...first, celery: 'no', redis: 'yes' })).toBe(true);
});
