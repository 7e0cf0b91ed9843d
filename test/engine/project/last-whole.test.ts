import { describe, expect, test } from 'vitest';
import { LastWhole } from '../../../server/src/engine/project/last-whole.ts';
import { ParsedFiles } from '../../../server/src/engine/project/parsed.ts';
import { Reading } from '../../../server/src/engine/project/reading.ts';
import type { ReadText } from '../../../server/src/engine/project/types.ts';
import { shown } from '../model/support.ts';

const GOOD = '[project]\nname = "a"\n';
const BROKEN = '[project]\nname = "a\n';
const BETTER = '[project]\nname = "b"\n';
const FILE = 'pyproject.toml';

/** Facts read a file, which is open in an editor unless it is said otherwise. */
function session() {
  const open = new Set([FILE, 'requirements.txt', 'setup.py']);
  const last = new LastWhole((path) => open.has(path));
  const parsed = new ParsedFiles();
  const read = (text: string, path = FILE): string => last.textFor(path, text, parsed);
  return { open, last, read, type: (text: string) => last.typed(FILE, text, parsed), parsed };
}

describe('a text counts as it is', () => {
  test('when nothing could be read before', () => {
    const { read } = session();
    expect([read(BROKEN), read('[x'), read(GOOD)]).toEqual([BROKEN, '[x', GOOD]);
  });

  test('on disk, broken or not', () => {
    const { open, read } = session();
    open.clear();
    expect([read(GOOD), read(BROKEN)]).toEqual([GOOD, BROKEN]);
  });

  test('once the file is closed', () => {
    const { open, read } = session();
    expect([read(GOOD), read(BROKEN)]).toEqual([GOOD, GOOD]);
    open.clear();
    expect(read(BROKEN)).toBe(BROKEN);
    // What was good before it was closed is of the past.
    open.add(FILE);
    expect(read('[x')).toBe('[x');
  });

  test('in a file of lines', () => {
    const { read } = session();
    expect([read('django==5\n', 'requirements.txt'), read('[=', 'requirements.txt')]).toEqual(['django==5\n', '[=']);
  });

  test('when the file was deleted, or the folder around it', () => {
    for (const gone of ['back/pyproject.toml', 'back']) {
      const { last, open, read } = session();
      open.add('back/pyproject.toml');
      read(GOOD, 'back/pyproject.toml');
      last.forget(gone);
      expect(read(BROKEN, 'back/pyproject.toml')).toBe(BROKEN);
    }
  });
});

describe('the last one that could be read counts', () => {
  test('while it is broken, and the next one that can be is taken', () => {
    const { read } = session();
    expect([GOOD, BROKEN, '[proj', BETTER, BROKEN].map((text) => read(text))).toEqual([
      GOOD,
      GOOD,
      GOOD,
      BETTER,
      BETTER,
    ]);
  });

  test('the one on disk, when the first letter breaks it', () => {
    const { open, read } = session();
    open.clear();
    read(GOOD);
    open.add(FILE);
    expect(read(BROKEN)).toBe(GOOD);
  });

  test('also one that nobody asked for in between', () => {
    const { read, type } = session();
    read(GOOD);
    for (const text of [BROKEN, BETTER, BROKEN]) type(text);
    expect(read(BROKEN)).toBe(BETTER);
  });

  test('other files are no matter', () => {
    const { last, read } = session();
    read(GOOD);
    last.forget('pyproject.toml.orig');
    last.forget('py');
    expect(read(BROKEN)).toBe(GOOD);
  });
});

test('a file that nobody has asked for is not looked into', () => {
  const { type, parsed, read } = session();
  type(GOOD);
  expect(read(BROKEN)).toBe(BROKEN);
  expect(parsed.read(FILE, GOOD, () => 'anew')).toBe('anew');
});

test('facts are read of it, and none without a memory', () => {
  let now: ReadText = { state: 'ok', value: GOOD };
  const reads = { text: () => now, tree: () => undefined, mode: () => undefined };
  const lastWhole = new LastWhole(() => true);
  expect(shown(new Reading({ ...reads, lastWhole }).text(FILE))).toBe(GOOD);
  now = { state: 'ok', value: BROKEN };
  expect(shown(new Reading({ ...reads, lastWhole }).text(FILE))).toBe(GOOD);
  expect(shown(new Reading(reads).text(FILE))).toBe(BROKEN);
  now = { state: 'missing' };
  expect(shown(new Reading({ ...reads, lastWhole }).text(FILE))).toBe('?');
});
