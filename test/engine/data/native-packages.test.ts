import { expect, test } from 'vitest';
import {
  buildPackage,
  deliveryOf,
  isInFullImage,
  isLean,
  runtimePackages,
} from '../../../server/src/engine/data/native-packages.ts';

test.each([
  ['apt', 'gcc', 'compiler'],
  ['apt', 'g++-14', 'compiler'],
  ['apt', 'libc6-dev', 'compiler'],
  ['apt', 'libpq-dev', 'headers'],
  ['apt', 'libsomething2.0-dev', 'headers'],
  ['apt', 'libpq5', undefined],
  ['apt', 'git', undefined],
  ['apt', 'binutils', undefined],
  ['apk', 'musl-dev', 'compiler'],
  ['apk', 'postgresql-dev', 'headers'],
  ['apk', 'g++-14', undefined],
] as const)('%s %s: %s', (manager, name, use) => expect(buildPackage(manager, name)).toBe(use));

test.each([
  ['apt', 'trixie', 'libpq-dev', ['libpq5']],
  ['apt', 'bookworm', 'default-libmysqlclient-dev', ['libmariadb3']],
  ['apt', 'trixie', 'libldap-dev', ['libldap2']],
  ['apt', 'bookworm', 'libldap-dev', ['libldap-2.5-0']],
  ['apt', 'trixie', 'libwebp-dev', ['libwebp7', 'libwebpdemux2', 'libwebpmux3']],
  ['apt', 'trixie', 'gcc', []],
  ['apt', 'trixie', 'gfortran', ['libgfortran5']],
  ['apt', 'trixie', 'libpcre3-dev', undefined],
  ['apt', 'bullseye', 'libpq-dev', undefined],
  ['apt', undefined, 'libpq-dev', undefined],
  ['apt', 'trixie', 'libsomething-dev', undefined],
  ['apk', 'alpine', 'postgresql-dev', ['libpq']],
  ['apk', 'alpine', 'gcc', []],
] as const)('what stays of %s on %s: %s', (manager, release, name, libraries) =>
  expect(runtimePackages(manager, release, name)).toEqual(libraries),
);

test('the full image has the usual headers and compilers', () => {
  expect(['gcc', 'libpq-dev', 'git', 'make'].every(isInFullImage)).toBe(true);
  expect(['libgdal-dev', 'libxmlsec1-dev', 'cmake'].some(isInFullImage)).toBe(false);
});

test('lean headers bring nothing but their library', () => {
  expect(isLean('libpq-dev')).toBe(true);
  expect(isLean('libxml2-dev')).toBe(false);
});

test.each([
  ['psycopg2-binary', 'wheel'],
  ['psycopg[binary]', 'wheel'],
  ['psycopg2', 'source'],
  ['django', 'pure'],
  ['somebodys-package', undefined],
] as const)('%s comes as %s', (name, delivery) => expect(deliveryOf(name)).toBe(delivery));
