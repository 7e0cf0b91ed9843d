/**
 * What packages of Python need of the distribution, to be compiled and to be imported, and which of its packages bring that.
 * Sources: the package indexes of Debian 12 and 13, their dependencies and recommendations followed; Alpine's package names; the install
 * pages of the packages; read on 2026-11-30.
 */
import type { SystemManager } from './native-packages.ts';

/** Something that packages of the distribution bring. */
export type Capability =
  | 'compiler'
  | 'pkg-config'
  | 'libpq-headers'
  | 'mysql-headers'
  | 'ldap-headers'
  | 'sasl-headers'
  | 'libpq'
  | 'libmariadb'
  | 'libldap'
  | 'libpango'
  | 'libmagic'
  | 'libgdal';

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** Packages that bring each of them, by themselves or with what they depend on or recommend. */
const BRING: Readonly<Record<SystemManager, Readonly<Record<Capability, ReadonlySet<string>>>>> = {
  apt: {
    compiler: list(
      'gcc g++ build-essential clang gfortran libtool rustc cargo cmake python3-pip npm libgdal-dev weasyprint python3-dev-is-python3 meson swig',
    ),
    'pkg-config': list(
      'pkg-config pkgconf libcairo2-dev libpango1.0-dev libgdal-dev libspatialite-dev libproj-dev libcurl4-openssl-dev libtool cmake meson',
    ),
    'libpq-headers': list('libpq-dev libgdal-dev postgresql-server-dev-all'),
    'mysql-headers': list('default-libmysqlclient-dev libmariadb-dev libmariadb-dev-compat libgdal-dev'),
    'ldap-headers': list('libldap2-dev libldap-dev libgdal-dev libproj-dev libspatialite-dev libcurl4-openssl-dev'),
    'sasl-headers': list('libsasl2-dev libmemcached-dev'),
    libpq: list(
      'libpq5 libpq-dev gdal-bin libgdal-dev libgdal32 libgdal36 postgresql-client python3-psycopg2 python3-psycopg',
    ),
    libmariadb: list(
      'libmariadb3 libmariadb-dev libmariadb-dev-compat default-libmysqlclient-dev default-mysql-client mariadb-client gdal-bin libgdal-dev libgdal32 libgdal36',
    ),
    libldap: list(
      'libldap2 libldap-2.5-0 libldap2-dev libldap-dev curl gettext libpq5 libpq-dev git gnupg build-essential libproj-dev gdal-bin libgdal-dev libgdal32 libgdal36 libspatialite-dev postgresql-client libcurl4 libcurl4-openssl-dev poppler-utils tesseract-ocr python3-pip cmake rustc cargo software-properties-common dirmngr libproj25 npm chromium apache2 libapache2-mod-wsgi-py3 python3-psycopg2',
    ),
    libpango: list(
      'libpangoft2-1.0-0 libpango1.0-dev libpangocairo-1.0-0 imagemagick ffmpeg tesseract-ocr graphviz libreoffice-writer chromium weasyprint',
    ),
    libmagic: list('libmagic1 libmagic1t64 libmagic-dev file libtool libgdal-dev python3-magic'),
    libgdal: list('gdal-bin libgdal-dev libgdal28 libgdal32 libgdal36 python3-gdal'),
  },
  apk: {
    compiler: list('gcc g++ build-base clang rust cargo gfortran'),
    'pkg-config': list('pkgconf pkgconfig build-base'),
    'libpq-headers': list('postgresql-dev libpq-dev'),
    'mysql-headers': list('mariadb-dev mariadb-connector-c-dev'),
    'ldap-headers': list('openldap-dev'),
    'sasl-headers': list('cyrus-sasl-dev'),
    libpq: list('libpq postgresql-libs postgresql-dev libpq-dev postgresql-client gdal gdal-dev py3-psycopg2'),
    libmariadb: list(
      'mariadb-connector-c mariadb-connector-c-dev mariadb-dev mariadb-client mysql-client gdal gdal-dev',
    ),
    libldap: list('libldap openldap-dev openldap-clients postgresql-client postgresql-dev libpq libpq-dev'),
    libpango: list('pango pango-dev weasyprint'),
    libmagic: list('libmagic file file-dev'),
    libgdal: list('gdal gdal-dev gdal-tools'),
  },
};

