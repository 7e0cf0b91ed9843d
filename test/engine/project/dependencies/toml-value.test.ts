import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConfigNode } from '../../../../server/src/engine/nodes/nodes.ts';
import { parseToml } from '../../../../server/src/engine/nodes/toml.ts';
import { readKey, readValue, type TomlCursor } from '../../../../server/src/engine/project/dependencies/toml-value.ts';

/** A node as plain JavaScript. */
function plain(node: ConfigNode | undefined): unknown {
  if (node?.kind === 'table') return Object.fromEntries(node.entries.map(({ name, value }) => [name, plain(value)]));
  return node?.kind === 'list' ? node.items.map(plain) : node?.value;
}

const SAMPLES = [
  '"a"',
  "'a\\b'",
  '""',
  '"a\\"b\\\\\\u00e9\\n"',
  '"""a\n"b" ""c"""',
  "'''\na'b'''",
  'true',
  '12',
  '-1.5',
  '[]',
  '[ "a", [1, 2], ]',
  '[\n  "a", # why\n  "b",\n]',
  '{ name = "a", extra = ["b", "c"], marker = "x == \'y\'" }',
  '{}',
];

test.each(SAMPLES)('%s is read as the whole parser reads it', (source) => {
  const cursor: TomlCursor = { text: source, at: 0 };
  const read = readValue(cursor);
  const whole = parseToml(`key = ${source}\n`);
  expect(whole.ok && plain(whole.root)).toEqual({ key: plain(read) });
  expect(cursor.at).toBe(source.length);
  expect(read?.span).toEqual({ start: 0, end: source.length });
});

test.each(['', '"', "'a", '"a\n"', '"""a', '[', '["a"', '["a" "b"]', '[,]', '{', '{a}', '{a = }', '{a = 1', '='])(
  '%j is no value',
  (text) => {
    expect(readValue({ text, at: 0 })).toBeUndefined();
  },
);

test('what is nested deeper than anybody writes is no value', () => {
  expect(readValue({ text: '['.repeat(100_000), at: 0 })).toBeUndefined();
});

test('a text of megabytes does not exhaust the matcher', () => {
  for (const text of [
    `"${'a'.repeat(1e6)}"`,
    `"${'\\n'.repeat(5e5)}"`,
    `"""${'a"'.repeat(5e5)}"""`,
    `[${' '.repeat(1e6)}]`,
    `[${'\n#'.repeat(5e5)}\n]`,
  ])
    expect(readValue({ text, at: 0 })).toBeDefined();
});

test.each([
  ['a-b_1 = 1', 'a-b_1'],
  ['"a.b" = 1', 'a.b'],
  ["'a b' = 1", 'a b'],
  ['= 1', undefined],
])('the key of %s', (text, expected) => {
  expect(readKey({ text, at: 0 })).toBe(expected);
});

test('nothing throws, and spans stay inside the text', () => {
  const piece = fc.constantFrom('"', "'", '"""', '[', ']', '{', '}', '=', ',', 'a', '\n', '#', '\\', ' ', '1', '\\u12');
  fc.assert(
    fc.property(fc.array(piece), (parts) => {
      const text = parts.join('');
      const span = readValue({ text, at: 0 })?.span;
      expect(span?.end ?? 0).toBeLessThanOrEqual(text.length);
    }),
  );
});
