import { expect, test } from 'vitest';
import { ParsedFiles } from '../../../server/src/engine/project/parsed.ts';
import { MAX_WANTS, Reading } from '../../../server/src/engine/project/reading.ts';
import type { Read } from '../../../server/src/engine/project/types.ts';
import { known, unknown } from '../../../server/src/engine/text/known.ts';
import { listed, readsOf } from './support.ts';

const reading = () => new Reading(readsOf({ texts: { a: 'text', b: undefined, c: null } }));

test('what is read is known, what is missing or refused is not, and neither is wanted', () => {
  const { wants } = reading();
  expect(reading().text('a')).toEqual(known('text'));
  expect(reading().text('d')).toEqual(unknown('d does not exist'));
  expect(reading().text('c')).toEqual(unknown('c is too large'));
  expect(wants).toEqual([]);
});

test('what nobody has asked for is wanted, once', () => {
  const each = reading();
  expect([each.text('b'), each.text('b'), each.workspace()]).toEqual([
    unknown('b is not read yet'),
    unknown('b is not read yet'),
    unknown(' is not read yet'),
  ]);
  expect(each.wants).toEqual([
    { kind: 'text', path: 'b' },
    { kind: 'tree', path: '' },
  ]);
});

test('a file of the context is one of the folder it lies in', () => {
  const context = known({ root: 'web', has: () => true, below: () => [], copied: () => [], skipped: [], links: [] });
  const each = new Reading(readsOf({ texts: { 'web/a': 'x' }, tree: listed() }));
  expect(each.contextText(context, 'a')).toEqual(known('x'));
  expect(each.contextText(unknown('no context'), 'a')).toEqual(unknown('no context'));
});

test('a text stays what it was when it was first read', () => {
  let now: Read<string> | undefined;
  const each = new Reading({ text: () => now, tree: () => undefined, mode: () => undefined });
  expect(each.text('a').known).toBe(false);
  now = { state: 'ok', value: 'first' };
  expect(each.text('a')).toEqual(known('first'));
  now = { state: 'ok', value: 'second' };
  expect(each.text('a')).toEqual(known('first'));
  now = undefined;
  expect(each.text('a')).toEqual(known('first'));
});

test('modes and marks of a file of the context', () => {
  const context = known({ root: 'web', has: () => true, below: () => [], copied: () => [], skipped: [], links: [] });
  const each = new Reading({
    text: (path) => (path === 'web/a' ? { state: 'ok', value: 'x', bom: true } : undefined),
    tree: () => undefined,
    mode: (path) => (path === 'web/a' ? { state: 'ok', value: 'executable' } : undefined),
  });
  expect(each.contextMode(context, 'a')).toEqual(known('executable'));
  expect(each.contextMode(context, 'b').known).toBe(false);
  expect(each.contextMode(unknown('no context'), 'a')).toEqual(unknown('no context'));
  expect(each.hasMark(context, 'a')).toBe(true);
  expect(each.hasMark(context, 'b')).toBe(false);
  expect(each.wants).toEqual([{ kind: 'mode', path: 'web/b' }]);
});

test('no Dockerfile makes a host read without end', () => {
  const each = new Reading({ text: () => undefined, tree: () => undefined, mode: () => undefined });
  for (let i = 0; i < MAX_WANTS * 2; i++) each.text(`file${i}`);
  expect(each.wants).toHaveLength(MAX_WANTS);
});

test('YAML and JSON are tables; what is no table, or holds mistakes, is unknown', () => {
  const each = new Reading(readsOf({ texts: { a: 'b: 1', c: '{"d": 2}', e: '[]', f: 'g: [', h: undefined, i: null } }));
  const names = (path: string) => {
    const table = each.yaml(path);
    return table.known ? table.value.entries.map(({ name }) => name) : undefined;
  };
  expect(['a', 'c', 'e', 'f', 'h', 'i', 'j'].map(names)).toEqual([['b'], ['d'], ...Array(5).fill(undefined)]);
  expect(['a', 'e', 'h', 'i', 'j'].map((path) => each.isWanted(path))).toEqual([false, false, true, false, false]);
});

test('a text is parsed once, where the host keeps what was made of it', () => {
  const answer = { state: 'ok', value: 'a: 1' } as const;
  const reads = { text: () => answer, tree: () => undefined, mode: () => undefined, parsed: new ParsedFiles() };
  const each = () => new Reading(reads).yaml('a');
  expect(each()).toBe(each());
});

test('the workspace is what its listing has, unless that was cut off', () => {
  const files = (partial: boolean) => {
    const tree = { state: 'ok', value: { files: ['a', 'b/c'], skipped: [], partial } } as const;
    const workspace = new Reading(readsOf({ tree })).workspace();
    return workspace.known && workspace.value.all;
  };
  expect([files(false), files(true)]).toEqual([['a', 'b/c'], false]);
});
