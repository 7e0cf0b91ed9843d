import { compareMinors } from './python.ts';

/**
 * Versions to write where a project pins everything else: the newest that this tool was tried with.
 * Source: the index of packages; read on 2026-11-21.
 */
const NEWEST: Readonly<Record<string, string>> = {
  celery: '5.6.3',
  daphne: '4.2.3',
  gevent: '26.9.0',
  granian: '2.8.9',
  gunicorn: '26.2.0',
  hypercorn: '0.18.0',
  mysqlclient: '2.3.2',
  oracledb: '26.1.0',
  psycopg: '3.3.6',
  pylibmc: '1.6.3',
  pymemcache: '4.0.0',
  redis: '8.1.0',
  uvicorn: '0.54.0',
  'uvicorn-worker': '0.4.0',
  uwsgi: '2.0.31',
  waitress: '3.0.2',
  whitenoise: '6.12.0',
};

/** The oldest Python for which all of them are made. */
const OLDEST_PYTHON = '3.10';

/** The version to pin a package to on a Python; undefined where none is known to fit. */
export function newestVersion(name: string, python: string | undefined): string | undefined {
  if (python === undefined || compareMinors(python, OLDEST_PYTHON) < 0) return undefined;
  return Object.hasOwn(NEWEST, name) ? NEWEST[name] : undefined;
}
