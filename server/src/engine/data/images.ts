/**
 * What is known about base images.
 * Sources: docker-library image sources and tag lists, distroless and uv image documentation; read on 2026-11-21.
 */
import { type ImageReference, officialName } from '../syntax/image-reference.ts';
import { type Known, known, unknown } from '../text/known.ts';
import type { Contents } from './programs.ts';

export type ImageFamily =
  | 'python'
  | 'uv'
  | 'debian'
  | 'ubuntu'
  | 'alpine'
  | 'redhat'
  | 'distroless'
  | 'hardened'
  | 'scratch'
  | 'windows'
  | 'other'
  | 'unknown';

export interface ImageFacts {
  readonly family: ImageFamily;
  readonly variant: 'slim' | 'full' | 'alpine' | 'minimal' | undefined;
  /** `3.13`. */
  readonly python: Known<string>;
  /** `trixie`, `bookworm`, `alpine`, `noble` … */
  readonly release: Known<string>;
  readonly packageManager: Known<'apt' | 'apk' | 'dnf' | 'none'>;
  readonly defaultUser: Known<string>;
  readonly workdir: Known<string>;
  /** The PATH the image sets, or that Docker sets where it sets none. */
  readonly path: Known<string>;
  readonly hasShell: Known<boolean>;
  /** What programs it holds, see `programs.ts`. */
  readonly contents: Contents | undefined;
  /** What /bin/sh is: dash stays in front of the last command of `sh -c`; bash and BusyBox replace themselves by it. */
  readonly sh: Known<'dash' | 'busybox' | 'bash'>;
  /** The image's own ENV is known not to touch pip, uv, poetry or Django settings. */
  readonly plainEnvironment: boolean;
  /** True for images made to run Python, false for those made for something else. */
  readonly forPython: Known<boolean>;
}

const NOT_KNOWN = unknown('the image is not one we know');

/** What is known of an image nobody can name. */
export const UNKNOWN_IMAGE: ImageFacts = {
  family: 'unknown',
  variant: undefined,
  python: NOT_KNOWN,
  release: NOT_KNOWN,
  packageManager: NOT_KNOWN,
  defaultUser: NOT_KNOWN,
  workdir: NOT_KNOWN,
  path: NOT_KNOWN,
  hasShell: NOT_KNOWN,
  contents: undefined,
  sh: NOT_KNOWN,
  plainEnvironment: false,
  forPython: NOT_KNOWN,
};

const DEFAULT_FOLDERS = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const DEFAULT_PATH = known(DEFAULT_FOLDERS);

const libraryImage = {
  ...UNKNOWN_IMAGE,
  defaultUser: known('root'),
  hasShell: known(true),
  plainEnvironment: true,
} as const;

/** An official image that holds a system and nothing that runs by itself. */
const systemImage = { ...libraryImage, workdir: known('/'), path: DEFAULT_PATH } as const;

const pythonSystem = {
  ...systemImage,
  path: known(`/usr/local/bin:${DEFAULT_FOLDERS}`),
  forPython: known(true),
} as const;

/** Debian releases that official images have carried. */
const DEBIAN_RELEASES = ['trixie', 'bookworm', 'bullseye', 'buster', 'stretch', 'jessie', 'forky', 'sid'];
const UBUNTU_RELEASES =
  'resolute questing plucky oracular noble mantic lunar kinetic jammy focal bionic xenial trusty'.split(' ');

/** Official images that serve something else than Python code, and what they are built on by default. */
const OTHER_IMAGES: Readonly<Record<string, 'debian' | 'alpine' | 'none'>> = {
  node: 'debian',
  nginx: 'debian',
  httpd: 'debian',
  caddy: 'alpine',
  traefik: 'alpine',
  haproxy: 'debian',
  postgres: 'debian',
  mysql: 'none',
  mariadb: 'none',
  redis: 'debian',
  valkey: 'debian',
  memcached: 'debian',
  rabbitmq: 'none',
  golang: 'debian',
  rust: 'debian',
  ruby: 'debian',
  php: 'debian',
  'eclipse-temurin': 'none',
  openjdk: 'none',
  maven: 'none',
  composer: 'alpine',
};

/** Those of them that run as a user of their own. */
const SET_THEIR_OWN_USER = new Set(['haproxy', 'memcached']);

