import { expect, test } from 'vitest';
import { readText, sourceFiles } from '../support/checkout.ts';

/**
 * What V8 gives a hidden class of its own for every object it makes: such objects are slow to read, and what they hold on to
 * stays in memory until the next full garbage collection. One of either made an analysis half as slow again.
 */
const COSTLY: readonly (readonly [RegExp, string])[] = [
  [/^\s{4,}get \w+\(/, 'a getter in an object literal: make it a class'],
  [/^\s+(?:return |const \w+ = )?function\*/, 'a generator made inside of a function: move it out'],
];

test('no object of the engine has a hidden class of its own', () => {
  const engine = sourceFiles().filter((path) => path.startsWith('server/src/engine/'));
  const found = engine.flatMap((path) =>
    readText(path)
      .split('\n')
      .flatMap((line, index) =>
        COSTLY.filter(([pattern]) => pattern.test(line)).map(([, what]) => `${path}:${index + 1} ${what}`),
      ),
  );
  expect(found).toEqual([]);
});
