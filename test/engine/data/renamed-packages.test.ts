import { expect, test } from 'vitest';
import { missingIn } from '../../../server/src/engine/data/renamed-packages.ts';

test.each([
  ['trixie', 'libldap-2.5-0', 'libldap2'],
  ['bookworm', 'libldap2', 'libldap-2.5-0'],
  ['bookworm', 'libldap-2.4-2', 'libldap-2.5-0'],
  ['trixie', 'libgdal28', 'libgdal36'],
  ['trixie', 'libmysqlclient-dev', 'default-libmysqlclient-dev'],
])('%s has another name for %s', (release, name, successor) => {
  expect(missingIn(release, name)).toEqual({ successor });
});

test('some are gone for good', () => {
  expect(missingIn('trixie', 'wkhtmltopdf')).toEqual({ successor: undefined });
});

test.each([
  ['trixie', 'libldap2'],
  ['trixie', 'libgeos-c1v5'],
  ['bookworm', 'wkhtmltopdf'],
  ['noble', 'libldap-2.5-0'],
])('%s has %s, or nobody knows', (release, name) => {
  expect(missingIn(release, name)).toBeUndefined();
});