/** Packages that were looked up, and bring nothing but what the lists above say. */
const LOOKED_UP = list(`
  adduser apt-transport-https apt-utils bash binutils bzip2 ca-certificates cron dnsutils dumb-init file fonts-dejavu fonts-dejavu-core
  fonts-liberation gettext-base gosu htop iputils-ping jq less libatomic1 libcairo2 libffi-dev libfreetype6 libgeos-c1v5 libgeos-c1t64 libgl1
  libglib2.0-0 libglib2.0-0t64 libgdk-pixbuf-2.0-0 libharfbuzz-subset0 libjpeg-dev libjpeg62-turbo libjpeg62-turbo-dev liblcms2-2 libmagic-dev
  libmemcached11 libmemcached11t64 libopenblas-dev libopenjp2-7 libpango-1.0-0 libpng-dev libsasl2-2 libssl-dev libtiff6 libwebp7 libxml2
  libxml2-dev libxmlsec1-dev libxslt1-dev libxslt1.1 libyaml-dev locales lsb-release make media-types nano netcat-openbsd netcat-traditional
  nginx openssh-client patch procps python3-dev redis-tools rsync shared-mime-info sqlite3 sudo supervisor telnet tini tzdata unzip vim wget
  xmlsec1 xz-utils zip zlib1g-dev
  su-exec musl-dev libc-dev linux-headers libffi openssl openssl-dev jpeg-dev libjpeg-turbo libjpeg-turbo-dev zlib zlib-dev libpng
  freetype freetype-dev libxml2 libxslt libxslt-dev netcat-openbsd gettext curl git`);

/** Whether a package of the distribution brings something; undefined for one that nobody has looked up. */
export function bringsCapability(manager: SystemManager, name: string, capability: Capability): boolean | undefined {
  if (BRING[manager][capability].has(name) || isVersioned(manager, name, capability)) return true;
  const isKnown = LOOKED_UP.has(name) || Object.values(BRING[manager]).some((names) => names.has(name));
  return isKnown ? false : undefined;
}

/** `gcc-14`, `postgresql-server-dev-17`, `postgresql17-client`. */
function isVersioned(manager: SystemManager, name: string, capability: Capability): boolean {
  switch (capability) {
    case 'compiler':
      return manager === 'apt' && /^(?:gcc|g\+\+|clang|gfortran)-\d+$/.test(name);
    case 'libpq-headers':
      return /^postgresql(?:-server-dev-\d+|\d+-dev)$/.test(name);
    case 'libpq':
      return /^postgresql(?:-(?:client|server-dev)-\d+|\d+(?:-client|-dev)?)$/.test(name);
    default:
      return false;
  }
}

/** What a package needs, and the package of the distribution to install for it. */
export interface Need {
  readonly capability: Capability;
  readonly apt: Readonly<Record<'bookworm' | 'trixie', string>>;
  readonly apk: string;
}

const need = (capability: Capability, apt: string, apk: string, bookworm = apt): Need => ({
  capability,
  apt: { trixie: apt, bookworm },
  apk,
});

/** What compiles. */
export const COMPILER = need('compiler', 'build-essential', 'build-base');
const LIBPQ_HEADERS = need('libpq-headers', 'libpq-dev', 'libpq-dev');
const MYSQL_HEADERS = need('mysql-headers', 'default-libmysqlclient-dev', 'mariadb-connector-c-dev');
const PKG_CONFIG = need('pkg-config', 'pkg-config', 'pkgconf');
const LIBPQ = need('libpq', 'libpq5', 'libpq');
const LIBMARIADB = need('libmariadb', 'libmariadb3', 'mariadb-connector-c');

interface Needs {
  /** To compile it, where it has no wheel. */
  readonly build: readonly Need[];
  /** To import it. */
  readonly run: readonly Need[];
  /** The first release without wheels, or that needs all of this. */
  readonly from?: string;
}

/** By the name of the package, and what it is asked for with: `psycopg` is the one without extras. */
const NEEDS: ReadonlyMap<string, Needs> = new Map([
  ['psycopg2', { build: [LIBPQ_HEADERS, COMPILER], run: [LIBPQ], from: '2.8' }],
  ['psycopg-c', { build: [LIBPQ_HEADERS, COMPILER], run: [LIBPQ] }],
  ['psycopg', { build: [], run: [LIBPQ] }],
  ['mysqlclient', { build: [MYSQL_HEADERS, PKG_CONFIG, COMPILER], run: [LIBMARIADB], from: '2.2' }],
  [
    'python-ldap',
    {
      build: [
        need('ldap-headers', 'libldap-dev', 'openldap-dev'),
        need('sasl-headers', 'libsasl2-dev', 'cyrus-sasl-dev'),
        COMPILER,
      ],
      run: [need('libldap', 'libldap2', 'libldap', 'libldap-2.5-0')],
    },
  ],
  ['uwsgi', { build: [COMPILER], run: [] }],
  ['weasyprint', { build: [], run: [need('libpango', 'libpangoft2-1.0-0', 'pango')], from: '53' }],
  ['python-magic', { build: [], run: [need('libmagic', 'libmagic1t64', 'libmagic', 'libmagic1')] }],
]);

export const needsOf = (name: string): Needs | undefined => NEEDS.get(name);

/** What has needs of its own. */
export const PACKAGES_WITH_NEEDS: readonly string[] = [...NEEDS.keys()];

/** What django.contrib.gis loads. */
export const GDAL: Need = need('libgdal', 'gdal-bin', 'gdal');

/** The package to install for a need. */
export function packageFor({ apt, apk }: Need, manager: SystemManager, release: string): string | undefined {
  if (manager === 'apk') return apk;
  return release === 'trixie' || release === 'bookworm'
    ? apt[release]
    : apt.trixie === apt.bookworm
      ? apt.trixie
      : undefined;
}
