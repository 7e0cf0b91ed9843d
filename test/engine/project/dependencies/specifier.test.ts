import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  admits,
  admitsMinor,
  minorShare,
  pep440,
  pinnedBy,
  poetrySpecifier,
} from '../../../../server/src/engine/project/dependencies/specifier.ts';

describe('a set of clauses takes a version', () => {
  test.each([
    ['', '5.2', true],
    ['>=5.1', '5.1', true],
    ['>=5.1', '5.0.9', false],
    ['>5.1', '5.1', false],
    ['>5.1', '5.1.1', true],
    ['>5.1', '5.1.post1', false],
    ['>5.1.post1', '5.1.post2', true],
    ['>5.1', '5.1+local', false],
    ['<5.2', '5.1.9', true],
    ['<5.2', '5.2', false],
    ['<=5.2', '5.2.0', true],
    ['<=5.2', '5.2+local', true],
    ['==5.2', '5.2.0', true],
    ['==5.2', '5.2.1', false],
    ['==5.2', '5.2+local', true],
    ['==5.2+local', '5.2', false],
    ['==5.2+local', '5.2+LOCAL', true],
    ['==5.2.*', '5.2.7', true],
    ['==5.2.*', '5.2', true],
    ['==5.2.*', '5.20', false],
    ['==5.*', '5', true],
    ['!=5.2.*', '5.2.7', false],
    ['!=5.2', '5.2.1', true],
    ['~=5.2', '5.9', true],
    ['~=5.2', '6.0', false],
    ['~=5.2', '5.1', false],
    ['~=5.2.3', '5.2.9', true],
    ['~=5.2.3', '5.3', false],
    ['~=2.2.post3', '2.3', true],
    ['===5.2', '5.2', true],
    ['===5.2', '5.2.0', false],
    ['>=5,<6', '5.2', true],
    ['>=5, <6,', '6.0', false],
    [' >= 5 , < 6 ', '5.2', true],
    ['>=1!1', '2024.1', false],
    ['==1!2', '1!2.0', true],
    ['>=5,!=5.2.1', '5.2.1', false],
  ])('%s with %s: %s', (specifier, version, expected) => {
    expect(admits(pep440(specifier), version)).toBe(expected);
  });

  test.each([
    ['>=5.1', '5.2a1', false],
    ['>=5.2a1', '5.2b1', true],
    ['==5.2rc1', '5.2rc1', true],
    ['<5.2', '5.2a1', false],
    ['<5.2rc1', '5.2a1', true],
    ['!=5.2rc1', '5.2rc2', false],
    ['', '5.2.dev1', false],
  ])('pre-releases only where they are named: %s with %s: %s', (specifier, version, expected) => {
    expect(admits(pep440(specifier), version)).toBe(expected);
  });

  test('a lock may have chosen one all the same', () => {
    expect(admits(pep440('>=5.1'), '5.2a1', true)).toBe(true);
    expect(admits(pep440('<5.2'), '5.2a1', true)).toBe(false);
  });

  test.each([
    '5.2',
    '^5.2',
    '~5.2',
    '*',
    '>=',
    '>=five',
    '~=5',
    '>=5.*',
    '==5.2a1.*',
    '>5+local',
    '>=${V}',
    '>=5 <6',
    '=5',
  ])('%s is not for us to guess', (specifier) => {
    expect(admits(pep440(specifier), '5.2')).toBeUndefined();
  });

  test('nor is a version that is none', () => {
    expect(admits(pep440('>=5'), 'newest')).toBeUndefined();
  });
});

