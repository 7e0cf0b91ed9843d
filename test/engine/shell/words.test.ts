import { describe, expect, test } from 'vitest';
import type { Word } from '../../../server/src/engine/shell/types.ts';
import { baseName, tail } from '../../../server/src/engine/shell/words.ts';
import { shell } from './support.ts';

function word(text: string): Word {
  const [, argument] = shell(`x ${text}`).commands[0]?.words ?? [];
  if (!argument) throw new Error('no word');
  return argument;
}

describe('literal words', () => {
  test.each([
    ['plain', 'plain', false],
    ["'a b'", 'a b', true],
    ['"a b"', 'a b', true],
    [`a'b'"c"d`, 'abcd', true],
    ['a\\ b', 'a b', false],
    ['\\$X', '$X', false],
    ['"\\$X \\" \\\\"', '$X " \\', true],
    ["'$X'", '$X', true],
    ["$'a\\tb'", 'a\tb', true],
    ['""', '', true],
    ['"*.py"', '*.py', true],
    ['"~"', '~', true],
    ['a~b', 'a~b', false],
    ['"{a,b}"', '{a,b}', true],
    ['[', '[', false],
    ['[::]:8000', '[::]:8000', false],
    ['a=b', 'a=b', false],
  ])('%s', (text, literal, quoted) => {
    expect(word(text)).toMatchObject({ text, literal, quoted });
  });
});

describe('words that a shell completes', () => {
  const variable = (name: string, fallback?: string) => ({ kind: 'variable', name, fallback });
  const dynamic = (why: string) => ({ kind: 'dynamic', why });
  const literal = (text: string) => ({ kind: 'literal', text });

  test.each([
    ['$X', [variable('X')]],
    ['"$X"', [variable('X')]],
    ['${X}', [variable('X')]],
    ['${X:-lit}', [variable('X', 'lit')]],
    ['${X-lit}', [variable('X', 'lit')]],
    ['${X:-}', [variable('X', '')]],
    ['"${X:-a b}"', [variable('X', 'a b')]],
    ['${X:="lit"}', [variable('X', 'lit')]],
    ['${X:?needed}', [variable('X')]],
    ['${X:-$Y}', [dynamic('expansion')]],
    ['${X:+alt}', [dynamic('expansion')]],
    ['${#X}', [dynamic('expansion')]],
    ['${X%.py}', [dynamic('expansion')]],
    ['${X[0]}', [dynamic('expansion')]],
    ['$1', [dynamic('expansion')]],
    ['"$@"', [dynamic('expansion')]],
    ['$(date)', [dynamic('substitution')]],
    ['`date`', [dynamic('substitution')]],
    ['"`date`"', [dynamic('substitution')]],
    ['$((1 + 2))', [dynamic('arithmetic')]],
    ['"$((1 + 2))"', [dynamic('arithmetic')]],
    ['*.py', [dynamic('glob'), literal('.py')]],
    ['/lists/*', [literal('/lists/'), dynamic('glob')]],
    ['a?c', [literal('a'), dynamic('glob'), literal('c')]],
    ['x{a,b}', [literal('x'), dynamic('expansion')]],
    ['~', [dynamic('expansion')]],
    ['~/.cache', [dynamic('expansion'), literal('/.cache')]],
    ['~app/x', [dynamic('expansion'), literal('/x')]],
    ['a$X-"b $Y"', [literal('a'), variable('X'), literal('-b '), variable('Y')]],
  ])('%s', (text, parts) => {
    const found = word(text);
    expect(found.literal).toBeUndefined();
    expect(found.parts).toMatchObject(parts);
  });

  test('parts know their place', () => {
    const text = 'x a$ONE-"${TWO:-y}"$(id)';
    const places = shell(text)
      .commands[0]?.words[1]?.parts.filter((part) => part.kind !== 'literal')
      .map(({ span }) => text.slice(span.start, span.end));
    expect(places).toEqual(['$ONE', '${TWO:-y}', '$(id)']);
  });
});

describe('base names', () => {
  test.each([
    ['pip', 'pip'],
    ['/opt/venv/bin/pip', 'pip'],
    ['./manage.py', 'manage.py'],
    ['$VENV/bin/pip', 'pip'],
    ['"${VENV}/bin/"pip', 'pip'],
    ['$PIP', undefined],
    ['$DIR/$PIP', undefined],
    ['pip$VERSION', undefined],
    ['${A}pip', undefined],
  ])('%s', (text, expected) => expect(baseName(word(text))).toBe(expected));
});

describe('the part of a word behind its first letters', () => {
  test.each([
    ['--a=b', 'b', 'b'],
    ['--a="b c"', 'b c', '"b c"'],
    ['"--a=b c"', 'b c', 'b c'],
    ["'--a=b c'", 'b c', 'b c'],
    ['--a=$X', undefined, '$X'],
    ['"--a=$X"', undefined, '$X'],
    ['--a=', '', ''],
    // Quotes in the middle of the name: no exact place, so the whole word.
    ['--"a"=b', 'b', '--"a"=b'],
  ])('%s', (text, literal, place) => {
    const source = `x ${text}`;
    const value = tail(word(text), 4);
    expect(value.literal).toBe(literal);
    expect(source.slice(value.span.start, value.span.end)).toBe(place);
  });
});
