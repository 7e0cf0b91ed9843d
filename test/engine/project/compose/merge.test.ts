import { describe, expect, test } from 'vitest';
import { extended, mergeServices } from '../../../../server/src/engine/project/compose/merge.ts';
import { serviceOf, shown, texts } from './support.ts';

describe('a service laid over another', () => {
  const base = serviceOf(
    'build: {context: web, dockerfile: D, args: {A: 1, B: 2}}\ncommand: base\nuser: app\nports: [80]\nenvironment: {A: 1, B: 2}\ndepends_on: [db]',
  );
  const over = serviceOf(
    'build: {target: prod, args: {B: 3}}\ncommand: over\nports: [81]\nenvironment: {B: 3}\ndepends_on: [db, redis]',
  );
  const both = mergeServices(base, over);

  test('says what it says, and takes over the rest', () => {
    expect([texts(both.command?.words), shown(both.user?.value)]).toEqual([['over'], 'app']);
    expect([both.build?.context, both.build?.dockerfile, both.build?.target].map((text) => shown(text?.value))).toEqual(
      ['web', 'D', 'prod'],
    );
  });

  test('adds to lists, and replaces by name', () => {
    expect(both.ports.map(({ container }) => shown(container))).toEqual([80, 81]);
    expect(both.environment.map(({ name, value }) => [name, shown(value?.value)])).toEqual([
      ['A', '1'],
      ['B', '3'],
    ]);
    expect(both.build?.args.map(({ name, value }) => [name, shown(value?.value)])).toEqual([
      ['A', '1'],
      ['B', '3'],
    ]);
    expect(both.dependsOn.map(({ service }) => service)).toEqual(['db', 'redis']);
  });
});

test('what extends itself for ever ends, and says that it is not all', () => {
  const service = serviceOf('image: x\nextends: other');
  expect(extended(service, () => service).hidden).toBeDefined();
  expect(extended(service, () => undefined).hidden).toBeDefined();
  expect(extended(serviceOf('image: x'), () => undefined).hidden).toBeUndefined();
});
