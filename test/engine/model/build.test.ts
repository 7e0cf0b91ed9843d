import { describe, expect, test } from 'vitest';
import { processorTime } from '../../support/processor-time.ts';
import { modelOf } from './support.ts';

test('instructions belong to the stage above them, ARGs in front of the first to the file', () => {
  const model = modelOf('ARG A=1\nARG B\nFROM x\nRUN a\nFROM y AS z\nARG C\n');
  expect(model.globalArgs.map((node) => node.pairs[0]?.name)).toEqual(['A', 'B']);
  expect(model.stages.map((stage) => stage.instructions.map((each) => each.kind))).toEqual([['run'], ['arg']]);
});

test('an instruction in front of the first FROM belongs to nothing', () => {
  const model = modelOf('RUN a\nFROM x\n');
  expect(model.stages.map((stage) => stage.instructions)).toEqual([[]]);
});

describe('half-typed files', () => {
  test.each(['', 'FROM', 'FROM\nRUN', 'FROM x AS', 'RUN x', 'FROM $', 'FROM x\nCOPY --from= a b', 'ONBUILD FROM x'])(
    '%j makes a model',
    (text) => {
      const model = modelOf(text);
      for (const stage of model.stages) expect(stage.ancestry[0]).toBe(stage);
    },
  );
});

test('a chain of thousands of stages is no reason to hang', () => {
  const text = Array.from({ length: 5000 }, (_, index) => `FROM s${index} AS s${index + 1}`).join('\n');
  const took = processorTime(() => {
    const { stages, shipped } = modelOf(text);
    expect(stages.at(-1)?.ancestry).toHaveLength(5000);
    expect(shipped).toEqual([stages.at(-1)]);
  });
  expect(took).toBeLessThan(3000);
});