/** More names of Docker Hub's official images: no stage needs to be called like them. */
const MORE_OFFICIAL_NAMES = new Set(
  `adminer almalinux alpine amazoncorretto amazonlinux archlinux bash buildpack-deps busybox cassandra clojure couchdb dart debian docker
   elasticsearch elixir erlang fedora fluentd gcc ghost gradle groovy haskell hello-world influxdb jetty joomla julia kibana kong
   liquibase logstash mongo nats neo4j nextcloud odoo oraclelinux percona perl phpmyadmin pypy python r-base registry rockylinux
   scratch solr sonarqube spark swift tomcat ubuntu unit varnish vault wordpress zookeeper`.split(/\s+/),
);

export const isOfficialImageName = (name: string): boolean =>
  MORE_OFFICIAL_NAMES.has(name.toLowerCase()) || Object.hasOwn(OTHER_IMAGES, name.toLowerCase());

const releaseIn = (tag: string, releases: readonly string[]): string | undefined =>
  releases.find((release) => tag.split(/[-.]/).includes(release));

/** What distributions call their releases besides the code name. */
const RELEASE_NUMBERS: Readonly<Record<'debian' | 'ubuntu', Readonly<Record<string, string>>>> = {
  debian: { '13': 'trixie', '12': 'bookworm', '11': 'bullseye', '10': 'buster', '9': 'stretch', '8': 'jessie' },
  ubuntu: {
    '26.04': 'resolute',
    '25.10': 'questing',
    '25.04': 'plucky',
    '24.10': 'oracular',
    '24.04': 'noble',
    '23.10': 'mantic',
    '23.04': 'lunar',
    '22.10': 'kinetic',
    '22.04': 'jammy',
    '20.04': 'focal',
    '18.04': 'bionic',
    '16.04': 'xenial',
    '14.04': 'trusty',
  },
};

/** Python minors that are no longer built: their undated tags stay on the Debian of their last build. */
const LAST_DEBIAN_OF_OLD_MINORS: Readonly<Record<string, string>> = {
  '3.8': 'bookworm',
  '3.7': 'bookworm',
  '3.6': 'bullseye',
  '3.5': 'buster',
  '2.7': 'buster',
};

/**
 * The first patch of a minor that was built on a Debian: undated tags moved to bookworm in June 2023 and to trixie in August
 * 2025. A tag with a patch is not built again once the next patch is out. 3.13.6 was current while they moved.
 */
const FIRST_PATCH: readonly { readonly release: string; readonly patches: Readonly<Record<string, number>> }[] = [
  { release: 'trixie', patches: { '3.9': 23, '3.10': 18, '3.11': 13, '3.12': 11, '3.13': 7, '3.14': 0, '3.15': 0 } },
  { release: 'bookworm', patches: { '3.7': 17, '3.8': 17, '3.9': 17, '3.10': 12, '3.11': 4, '3.12': 0, '3.13': 0 } },
];

/** A tag with this patch has been built on that Debian. */
export const hasPatchOn = (release: string, minor: string, patch: string): boolean =>
  FIRST_PATCH.some(
    (each) => each.release === release && Number(patch) >= (each.patches[minor] ?? Number.POSITIVE_INFINITY),
  );

/** The Debian of a python tag that does not name one. */
function undatedRelease(minor: string | undefined, patch: string | undefined): Known<string> {
  if (minor === undefined) return known('trixie');
  if (patch !== undefined) {
    if (`${minor}.${patch}` === '3.13.6') return unknown('the tag may be of either Debian');
    const found = FIRST_PATCH.find(({ patches }) => Number(patch) >= (patches[minor] ?? Number.POSITIVE_INFINITY));
    return found ? known(found.release) : unknown('the tag names no release');
  }
  const old = LAST_DEBIAN_OF_OLD_MINORS[minor];
  if (old !== undefined) return known(old);
  return Number(minor.split('.')[1]) >= 9 ? known('trixie') : unknown('the tag names no release');
}

const debianLike = (release: Known<string>): Partial<ImageFacts> => ({
  release,
  packageManager: known('apt'),
  sh: known('dash'),
});
/** Slim images are Debian's smallest; the full ones have compilers, curl and git on top. */
const debianVariant = (isSlim: boolean): Pick<ImageFacts, 'variant' | 'contents'> =>
  isSlim ? { variant: 'slim', contents: 'debian' } : { variant: 'full', contents: 'buildpack' };
