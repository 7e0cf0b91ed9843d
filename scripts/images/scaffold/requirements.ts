import { type Combination, needsRedis } from './combinations.ts';

/** What a project of these choices asks for. Versions are of 2026-12-01. */
const VERSIONS = {
  Django: '5.2.17',
  celery: '5.7.0',
  daphne: '4.2.3',
  'dj-database-url': '3.1.2',
  'django-environ': '0.14.0',
  granian: '2.8.9',
  gunicorn: '26.2.0',
  mysqlclient: '2.3.2',
  psycopg2: '2.9.13',
  'python-decouple': '3.8',
  redis: '8.1.0',
  uvicorn: '0.54.0',
  'uvicorn-worker': '0.4.0',
  whitenoise: '6.12.0',
} as const;

type Name = keyof typeof VERSIONS;

/** They have no wheels for Linux, so that they are compiled while an image is built. */
export const COMPILED: ReadonlySet<Name> = new Set(['mysqlclient', 'psycopg2']);

/** Celery reaches Redis with more than the package redis. */
const EXTRAS: Partial<Record<Name, string>> = { celery: 'redis' };

export interface Requirement {
  readonly name: Name;
  readonly extra: string | undefined;
  readonly version: string;
  /** Needed where the site is served, and not by somebody who works on it. */
  readonly production: boolean;
}

const SERVERS: Readonly<Record<Combination['server'], readonly Name[]>> = {
  gunicorn: ['gunicorn'],
  'gunicorn-asgi': ['gunicorn', 'uvicorn', 'uvicorn-worker'],
  uvicorn: ['uvicorn'],
  daphne: ['daphne'],
  granian: ['granian'],
};

const DRIVERS: Readonly<Record<Combination['database'], readonly Name[]>> = {
  postgresql: ['psycopg2'],
  mysql: ['mysqlclient'],
  mariadb: ['mysqlclient'],
  sqlite: [],
};

const READERS: Readonly<Record<Combination['settings'], readonly Name[]>> = {
  'os.environ': [],
  'django-environ': ['django-environ'],
  'dj-database-url': ['dj-database-url'],
  decouple: ['python-decouple'],
  split: [],
};

export function requirementsOf(combination: Combination): readonly Requirement[] {
  const { server, database, settings, static: files, celery } = combination;
  const needed = new Set<Name>([
    'Django',
    ...DRIVERS[database],
    ...READERS[settings],
    ...(celery === 'yes' ? ['celery' as const] : []),
    ...(needsRedis(combination) ? ['redis' as const] : []),
    ...(files === 'whitenoise' ? ['whitenoise' as const] : []),
  ]);
  const serving = new Set<Name>(SERVERS[server]);
  return [...needed, ...serving].map((name) => ({
    name,
    extra: EXTRAS[name],
    version: VERSIONS[name],
    production: serving.has(name),
  }));
}
