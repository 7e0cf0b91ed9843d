import { expect, test } from 'vitest';
import {
  compareVersions,
  isPrerelease,
  parseVersion,
  type Version,
} from '../../../../server/src/engine/project/dependencies/version.ts';

const version = (text: string): Version => {
  const parsed = parseVersion(text);
  if (!parsed) throw new Error(`${text} is no version`);
  return parsed;
};

/** Each comes before the next one. */
const ASCENDING = [
  '0.9',
  '1.0.dev1',
  '1.0a1.dev2',
  '1.0a1',
  '1.0a1.post1',
  '1.0a2',
  '1.0b1',
  '1.0rc1',
  '1.0',
  '1.0+abc',
  '1.0+abc.5',
  '1.0+5',
  '1.0+5.1',
  '1.0.post1.dev1',
  '1.0.post1',
  '1.0.1',
  '1.2',
  '1.10',
  '2024.1',
  '1!0.1',
];

test.each(ASCENDING.slice(1).map((later, index) => [ASCENDING[index] ?? '', later]))('%s comes before %s', (a, b) => {
  expect(compareVersions(version(a), version(b))).toBeLessThan(0);
  expect(compareVersions(version(b), version(a))).toBeGreaterThan(0);
});

test.each([
  ['1.0', '1'],
  ['1.0', 'v1.0.0'],
  ['1.0', ' 1.0 '],
  ['1.0alpha1', '1.0a1'],
  ['1.0-beta.2', '1.0b2'],
  ['1.0c1', '1.0rc1'],
  ['1.0preview3', '1.0rc3'],
  ['1.0a', '1.0a0'],
  ['1.0-1', '1.0.post1'],
  ['1.0rev2', '1.0.post2'],
  ['1.0dev', '1.0.dev0'],
  ['1.0RC1', '1.0rc1'],
  ['1.0+Ubuntu-1', '1.0+ubuntu.1'],
  ['0!1', '1'],
  ['01.02', '1.2'],
])('%s is %s in other words', (a, b) => {
  expect(compareVersions(version(a), version(b))).toBe(0);
});

test.each([
  '',
  'x',
  '1.',
  '.1',
  '1..2',
  '1.2.x',
  '1.*',
  '1+',
  '1+a+b',
  '1.0 2',
  '>=1',
  '$VERSION',
  '1'.repeat(16),
  `1${'.1'.repeat(500)}`,
])('%j is no version', (text) => {
  expect(parseVersion(text)).toBeUndefined();
});

test.each([
  ['1.0a1', true],
  ['1.0.dev1', true],
  ['1.0', false],
  ['1.0.post1', false],
  ['1.0.post1.dev1', true],
])('whether %s is a pre-release: %s', (text, expected) => {
  expect(isPrerelease(version(text))).toBe(expected);
});
