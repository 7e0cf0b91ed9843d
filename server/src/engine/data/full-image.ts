/**
 * What the full Python images have and the small ones lack.
 * Sources: the package list of buildpack-deps, install pages of the packages below; read on 2026-11-21.
 */

/** Programs that somebody calls by name, with the Debian packages that bring them. */
const PROGRAMS = new Map<string, readonly string[]>(
  Object.entries({
    curl: ['curl'],
    wget: ['wget'],
    git: ['git'],
    hg: ['mercurial'],
    svn: ['subversion'],
    ssh: ['openssh-client'],
    scp: ['openssh-client'],
    'ssh-keyscan': ['openssh-client'],
    gcc: ['gcc', 'build-essential'],
    cc: ['gcc', 'build-essential'],
    'g++': ['g++', 'build-essential'],
    make: ['make', 'build-essential'],
    patch: ['patch', 'build-essential'],
    autoconf: ['autoconf'],
    automake: ['automake'],
    'pkg-config': ['pkg-config', 'pkgconf'],
    pg_config: ['libpq-dev'],
    mysql_config: ['default-libmysqlclient-dev', 'libmariadb-dev'],
    unzip: ['unzip'],
    xz: ['xz-utils'],
    bzip2: ['bzip2'],
    file: ['file'],
    gpg: ['gnupg', 'gpg'],
    convert: ['imagemagick'],
    identify: ['imagemagick'],
    magick: ['imagemagick'],
    ps: ['procps'],
    pgrep: ['procps'],
    pkill: ['procps'],
    top: ['procps'],
    free: ['procps'],
    adduser: ['adduser'],
    addgroup: ['adduser'],
    deluser: ['adduser'],
  }),
);

/** The packages that bring a program to a small image; undefined for programs that it has, and that nobody looked up. */
export const packagesBehind = (program: string): readonly string[] | undefined => PROGRAMS.get(program);

/** Packages of PyPI that load a library of the system which the full image happens to have. */
const WITH_SYSTEM_LIBRARY = new Set([
  'psycopg',
  'python-magic',
  'wand',
  'weasyprint',
  'cairosvg',
  'cairocffi',
  'pangocffi',
  'pyvips',
  'oracledb',
  'pyodbc',
  'python-ldap',
]);

export const needsSystemLibrary = (name: string): boolean => WITH_SYSTEM_LIBRARY.has(name);
