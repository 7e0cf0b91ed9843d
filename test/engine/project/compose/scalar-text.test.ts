import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseYaml } from '../../../../server/src/engine/nodes/yaml.ts';
import { scalarText } from '../../../../server/src/engine/project/compose/scalar-text.ts';
import type { ShellText } from '../../../../server/src/engine/shell/text.ts';

function textOf(source: string): ShellText | undefined {
  const result = parseYaml(source);
  const root = result.ok ? result.roots[0] : undefined;
  const node = root?.kind === 'table' ? root.entries[0]?.value : undefined;
  return node?.kind === 'value' && node.span ? scalarText(source, node.span, String(node.value)) : undefined;
}

/** What stands in the file where a piece of the value comes from. */
function placeOf(source: string, piece: string): string | undefined {
  const text = textOf(source);
  const start = text?.text.indexOf(piece) ?? -1;
  if (!text || text.collapsed || start === -1) return undefined;
  const span = text.spanOf(start, start + piece.length);
  return source.slice(span.start, span.end);
}

test.each([
  ['plain', 'a: one two'],
  ['with a comment behind it', 'a: one two # two'],
  ['over lines', 'a: one\n  two\n'],
  ['in single quotes', "a: 'one two'"],
  ['in double quotes', 'a: "one two"'],
  ['in double quotes over lines', 'a: "one\n\n  two"'],
  ['with a line that goes on', 'a: "one \\\n  two"'],
  ['with an escaped line break', 'a: "one\\n two"'],
  ['folded', 'a: >-\n  one\n  two\n'],
  ['folded, with an indent of its own', 'a: >2+ # why\n    one\n  two\n\n'],
  ['literal', 'a: |\n  one\n    two\n'],
  ['with Windows line ends', 'a: >\r\n  one\r\n  two\r\n'],
])('a scalar %s', (_, source) => {
  expect(placeOf(source, 'one')).toBe('one');
  expect(placeOf(source, 'two')).toBe('two');
});

test('quotes that are written twice or escaped', () => {
  expect(placeOf("a: 'it''s x'", "it's")).toBe("it''s");
  expect(placeOf('a: "b \\"c\\" \\\\ d"', '"c"')).toBe('\\"c\\"');
  expect(placeOf('a: "b \\"c\\" \\\\ d"', 'd')).toBe('d');
});

test('a text with escapes for letters has no places inside', () => {
  expect(textOf('a: "\\x61b"')).toMatchObject({ text: 'ab', collapsed: true });
  expect(textOf('a: "\\u00e4"')).toMatchObject({ text: 'ä', collapsed: true });
});

test('letters outside of the usual plane keep their places', () => expect(placeOf('a: 🦄 b', 'b')).toBe('b'));

test('what has a place is the same there', () => {
  const piece = fc.constantFrom('a', 'b ', ' ', "'", '"', '\\', '\n', '\n  ', '# ', '|', '>-\n  ', 'é', '\\n', '\\"');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const source = `a: ${pieces.join('')}`;
      const text = textOf(source);
      if (!text || text.collapsed) return;
      for (const [index, letter] of [...text.text].entries()) {
        if (/\s/.test(letter) || text.text.length !== [...text.text].length) continue;
        const { start, end } = text.spanOf(index, index + 1);
        expect(source.slice(start, end)).toContain(letter);
      }
    }),
    { numRuns: 500 },
  );
});
