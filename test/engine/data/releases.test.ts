import { describe, expect, test } from 'vitest';
import { alpineLife, releaseLife } from '../../../server/src/engine/data/releases.ts';

const TODAY = '2026-11-21';

describe('releases with a code name', () => {
  test.each([
    ['trixie', 'Debian trixie', 'full', undefined],
    ['bookworm', 'Debian bookworm', 'long', '2026-07-11'],
    ['bullseye', 'Debian bullseye', 'ended', '2026-08-31'],
    ['noble', 'Ubuntu noble', 'full', undefined],
    ['focal', 'Ubuntu focal', 'ended', '2025-05-31'],
  ])('%s', (codename, name, state, since) => {
    expect(releaseLife(codename, TODAY)).toEqual({ name, state, since });
  });

  test('the last day still counts', () => {
    expect(releaseLife('bullseye', '2026-08-31')?.state).toBe('long');
  });

  test('nothing is said of others', () => {
    expect(releaseLife('sid', TODAY)).toBeUndefined();
    expect(releaseLife('toString', TODAY)).toBeUndefined();
  });
});

test.each([
  ['3.23', 'full', undefined],
  ['3.21', 'ended', '2026-11-01'],
  ['3.5', 'ended', undefined],
  ['2.6', 'ended', undefined],
])('Alpine %s', (version, state, since) => {
  expect(alpineLife(version, TODAY)).toEqual({ name: `Alpine ${version}`, state, since });
});

test('an Alpine whose end is not confirmed', () => {
  expect(alpineLife('3.24', TODAY)).toBeUndefined();
});
