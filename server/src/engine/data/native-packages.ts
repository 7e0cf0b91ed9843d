/**
 * Packages with native code: what builds them, and what stays needed when they run.
 * Sources: the package indexes of Debian 12 and 13 (every name below was looked up in both), buildpack-deps' package list, the install
 * pages of psycopg, mysqlclient, python-ldap, xmlsec and WeasyPrint, PyPI's wheel lists; for Alpine its package names. Read on 2026-11-21.
 */

import { hasMachineCode, isCompiledByHand, isPurePython } from './compiled-packages.ts';

export type SystemManager = 'apt' | 'apk';

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** Programs that only a build needs. */
const COMPILERS: Readonly<Record<SystemManager, ReadonlySet<string>>> = {
  apt: list(`build-essential gcc g++ gfortran make cmake ninja-build meson autoconf automake libtool m4 bison flex patch swig cargo rustc
    clang pkg-config pkgconf libc-dev libc6-dev linux-libc-dev`),
  apk: list(`build-base gcc g++ gfortran make cmake ninja meson autoconf automake libtool m4 bison flex patch swig cargo rust clang
    pkgconf pkgconfig musl-dev libc-dev linux-headers`),
};

/** Headers by their name: every `-dev` package holds them. */
const isHeaders = (name: string): boolean => name.endsWith('-dev') && !COMPILERS.apt.has(name);

/** `gcc-14`, `g++-12`, `clang-16`. */
const VERSIONED_COMPILER = /^(?:gcc|g\+\+|gfortran|clang)-\d+$/;

export type BuildPackage = 'compiler' | 'headers';

/** What a package is for when only a build needs it; undefined for those that something may use at run time. */
export function buildPackage(manager: SystemManager, name: string): BuildPackage | undefined {
  if (COMPILERS[manager].has(name) || (manager === 'apt' && VERSIONED_COMPILER.test(name))) return 'compiler';
  return isHeaders(name) ? 'headers' : undefined;
}

/** What the full python images hold already, with the headers that come along. */
const IN_BUILDPACK = list(`
  autoconf automake autotools-dev build-essential bzip2 curl default-libmysqlclient-dev dpkg-dev file g++ gcc git gnupg imagemagick libbz2-dev
  libc-dev libc6-dev libcairo2-dev libcurl4-openssl-dev libdb-dev libdeflate-dev libevent-dev libexpat1-dev libffi-dev libfontconfig-dev
  libfontconfig1-dev libfreetype-dev libfreetype6-dev libfribidi-dev libgdbm-dev libgdk-pixbuf-2.0-dev libglib2.0-dev libgmp-dev
  libharfbuzz-dev libicu-dev libjpeg-dev libjpeg62-turbo-dev libkrb5-dev liblcms2-dev libldap-dev libldap2-dev liblzma-dev libmagickcore-dev
  libmagickwand-dev libmariadb-dev libmariadb-dev-compat libmaxminddb-dev libncurses-dev libncurses5-dev libncursesw5-dev libopenjp2-7-dev
  libpango1.0-dev libpcre2-dev libpng-dev libpq-dev libreadline-dev libsqlite3-dev libssl-dev libtiff-dev libtiff5-dev libtool libwebp-dev
  libx11-dev libxcb1-dev libxext-dev libxml2-dev libxrender-dev libxslt-dev libxslt1-dev libyaml-dev libzstd-dev linux-libc-dev m4 make
  mercurial openssh-client patch pkg-config pkgconf procps tcl-dev tk-dev unzip uuid-dev wget xz-utils zlib1g-dev`);

export const isInFullImage = (name: string): boolean => IN_BUILDPACK.has(name);

const RELEASES = ['bookworm', 'trixie'] as const;
type Release = (typeof RELEASES)[number];
const isRelease = (name: string): name is Release => (RELEASES as readonly string[]).includes(name);