describe("Poetry's ranges", () => {
  test.each([
    ['^1.2.3', '1.9', true],
    ['^1.2.3', '2.0', false],
    ['^1.2.3', '1.2.2', false],
    ['^0.2.3', '0.2.9', true],
    ['^0.2.3', '0.3', false],
    ['^0.0.3', '0.0.4', false],
    ['^0', '0.9', true],
    ['~1.2.3', '1.2.9', true],
    ['~1.2.3', '1.3', false],
    ['~1', '1.9', true],
    ['~=1.2.3', '1.2.9', true],
    ['*', '9', true],
    ['1.2', '1.2', true],
    ['1.2', '1.2.1', false],
    ['1.2.*', '1.2.1', true],
    ['>=1.0 <2.0', '1.5', true],
    ['>= 1.0, < 2.0', '2.5', false],
    ['^1 || ^3', '3.1', true],
    ['^1 | ^3', '2.1', false],
  ])('%s with %s: %s', (specifier, version, expected) => {
    expect(admits(poetrySpecifier(specifier), version)).toBe(expected);
  });

  test.each(['', 'latest', '^', '^1 ||', '^x', '1.x'])('%j is not for us to guess', (specifier) => {
    expect(admits(poetrySpecifier(specifier), '1.0')).toBeUndefined();
  });
});

describe('which Pythons', () => {
  test.each([
    ['>=3.10', '3.12', 'all'],
    ['>=3.12.4', '3.12', 'some'],
    ['>3.12', '3.12', 'some'],
    ['>=3.13', '3.12', 'none'],
    ['<3.12', '3.12', 'none'],
    ['<3.12.1', '3.12', 'some'],
    ['<=3.12', '3.12', 'some'],
    ['<=3.12.0', '3.12', 'some'],
    ['==3.12.*', '3.12', 'all'],
    ['==3.12', '3.12', 'some'],
    ['!=3.12.*', '3.12', 'none'],
    ['!=3.12.3', '3.12', 'some'],
    ['~=3.9', '3.12', 'all'],
    ['~=3.12.3', '3.12', 'some'],
    ['~=3.11.3', '3.12', 'none'],
    ['>=3.12.4,<3.12.5', '3.12', 'some'],
    ['>=3.12.5,<3.12.5', '3.12', 'none'],
    ['>3.12.4,<3.12.5', '3.12', 'none'],
    ['>=3,<4', '3.12', 'all'],
    ['>=3.1', '3.12', 'all'],
    ['', '3.12', 'all'],
    ['3.12', '3.12', undefined],
    ['>=3.10', '3', undefined],
    ['>=3.10', '3.12.1', undefined],
  ])('%s and %s: %s', (specifier, minor, share) => {
    expect(minorShare(pep440(specifier), minor)).toBe(share);
    expect(admitsMinor(pep440(specifier), minor)).toBe(share && share !== 'none');
  });

  test.each([
    ['^3.10', '3.14', true],
    ['~3.10', '3.11', false],
    ['>=3.9 <3.12 || ^3.13', '3.12', false],
    ['3.12', '3.12', true],
  ])("in Poetry's words, %s and %s: %s", (specifier, minor, expected) => {
    expect(admitsMinor(poetrySpecifier(specifier), minor)).toBe(expected);
  });
});

test.each([
  ['==5.2.1', '5.2.1'],
  ['>=5,==5.2.1', '5.2.1'],
  ['===5.2.1', '5.2.1'],
  ['==5.2.*', undefined],
  ['>=5.2.1', undefined],
  ['', undefined],
  ['5.2', undefined],
])('%s pins %s', (specifier, expected) => {
  expect(pinnedBy(pep440(specifier))).toBe(expected);
});

test("Poetry's bare version is a pin, an alternative is none", () => {
  expect(pinnedBy(poetrySpecifier('5.2.1'))).toBe('5.2.1');
  expect(pinnedBy(poetrySpecifier('5.2.1 || 5.2.2'))).toBeUndefined();
});

test('nothing throws', () => {
  const pieces = fc.constantFrom(
    '>=',
    '==',
    '~=',
    '^',
    '~',
    '*',
    '.',
    ',',
    '||',
    ' ',
    '1',
    '12',
    'a',
    '!',
    '+x',
    '.*',
    'é',
  );
  const text = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), (specifier, version) => {
      for (const read of [pep440, poetrySpecifier]) {
        expect([true, false, undefined]).toContain(admits(read(specifier), version));
        expect([true, false, undefined]).toContain(admitsMinor(read(specifier), '3.12'));
      }
    }),
  );
});

test('a megabyte of clauses is not read', () => {
  expect(admits(pep440('>=1,'.repeat(250_000)), '1')).toBeUndefined();
});
