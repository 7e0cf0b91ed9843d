import { describe, expect, test } from 'vitest';
import { IgnoreRules } from '../../server/src/host/ignore.ts';

/** Rules of .gitignore files by their folder, outermost first. */
const rules = (files: Readonly<Record<string, string>>): IgnoreRules =>
  Object.entries(files).reduce((all, [folder, text]) => all.with(folder, text), IgnoreRules.none);

test('without rules nothing is ignored', () => {
  expect(IgnoreRules.none.file('Dockerfile')).toBe(false);
  expect(IgnoreRules.none.folder('build')).toBe(false);
});

describe('a .gitignore of a folder speaks of that folder only', () => {
  test.each([
    ['name', 'x', ['a/x', 'a/b/x'], ['x', 'b/x']],
    ['anchored', '/x', ['a/x'], ['a/b/x', 'x']],
    ['with a slash inside', 'b/x', ['a/b/x'], ['a/c/b/x', 'b/x']],
    ['any depth', '**/x', ['a/x', 'a/b/x'], ['x']],
    ['negated', 'x*\n!xy', ['a/x', 'a/xz'], ['a/xy']],
    ['comments and empty lines', '# x\n\n', [], ['a/x', 'a/# x']],
    ['CRLF and BOM', '\uFEFFx\r\ny\r\n', ['a/x', 'a/y'], ['a/z']],
    ['escaped', '\\#x\n\\!y', ['a/#x', 'a/!y'], ['a/x', 'a/y']],
  ])('%s', (_, text, ignored, kept) => {
    const all = rules({ a: text });
    expect(ignored.filter((path) => !all.file(path))).toEqual([]);
    expect(kept.filter((path) => all.file(path))).toEqual([]);
  });
});

test('folders, and only folders', () => {
  const all = rules({ '': 'build/' });
  expect([all.folder('build'), all.file('build'), all.file('build/x')]).toEqual([true, false, true]);
});

test('the inner file has the last word', () => {
  expect(rules({ '': 'x', a: '!x' }).file('a/x')).toBe(false);
  expect(rules({ '': '!x', a: 'x' }).file('a/x')).toBe(true);
  expect(rules({ '': 'build/', a: '!build/' }).file('a/build/x')).toBe(false);
});

test('a folder whose name looks like a pattern', () => {
  const all = rules({ '[a]*!#': 'x' });
  expect([all.file('[a]*!#/x'), all.file('ab!#/x')]).toEqual([true, false]);
});
