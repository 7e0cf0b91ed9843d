/**
 * Debian's packages that some releases have and others have not, under another name or not at all.
 * Source: the package indexes of Debian 11, 12 and 13, packages that others provide included; read on 2026-11-30.
 */

/** The name that a release has for the same; undefined where it has nothing of the kind. */
type Successors = ReadonlyMap<string, string | undefined>;

const table = (text: string): Successors =>
  new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', successor] = line.trim().split(' ');
        return [name, successor];
      }),
  );

/** What neither release has. */
const GONE = `
  libmysqlclient-dev default-libmysqlclient-dev
  libmariadbclient-dev default-libmysqlclient-dev
  libmysqlclient21 libmariadb3
  mysql-client default-mysql-client
  netcat netcat-openbsd
  python-dev
  python-pip
  libldap-2.4-2 %ldap
  libgdal20 %gdal
  libgdal28 %gdal
  libicu67 %icu
  libproj15 libproj25
  libproj19 libproj25
  libproj22 libproj25
  libssl1.1
  libffi6 libffi8
  libffi7 libffi8
  libtiff5 libtiff6
  libwebp6 libwebp7
  libreadline7 libreadline8
  libcurl3
  libenchant1c2a
  libjasper-dev
  libpython3.9
  python3.9-dev
  openjdk-11-jre`;

const bookworm = `
  libldap2 libldap-2.5-0
  libgdal36 libgdal32
  libicu76 libicu72
  libspatialite8t64 libspatialite7
  libmagickwand-7.q16-10 libmagickwand-6.q16-6
  libxmlsec1t64-openssl libxmlsec1-openssl
  libgeos-c1t64 libgeos-c1v5
  libmagic1t64 libmagic1
  libmemcached11t64 libmemcached11
  libssl3t64 libssl3
  libpng16-16t64 libpng16-16
  libcurl4t64 libcurl4
  libglib2.0-0t64 libglib2.0-0`;

const trixie = `
  libldap-2.5-0 libldap2
  libgdal32 libgdal36
  libicu72 libicu76
  libspatialite7 libspatialite8t64
  libmagickwand-6.q16-6 libmagickwand-7.q16-10
  libgdk-pixbuf2.0-0 libgdk-pixbuf-2.0-0
  libgdk-pixbuf2.0-dev libgdk-pixbuf-2.0-dev
  libgl1-mesa-glx libgl1
  mime-support media-types
  libatlas-base-dev libopenblas-dev
  libpcre3
  libpcre3-dev
  libncurses5
  libtinfo5
  libgconf-2-4
  libpython3.11
  python3.11-dev
  python3-distutils
  software-properties-common
  wkhtmltopdf
  openjdk-17-jre`;

const inRelease = (text: string, ldap: string, gdal: string, icu: string): Successors =>
  table(`${GONE}\n${text.trim()}`.replaceAll('%ldap', ldap).replaceAll('%gdal', gdal).replaceAll('%icu', icu));

const BY_RELEASE: ReadonlyMap<string, Successors> = new Map([
  ['bookworm', inRelease(bookworm, 'libldap-2.5-0', 'libgdal32', 'libicu72')],
  ['trixie', inRelease(trixie, 'libldap2', 'libgdal36', 'libicu76')],
]);

/** A release has no package of this name; `successor` is the one that took its place. */
export function missingIn(release: string, name: string): { readonly successor: string | undefined } | undefined {
  const names = BY_RELEASE.get(release);
  return names?.has(name) ? { successor: names.get(name) } : undefined;
}
