import { describe, expect, test } from 'vitest';
import { expandWord } from '../../../server/src/engine/model/words.ts';
import { known } from '../../../server/src/engine/text/known.ts';
import { lastOf } from './support.ts';

/** The values of the last word of a RUN. */
function values(command: string, before = ''): readonly string[] | string {
  const run = lastOf('run', `ARG GLOBAL=x\nFROM python:3\n${before}\nRUN ${command}\n`);
  const word = run.script.top.at(-1)?.words.at(-1);
  if (!word) throw new Error('No word');
  const found = expandWord(word, run.before, run.script);
  return found.known ? found.value : '?';
}

describe('a word', () => {
  test.each([
    ['fixed text', 'a b', '', ['b']],
    ['quoted text', 'a "b c"', '', ['b c']],
    ['an ENV', 'a $B', 'ENV B=1', ['1']],
    ['an ARG', 'a $B', 'ARG B=1', ['1']],
    ['a part of it', 'a x-${B}/y', 'ENV B=1', ['x-1/y']],
    ['a list', 'a $B', 'ENV B="one two  three"', ['one', 'two', 'three']],
    ['a list in quotes', 'a "$B"', 'ENV B="one two"', ['one two']],
    ['an empty value', 'a $B', 'ENV B=', []],
    ['a default', 'a ${B:-x}', '', ['x']],
    ['a default for an ARG without value', 'a ${B:-x}', 'ARG B', ['x']],
    ['a default that is not needed', 'a ${B:-x}', 'ENV B=1', ['1']],
    ['a default for an empty value', 'a ${B:-x}', 'ENV B=', ['x']],
  ])('with %s', (_, command, before, expected) => {
    expect(values(command, before)).toEqual(expected);
  });

  test.each([
    ['a substitution', 'a $(b)', ''],
    ['a wildcard', 'a *.txt', ''],
    ['a variable nobody sets', 'a $B', ''],
    ['an ARG without value', 'a $B', 'ARG B'],
    ['a global ARG that is not declared', 'a $GLOBAL', ''],
    ['a hidden variable with a default', 'a ${TARGETARCH:-x}', ''],
  ])('with %s is unknown', (_, command, before) => {
    expect(values(command, before)).toBe('?');
  });
});

describe('variables of the shell', () => {
  test.each([
    ['set in front of it', 'B=1 && a $B', '', ['1']],
    ['set as a list', 'B="x y"; a $B', '', ['x', 'y']],
    ['set twice', 'B=1 && B=2 && a $B', '', ['2']],
    ['exported', 'export B=1 && a $B', '', ['1']],
    ['exported with others', 'export C=2 B="x y" && a $B', '', ['x', 'y']],
    ['set over an ENV', 'B=1 && a $B', 'ENV B=2', ['1']],
    ['emptied', 'B= ; a ${B:-x}', 'ENV B=2', ['x']],
  ])('%s', (_, command, before, expected) => {
    expect(values(command, before)).toEqual(expected);
  });

  test.each([
    ['set by a command', 'B=$(c) && a $B'],
    ['set under a condition', 'if c; then B=1; fi; a $B'],
    ['set behind ||', 'c || B=1; a $B'],
    ['set in a subshell', '(B=1); a $B'],
    ['exported from a command', 'export B=$(c); a $B'],
    ['made of another', 'C=1; B=$C; a $B'],
  ])('%s are unknown, whatever ENV says', (_, command) => {
    expect(values(command, 'ENV B=2')).toBe('?');
  });

  test('set behind it do not count yet', () => {
    const run = lastOf('run', 'FROM python:3\nENV B=2\nRUN a $B; B=1\n');
    const word = run.script.commands[0]?.words[1];
    expect(word && expandWord(word, run.before, run.script)).toEqual(known(['2']));
  });

  test('for one command only do not count for the next', () => {
    expect(values('B=1 c && a $B', 'ENV B=2')).toEqual(['2']);
  });
});
