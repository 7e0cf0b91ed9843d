import { expect, test, vi } from 'vitest';
import { ParsedFiles } from '../../../server/src/engine/project/parsed.ts';

test('a file is read again when its text has changed, and by each function once', () => {
  const files = new ParsedFiles();
  const length = vi.fn((_: string, text: string) => text.length);
  const name = vi.fn((path: string) => path);
  const all = ['one', 'one', 'three', 'one', 'fifth', 'three'].map((text) => [
    files.read('a', text, length),
    files.read('a', text, name),
  ]);
  expect(all).toEqual([
    [3, 'a'],
    [3, 'a'],
    [5, 'a'],
    [3, 'a'],
    [5, 'a'],
    [5, 'a'],
  ]);
  // The text before the last one is kept, too.
  expect(length).toHaveBeenCalledTimes(4);
  expect(name).toHaveBeenCalledTimes(4);
});

test('an answer may be that there is none', () => {
  const files = new ParsedFiles();
  const nothing = vi.fn(() => undefined);
  expect([files.read('a', '', nothing), files.read('a', '', nothing)]).toEqual([undefined, undefined]);
  expect(nothing).toHaveBeenCalledTimes(1);
});

test('what was worked out of several files is kept, until there is too much of it', () => {
  const files = new ParsedFiles();
  const source = { look: (name: string) => name.length, isSame: (a: number, b: number) => a === b };
  const make = vi.fn((look: (name: string) => number) => look('abc'));
  const ask = (key: string) => files.derived(key, source, make);
  expect([ask('first'), ask('first')]).toEqual([3, 3]);
  expect(make).toHaveBeenCalledTimes(1);
  for (let key = 0; key < 500; key++) ask(`${key}`);
  ask('499');
  expect(make).toHaveBeenCalledTimes(501);
  ask('first');
  expect(make).toHaveBeenCalledTimes(502);
});

test('a listing is looked through once, and another one anew', () => {
  const files = new ParsedFiles();
  const tree = { files: ['a.py', 'b/a.py'], skipped: [], partial: false };
  const first = files.workspace(tree);
  expect(first.named('a.py')).toEqual(['a.py', 'b/a.py']);
  expect(files.workspace(tree)).toBe(first);
  const other = { ...tree, files: ['b/a.py', 'b/c.py'] };
  expect(files.workspace(other).named('a.py')).toEqual(['b/a.py']);
  expect(files.workspace(tree).all).toEqual(tree.files);
});
