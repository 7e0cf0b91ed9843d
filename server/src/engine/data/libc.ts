/**
 * The C library of base images, by what their `release` is in images.ts.
 * Sources: the libc6 and libc packages of each release's index; read on 2026-11-21.
 */
const GLIBC: Readonly<Record<string, number>> = {
  jessie: 19,
  stretch: 24,
  buster: 28,
  bullseye: 31,
  bookworm: 36,
  trixie: 41,
  xenial: 23,
  bionic: 27,
  focal: 31,
  jammy: 35,
  noble: 39,
  oracular: 40,
  plucky: 41,
};

export type Libc = 'musl' | { readonly glibc: number };

/** musl of Alpine, or glibc 2.x with its x; undefined for releases that are not in the table. */
export function libcOf(release: string): Libc | undefined {
  if (release === 'alpine') return 'musl';
  const glibc = GLIBC[release];
  return glibc === undefined ? undefined : { glibc };
}
