import { describe, expect, test } from 'vitest';
import { readArrayAttempt } from '../../../server/src/engine/model/array-attempt.ts';
import { LogicalText } from '../../../server/src/engine/text/logical.ts';

/** Each defect as `kind: what stands there → what was meant`. */
function read(text: string): readonly string[] | undefined {
  const line = LogicalText.of(text, [{ start: 0, end: text.length }], 0);
  return readArrayAttempt(line)?.defects.map(
    ({ kind, span, meant }) => `${kind}: ${text.slice(span.start, span.end)} → ${meant}`,
  );
}

describe('a list that is no JSON', () => {
  test.each([
    ["['a']", [`quotes: 'a' → "a"`]],
    [` [ 'a' , 'b c' ] `, [`quotes: 'a' → "a"`, `quotes: 'b c' → "b c"`]],
    [`['a\\b']`, [`quotes: 'a\\b' → undefined`]],
    ['[“a”, ‘b’]', ['curly-quotes: “a” → "a"', 'curly-quotes: ‘b’ → "b"']],
    ['["a", 5, true]', ['number: 5 → "5"', 'number: true → "true"']],
    ['[a, b.c:d]', ['word: a → "a"', 'word: b.c:d → "b.c:d"']],
    ['["a\\d"]', ['escape: "a\\d" → undefined']],
    ['["a" "b"]', ['comma-missing:  → ,']],
    ['["a",]', ['comma-extra: , → ']],
    ['["a"] , # x ', ['comma-extra:  , → ', 'comment: # x → undefined']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

test.each([
  ['an array', '["a", "b"]'],
  ['a test', '[ -f a ]'],
  ['a test with quotes', '[ "a" = "b" ]'],
  ['a test of one word', '[ a ]'],
  ['a test of bash', '[[ "a" ]]'],
  ['more behind it', "['a'] && b"],
  ['no end', "['a'"],
  ['a quote without its end', "['a]"],
  ['a variable', '[$A]'],
  ['nothing inside', '[,]'],
  ['no bracket', "'a'"],
])('%s is none', (_, text) => {
  expect(read(text)).toBeUndefined();
});
