import { expect, test } from 'vitest';
import { yamlOf } from '../../../server/src/engine/project/yaml-file.ts';

test.each(['', 'a', '- a\n', 'a: [1\n', '{"a": 1'])('%j is no table', (text) => {
  expect(yamlOf('a.yaml', text).known).toBe(false);
});

test.each(['a: 1\n', '{"a": 1}'])('%j is one', (text) => {
  const table = yamlOf('a.yaml', text);
  expect(table.known && table.value.entries.map(({ name }) => name)).toEqual(['a']);
});
