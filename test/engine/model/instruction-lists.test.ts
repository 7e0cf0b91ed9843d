import { expect, test } from 'vitest';
import {
  allInstructions,
  allRuns,
  inheritedCopies,
  inheritedInstructions,
  inheritedRuns,
} from '../../../server/src/engine/model/instruction-lists.ts';
import { modelOf } from './support.ts';

const model = modelOf('FROM x AS a\nRUN one\nCOPY a /a\nFROM y AS b\nRUN two\nFROM a\nADD b /b\nRUN three\n');
const [, , last] = model.stages;
const texts = (list: readonly { readonly node: { readonly args: { readonly text: string } } }[]): string[] =>
  list.map(({ node }) => node.args.text);

test('of the whole file', () => {
  expect(texts(allInstructions(model))).toEqual(['one', 'a /a', 'two', 'b /b', 'three']);
  expect(texts(allRuns(model))).toEqual(['one', 'two', 'three']);
});

test('of a stage and those it is built on, the oldest first', () => {
  if (!last) throw new Error('No stage');
  expect(texts(inheritedInstructions(last))).toEqual(['one', 'a /a', 'b /b', 'three']);
  expect(texts(inheritedRuns(last))).toEqual(['one', 'three']);
  expect(texts(inheritedCopies(last))).toEqual(['a /a', 'b /b']);
});

test('a list is made once', () => {
  expect(allRuns(model)).toBe(allRuns(model));
});