const alpineLike: Partial<ImageFacts> = {
  variant: 'alpine',
  contents: 'alpine',
  release: known('alpine'),
  packageManager: known('apk'),
  sh: known('busybox'),
};

/** What `python:2` has meant since 2010. */
const LAST_PYTHON_2 = '2.7';

function pythonImage({ tag = '', digest }: ImageReference): ImageFacts {
  const [, written, patch] = /^(\d+\.\d+|2)(?:\.(\d+))?(?:[a-z-]|$)/.exec(tag) ?? [];
  const minor = written === '2' ? LAST_PYTHON_2 : written;
  const python = minor ? known(minor) : unknown('the tag names no minor version');
  if (isWindowsTag(tag)) return { ...UNKNOWN_IMAGE, family: 'windows' };
  const family = { family: 'python', python } as const;
  if (/(?:^|-)alpine/.test(tag)) return { ...pythonSystem, ...alpineLike, ...family };
  const named = releaseIn(tag, DEBIAN_RELEASES);
  if (tag === '' && digest !== undefined)
    return { ...pythonSystem, packageManager: NOT_KNOWN, hasShell: known(true), ...family };
  const undated = digest === undefined ? undatedRelease(minor, patch) : unknown('the digest may be of any age');
  return {
    ...pythonSystem,
    ...debianLike(named ? known(named) : undated),
    ...debianVariant(/(?:^|-)slim/.test(tag)),
    ...family,
  };
}

const isWindowsTag = (tag: string): boolean => /windowsservercore|nanoserver/.test(tag);

/** `ghcr.io/astral-sh/uv`: the plain tags hold the binary alone; the others are a Python or a distribution with uv in it. */
function uvImage(tag: string): ImageFacts {
  const minor = /python(\d+\.\d+)/.exec(tag)?.[1];
  const python = minor ? known(minor) : unknown('uv installs the Python it needs');
  const family = { family: 'uv', python } as const;
  const release = releaseIn(tag, DEBIAN_RELEASES);
  if (/alpine/.test(tag)) return { ...pythonSystem, ...alpineLike, ...family };
  if (!minor && !release && !/debian/.test(tag)) return emptyImage;
  return {
    ...pythonSystem,
    ...debianLike(release ? known(release) : unknown('the tag names no release')),
    ...debianVariant(/slim/.test(tag)),
    ...family,
  };
}

const emptyImage: ImageFacts = {
  ...UNKNOWN_IMAGE,
  family: 'scratch',
  hasShell: known(false),
  defaultUser: known('root'),
  workdir: known('/'),
  path: DEFAULT_PATH,
  packageManager: known('none'),
  contents: 'none',
  plainEnvironment: true,
};

/** A release by its code name or its number. */
function releaseOf(system: 'debian' | 'ubuntu', tag: string, names: readonly string[]): Known<string> {
  const number = /^\d+(?:\.\d+)?/.exec(tag)?.[0] ?? '';
  const numbers = RELEASE_NUMBERS[system];
  const found = releaseIn(tag, names) ?? numbers[number] ?? numbers[number.replace(/\..*/, '')];
  return found ? known(found) : unknown('the tag names no release');
}

function distribution(name: string, tag: string): ImageFacts | undefined {
  switch (name) {
    case 'debian':
    case 'buildpack-deps':
      return {
        ...systemImage,
        ...debianLike(releaseOf('debian', tag, DEBIAN_RELEASES)),
        family: 'debian',
        variant: /slim/.test(tag) ? 'slim' : 'full',
        contents: name === 'debian' ? 'debian' : /curl|scm/.test(tag) ? undefined : 'buildpack',
      };
    case 'ubuntu':
      return {
        ...systemImage,
        ...debianLike(releaseOf('ubuntu', tag, UBUNTU_RELEASES)),
        family: 'ubuntu',
        variant: 'full',
        contents: 'ubuntu',
      };
    case 'alpine':
      return { ...systemImage, ...alpineLike, family: 'alpine' };
    case 'fedora':
    case 'rockylinux':
    case 'almalinux':
    case 'centos':
    case 'amazonlinux':
    case 'oraclelinux':
      return { ...systemImage, family: 'redhat', packageManager: known('dnf'), sh: known('bash') };
    case 'busybox':
      return {
        ...systemImage,
        family: 'other',
        packageManager: known('none'),
        sh: known('busybox'),
        forPython: known(false),
      };
    default:
      return undefined;
  }
}

