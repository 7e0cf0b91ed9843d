/**
 * Which programs images hold, and which packages bring them.
 * Sources: debootstrap's minbase of Debian 12 and 13, the package list of buildpack-deps, the Dockerfiles of docker-library, Alpine's
 * BusyBox; the dependencies of the Debian packages below from the package indexes of Debian 12 and 13. Read on 2026-11-21.
 */

/** What an image was built from, as far as programs go. */
export type Contents = 'debian' | 'buildpack' | 'alpine' | 'ubuntu' | 'none';

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** Programs somebody asks for. Of all others nothing is known. */
const ASKED = list(
  'adduser addgroup bash curl g++ gcc git gpg groupadd make nc pkg-config ps ssh sudo unzip useradd wget',
);

export const isKnownProgram = (name: string): boolean => ASKED.has(name);

const ALWAYS: Readonly<Record<Contents, ReadonlySet<string>>> = {
  debian: list('bash useradd groupadd'),
  buildpack: list('adduser addgroup bash useradd groupadd curl g++ gcc git gpg make pkg-config ps ssh unzip wget'),
  alpine: list('adduser addgroup nc ps unzip wget'),
  ubuntu: list('bash useradd groupadd ps'),
  none: list(''),
};

/** Releases of Debian whose smallest image has no adduser; older ones have it, of newer ones it is not known. */
const WITHOUT_ADDUSER = 'trixie';
const WITH_ADDUSER = list('bookworm bullseye buster stretch jessie');

/** Whether an image holds a program before anything is installed; undefined where that is not known. */
export function imageHolds(contents: Contents, release: string | undefined, program: string): boolean | undefined {
  if (!ASKED.has(program)) return undefined;
  if (ALWAYS[contents].has(program)) return true;
  const isAdduser = program === 'adduser' || program === 'addgroup';
  if (!isAdduser || contents === 'none') return false;
  if (release !== undefined && WITH_ADDUSER.has(release)) return true;
  return contents === 'debian' && release === WITHOUT_ADDUSER ? false : undefined;
}

interface Bringers {
  /** These packages hold the program or depend on it. */
  readonly surely: ReadonlySet<string>;
  /** These recommend it, or did so in one of the releases. */
  readonly perhaps: ReadonlySet<string>;
}

const brought = (surely: string, perhaps = ''): Bringers => ({ surely: list(surely), perhaps: list(perhaps) });

const ADDUSER = brought(
  'adduser postgresql-common gnupg gnupg2 dirmngr redis-tools redis-server cron openssh-client openssh-server haproxy memcached rabbitmq-server libreoffice',
  'gdal-bin libgdal-dev poppler-utils git gpg ffmpeg imagemagick ghostscript npm apache2 texlive-latex-base apt-transport-https software-properties-common apt-utils',
);

const APT: Readonly<Record<string, Bringers>> = {
  adduser: ADDUSER,
  addgroup: ADDUSER,
  bash: brought('bash'),
  curl: brought('curl', 'gettext'),
  wget: brought('wget'),
  git: brought('git', 'npm'),
  gcc: brought(
    'gcc g++ build-essential gfortran libtool',
    'python3-pip libgdal-dev npm cmake tcl-dev tk-dev virtualenv',
  ),
  'g++': brought('g++ build-essential', 'python3-pip npm tcl-dev tk-dev virtualenv'),
  make: brought('make build-essential tcl-dev tk-dev', 'python3-pip npm cmake virtualenv'),
  gpg: brought(
    'gnupg gnupg2 gpg libreoffice',
    'gdal-bin libgdal-dev poppler-utils software-properties-common dirmngr build-essential python3-pip npm tcl-dev tk-dev virtualenv',
  ),
  nc: brought('netcat-openbsd netcat-traditional', 'netcat'),
  ps: brought(
    'procps openssh-server',
    'postgresql-common cmake apache2 rabbitmq-server texlive-latex-base libreoffice ffmpeg npm wkhtmltopdf',
  ),
  'pkg-config': brought(
    'pkg-config pkgconf libcairo2-dev tk-dev',
    'libproj-dev libgdal-dev libspatialite-dev librdkafka-dev libtiff5-dev',
  ),
  ssh: brought('openssh-client openssh-server', 'git npm'),
  sudo: brought('sudo'),
  unzip: brought('unzip', 'zip libreoffice'),
};

