import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesAnyGlob, matchesGlob } from '../../../server/src/engine/config/glob.ts';
import { processorTime } from '../../support/processor-time.ts';

describe('matches', () => {
  test.each([
    ['legacy/**', 'legacy/Dockerfile'],
    ['legacy/**', 'legacy/a/b/Dockerfile'],
    ['legacy/', 'legacy/a/Dockerfile'],
    ['legacy', 'apps/legacy/Dockerfile'],
    ['/legacy', 'legacy/Dockerfile'],
    ['./legacy', 'legacy/Dockerfile'],
    ['**/legacy/**', 'apps/old/legacy/Dockerfile'],
    ['**/legacy/**', 'legacy/Dockerfile'],
    ['apps/*/Dockerfile', 'apps/web/Dockerfile'],
    ['apps/**/Dockerfile', 'apps/Dockerfile'],
    ['apps/**/Dockerfile', 'apps/a/b/Dockerfile'],
    ['*.dev.Dockerfile', 'apps/web.dev.Dockerfile'],
    ['Dockerfile.?', 'Dockerfile.1'],
    ['Dockerfile.[a-c]', 'Dockerfile.b'],
    ['Dockerfile.[!a-c]', 'Dockerfile.d'],
    ['Dockerfile.[]x]', 'Dockerfile.]'],
    ['Dockerfile.[', 'Dockerfile.['],
    ['Dockerfile.\\*', 'Dockerfile.*'],
    ['a*b*c', 'aXbXbXc'],
    ['Dockerfile.ü?', 'Dockerfile.üé'],
    ['**', 'anything/at/all'],
  ])('%s: %s', (glob, path) => {
    expect(matchesGlob(glob, path)).toBe(true);
  });
});

describe('does not match', () => {
  test.each([
    ['legacy/**', 'apps/legacy/Dockerfile'],
    ['legacy/**', 'legacy2/Dockerfile'],
    ['/legacy', 'apps/legacy/Dockerfile'],
    ['apps/*/Dockerfile', 'apps/a/b/Dockerfile'],
    ['apps/*', 'apps'],
    ['Dockerfile.?', 'Dockerfile.'],
    ['Dockerfile.[a-c]', 'Dockerfile.d'],
    ['Dockerfile.\\*', 'Dockerfile.x'],
    ['dockerfile', 'Dockerfile'],
    ['', 'Dockerfile'],
    ['/', 'Dockerfile'],
  ])('%s: %s', (glob, path) => {
    expect(matchesGlob(glob, path)).toBe(false);
  });
});

test('any of several', () => {
  expect(matchesAnyGlob(['a', 'b/**'], 'b/Dockerfile')).toBe(true);
  expect(matchesAnyGlob([], 'b/Dockerfile')).toBe(false);
});

test('a path without special characters matches itself and what lies in it', () => {
  const name = fc.stringMatching(/^[a-z._ -]{1,6}$/).filter((each) => each !== '.');
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      const path = names.join('/');
      return (
        matchesGlob(`/${path}`, path) && matchesGlob(`/${path}`, `${path}/x`) && !matchesGlob(`/${path}`, `x/${path}`)
      );
    }),
  );
});

test('no glob makes matching slow', () => {
  const took = processorTime(() => {
    expect(matchesGlob(`${'*a'.repeat(2000)}b`, 'a'.repeat(20_000))).toBe(false);
    expect(matchesGlob(`${'**/a/'.repeat(2000)}b`, 'a/'.repeat(10_000))).toBe(false);
  });
  expect(took).toBeLessThan(5000);
});
