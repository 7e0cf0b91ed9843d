import { expect, test } from 'vitest';
import { imageHolds, packageBrings } from '../../../server/src/engine/data/programs.ts';

test.each([
  ['debian', 'trixie', 'adduser', false],
  ['debian', 'bookworm', 'adduser', true],
  ['debian', 'forky', 'adduser', undefined],
  ['debian', undefined, 'adduser', undefined],
  ['debian', 'trixie', 'useradd', true],
  ['debian', 'trixie', 'curl', false],
  ['buildpack', 'trixie', 'adduser', true],
  ['buildpack', undefined, 'curl', true],
  ['buildpack', 'trixie', 'nc', false],
  ['alpine', 'alpine', 'useradd', false],
  ['alpine', 'alpine', 'wget', true],
  ['ubuntu', 'noble', 'adduser', undefined],
  ['none', undefined, 'bash', false],
  ['debian', 'trixie', 'a-program-of-ones-own', undefined],
] as const)('an image of %s %s holds %s: %s', (contents, release, program, holds) => {
  expect(imageHolds(contents, release, program)).toBe(holds);
});

test.each([
  ['apt', 'gnupg', 'adduser', true],
  ['apt', 'git', 'adduser', undefined],
  ['apt', 'libpq-dev', 'adduser', false],
  ['apt', 'a-package-nobody-read', 'adduser', undefined],
  ['apt', 'build-essential', 'gcc', true],
  ['apk', 'build-base', 'gcc', true],
  ['apk', 'postgresql-dev', 'git', false],
] as const)('of %s, %s brings %s: %s', (manager, name, program, brings) => {
  expect(packageBrings(manager, name, program)).toBe(brings);
});
