import { expect, test } from 'vitest';
import {
  bringsCapability,
  GDAL,
  needsOf,
  PACKAGES_WITH_NEEDS,
  packageFor,
} from '../../../server/src/engine/data/system-needs.ts';

test.each([
  ['libpq-dev', 'libpq-headers', true],
  ['libgdal-dev', 'libpq-headers', true],
  ['postgresql-server-dev-17', 'libpq-headers', true],
  ['postgresql-client-17', 'libpq', true],
  ['gcc-14', 'compiler', true],
  ['curl', 'libpq', false],
  ['libpq-dev', 'compiler', false],
  ['acme-tools', 'libpq', undefined],
] as const)('%s and %s: %s', (name, capability, answer) => {
  expect(bringsCapability('apt', name, capability)).toBe(answer);
});

test('what is installed for a need brings it', () => {
  for (const name of PACKAGES_WITH_NEEDS)
    for (const need of [...(needsOf(name)?.build ?? []), ...(needsOf(name)?.run ?? []), GDAL])
      for (const release of ['bookworm', 'trixie']) {
        expect(bringsCapability('apt', packageFor(need, 'apt', release) ?? '', need.capability)).toBe(true);
        expect(bringsCapability('apk', packageFor(need, 'apk', release) ?? '', need.capability)).toBe(true);
      }
});

test('a name that differs is not guessed for another release', () => {
  const [ldap] = needsOf('python-ldap')?.run ?? [];
  expect(ldap && packageFor(ldap, 'apt', 'bullseye')).toBeUndefined();
  expect(packageFor(GDAL, 'apt', 'bullseye')).toBe('gdal-bin');
});
