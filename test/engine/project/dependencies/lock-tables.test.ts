import { expect, test } from 'vitest';
import { readLockTables } from '../../../../server/src/engine/project/dependencies/lock-tables.ts';

const read = (text: string) => {
  const result = readLockTables(text, (key) => key === 'files');
  return result.ok
    ? result.tables.map(({ header, item, entries }) => [
        item,
        header.join('.'),
        entries.map(({ name }) => name).join(' '),
      ])
    : result.at;
};

test('tables, lists of tables, and values that nobody wants', () => {
  const text = [
    '\ufeff# a comment',
    'version = 1',
    '',
    '[[package]] # one',
    'name = "a" # its name',
    'files = [',
    '    { file = "]" },',
    ']',
    "'quoted' = [1]",
    '[package."b.c"]',
    'files = []',
    'x = """',
    '[[no header]]',
    '"""',
    '[ metadata . files ]',
    'files = { a = 1 }',
  ].join('\r\n');
  expect(read(text)).toEqual([
    [false, '', 'version'],
    [true, 'package', 'name quoted'],
    [false, 'package.b.c', 'files x'],
    [false, 'metadata.files', ''],
  ]);
});

test.each([
  '<<<<<<< HEAD',
  '[package',
  '[[package]',
  '[]',
  '[a b]',
  'name',
  'name =',
  'name = "a',
  'name = "a" b',
  'name = [\n"a"',
  'files = [\n',
  '[a] b',
])('%j is no table', (line) => {
  expect(read(`a = 1\n${line}\n`)).toBe(6);
});

test('an empty file has an empty table', () => {
  expect(read('')).toEqual([[false, '', '']]);
});
