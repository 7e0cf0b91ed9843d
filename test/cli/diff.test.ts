import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../server/src/cli/diff.ts';
import { processorTime } from '../support/processor-time.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const lines = (...texts: string[]): string => texts.map((text) => `${text}\n`).join('');
const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

test('is empty for equal texts', () => {
  expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
});

test('shows three lines around a change', () => {
  const before = lines(...numbers(1, 10));
  expect(unifiedDiff('Dockerfile', before, before.replace('5\n', 'five\nfünf\n'))).toBe(
    `--- a/Dockerfile\n+++ b/Dockerfile\n@@ -2,7 +2,8 @@\n${lines(' 2', ' 3', ' 4', '-5', '+five', '+fünf', ' 6', ' 7', ' 8')}`,
  );
});

test('near changes are one hunk, far ones two', () => {
  const before = lines(...numbers(1, 30));
  const hunksOf = (after: string) => unifiedDiff('a', before, after).match(/^@@.*@@$/gm);
  expect(hunksOf(before.replace('10\n', 'x\n').replace('17\n', 'y\n'))).toEqual(['@@ -7,14 +7,14 @@']);
  expect(hunksOf(before.replace('10\n', 'x\n').replace('18\n', 'y\n'))).toEqual([
    '@@ -7,7 +7,7 @@',
    '@@ -15,7 +15,7 @@',
  ]);
});

test('says when the last line has no end', () => {
  expect(unifiedDiff('a', 'x', 'x\n')).toBe('--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n');
});

test('from and to nothing', () => {
  expect(unifiedDiff('a', '', 'x\n')).toContain('@@ -0,0 +1 @@\n+x\n');
  expect(unifiedDiff('a', 'x\n', '')).toContain('@@ -1 +0,0 @@\n-x\n');
});

describe('git applies it', () => {
  const text = fc
    .tuple(fc.array(fc.constantFrom('a', 'b', 'c', 'RUN x\r', ''), { maxLength: 30 }), fc.boolean())
    .map(([parts, ended]) => parts.join('\n') + (ended ? '\n' : ''))
    .filter((each) => each !== '');

  test('and gets the other text', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'Dockerfile');
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        writeFileSync(file, before);
        const input = unifiedDiff('Dockerfile', before, after);
        execFileSync('git', ['apply', '--unidiff-zero', '--whitespace=nowarn', '-'], { cwd: folder, input });
        expect(readFileSync(file, 'utf8')).toBe(after);
      }),
      { numRuns: 40 },
    );
  });
});

test('is quick on large files that differ in many places', () => {
  const before = lines(...numbers(1, 5000));
  const after = lines(...numbers(1, 5000).map((each, index) => (index % 10 === 0 ? `x${each}` : each)));
  const took = processorTime(() => {
    expect(unifiedDiff('a', before, after)).toContain('+x4991\n');
  });
  expect(took).toBeLessThan(5000);
});
