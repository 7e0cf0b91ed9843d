import { describe, expect, test } from 'vitest';
import { optionInYaml, type YamlWord } from '../../../server/src/engine/fix/yaml-option.ts';
import { CollapsedText, PlacedText } from '../../../server/src/engine/shell/text.ts';
import type { Word } from '../../../server/src/engine/shell/types.ts';
import { literalWord } from '../../../server/src/engine/shell/words.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { readMarks } from '../../support/marks.ts';

/** The text with an option behind the word in marks; a second pair of marks is around its scalar. */
function written(marked: string, kind: YamlWord['kind'], inner?: string): string | undefined {
  const { text, spans } = readMarks(marked);
  const [span, scalar = span] = [...spans].sort((a, b) => a.end - a.start - (b.end - b.start));
  if (!span || !scalar) throw new Error('no marks');
  const letters = inner ?? text.slice(span.start, span.end);
  const word: Word = { ...literalWord(new PlacedText(letters, span.start), letters, true), span };
  const edit = optionInYaml(text, { kind, word, scalar }, '--x=1');
  return edit && applyEdits(text, [edit]);
}

describe('a list', () => {
  test.each([
    ['- a\n- «b»\n- c\n', '- a\n- b\n- --x=1\n- c\n'],
    ['- a\n  -   «"b"» # why\n  -   c', '- a\n  -   "b" # why\n  -   --x=1\n  -   c'],
    ['- a\r\n- «b»\r\n', '- a\r\n- b\r\n- --x=1\r\n'],
    ['- «b»', '- b\n- --x=1'],
    ['[a, «b», c]', '[a, b, --x=1, c]'],
    ['["a", «"b"»]', '["a", "b", "--x=1"]'],
    ["[\n  a,\n  «'b'»\n]", "[\n  a,\n  'b', '--x=1'\n]"],
  ])('%j becomes %j', (before, after) => expect(written(before, 'item')).toBe(after));

  test('stays where its lines are not understood', () => {
    expect(written('- - «b»', 'item')).toBeUndefined();
    expect(written('- &name «b»', 'item')).toBeUndefined();
  });
});

describe('a text', () => {
  test.each([
    ['c: ««a b» c»\n', 'c: «a b --x=1 c»'],
    ['c: «a «b»»', 'c: a b --x=1'],
    ['c: «"a «b»"»', 'c: "a b --x=1"'],
    ["c: «'a «b» c'»", "c: 'a b --x=1 c'"],
  ])('%j takes it', (before, after) =>
    expect(written(before, 'part')).toBe(readMarks(after).text + (before.endsWith('\n') ? '\n' : '')),
  );

  test.each(['c: «a "«b»" c»', "c: «a '«b»'»", 'c: «"a \\"«b»\\""»'])('%j would put it into quotes', (before) =>
    expect(written(before, 'part')).toBeUndefined(),
  );
});

describe('a text for a shell', () => {
  test('takes it behind a plain word', () => {
    expect(written('sh -c "«b»"', 'inner')).toBe('sh -c "b --x=1"');
    expect(written('sh -c "«b»; c"', 'inner')).toBe('sh -c "b --x=1; c"');
  });

  test('takes none into the quotes of a word', () => {
    const quoted = { ...literalWord(new PlacedText("'b'", 0), 'b', true) };
    expect(optionInYaml("'b' c", { kind: 'inner', word: quoted }, '--x=1')).toBeUndefined();
  });
});

test('a word whose letters are not found again stays', () => {
  const word = literalWord(new CollapsedText('b', { start: 2, end: 3 }), 'b', true);
  expect(optionInYaml('- b', { kind: 'item', word }, '--x=1')).toBeUndefined();
});
