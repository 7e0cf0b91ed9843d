import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandWords } from '../../../../server/src/engine/project/compose/command-words.ts';
import { PlacedText } from '../../../../server/src/engine/shell/text.ts';

test.each([
  ['', []],
  ['   ', []],
  ['python manage.py  runserver', ['python', 'manage.py', 'runserver']],
  [`sh -c "a && b 'c'" d`, ['sh', '-c', "a && b 'c'", 'd']],
  ["a'b c'd", ['ab cd']],
  ['a\\ b', ['a b']],
  ['"" x', ['', 'x']],
  ['a\nb', ['a', 'b']],
  ['a \\\n b', ['a', '', 'b']],
  ['-b ${P:-x y}:1 z', ['-b', '${P:-x y}:1', 'z']],
  ['"unclosed x', ['unclosed x']],
  ['${unclosed x', ['${unclosed x']],
])('%j has the words %j', (text, words) => {
  expect(commandWords(new PlacedText(text, 0)).map((word) => word.text)).toEqual(words);
});

test('each word knows where its letters stand', () => {
  const text = `sh -c "a b"'c' d\\ e`;
  const places = commandWords(new PlacedText(text, 10)).map(({ span }) => text.slice(span.start - 10, span.end - 10));
  expect(places).toEqual(['sh', '-c', `a b"'c`, 'd\\ e']);
});

test('no text throws or takes for ever', () => {
  const piece = fc.constantFrom('a', ' ', '"', "'", '\\', '${', '}', '$', '\n');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      commandWords(new PlacedText(pieces.join(''), 0));
    }),
  );
});
