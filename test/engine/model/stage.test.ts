import { expect, test } from 'vitest';
import { modelOf, stageOf } from './support.ts';

test('the ancestry leads from a stage to the one that is FROM an image', () => {
  const { stages } = modelOf('FROM a AS x\nFROM b AS other\nFROM x AS y\nFROM y AS z\n');
  expect(stages.map((stage) => stage.ancestry.map((each) => each.name))).toEqual([
    ['x'],
    ['other'],
    ['y', 'x'],
    ['z', 'y', 'x'],
  ]);
});

test('the base is the image at the root, whatever lies between', () => {
  expect(stageOf('FROM python:3.13 AS x\nFROM x AS y\nFROM y\n').base.label).toBe('python:3.13');
});

test('name, place and instructions are those of the file', () => {
  const stage = stageOf('FROM a\nFROM b AS Web\nRUN x\nUSER y\n');
  expect(stage).toMatchObject({ name: 'Web', index: 1 });
  expect(stage.instructions.map((each) => [each.kind, each.index, each.stage === stage])).toEqual([
    ['run', 0, true],
    ['user', 1, true],
  ]);
});
