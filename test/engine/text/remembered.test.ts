import { expect, test } from 'vitest';
import { remembered } from '../../../server/src/engine/text/remembered.ts';

test('works something out once for each object, also when that is undefined', () => {
  const asked: string[] = [];
  const name = remembered((key: { name: string }) => {
    asked.push(key.name);
    return undefined;
  });
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  for (const key of [a, a, b, a]) expect(name(key)).toBeUndefined();
  expect(asked).toEqual(['a', 'b']);
});

test('a copy is another object', () => {
  const length = remembered(({ name }: { name: string }) => name.length);
  const sum = remembered((key: { name: string }) => length(key) + length({ ...key, name: 'another' }));
  const long = { name: 'long' };
  expect([length(long), sum(long), length({ ...long, name: 'x' }), sum({ ...long, name: 'x' })]).toEqual([4, 11, 1, 8]);
  expect([length(long), sum(long)]).toEqual([4, 11]);
});
