import { expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { moveToOwnLine } from '../../../server/src/engine/fix/own-line.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { readMarks } from '../../support/marks.ts';

function move(marked: string): string | undefined {
  const { text, spans } = readMarks(marked);
  const [span] = spans;
  const syntax = parseDockerfile(text);
  const fix = span && moveToOwnLine(new FixBuilder(syntax).draft(), syntax, span).build('Move it', 'safe');
  return fix && applyEdits(text, fix.edits);
}

test('the text moves above its line, with its indentation', () => {
  expect(move('FROM a\n  COPY . /app   «# code»  \nRUN b\n')).toBe('FROM a\n  # code\n  COPY . /app\nRUN b\n');
});

test('a continuation behind it stays', () => {
  expect(move('FROM a\r\nENV A=1 \\\r\n    B=2 «# two» \\\r\n    C=3')).toBe(
    'FROM a\r\nENV A=1 \\\r\n    # two\r\n    B=2 \\\r\n    C=3',
  );
});

test('below a byte order mark', () => expect(move('\ufeffFROM a «# b»')).toBe('\ufeff# b\nFROM a'));

test('nothing may turn into a parser directive', () => {
  expect(move('FROM a «# escape=`»\n')).toBeUndefined();
  expect(move('# note\nFROM a «# escape=`»\n')).toBe('# note\n# escape=`\nFROM a\n');
});
