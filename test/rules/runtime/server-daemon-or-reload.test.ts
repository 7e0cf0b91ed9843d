import rule from '../../../server/src/engine/rules/runtime/server-daemon-or-reload.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const COPIED = `${FROM}COPY . .\n`;
const project = { 'manage.py': '' };
const RELOADS = 'gunicorn watches the code and shows tracebacks: that is for development';
const STOPS = 'the container stops as soon as gunicorn is in the background';

testRule(rule, {
  valid: {
    'in the foreground': `${FROM}CMD ["gunicorn", "config.wsgi"]\n`,
    'another program keeps the container up': `${FROM}CMD gunicorn --daemon config.wsgi && nginx -g 'daemon off;'\n`,
    'a worker beside the server': `${FROM}CMD celery -A config worker -D; exec gunicorn config.wsgi\n`,
    'with & and wait': `${FROM}CMD celery -A config worker & gunicorn config.wsgi & wait\n`,
    'with & in front of the server': `${FROM}CMD celery -A config worker & exec gunicorn config.wsgi\n`,
    'a development stage': `FROM python:3.14-slim AS dev\nCMD ["uvicorn", "config.asgi:application", "--reload"]\n`,
    'a variable decides': `${FROM}CMD exec gunicorn config.wsgi $RELOAD\n`,
    'a branch of a script': {
      code: `${COPIED}ENTRYPOINT ["./entry.sh"]\n`,
      files: {
        ...project,
        'entry.sh': '#!/bin/sh\nif [ "$DEV" ]; then exec gunicorn --reload x; fi\nexec gunicorn x\n',
      },
    },
    'a configuration that turns both off': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'daemon = False\nreload = False\n' },
    },
    'a configuration that computes it': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'reload = bool(DEBUG)\n' },
    },
    'a RUN may start a server for a while': `${FROM}RUN gunicorn --daemon config.wsgi\n`,
    'still being typed': `${FROM}CMD gunicorn -\n`,
  },
  invalid: {
    'gunicorn as a daemon': {
      code: `${FROM}CMD ["gunicorn", "config.wsgi", «"--daemon"», "--workers=2"]\n`,
      message: `--daemon: ${STOPS}`,
      title: 'Keep the server in the foreground',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi", "--workers=2"]\n`,
    },
    'by its letter': {
      code: `${FROM}CMD gunicorn «-D» config.wsgi\n`,
      fixed: `${FROM}CMD gunicorn config.wsgi\n`,
    },
    'a letter among others': { code: `${FROM}CMD gunicorn -R«D» config.wsgi\n`, fixed: null },
    'behind migrate': {
      code: `${FROM}CMD python manage.py migrate && gunicorn config.wsgi «--daemon»\n`,
      fix: 'review',
      fixed: `${FROM}CMD python manage.py migrate && gunicorn config.wsgi\n`,
    },
    'behind an init': {
      code: `${FROM}ENTRYPOINT ["tini", "--"]\nCMD ["gunicorn", «"--daemon"», "config.wsgi"]\n`,
      fixed: `${FROM}ENTRYPOINT ["tini", "--"]\nCMD ["gunicorn", "config.wsgi"]\n`,
    },
    'celery and uWSGI': {
      code: `FROM python:3.14-slim AS a\nCMD ["celery", "-A", "config", "worker", «"--detach"»]\nFROM python:3.14-slim AS b\nCMD ["uwsgi", "--http", ":80", «"--daemonize", "/log"»]\n`,
      message: [/celery is in the background$/, /uwsgi is in the background$/],
      fixed: `FROM python:3.14-slim AS a\nCMD ["celery", "-A", "config", "worker"]\nFROM python:3.14-slim AS b\nCMD ["uwsgi", "--http", ":80"]\n`,
    },
    'an ampersand behind it': {
      code: `${FROM}CMD «gunicorn config.wsgi» &\n`,
      message: `&: ${STOPS}`,
      fixed: `${FROM}CMD gunicorn config.wsgi\n`,
      alsoFires: ['shell-form-command'],
    },
    'an ampersand in sh -c': {
      code: `${FROM}CMD ["sh", "-c", "«exec gunicorn config.wsgi» &"]\n`,
      fix: 'review',
      fixed: `${FROM}CMD ["sh", "-c", "exec gunicorn config.wsgi"]\n`,
    },
    'a comment behind the ampersand': { code: `${FROM}CMD «gunicorn config.wsgi» & # later\n`, fixed: null },
    'in a configuration file': {
      code: `${COPIED}CMD [«"gunicorn", "-c", "conf.py", "config.wsgi"»]\n`,
      files: { ...project, 'conf.py': 'workers = 2\ndaemon = True\n' },
      message: `daemon = True in gunicorn's configuration: ${STOPS}`,
      fixed: null,
    },
    'a configuration file that reloads': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi"»]\n`,
      files: { ...project, 'gunicorn.conf.py': 'reload = True\n' },
      severity: 'warning',
      message: `reload = True in gunicorn's configuration: ${RELOADS}`,
      fixed: null,
    },
    'in a script': {
      code: `${COPIED}ENTRYPOINT [«"./entry.sh"»]\n`,
      files: { ...project, 'entry.sh': '#!/bin/sh\ngunicorn config.wsgi --daemon\n' },
      related: ['entry.sh'],
      fixed: null,
    },
    'gunicorn that reloads': {
      code: `${FROM}CMD ["gunicorn", "config.wsgi", «"--reload"»]\n`,
      severity: 'warning',
      message: `--reload: ${RELOADS}`,
      title: 'Do not reload',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi"]\n`,
    },
    'with folders to watch': {
      code: `${FROM}CMD exec uvicorn config.asgi:application «--reload» --host 0.0.0.0 --reload-dir=/app\n`,
      severity: 'warning',
      fix: 'review',
      fixed: `${FROM}CMD exec uvicorn config.asgi:application --host 0.0.0.0\n`,
    },
    'uvicorn with workers that it does not start while it reloads': {
      code: `${FROM}CMD ["uvicorn", "config.asgi:application", «"--reload"», "--workers", "4"]\n`,
      severity: 'warning',
      fix: 'review',
    },
    'granian, hypercorn and uWSGI': {
      code: `FROM python:3.14-slim AS a\nCMD ["granian", "config.asgi:application", «"--reload"»]\nFROM python:3.14-slim AS b\nCMD ["hypercorn", «"--reload"», "config.asgi:application"]\nFROM python:3.14-slim AS c\nCMD ["uwsgi", "--http", ":80", «"--py-autoreload=1"»]\n`,
      severity: 'warning',
    },
    'given to a script that only runs it': {
      code: `${COPIED}ENTRYPOINT ["./entry.sh"]\nCMD ["gunicorn", «"--reload"», "config.wsgi"]\n`,
      files: { ...project, 'entry.sh': '#!/bin/sh\nexec "$@"\n' },
      severity: 'warning',
      fix: 'review',
      fixed: `${COPIED}ENTRYPOINT ["./entry.sh"]\nCMD ["gunicorn", "config.wsgi"]\n`,
    },
  },
});
