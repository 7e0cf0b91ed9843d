import { expect, test } from 'vitest';
import { readText } from '../support/checkout.ts';

interface Grammar {
  readonly injectionSelector: string;
  readonly patterns: readonly [{ readonly match: string }];
}

const grammar = JSON.parse(readText('syntaxes/ignore-comments.tmLanguage.json')) as Grammar;
// What is used of Oniguruma's language means the same here.
const pattern = new RegExp(grammar.patterns[0].match);

test('it speaks of Dockerfiles only', () => {
  expect(grammar.injectionSelector).toBe('L:source.dockerfile');
});

test.each([
  ['# django-dockerfile ignore=runs-as-root', 'ignore', 'runs-as-root'],
  ['  #django-dockerfile ignore = a-b, c  because it must', 'ignore', 'a-b, c'],
  ['# django-dockerfile ignore-file=a,b', 'ignore-file', 'a,b'],
])('%s', (line, keyword, rules) => {
  const match = pattern.exec(line);
  expect(match?.[3]).toBe(keyword);
  expect(match?.[5]).toBe(rules);
});

test.each(['# hadolint ignore=DL3002', '# django-dockerfile is nice', 'RUN echo "# django-dockerfile ignore=a"', '#'])(
  'is none of ours: %s',
  (line) => {
    expect(pattern.test(line)).toBe(false);
  },
);