/** Registries that mirror Docker's official images under a path of their own. */
function mirroredOfficialName(reference: ImageReference): string | undefined {
  const path = reference.registry === undefined ? undefined : `${reference.registry}/${reference.repository}`;
  return /^(?:public\.ecr\.aws\/docker|mirror\.gcr\.io)\/library\/([^/]+)$/.exec(path ?? '')?.[1];
}

function officialImage(name: string, reference: ImageReference): ImageFacts {
  const tag = reference.tag ?? '';
  if (name === 'python') return pythonImage(reference);
  if (name === 'scratch') return emptyImage;
  if (isWindowsTag(tag)) return { ...UNKNOWN_IMAGE, family: 'windows' };
  const found = distribution(name, tag);
  if (found) return found;
  const builtOn = Object.hasOwn(OTHER_IMAGES, name) ? OTHER_IMAGES[name] : undefined;
  if (builtOn === undefined) return UNKNOWN_IMAGE;
  const system =
    /alpine/.test(tag) || builtOn === 'alpine' ? alpineLike : builtOn === 'debian' ? debianLike(NOT_KNOWN) : {};
  const user = SET_THEIR_OWN_USER.has(name) ? { defaultUser: NOT_KNOWN } : {};
  return { ...libraryImage, ...system, ...user, contents: undefined, family: 'other', forPython: known(false) };
}

/** Python of Debian's own packages, which distroless images hold. */
const PYTHON_OF_DEBIAN: Readonly<Record<string, string>> = { '13': '3.13', '12': '3.11', '11': '3.9' };

function distroless(repository: string, tag: string): ImageFacts {
  const number = /-debian(\d+)$/.exec(repository)?.[1] ?? '';
  const release = RELEASE_NUMBERS.debian[number];
  const python = /(?:^|\/)python3/.test(repository) ? PYTHON_OF_DEBIAN[number] : undefined;
  const nonroot = tag.includes('nonroot');
  return {
    ...emptyImage,
    family: 'distroless',
    python: python ? known(python) : unknown('the image names no Python'),
    release: release ? known(release) : unknown('the image names no release'),
    hasShell: known(tag.includes('debug')),
    contents: tag.includes('debug') ? undefined : 'none',
    defaultUser: known(nonroot ? '65532' : 'root'),
    workdir: known(nonroot ? '/home/nonroot' : '/'),
    forPython: known(repository.includes('python')),
  };
}

/** Images with as little in them as can be: Docker's hardened ones and Chainguard's. */
function hardened(repository: string, tag: string): ImageFacts {
  const isPython = /(?:^|\/)python$/.test(repository);
  const minor = isPython ? /^(\d+\.\d+)/.exec(tag)?.[1] : undefined;
  return {
    ...UNKNOWN_IMAGE,
    family: 'hardened',
    hasShell: known(/(?:^|-)dev(?:$|-)/.test(tag)),
    python: minor ? known(minor) : NOT_KNOWN,
    forPython: isPython ? known(true) : NOT_KNOWN,
  };
}

/** What a base image holds, from its name alone. */
export function imageFacts(reference: ImageReference): ImageFacts {
  const tag = reference.tag ?? '';
  const official = officialName(reference) ?? mirroredOfficialName(reference);
  if (official !== undefined) return officialImage(official, reference);
  const path = `${reference.registry ?? 'docker.io'}/${reference.repository}`;
  if (/(?:^|\/)astral-sh\/uv$/.test(path) || path === 'docker.io/astral/uv') return uvImage(tag);
  if (path.startsWith('gcr.io/distroless/')) return distroless(reference.repository, tag);
  if (path.startsWith('dhi.io/') || path.startsWith('cgr.dev/')) return hardened(reference.repository, tag);
  if (/^registry\.(?:access\.)?redhat\.(?:com|io)\/ubi\d/.test(path)) {
    return { ...UNKNOWN_IMAGE, family: 'redhat', hasShell: known(true), sh: known('bash') };
  }
  if (/^mcr\.microsoft\.com\/(?:windows|powershell)/.test(path) || isWindowsTag(tag))
    return { ...UNKNOWN_IMAGE, family: 'windows' };
  return UNKNOWN_IMAGE;
}
