import { expect, test } from 'vitest';
import { jsonNode } from '../../../server/src/engine/config/json.ts';
import { describeNode, entryOf } from '../../../server/src/engine/nodes/nodes.ts';

test.each([
  ['text', '"text"'],
  [3, '3'],
  [true, 'true'],
  [null, 'another kind of value'],
  [[], 'a list'],
  [{}, 'a table'],
])('%j is called %s', (value, name) => {
  expect(describeNode(jsonNode(value))).toBe(name);
});

test('finds an entry by its name', () => {
  const table = jsonNode({ a: 1 });
  expect(table.kind === 'table' && entryOf(table, 'a')?.value).toMatchObject({ value: 1 });
  expect(table.kind === 'table' && entryOf(table, 'b')).toBeUndefined();
});
