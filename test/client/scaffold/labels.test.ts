import { expect, test } from 'vitest';
import { labelOf } from '../../../client/src/scaffold/labels.ts';
import { DATABASES, MANAGERS, SERVERS } from '../../../server/src/engine/scaffold/types.ts';

test('products are called what they call themselves', () => {
  expect(['postgresql', 'mariadb', 'uv', 'pip', 'poetry'].map(labelOf)).toEqual([
    'PostgreSQL',
    'MariaDB',
    'uv',
    'pip',
    'Poetry',
  ]);
});

test('a Python is called so', () => {
  expect(labelOf('3.14')).toBe('Python 3.14');
});

test('each value has a label of its own, and only pip and uv are written as they are', () => {
  const values = [...MANAGERS, ...DATABASES, ...SERVERS];
  expect(new Set(values.map(labelOf)).size).toBe(values.length);
  expect(values.filter((value) => labelOf(value) === value)).toEqual(['pip', 'uv']);
});
