/**
 * Packages that never come alone on a slim image of Debian: what they depend on is not in it.
 * Source: the package indexes of Debian 12 and 13, dependencies followed against what `debian:*-slim` holds; read on 2026-11-21.
 */
const BRING_OTHERS = new Set([
  'build-essential',
  'curl',
  'default-libmysqlclient-dev',
  'g++',
  'gcc',
  'gdal-bin',
  'git',
  'libpq-dev',
  'nginx',
  'postgresql-client',
]);

export const bringsOtherPackages = (name: string): boolean => BRING_OTHERS.has(name);
