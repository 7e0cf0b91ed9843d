import { describe, expect, test } from 'vitest';
import { processorTime } from '../../support/processor-time.ts';
import { modelOf } from './support.ts';

/** The stages nobody needs: everything else builds. */
const leaves = (text: string): (string | number)[] =>
  modelOf(text)
    .stages.filter((stage) => stage.role !== 'builds')
    .map((stage) => stage.name ?? stage.index);

describe('a stage is no leaf', () => {
  test.each([
    ['another is FROM it', 'FROM a AS x\nFROM x AS y', ['y']],
    ['names differ in case', 'FROM a AS Base\nFROM base AS y', ['y']],
    ['a global ARG names it', 'ARG T=x\nFROM a AS x\nFROM $T AS y', ['y']],
    ['it is copied from', 'FROM a AS x\nFROM b AS y\nCOPY --from=x /a /b', ['y']],
    ['it is copied from by its place', 'FROM a\nFROM b AS y\nCOPY --from=0 /a /b', ['y']],
    ['it is added from', 'FROM a AS x\nFROM b AS y\nADD --from=x /a /b', ['y']],
    ['it is mounted', 'FROM a AS x\nFROM b AS y\nRUN --mount=from=x,target=/a c', ['y']],
    ['a trigger copies from it', 'FROM a AS x\nFROM b AS y\nONBUILD COPY --from=x /a /b', ['y']],
    ['a FROM with a variable may mean it', 'FROM a AS deps-arm\nFROM b AS deps-x86\nFROM deps-${ARCH} AS y\n', ['y']],
    ['a FROM may mean any stage', 'ARG T\nFROM a AS x\nFROM b AS z\nFROM ${T} AS y', ['y']],
    ['a COPY with a variable may mean it', 'FROM a AS x-1\nFROM b AS y\nCOPY --from=x-$N /a /b', ['y']],
  ])('when %s', (_, text, expected) => {
    expect(leaves(text.replace('FROM a AS deps', 'ARG ARCH\nFROM a AS deps'))).toEqual(expected);
  });
});

describe('a stage stays a leaf', () => {
  test.each([
    ['a default names another', 'ARG T=x\nFROM a AS x\nFROM b AS z\nFROM $T AS y', ['z', 'y']],
    ['a pattern does not fit it', 'ARG ARCH\nFROM a AS x\nFROM b AS deps-arm\nFROM deps-${ARCH} AS y', ['x', 'y']],
    ['an image of its name has a tag', 'FROM a AS python\nFROM python:3 AS y', ['python', 'y']],
    ['an image of its name has a registry', 'FROM a AS python\nFROM docker.io/python AS y', ['python', 'y']],
    ['a stage in front of it copies from it', 'FROM a AS x\nCOPY --from=y /a /b\nFROM b AS y', ['x', 'y']],
    ['it copies from itself', 'FROM a AS x\nCOPY --from=x /a /b', ['x']],
    ['a mount has its number', 'FROM a AS x\nFROM b AS y\nRUN --mount=from=0,target=/x c', ['x', 'y']],
    ['several ship', 'FROM a AS x\nFROM x AS web\nFROM x AS worker', ['web', 'worker']],
  ])('when %s', (_, text, expected) => {
    expect(leaves(text)).toEqual(expected);
  });
});

describe('of two stages with one name', () => {
  test('FROM means the one in front of it', () => {
    const { stages } = modelOf('FROM a AS x\nFROM x AS y\nFROM b AS x\nFROM x AS z\n');
    expect(stages.map((stage) => stage.parent?.index)).toEqual([undefined, 0, undefined, 2]);
  });

  test('a stage may be FROM an image of its own name', () => {
    const { stages } = modelOf('FROM python AS python\nFROM python AS y\n');
    expect(stages.map((stage) => stage.parent?.index)).toEqual([undefined, 0]);
  });
});

test('names with many variables are no reason to hang', () => {
  const many = 'x${A}'.repeat(400);
  const took = processorTime(() => {
    expect(leaves(`ARG A\nFROM a AS ${'x'.repeat(5000)}\nFROM ${many}z AS y\n`)).toHaveLength(2);
  });
  expect(took).toBeLessThan(2000);
});
