import { describe, expect, test } from 'vitest';
import { expandDocker, NOT_GIVEN } from '../../../server/src/engine/model/expand.ts';
import { type Known, known, unknown } from '../../../server/src/engine/text/known.ts';
import { processorTime } from '../../support/processor-time.ts';
import { shown } from './support.ts';

const VALUES: Readonly<Record<string, Known<string>>> = {
  A: known('one'),
  EMPTY: known(''),
  HIDDEN: unknown('nobody knows'),
  ARG: NOT_GIVEN,
};

const expand = (text: string, escapeChar = '\\'): unknown =>
  shown(expandDocker(text, escapeChar, (name) => (Object.hasOwn(VALUES, name) ? VALUES[name] : undefined)));

describe('variables', () => {
  test.each([
    ['$A', 'one'],
    ['${A}', 'one'],
    ['x$A-y', 'xone-y'],
    ['$A$A', 'oneone'],
    ['$AB', ''],
    ['$NONE', ''],
    ['${NONE}/x', '/x'],
    ['$EMPTY', ''],
    ['$HIDDEN', '?'],
    ['a${HIDDEN}b', '?'],
    ['$ARG', '?'],
    ['cost: 5$', 'cost: 5$'],
    ['$', '$'],
    ['$-x', 'x'],
    ['$$A', 'A'],
    ['$$$A', 'one'],
    ['$1A', 'A'],
    ['$.', '$.'],
  ])('%s → %j', (text, expected) => {
    expect(expand(text)).toBe(expected);
  });

  test.each([
    ['${A:-d}', 'one'],
    ['${A-d}', 'one'],
    ['${NONE:-d}', 'd'],
    ['${NONE-d}', 'd'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${HIDDEN:-d}', '?'],
    ['${ARG:-d}', 'd'],
    ['${ARG-d}', 'd'],
    ['${ARG:+d}', '?'],
    ['${ARG:?no}', '?'],
    ['${A:+d}', 'd'],
    ['${A+d}', 'd'],
    ['${NONE:+d}', ''],
    ['${EMPTY:+d}', ''],
    ['${EMPTY+d}', 'd'],
    ['${HIDDEN:+d}', '?'],
    ['${A:?no}', 'one'],
    ['${NONE:?no}', '?'],
    ['${NONE:-$A}', 'one'],
    ['${NONE:-${A}}', 'one'],
    ['${NONE:-"a b"}', 'a b'],
    ['${NONE:-a:b/c}', 'a:b/c'],
  ])('%s → %j', (text, expected) => {
    expect(expand(text)).toBe(expected);
  });

  test.each(['${', '${A', '${}', '${A:-', '${A#x}', '${A%.*}', '${A/a/b}', '${{A}}', '${A:-${B:-${C}}}'])(
    '%s is left unknown, never guessed',
    (text) => {
      expect(expand(text)).toBe('?');
    },
  );
});

describe('quotes and escapes', () => {
  test.each([
    ['"$A"', 'one'],
    ["'$A'", '$A'],
    ['"$A":"$A"', 'one:one'],
    ['\\$A', '$A'],
    ['"\\$A"', '$A'],
    ['a\\ b', 'a b'],
    ['"C:\\app"', 'C:\\app'],
    ['plain', 'plain'],
  ])('%s → %j', (text, expected) => {
    expect(expand(text)).toBe(expected);
  });

  test('with a backtick as escape character a backslash is text', () => {
    expect(expand('C:\\$A`$A', '`')).toBe('C:\\one$A');
  });
});

test('text that opens thousands of braces is no reason to hang', () => {
  const took = processorTime(() => {
    expect(expand('${A:-'.repeat(10_000))).toBe('?');
    expect(expand(`\${A:-${'$x '.repeat(20_000)}`)).toBe('?');
  });
  expect(took).toBeLessThan(2000);
});
