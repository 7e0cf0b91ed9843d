import type { Practice } from './types.ts';

export const serverAndWorkers: Practice = {
  id: 'server-and-workers',
  title: 'Server and workers',
  summary: 'A server made for production, with as many workers as the container can feed.',
  does: 'gunicorn (WSGI), uvicorn, daphne or granian serve the site; `runserver` is for development. `WEB_CONCURRENCY` says how many processes answer, and each deployment may set it.',
  why: 'runserver reloads, serves one request slowly after the other and was never checked for safety. A number of workers worked out of the host’s processors is far too high in a container with one. A server that listens at 127.0.0.1 is reached by nobody.',
  language: 'dockerfile',
  example:
    'FROM python:3.14-slim-trixie\n' +
    'ENV WEB_CONCURRENCY=2\n' +
    'EXPOSE 8000\n' +
    'CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"]\n',
  rules: [
    'dev-server',
    'gunicorn-in-container',
    'server-bound-to-loopback',
    'server-daemon-or-reload',
    'port-mismatch',
    'server-interface-mismatch',
    'server-not-in-deps',
    'app-module-not-found',
  ],
  subjects: {
    instructions: ['CMD', 'EXPOSE'],
    programs: ['gunicorn', 'uvicorn', 'daphne', 'granian', 'uwsgi', 'celery', 'runserver', 'hypercorn'],
    flags: [],
    variables: ['WEB_CONCURRENCY', 'GUNICORN_CMD_ARGS'],
  },
};
