import { expect, test } from 'vitest';
import {
  cachePackage,
  databaseDrivers,
  databaseOfEngine,
  databaseOfUrl,
  oldestMysqlclient,
} from '../../../server/src/engine/data/drivers.ts';

test.each([
  ['django.db.backends.postgresql', 'postgresql'],
  ['django.contrib.gis.db.backends.postgis', 'postgresql'],
  ['django_prometheus.db.backends.mysql', 'mysql'],
  ['django.db.backends.sqlite3', 'sqlite'],
  ['django.db.backends.oracle', 'oracle'],
  ['django_tenants.postgresql_backend', undefined],
  ['mssql', undefined],
])('the engine %s is for %s', (engine, expected) => {
  expect(databaseOfEngine(engine)).toBe(expected);
});

test.each([
  ['postgres://db/shop', 'postgresql'],
  ['postgis://db/shop', 'postgresql'],
  ['mysql://db/shop', 'mysql'],
  ['sqlite:///db.sqlite3', 'sqlite'],
  ['oracle+thick://db/shop', 'oracle'],
  ['mssql://db/shop', undefined],
])('the address %s is of %s', (url, expected) => {
  expect(databaseOfUrl(url)).toBe(expected);
});

test('drivers depend on the series of Django', () => {
  expect(databaseDrivers('postgresql', '5.2')[0]).toBe('psycopg');
  expect(databaseDrivers('postgresql', undefined)[0]).toBe('psycopg');
  expect(databaseDrivers('postgresql', '4.1')).not.toContain('psycopg');
  expect(databaseDrivers('oracle', '4.2')).toEqual(['cx-oracle']);
  expect(databaseDrivers('sqlite', '5.2')).toEqual([]);
});

test('so does the oldest mysqlclient', () => {
  expect(['6.1', '5.2', '4.2', '3.2', '2.2'].map(oldestMysqlclient)).toEqual([
    '2.2.1',
    '1.4.3',
    '1.4.3',
    '1.4.0',
    undefined,
  ]);
});

test('the backends of caches tell their package', () => {
  expect(cachePackage('django.core.cache.backends.redis.RedisCache')).toBe('redis');
  expect(cachePackage('django.core.cache.backends.db.DatabaseCache')).toBeUndefined();
  expect(cachePackage('constructor')).toBeUndefined();
});
