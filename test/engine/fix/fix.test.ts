import { describe, expect, test } from 'vitest';
import { appliesWithOthers, type Fix, isWide, type Safety } from '../../../server/src/engine/fix/fix.ts';

const local = (safety: Safety): Fix => ({ title: 'Title', safety, edits: [] });
const wide: Fix = {
  title: 'Title',
  safety: 'review',
  edits: [],
  elsewhere: [{ kind: 'create', path: 'a', text: '' }],
};

describe('what is applied together with others', () => {
  test.each<[string, Fix, Safety, boolean]>([
    ['a safe fix', local('safe'), 'safe', true],
    ['a safe fix', local('safe'), 'review', true],
    ['a fix for review', local('review'), 'safe', false],
    ['a fix for review', local('review'), 'review', true],
    ['a fix that changes other files', wide, 'safe', false],
    ['a fix that changes other files', wide, 'review', false],
    // No type lets this through; what a plain object says is looked at all the same.
    ['one that calls itself safe', { ...wide, safety: 'safe' } as unknown as Fix, 'safe', false],
  ])('%s, of %o, where %s is chosen: %s', (_, fix, chosen, applies) => {
    expect(appliesWithOthers(fix, chosen)).toBe(applies);
  });
});

test('a fix is wide when it changes other files', () => {
  expect([isWide(local('review')), isWide(wide)]).toEqual([false, true]);
});
