import { describe, expect, test } from 'vitest';
import { contextSources, isPattern } from '../../../server/src/engine/model/context-sources.ts';
import { modelOf } from './support.ts';

describe('what is taken from the context', () => {
  test.each([
    ['COPY . .', ['.']],
    ['COPY ./a/ /b *.txt /app/', ['a', 'b', '*.txt']],
    ['ADD ["a b", "c"]', ['a b']],
    ['ARG A=x\nCOPY $A/y $B z .', ['x/y', 'z']],
    ['COPY --from=busybox a b', []],
    ['COPY a b /app # both of them', ['a', 'b']],
    ['ADD https://example.org/a b .', []],
    ['COPY <<EOF a b\nx\nEOF', []],
    ['RUN cp a b', []],
  ])('%s', (line, paths) => {
    const instructions = modelOf(`FROM x\n${line}\n`).stages.flatMap((stage) => stage.instructions);
    expect(instructions.flatMap(contextSources).map(({ path }) => path)).toEqual(paths);
  });
});

test.each([
  ['a/b', false],
  ['a*', true],
  ['a?', true],
  ['[a]', true],
  ['a\\*', true],
])('%s is a pattern: %s', (path, expected) => expect(isPattern(path)).toBe(expected));
