import { expect, test } from 'vitest';
import { jsonNode } from '../../../server/src/engine/config/json.ts';

test('settings become nodes without places', () => {
  expect(jsonNode({ a: [1, 'x'], b: true })).toEqual({
    kind: 'table',
    span: undefined,
    entries: [
      {
        name: 'a',
        nameSpan: undefined,
        value: {
          kind: 'list',
          span: undefined,
          items: [
            { kind: 'value', span: undefined, value: 1 },
            { kind: 'value', span: undefined, value: 'x' },
          ],
        },
      },
      { name: 'b', nameSpan: undefined, value: { kind: 'value', span: undefined, value: true } },
    ],
  });
});

test('an object that holds itself ends', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(jsonNode(circle).kind).toBe('table');
});
