/**
 * Where servers listen when nothing tells them, and how else they can be told.
 * Sources: the documentation and option tables of gunicorn 26.2, uvicorn 0.54, daphne 4, granian 2, hypercorn 0.18 and
 * waitress 3; read on 2026-11-21.
 */
export interface ServerDefaults {
  readonly host: string;
  readonly port: number;
  /** Environment variables that say where to listen. */
  readonly environment: readonly string[];
}

const LOOPBACK = '127.0.0.1';

const defaults = (environment = '', host = LOOPBACK, port = 8000): ServerDefaults => ({
  host,
  port,
  environment: environment.split(' ').filter((name) => name !== ''),
});

/** uWSGI is missing: it listens nowhere unless it is told to. */
export const SERVER_DEFAULTS: Readonly<Record<string, ServerDefaults>> = {
  gunicorn: defaults('GUNICORN_CMD_ARGS PORT'),
  uvicorn: defaults('UVICORN_HOST UVICORN_PORT UVICORN_UDS UVICORN_FD'),
  daphne: defaults(),
  granian: defaults('GRANIAN_HOST GRANIAN_PORT GRANIAN_UDS'),
  hypercorn: defaults(),
  waitress: defaults('', '0.0.0.0', 8080),
};

/** The first version of gunicorn that opens a control socket in the home of its user. */
export const GUNICORN_WITH_CONTROL_SOCKET = '25.1';

/** The packages that bring a program; any of them will do. */
export const PROGRAM_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  gunicorn: ['gunicorn'],
  uvicorn: ['uvicorn'],
  daphne: ['daphne'],
  granian: ['granian'],
  hypercorn: ['hypercorn'],
  waitress: ['waitress'],
  uwsgi: ['uwsgi', 'pyuwsgi'],
  celery: ['celery'],
};

const WORKER_PACKAGES: Readonly<Record<string, string>> = {
  gevent: 'gevent',
  gevent_wsgi: 'gevent',
  gevent_pywsgi: 'gevent',
  'gunicorn.workers.ggevent': 'gevent',
  eventlet: 'eventlet',
  'gunicorn.workers.geventlet': 'eventlet',
  tornado: 'tornado',
  'gunicorn.workers.gtornado': 'tornado',
  uvicorn_worker: 'uvicorn-worker',
  'uvicorn.workers': 'uvicorn',
};

/** The package that a worker class of gunicorn needs besides gunicorn; undefined for those that it has itself, and for somebody's own. */
export function workerPackage(worker: string): string | undefined {
  const module = worker.replace(/^egg:gunicorn#/, '').replace(/[.:][A-Z]\w*$/, '');
  return Object.hasOwn(WORKER_PACKAGES, module) ? WORKER_PACKAGES[module] : undefined;
}

/** Worker classes of gunicorn itself, by the first version that has them, or that has them no more. */
export const GUNICORN_WITH_ASGI_WORKER = '24.0';
export const GUNICORN_WITHOUT_EVENTLET = '26.0';

/** The extras of gunicorn that bring what a worker class needs. */
export const GUNICORN_EXTRAS: ReadonlySet<string> = new Set(['gevent', 'tornado']);

/** The first version that leaves it to its extra to bring what its worker class for gevent imports. */
export const GUNICORN_WITHOUT_PACKAGING = '26.1';

/** The first version of uvicorn that warns of its own worker class for gunicorn. */
export const UVICORN_WITH_OLD_WORKER = '0.30';
