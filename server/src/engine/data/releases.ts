/**
 * How long releases of distributions get security fixes.
 * Sources: Debian and Debian LTS pages, endoflife.date for Ubuntu and Alpine; read on 2026-11-21. A release without a date is one
 * whose dates we could not confirm: nothing is said of it.
 */

interface Dates {
  /** Until then by the distribution's own security team. */
  readonly full: string;
  /** Until then by a smaller team, for fewer packages; the same day where there is no such time. */
  readonly long: string;
}

const until = (full: string, long = full): Dates => ({ full, long });

/** Debian's LTS follows on the three years of full support. */
const DEBIAN = new Map<string, Dates>(
  Object.entries({
    trixie: until('2028-08-09', '2030-06-30'),
    bookworm: until('2026-07-11', '2028-06-30'),
    bullseye: until('2024-08-14', '2026-08-31'),
    buster: until('2022-09-10', '2024-06-30'),
    stretch: until('2020-07-18', '2022-06-30'),
    jessie: until('2018-06-17', '2020-06-30'),
  }),
);

/** Without the years that an Ubuntu Pro subscription adds: a build has none. */
const UBUNTU = new Map<string, Dates>(
  Object.entries({
    resolute: until('2031-04-30'),
    questing: until('2026-07-01'),
    plucky: until('2026-01-17'),
    oracular: until('2025-07-10'),
    noble: until('2029-05-31'),
    mantic: until('2024-07-12'),
    lunar: until('2024-01-20'),
    kinetic: until('2023-07-20'),
    jammy: until('2027-04-01'),
    focal: until('2025-05-31'),
    bionic: until('2023-05-31'),
    xenial: until('2021-04-02'),
    trusty: until('2019-04-02'),
  }),
);

const ALPINE = new Map<string, Dates>(
  Object.entries({
    '3.23': until('2027-11-01'),
    '3.22': until('2027-05-01'),
    '3.21': until('2026-11-01'),
    '3.20': until('2026-04-01'),
    '3.19': until('2025-11-01'),
    '3.18': until('2025-05-09'),
    '3.17': until('2024-11-22'),
    '3.16': until('2024-05-23'),
    '3.15': until('2023-11-01'),
    '3.14': until('2023-05-01'),
    '3.13': until('2022-11-01'),
    '3.12': until('2022-05-01'),
  }),
);

const OLDEST_ALPINE = 12;

/** Where a release stands: `long` is Debian's LTS. The end is missing where it was long ago. */
export interface ReleaseLife {
  /** For messages: `Debian bullseye`, `Alpine 3.19`. */
  readonly name: string;
  readonly state: 'full' | 'long' | 'ended';
  /** The day on which that state began. */
  readonly since: string | undefined;
}

function lifeOf(name: string, { full, long }: Dates, today: string): ReleaseLife {
  if (long < today) return { name, state: 'ended', since: long };
  return full < today ? { name, state: 'long', since: full } : { name, state: 'full', since: undefined };
}

/** A release of Debian or Ubuntu by its code name. */
export function releaseLife(codename: string, today: string): ReleaseLife | undefined {
  const debian = DEBIAN.get(codename);
  if (debian) return lifeOf(`Debian ${codename}`, debian, today);
  const ubuntu = UBUNTU.get(codename);
  return ubuntu && lifeOf(`Ubuntu ${codename}`, ubuntu, today);
}

/** A release of Alpine by its number, `3.19`. */
export function alpineLife(version: string, today: string): ReleaseLife | undefined {
  const name = `Alpine ${version}`;
  const dates = ALPINE.get(version);
  if (dates) return lifeOf(name, dates, today);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOlder = major < 3 || (major === 3 && minor < OLDEST_ALPINE);
  return isOlder ? { name, state: 'ended', since: undefined } : undefined;
}
