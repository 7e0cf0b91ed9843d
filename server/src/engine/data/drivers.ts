/**
 * What Django needs besides itself to reach databases and caches.
 * Sources: django/db/backends and django/core/cache/backends of Django 2.2, 3.2, 4.2, 5.2 and 6.0; read on 2026-11-21.
 */
import { compareMinors } from './python.ts';

export type DatabaseName = 'postgresql' | 'mysql' | 'sqlite' | 'oracle';

const ENGINES: readonly (readonly [RegExp, DatabaseName])[] = [
  [/(?:^|\.)(?:postgresql|postgresql_psycopg2|postgis)$/, 'postgresql'],
  [/(?:^|\.)(?:mysql|mariadb)(?:\.connector\.django)?$/, 'mysql'],
  [/(?:^|\.)(?:sqlite3|spatialite)$/, 'sqlite'],
  [/(?:^|\.)(?:oracle|oracledb)$/, 'oracle'],
];

/** The database that an ENGINE of the settings is for. */
export const databaseOfEngine = (engine: string): DatabaseName | undefined =>
  ENGINES.find(([pattern]) => pattern.test(engine))?.[1];

const SCHEMES: readonly (readonly [RegExp, DatabaseName])[] = [
  [/^(?:postgres(?:ql)?|psql|pgsql|postgis)\b/, 'postgresql'],
  [/^(?:mysql2?|mysqlgis)\b/, 'mysql'],
  [/^(?:sqlite|spatialite)\b/, 'sqlite'],
  [/^oracle/, 'oracle'],
];

/** The database that an address such as `postgres://db/shop` is of. */
export const databaseOfUrl = (url: string): DatabaseName | undefined =>
  SCHEMES.find(([scheme]) => scheme.test(url))?.[1];

export const DATABASE_LABELS: Readonly<Record<DatabaseName, string>> = {
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  sqlite: 'SQLite',
  oracle: 'Oracle',
};

/** The first series of Django that takes psycopg 3, and oracledb. */
const WITH_PSYCOPG_3 = '4.2';
const WITH_ORACLEDB = '5.0';

const POSTGRES = ['psycopg', 'psycopg2', 'psycopg2-binary', 'psycopg2cffi'];

/** The packages of which one is needed for a database, the usual one first; empty where Python has it. `django`: a series such as `5.2`. */
export function databaseDrivers(database: DatabaseName, django: string | undefined): readonly string[] {
  const isBefore = (series: string): boolean => django !== undefined && compareMinors(django, series) < 0;
  switch (database) {
    case 'postgresql':
      return isBefore(WITH_PSYCOPG_3) ? POSTGRES.slice(1) : POSTGRES;
    case 'mysql':
      return ['mysqlclient', 'pymysql'];
    case 'oracle':
      return isBefore(WITH_ORACLEDB) ? ['cx-oracle'] : ['oracledb', 'cx-oracle'];
    case 'sqlite':
      return [];
  }
}

/** From these series on Django wants at least this mysqlclient. */
const OLDEST_MYSQLCLIENT: readonly (readonly [django: string, mysqlclient: string])[] = [
  ['6.0', '2.2.1'],
  ['4.2', '1.4.3'],
  ['3.2', '1.4.0'],
];

export const oldestMysqlclient = (django: string): string | undefined =>
  OLDEST_MYSQLCLIENT.find(([series]) => compareMinors(django, series) >= 0)?.[1];

const CACHES: Readonly<Record<string, string>> = {
  'django.core.cache.backends.redis.RedisCache': 'redis',
  'django.core.cache.backends.memcached.PyMemcacheCache': 'pymemcache',
  'django.core.cache.backends.memcached.PyLibMCCache': 'pylibmc',
  'django.core.cache.backends.memcached.MemcachedCache': 'python-memcached',
  'django_redis.cache.RedisCache': 'django-redis',
  'redis_cache.RedisCache': 'django-redis-cache',
};

/** The package that a cache's backend comes from, or imports. */
export const cachePackage = (backend: string): string | undefined =>
  Object.hasOwn(CACHES, backend) ? CACHES[backend] : undefined;
