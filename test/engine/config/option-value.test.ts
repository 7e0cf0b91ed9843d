import { describe, expect, test } from 'vitest';
import { jsonNode } from '../../../server/src/engine/config/json.ts';
import { type OptionCheck, readOption } from '../../../server/src/engine/config/option-value.ts';

const read = (spec: Omit<OptionCheck, 'default'>, value: unknown) =>
  readOption({ default: undefined, ...spec }, jsonNode(value));

describe('what fits is taken', () => {
  test.each([
    [{ type: 'string' }, ''],
    [{ type: 'string', choices: ['a', 'b'] }, 'b'],
    [{ type: 'string', pattern: '^[a-z]+$' }, 'web'],
    [{ type: 'boolean' }, false],
    [{ type: 'integer' }, -4],
    [{ type: 'integer', minimum: 1, maximum: 3 }, 3],
  ] as const)('%j: %j', (spec, value) => {
    expect(read(spec, value)).toEqual({ ok: true, value });
  });
});

describe('what does not fit says what would', () => {
  test.each([
    [{ type: 'string' }, 3, 'expected a string, found 3'],
    [{ type: 'string', choices: ['a', 'b'] }, 'c', 'expected one of "a", "b", found "c"'],
    [{ type: 'string', pattern: '^[a-z]+$' }, 'A', 'expected a string that matches ^[a-z]+$, found "A"'],
    [{ type: 'boolean' }, 'yes', 'expected true or false, found "yes"'],
    [{ type: 'integer' }, 1.5, 'expected a whole number, found 1.5'],
    [{ type: 'integer', minimum: 1 }, 0, 'expected a whole number of at least 1, found 0'],
    [{ type: 'integer', maximum: 9 }, 10, 'expected a whole number of at most 9, found 10'],
    [{ type: 'integer', minimum: 1, maximum: 9 }, 10, 'expected a whole number from 1 to 9, found 10'],
    [{ type: 'string' }, ['x'], 'expected a string, found a list'],
    [{ type: 'string' }, { x: 1 }, 'expected a string, found a table'],
  ] as const)('%j: %j', (spec, value, wanted) => {
    expect(read(spec, value)).toEqual({ ok: false, wanted });
  });
});
