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
