import { describe, expect, test } from 'vitest';
import type { ConfigNode } from '../../../server/src/engine/nodes/nodes.ts';
import { parseToml } from '../../../server/src/engine/nodes/toml.ts';

/** The values of a node without their places. */
function plain(node: ConfigNode): unknown {
  if (node.kind === 'value') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ name, value }) => [name, plain(value)]));
}

function read(text: string): unknown {
  const result = parseToml(text);
  return result.ok ? plain(result.root) : result;
}

describe('values', () => {
  test('tables, dotted keys and inline tables are one tree', () => {
    const text = 'top = 1\n[a]\nb.c = "x"\n[a.b.d]\ne = true\n[f]\ng = { h.i = [1, "two"], j = {} }\n';
    expect(read(text)).toEqual({
      top: 1,
      a: { b: { c: 'x', d: { e: true } } },
      f: { g: { h: { i: [1, 'two'] }, j: {} } },
    });
  });

  test('lists of tables', () => {
    expect(read('[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]]\nb = 3\n')).toEqual({ a: [{ b: 1, c: { d: 2 } }, { b: 3 }] });
  });

  test('quoted keys, and a table opened after its part', () => {
    expect(read('[a."b.c"]\nd = 1\n[a]\ne = 2\n')).toEqual({ a: { 'b.c': { d: 1 }, e: 2 } });
  });

  test('a date is a value of no kind that a key can have', () => {
    expect(read('a = 2026-01-31')).toEqual({ a: undefined });
  });

  test('names of object members are plain keys', () => {
    const result = parseToml('__proto__ = 1\nconstructor = 2\n');
    expect(result.ok && result.root.entries.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });
});

describe('places', () => {
  test('of keys and values, also behind a BOM and with CRLF', () => {
    const text = '\uFEFF[a]\r\nb = "ü"\r\n';
    const result = parseToml(text);
    const a = result.ok ? result.root.entries[0] : undefined;
    const b = a?.value.kind === 'table' ? a.value.entries[0] : undefined;
    const at = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
    expect([at(a?.nameSpan), at(b?.nameSpan), at(b?.value.span)]).toEqual(['a', 'b', '"ü"']);
  });
});

describe('what is no TOML', () => {
  test('is one problem from where reading stopped to the end of that line', () => {
    const text = 'a = 1\nb = \nc = 3\n';
    const result = parseToml(text);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(text.slice(result.span.start, result.span.end)).toBe('= ');
  });

  test.each(['a = 1\na = 2\n', '[a\n', '\u0000', '"'])('%j', (text) => {
    expect(parseToml(text).ok).toBe(false);
  });

  test('nesting that nobody writes does not throw', () => {
    expect(() => parseToml(`a = ${'['.repeat(100_000)}`)).not.toThrow();
  });
});