/** Debian packages whose dependencies were read: they bring nothing but what the table above says. */
const READ = list(`
  adduser gcc g++ libc6-dev make build-essential libpq-dev libpq5 postgresql-client postgresql-common gettext gettext-base git curl wget netcat-openbsd
  netcat-traditional libjpeg-dev libjpeg62-turbo-dev libjpeg62-turbo zlib1g-dev zlib1g libffi-dev libffi8 libssl-dev libssl3 libxml2-dev
  libxml2 libxslt1-dev libxslt-dev libxslt1.1 pkg-config pkgconf default-libmysqlclient-dev libmariadb-dev libmariadb-dev-compat
  libmariadb3 default-mysql-client mariadb-client python3-dev python3-pip python3-venv python3 binutils libproj-dev gdal-bin libgdal-dev
  libgeos-dev libgeos-c1v5 proj-bin ca-certificates gnupg gnupg2 gpg dirmngr nginx nginx-light supervisor redis-tools redis-server vim
  vim-tiny nano procps tini gosu sudo locales tzdata unzip zip xz-utils bzip2 libmagic1 libmagic-dev libpango-1.0-0 libpangoft2-1.0-0
  libpangocairo-1.0-0 libcairo2 libcairo2-dev libharfbuzz-subset0 libgdk-pixbuf-2.0-0 shared-mime-info fonts-dejavu fonts-liberation
  fonts-noto ffmpeg imagemagick ghostscript poppler-utils tesseract-ocr nodejs npm cron openssh-client openssh-server rsync jq less bash
  media-types libldap2-dev libldap-dev libsasl2-dev xmlsec1 libxmlsec1-dev libxmlsec1-openssl libxmlsec1 graphviz dumb-init
  bash-completion apt-transport-https lsb-release iputils-ping dnsutils bind9-dnsutils telnet htop libopenblas-dev liblapack-dev gfortran
  cmake autoconf automake libtool swig libsqlite3-dev sqlite3 libspatialite-dev libsqlite3-mod-spatialite libwebp-dev libtiff-dev
  libtiff5-dev libfreetype6-dev libfreetype6 liblcms2-dev libopenjp2-7-dev tcl-dev tk-dev libreadline-dev libbz2-dev libncurses-dev
  libncurses5-dev liblzma-dev llvm uuid-dev libmemcached-dev libmemcached11 libmcrypt-dev libgl1 libglib2.0-0 libsm6 libxext6 libxrender1
  libgomp1 libevent-dev libpcre2-dev dos2unix file patch inotify-tools entr libsnappy-dev librdkafka-dev unixodbc unixodbc-dev
  freetds-dev freetds-bin libkrb5-dev python3-setuptools python3-wheel virtualenv python-is-python3 dialog debconf-utils apt-utils screen
  tmux iproute2 net-tools lsof strace apache2 libapache2-mod-wsgi-py3 haproxy memcached rabbitmq-server pandoc texlive-latex-base
  libreoffice antiword libyaml-dev libgmp-dev libmpfr-dev
`);

const APK: Readonly<Record<string, Bringers>> = {
  bash: brought('bash bash-completion'),
  curl: brought('curl'),
  wget: brought('wget'),
  git: brought('git'),
  gcc: brought('gcc g++ build-base gfortran'),
  'g++': brought('g++ build-base gfortran'),
  make: brought('make build-base'),
  gpg: brought('gnupg gpg'),
  groupadd: brought('shadow'),
  useradd: brought('shadow'),
  'pkg-config': brought('pkgconf pkgconfig', 'libffi-dev openssl-dev postgresql-dev libpq-dev libxml2-dev libxslt-dev'),
  ssh: brought('openssh-client openssh'),
  sudo: brought('sudo'),
};

/** Alpine's packages bring what their names say; these are the usual ones of a Django image. */
const READ_APK = list(`
  bash build-base ca-certificates cargo curl dumb-init freetype-dev g++ gcc gettext git gnupg gosu jpeg-dev lcms2-dev libc-dev libffi-dev libjpeg
  libjpeg-turbo-dev libmagic libpq libpq-dev libwebp-dev libxml2-dev libxslt-dev linux-headers make mariadb-connector-c
  mariadb-connector-c-dev mariadb-dev musl-dev nginx openjpeg-dev openssh-client openssl openssl-dev pcre-dev pkgconf postgresql-client
  postgresql-dev postgresql-libs python3-dev rust shadow sudo supervisor tiff-dev tini tzdata wget zlib zlib-dev
`);

/** Whether a package brings a program along; undefined where nobody has read what it depends on. */
export function packageBrings(manager: 'apt' | 'apk', name: string, program: string): boolean | undefined {
  const bringers = (manager === 'apt' ? APT : APK)[program];
  if (bringers?.surely.has(name)) return true;
  if (bringers?.perhaps.has(name)) return undefined;
  return ASKED.has(program) && (manager === 'apt' ? READ : READ_APK).has(name) ? false : undefined;
}
