import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import { root } from '../../scripts/editor/checkout.ts';
import { listRuleFiles, rulePath } from '../../scripts/generate/rule-files.ts';
import { isThere, readText, sourceFiles } from '../support/checkout.ts';
import { UNTESTED } from './untested.ts';

/** Where a file's test belongs: the tests mirror the tree of the sources. */
const testOf = (path: string): string =>
  path
    .replace(/^server\/src\/engine\/rules\/(?!define|options|index|shared)/, 'test/rules/')
    .replace(/^server\/src\//, 'test/')
    .replace(/^client\/src\//, 'test/client/')
    .replace(/\.ts$/, '.test.ts');

/** Nothing is left of it when types, imports and comments are taken away: the compiler tests it. */
const holdsOnlyTypes = (path: string): boolean =>
  stripTypeScriptTypes(readText(path))
    .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^\s*import\b[^;]*;|^\s*export \{\s*\};/gm, '')
    .trim() === '';

const untested = sourceFiles().filter((path) => !isThere(testOf(path)) && !holdsOnlyTypes(path));
const covers = (entry: string, path: string): boolean =>
  entry.endsWith('/') ? path.startsWith(entry) : path === entry;
const isExcused = (path: string): boolean => Object.keys(UNTESTED).some((entry) => covers(entry, path));

test('every source file has a test in the mirrored place, or a reason why not', () => {
  const wanted = untested.filter((path) => !isExcused(path)).map((path) => `${path}: write ${testOf(path)}`);
  expect(wanted, 'Write these tests, or say in test/contract/untested.ts what covers the file').toEqual([]);
});

test('no excuse is out of date', () => {
  const idle = Object.keys(UNTESTED).filter((entry) => !untested.some((path) => covers(entry, path)));
  expect(idle, 'These have tests, or do not exist: take them out of test/contract/untested.ts').toEqual([]);
  const gone = Object.values(UNTESTED).filter(({ coveredBy }) => !isThere(coveredBy));
  expect(gone, 'What covers these does not exist: correct test/contract/untested.ts').toEqual([]);
});

test('rules are never excused', () => {
  const excused = listRuleFiles(root).map(rulePath).filter(isExcused);
  expect(excused, 'Write the tests of these rules').toEqual([]);
});