/** Libraries that stay needed of a package with headers: `name: library…`; `a|b` is bookworm's name and trixie's, `-` that there is none. */
const LIBRARIES = `
  libpq-dev: libpq5
  default-libmysqlclient-dev: libmariadb3
  libmariadb-dev: libmariadb3
  libmariadb-dev-compat: libmariadb3
  unixodbc-dev: unixodbc
  freetds-dev: libct4 libsybdb5
  libsqlite3-dev: libsqlite3-0
  libspatialite-dev: libspatialite7|libspatialite8t64
  libgdal-dev: libgdal32|libgdal36
  libgeos-dev: libgeos-c1v5|libgeos-c1t64
  libproj-dev: libproj25
  libldap-dev: libldap-2.5-0|libldap2
  libldap2-dev: libldap-2.5-0|libldap2
  libsasl2-dev: libsasl2-2
  libkrb5-dev: libgssapi-krb5-2
  libxml2-dev: libxml2
  libxslt1-dev: libxslt1.1
  libxslt-dev: libxslt1.1
  libxmlsec1-dev: libxmlsec1-openssl|libxmlsec1t64-openssl
  libjpeg-dev: libjpeg62-turbo
  libjpeg62-turbo-dev: libjpeg62-turbo
  libpng-dev: libpng16-16|libpng16-16t64
  libtiff-dev: libtiff6
  libtiff5-dev: libtiff6
  libwebp-dev: libwebp7 libwebpdemux2 libwebpmux3
  libopenjp2-7-dev: libopenjp2-7
  liblcms2-dev: liblcms2-2
  libfreetype-dev: libfreetype6
  libfreetype6-dev: libfreetype6
  libimagequant-dev: libimagequant0
  libraqm-dev: libraqm0
  libharfbuzz-dev: libharfbuzz0b
  libfribidi-dev: libfribidi0
  libxcb1-dev: libxcb1
  libcairo2-dev: libcairo2
  libpango1.0-dev: libpango-1.0-0 libpangocairo-1.0-0 libpangoft2-1.0-0
  libgdk-pixbuf-2.0-dev: libgdk-pixbuf-2.0-0
  libgdk-pixbuf2.0-dev: libgdk-pixbuf-2.0-0|-
  libmagickwand-dev: libmagickwand-6.q16-6|libmagickwand-7.q16-10
  libvips-dev: libvips42|libvips42t64
  libgraphviz-dev: libcgraph6 libgvc6
  libffi-dev: libffi8
  libssl-dev: libssl3|libssl3t64
  libcurl4-openssl-dev: libcurl4|libcurl4t64
  libcurl4-gnutls-dev: libcurl3-gnutls|libcurl3t64-gnutls
  zlib1g-dev: zlib1g
  libbz2-dev: libbz2-1.0
  liblzma-dev: liblzma5
  libreadline-dev: libreadline8|libreadline8t64
  libncurses-dev: libncursesw6
  libncurses5-dev: libncursesw6
  libexpat1-dev: libexpat1
  uuid-dev: libuuid1
  libyaml-dev: libyaml-0-2
  libjansson-dev: libjansson4
  libsnappy-dev: libsnappy1v5
  libgmp-dev: libgmp10
  libmpfr-dev: libmpfr6
  libicu-dev: libicu72|libicu76
  libev-dev: libev4|libev4t64
  libevent-dev: libevent-2.1-7|libevent-2.1-7t64
  libzmq3-dev: libzmq5
  libmemcached-dev: libmemcached11|libmemcached11t64
  librdkafka-dev: librdkafka1
  libmagic-dev: libmagic1|libmagic1t64
  libpcre2-dev: libpcre2-8-0
  libpcre3-dev: libpcre3|-
  libcap-dev: libcap2
  libsystemd-dev: libsystemd0
  libopenblas-dev: libopenblas0
  liblapack-dev: liblapack3
  gfortran: libgfortran5`;

/** The same of Alpine. */
const ALPINE_LIBRARIES = `
  postgresql-dev: libpq
  libpq-dev: libpq
  mariadb-dev: mariadb-connector-c
  mariadb-connector-c-dev: mariadb-connector-c
  sqlite-dev: sqlite-libs
  jpeg-dev: libjpeg-turbo
  libjpeg-turbo-dev: libjpeg-turbo
  libpng-dev: libpng
  tiff-dev: tiff
  libwebp-dev: libwebp
  openjpeg-dev: openjpeg
  lcms2-dev: lcms2
  freetype-dev: freetype
  zlib-dev: zlib
  libffi-dev: libffi
  openssl-dev: libcrypto3 libssl3
  curl-dev: libcurl
  libxml2-dev: libxml2
  libxslt-dev: libxslt
  xmlsec-dev: xmlsec
  openldap-dev: libldap
  gdal-dev: gdal
  geos-dev: geos
  proj-dev: proj
  cairo-dev: cairo
  pango-dev: pango
  libmemcached-dev: libmemcached
  pcre2-dev: pcre2
  yaml-dev: yaml
  icu-dev: icu-libs`;

type LibraryTable = ReadonlyMap<string, readonly (readonly string[])[]>;

const table = (text: string): LibraryTable =>
  new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', libraries = ''] = line.trim().split(': ');
        return [name, libraries.split(' ').map((library) => library.split('|'))];
      }),
  );

const BY_MANAGER: Readonly<Record<SystemManager, LibraryTable>> = {
  apt: table(LIBRARIES),
  apk: table(ALPINE_LIBRARIES),
};

/**
 * The packages that stay needed at run time of one that only a build needs whole: none for a compiler. Undefined where that is not
 * known: for other headers and releases.
 */
export function runtimePackages(
  manager: SystemManager,
  release: string | undefined,
  name: string,
): readonly string[] | undefined {
  const entry = BY_MANAGER[manager].get(name);
  if (!entry) return buildPackage(manager, name) === 'compiler' ? [] : undefined;
  if (manager === 'apk') return entry.flat();
  if (release === undefined || !isRelease(release)) return undefined;
  const libraries = entry.map((names) => names[RELEASES.indexOf(release)] ?? names[0] ?? '-');
  return libraries.includes('-') ? undefined : libraries;
}

/** Headers of a database whose library is all that anything linked to them needs: they bring no other libraries along. */
const LEAN = list('libpq-dev default-libmysqlclient-dev libmariadb-dev libmariadb-dev-compat');

export const isLean = (name: string): boolean => LEAN.has(name);

/** How a package of PyPI comes: as a wheel for glibc and musl, as plain Python, or as a source that must be compiled. */
export type Delivery = 'wheel' | 'pure' | 'source';

/** What the lists of compiled packages leave open, as it matters to an install: what these need comes built as well. */
const COMES_BUILT: Readonly<Record<'wheel' | 'pure', ReadonlySet<string>>> = {
  wheel: list('psycopg[binary] pyyaml markupsafe'),
  pure: list(`psycopg uvicorn-worker daphne celery kombu channels channels-redis django-celery-beat requests boto3 weasyprint reportlab
    sentry-sdk`),
};

/** Undefined for packages nobody has looked up. The name is normalised, with the extra where it makes the difference: `psycopg[c]`. */
export function deliveryOf(name: string): Delivery | undefined {
  if (name === 'psycopg[c]' || isCompiledByHand(name)) return 'source';
  if (COMES_BUILT.wheel.has(name) || hasMachineCode(name)) return 'wheel';
  return COMES_BUILT.pure.has(name) || isPurePython(name) ? 'pure' : undefined;
}
