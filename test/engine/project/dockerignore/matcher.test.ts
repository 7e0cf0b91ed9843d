import { describe, expect, test } from 'vitest';
import { IgnoreMatcher } from '../../../../server/src/engine/project/dockerignore/matcher.ts';
import { readIgnoreFile } from '../../../../server/src/engine/project/dockerignore/read.ts';
import { fail } from '../../../support/fail.ts';
import { processorTime } from '../../../support/processor-time.ts';

function matcherOf(...lines: readonly string[]): IgnoreMatcher {
  const file = readIgnoreFile('.dockerignore', lines.join('\n'));
  return new IgnoreMatcher(file.known ? file.value.patterns : fail('the patterns can be read', file.why));
}

const sentOf = (lines: readonly string[], paths: readonly string[]): string[] => {
  const matcher = matcherOf(...lines);
  return paths.filter((path) => !matcher.leavesOut(path));
};

describe.each<[string, string[], string[], string[]]>([
  ['nothing', [], ['a'], []],
  ['the root is never left out', ['.', '/', '..'], ['a', 'a/b'], []],
  ['anchored at the root', ['a'], ['x/a', 'ab', 'A'], ['a', 'a/b', 'a/b/c']],
  ['a slash at the end also means files', ['a/'], [], ['a', 'a/b']],
  ['root only', ['*.pyc', '__pycache__'], ['a/x.pyc', 'a/__pycache__/x.pyc'], ['x.pyc', '__pycache__/x.pyc']],
  ['everywhere', ['**/*.pyc', '**/__pycache__'], ['x.py'], ['x.pyc', 'a/x.pyc', 'a/b/__pycache__/c/d']],
  ['the content alone', ['a/**'], ['a', 'ab'], ['a/b', 'a/b/c']],
  ['one level', ['a/*'], ['a'], ['a/b', 'a/b/c']],
  ['wildcards fit folders above', ['*/tmp*'], ['tmp', 'a/b/tmp'], ['a/tmp1', 'a/tmp/b/c']],
  ['later lines win', ['*.md', '!README.md'], ['README.md', 'docs/a.md'], ['a.md']],
  ['and win again', ['*.md', '!README*.md', 'README-secret.md'], ['README.md'], ['README-secret.md', 'a.md']],
  ['brought back too early', ['!README.md', '*.md'], [], ['README.md']],
  ['allowed by name', ['*', '!app', '!manage.py'], ['app', 'app/a', 'app/b/c', 'manage.py'], ['.env', 'x/app']],
  ['allowed inside', ['**', '!app/static'], ['app/static', 'app/static/a'], ['app', 'app/a.py']],
  ['out of an allowed folder', ['*', '!app', 'app/.env'], ['app/a'], ['app/.env', 'x']],
  ['below a folder that is out', ['a', '!a/b'], ['a/b', 'a/b/c'], ['a', 'a/c']],
  ['blanks behind the mark', ['*', '!  app'], ['app/a'], ['b']],
  // BuildKit asks a line only where it could change something; the folder above was not out, so its line was not asked.
  ['a folder brought back that was never out', ['a/*.md', '!a'], ['a', 'a/x.py'], ['a/x.md']],
  ['letters count', ['README.md'], ['readme.md'], ['README.md']],
])('%s', (_, lines, sent, out) => {
  test('is sent, or is not', () => expect(sentOf(lines, [...sent, ...out])).toEqual(sent));
});

test('says which line decides', () => {
  const matcher = matcherOf('*.md', '!README.md', 'docs');
  expect(matcher.leavesOut('a.md')?.text).toBe('*.md');
  expect(matcher.leavesOut('docs/a/b')?.text).toBe('docs');
  expect(matcher.leavesOut('README.md')).toBeUndefined();
});

describe('time', () => {
  const paths = Array.from({ length: 5000 }, (_, at) => `app${at % 50}/module${at % 7}/templates/page_${at}.html`);
  const timed = (lines: readonly string[]): { matcher: IgnoreMatcher; out: number; took: number } => {
    const matcher = matcherOf(...lines);
    let out = 0;
    const took = processorTime(() => {
      out = paths.filter((path) => matcher.leavesOut(path)).length;
    });
    return { matcher, out, took };
  };
  const many = (line: (at: number) => string): string[] => Array.from({ length: 500 }, (_, at) => line(at));

  test.each([
    ['names', many((at) => `folder${at}`), 0],
    ['names everywhere', many((at) => `**/page_${at}.html`), 500],
    ['endings', many((at) => `**/*.${at}`), 0],
    ['endings of one letter', many((at) => `**/*_${at}.html`), 500],
    ['starts', many((at) => `app${at}/**`), 5000],
    ['exceptions', ['*', ...many((at) => `!app${at}`)], 0],
  ])('500 %s against 5,000 paths', (_, lines, out) => {
    const run = timed(lines);
    expect(run.out).toBe(out);
    // What they take is a small part of this; the machines of tests are slow.
    expect(run.took).toBeLessThan(1000);
  });

  test('hostile lines are given up', () => {
    const run = timed(many((at) => `${'**/*e*'.repeat(30)}${at}[^x]`));
    expect(run.matcher.gaveUp || run.out === 0).toBe(true);
    expect(run.took).toBeLessThan(3000);
    const worst = timed(many(() => `${'**/*'.repeat(30)}[^l]`));
    expect(worst.matcher.gaveUp).toBe(true);
    expect(worst.took).toBeLessThan(3000);
  });

  test('a path of many folders', () => {
    const matcher = matcherOf('**/x', '**/*y');
    expect(matcher.leavesOut(`${'a/'.repeat(5000)}x`)).toBeDefined();
  });
});
