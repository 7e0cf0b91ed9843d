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

/** gcc only recommends the headers of the C library, and compiles next to nothing without them. */
const C_COMPILER = /^gcc(?:-\d+)?$/;
const C_HEADERS = 'libc6-dev';
/** Packages that depend on those headers. */
const BRING_C_HEADERS = new Set([
  ...[C_HEADERS, 'libc-dev', 'build-essential', 'g++', 'clang'],
  ...['python3-dev', 'libpython3-dev', 'zlib1g-dev', 'default-libmysqlclient-dev', 'libmariadb-dev'],
]);

/** What some packages recommend and cannot do without, besides what is installed anyway. */
export function neededRecommendation(names: readonly string[]): string | undefined {
  return names.some((name) => C_COMPILER.test(name)) && !names.some((name) => BRING_C_HEADERS.has(name))
    ? C_HEADERS
    : undefined;
}
