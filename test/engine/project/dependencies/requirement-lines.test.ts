import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CONSTRAINT,
  EDITABLE,
  INCLUDE,
  optionValue,
  requirementLines,
} from '../../../../server/src/engine/project/dependencies/requirement-lines.ts';

test.each([
  ['a\nb\n', ['a', 'b']],
  ['a\r\nb', ['a', 'b']],
  ['\ufeffa', ['a']],
  ['# a\n\n  \n', []],
  ['a # b', ['a']],
  ['a#b', ['a#b']],
  ['a\t# b', ['a']],
  ['a==1 \\\n  --hash=x', ['a==1     --hash=x']],
  ['a \\\r\n b', ['a     b']],
  ['a \\\n# c\nb', ['a', 'b']],
])('%j', (text, expected) => {
  expect(requirementLines(text).map((line) => line.text)).toEqual(expected);
});

test('every line is where it says', () => {
  const piece = fc.constantFrom('a', ' ', '\n', '\r\n', '\\\n', '\\\r\n', '#', '\ufeff', '==1', '\t');
  fc.assert(
    fc.property(fc.array(piece), (parts) => {
      const text = parts.join('');
      for (const line of requirementLines(text)) {
        const source = text.slice(line.start, line.start + line.text.length);
        expect(line.text.replace(/\s/g, '')).toBe(source.replace(/\\\r?\n/g, '').replace(/\s/g, ''));
      }
    }),
  );
});

test.each([
  ['-r a.txt', INCLUDE, 'a.txt'],
  ['-ra.txt', INCLUDE, 'a.txt'],
  ['--requirement="a b.txt"', INCLUDE, 'a b.txt'],
  ['--require-hashes', INCLUDE, undefined],
  ['-c a.txt', CONSTRAINT, 'a.txt'],
  ['-e .', EDITABLE, '.'],
  ['-r a.txt', EDITABLE, undefined],
])('%s', (line, pattern, expected) => {
  expect(optionValue(line, pattern)).toBe(expected);
});
