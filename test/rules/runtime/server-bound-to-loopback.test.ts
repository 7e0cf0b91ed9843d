import rule from '../../../server/src/engine/rules/runtime/server-bound-to-loopback.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const COPIED = `${FROM}COPY . .\n`;
const UVICORN = 'uvicorn config.asgi:application';
const project = { 'manage.py': '', 'config/wsgi.py': '' };
const SCRIPTED = `${COPIED}ENTRYPOINT ["./entry.sh"]\n`;

testRule(rule, {
  valid: {
    'all interfaces': `${FROM}CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n`,
    'no host means all of them': `${FROM}CMD ["gunicorn", "config.wsgi", "-b", ":8000"]\n`,
    'IPv6 and one more': `${FROM}CMD gunicorn config.wsgi -b 127.0.0.1:8000 -b [::]:8000\n`,
    'a Unix socket': `${FROM}CMD ["gunicorn", "config.wsgi", "--bind", "unix:/run/app.sock"]\n`,
    'uvicorn with a socket or a descriptor': `FROM python:3.14-slim AS a\nCMD ["uvicorn", "config.asgi:application", "--uds", "/run/app.sock"]\nFROM python:3.14-slim AS b\nCMD ["uvicorn", "config.asgi:application", "--fd", "3"]\n`,
    'daphne with a socket or an endpoint': `FROM python:3.14-slim AS a\nCMD ["daphne", "-u", "/run/app.sock", "config.asgi:application"]\nFROM python:3.14-slim AS b\nCMD ["daphne", "-e", "tcp:8000", "config.asgi:application"]\n`,
    'daphne with a host': `${FROM}CMD ["daphne", "-b", "0.0.0.0", "config.asgi:application"]\n`,
    'granian with a variable': `${FROM}ENV GRANIAN_HOST=0.0.0.0\nCMD ["granian", "config.asgi:application"]\n`,
    'uvicorn with a variable': `${FROM}ENV UVICORN_HOST=0.0.0.0\nCMD ["uvicorn", "config.asgi:application"]\n`,
    'gunicorn with PORT': `${FROM}ENV PORT=8000\nCMD ["gunicorn", "config.wsgi"]\n`,
    'PORT of a stage before': `FROM python:3.14-slim AS base\nENV PORT=8000\nFROM base\nCMD gunicorn config.wsgi\n`,
    'compose gives PORT': {
      code: `${FROM}COPY . .\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'compose.yaml': 'services:\n  web:\n    build: .\n    environment: [PORT=8000]\n' },
    },
    'compose gives PORT in a file': {
      code: `${FROM}COPY . .\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: {
        ...project,
        'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: web.env\n',
        'web.env': 'PORT=8000\n',
      },
    },
    'PORT for this command alone': `${FROM}CMD PORT=8000 gunicorn config.wsgi\n`,
    'PORT is exported by the command': `${FROM}CMD export PORT=8000 && exec gunicorn config.wsgi\n`,
    'PORT that the script sets': {
      code: `${SCRIPTED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'entry.sh': '#!/bin/sh\nexport PORT=80\nexec "$@"\n' },
    },
    'a script that nobody has read may set PORT': `${FROM}ENTRYPOINT ["/entry.sh"]\nCMD ["gunicorn", "config.wsgi"]\n`,
    'a script that reads variables from a file': {
      code: `${SCRIPTED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'entry.sh': '#!/bin/sh\nset -a\n. /run/secrets/env\nexec "$@"\n' },
    },
    'arguments in a variable': `${FROM}ENV GUNICORN_CMD_ARGS="--bind=0.0.0.0:8000"\nCMD ["gunicorn", "config.wsgi"]\n`,
    'options that only a shell knows': `${FROM}CMD uvicorn config.asgi:application $OPTIONS\n`,
    'an address that only the container knows': `${FROM}CMD gunicorn config.wsgi -b \${BIND:-127.0.0.1:8000}\n`,
    'a configuration module': `${FROM}CMD ["gunicorn", "-c", "python:config.gunicorn", "config.wsgi"]\n`,
    'a configuration file nobody has read': `${FROM}CMD ["gunicorn", "-c", "gunicorn.py", "config.wsgi"]\n`,
    'gunicorn.conf.py may be among what is copied': `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
    'gunicorn.conf.py binds': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'bind = "0.0.0.0:8000"\n' },
    },
    'gunicorn.conf.py computes the address': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'import os\nbind = os.environ["BIND"]\n' },
    },
    'gunicorn.conf.py cannot be read as Python': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'bind: "0.0.0.0:8000",\nworkers: {{ workers }\n' },
    },
    'gunicorn.conf.py takes its settings from elsewhere': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'from config.gunicorn import *\n' },
    },
    'gunicorn.conf.py makes its settings of variables': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: {
        ...project,
        'gunicorn.conf.py':
          'import os\nif "PORT" in os.environ:\n    locals()["bind"] = "0.0.0.0:" + os.environ["PORT"]\n',
      },
    },
    'the configuration file of poetry run': {
      code: `${COPIED}CMD ["poetry", "run", "gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'bind = ":8000"\n' },
    },
    'split over ENTRYPOINT and CMD': `${FROM}ENTRYPOINT ["gunicorn", "config.wsgi"]\nCMD ["--bind", "0.0.0.0:8000"]\n`,
    'a platform gives PORT': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'fly.toml': '' },
    },
    'nginx in the image passes requests on': `FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y nginx\nCMD nginx && gunicorn config.wsgi -b 127.0.0.1:8000\n`,
    'supervisor starts more than this': `FROM python:3.14-slim-trixie\nRUN pip install supervisor\nCMD ["uvicorn", "config.asgi:application"]\n`,
    'a branch of a script': {
      code: `${SCRIPTED}`,
      files: {
        ...project,
        'entry.sh':
          '#!/bin/sh\nif [ "$DEV" ]; then uvicorn config.asgi:application; fi\nexec gunicorn config.wsgi -b :80\n',
      },
    },
    'waitress listens everywhere by itself': `${FROM}CMD ["waitress-serve", "config.wsgi:application"]\n`,
    'uWSGI says it in a file': `${FROM}CMD ["uwsgi", "--ini", "uwsgi.ini"]\n`,
    'a development stage': `FROM python:3.14-slim AS dev\nCMD ["uvicorn", "config.asgi:application"]\n`,
    'a base image nobody knows may set it':
      'FROM registry.example.com/python\nCMD ["uvicorn", "config.asgi:application"]\n',
    'a CMD that is never run': `${FROM}ENTRYPOINT exec gunicorn config.wsgi -b :8000\nCMD ["uvicorn", "config.asgi:application"]\n`,
    'still being typed': `${FROM}CMD ["gunicorn", "config.wsgi", "--bind"]\n`,
    'no JSON': `${FROM}CMD ["gunicorn", "config.wsgi", "--bind", "127.0.0.1:8000"\n`,
  },
  invalid: {
    'gunicorn on loopback': {
      code: `${FROM}CMD ["gunicorn", "config.wsgi", «"--bind", "127.0.0.1:8000"»]\n`,
      message: 'gunicorn listens on 127.0.0.1:8000: nothing outside the container can reach it',
      title: 'Listen on all interfaces of the container',
      fix: 'review',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n`,
    },
    'the same in one word, in a shell': {
      code: `${FROM}CMD exec gunicorn config.wsgi «--bind=localhost:8000» -w 2\n`,
      fix: 'review',
      fixed: `${FROM}CMD exec gunicorn config.wsgi --bind=0.0.0.0:8000 -w 2\n`,
    },
    'IPv6 loopback': {
      code: `${FROM}CMD ["gunicorn", "config.wsgi", «"-b", "[::1]:8000"»]\n`,
      fix: 'review',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi", "-b", "0.0.0.0:8000"]\n`,
    },
    'a variable of the file': {
      code: `${FROM}ENV BIND=127.0.0.1:8000\nCMD exec gunicorn config.wsgi «-b $BIND»\n`,
      fixed: null,
    },
    'a command line outweighs configuration': {
      code: `${FROM}CMD ["gunicorn", "-c", "gunicorn.py", «"-b", "127.0.0.1:80"», "config.wsgi"]\n`,
      fix: 'review',
    },
    'gunicorn without an address': {
      code: `${FROM}EXPOSE 8000\nCMD [«"gunicorn", "config.wsgi"»]\n`,
      message: 'gunicorn listens on 127.0.0.1:8000 by default: nothing outside the container can reach it',
      fixed: `${FROM}EXPOSE 8000\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n`,
    },
    'nobody said that the port is to be reached': {
      code: `${FROM}CMD [«"gunicorn", "config.wsgi"»]\n`,
      fix: 'review',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n`,
    },
    'no gunicorn.conf.py in the project': {
      code: `${COPIED}EXPOSE 8000\nCMD [«"gunicorn", "config.wsgi"»]\n`,
      files: project,
      fixed: `${COPIED}EXPOSE 8000\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n`,
    },
    'compose may set PORT': {
      code: `${COPIED}EXPOSE 8000\nCMD [«"gunicorn", "config.wsgi"»]\n`,
      files: { ...project, 'compose.yaml': '' },
      severity: 'warning',
      fix: 'review',
    },
    'gunicorn.conf.py binds to loopback': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi"»]\n`,
      files: { ...project, 'gunicorn.conf.py': 'bind = "127.0.0.1:8000"  # nginx\n' },
      fixed: null,
    },
    uvicorn: {
      code: `${FROM}EXPOSE 8000\nCMD ["poetry", "run", "uvicorn", "config.asgi:application"]\n`.replace(
        '["poetry", "run", "uvicorn", "config.asgi:application"]',
        '[«"poetry", "run", "uvicorn", "config.asgi:application"»]',
      ),
      fixed: `${FROM}EXPOSE 8000\nCMD ["poetry", "run", "uvicorn", "config.asgi:application", "--host=0.0.0.0"]\n`,
    },
    'with another port': {
      code: `${FROM}EXPOSE 80\nCMD exec «${UVICORN} --port 80»\n`.replace('exec «', '«exec '),
      message: /^uvicorn listens on 127\.0\.0\.1:80 by default/,
      fixed: `${FROM}EXPOSE 80\nCMD exec ${UVICORN} --port 80 --host=0.0.0.0\n`,
    },
    'inside sh -c': {
      code: `${FROM}EXPOSE 8000\nCMD ["sh", "-c", "«exec ${UVICORN}»"]\n`,
      fixed: `${FROM}EXPOSE 8000\nCMD ["sh", "-c", "exec ${UVICORN} --host=0.0.0.0"]\n`,
    },
    'behind an init, over several lines': {
      code: `${FROM}EXPOSE 8000\nENTRYPOINT ["tini", "--"]\nCMD [«"daphne", \\\n    "config.asgi:application"»]\n`,
      fixed: `${FROM}EXPOSE 8000\nENTRYPOINT ["tini", "--"]\nCMD ["daphne", \\\n    "config.asgi:application", "--bind=0.0.0.0"]\n`,
    },
    'granian and hypercorn': {
      code: `FROM python:3.14-slim AS a\nEXPOSE 8000\nCMD [«"granian", "config.asgi:application"»]\nFROM python:3.14-slim AS b\nEXPOSE 8000\nCMD [«"hypercorn", "config.asgi:application"»]\n`,
      fixed: `FROM python:3.14-slim AS a\nEXPOSE 8000\nCMD ["granian", "config.asgi:application", "--host=0.0.0.0"]\nFROM python:3.14-slim AS b\nEXPOSE 8000\nCMD ["hypercorn", "config.asgi:application", "--bind=0.0.0.0:8000"]\n`,
    },
    'waitress and uWSGI on loopback': {
      code: `FROM python:3.14-slim AS a\nCMD ["waitress-serve", «"--listen=127.0.0.1:80"», "config.wsgi:application"]\nFROM python:3.14-slim AS b\nCMD ["uwsgi", «"--http", "127.0.0.1:80"», "--module", "config.wsgi"]\n`,
      fix: 'review',
      fixed: `FROM python:3.14-slim AS a\nCMD ["waitress-serve", "--listen=0.0.0.0:80", "config.wsgi:application"]\nFROM python:3.14-slim AS b\nCMD ["uwsgi", "--http", "0.0.0.0:80", "--module", "config.wsgi"]\n`,
    },
    'waitress with a host': {
      code: `${FROM}CMD ["waitress-serve", «"--host=localhost"», "config.wsgi:application"]\n`,
      fix: 'review',
      fixed: `${FROM}CMD ["waitress-serve", "--host=0.0.0.0", "config.wsgi:application"]\n`,
    },
    'the server is ENTRYPOINT, its options are CMD': {
      code: `${FROM}ENTRYPOINT [«"uvicorn", "config.asgi:application"»]\nCMD ["--workers", "2"]\n`,
      fix: 'review',
      fixed: `${FROM}ENTRYPOINT ["uvicorn", "config.asgi:application", "--host=0.0.0.0"]\nCMD ["--workers", "2"]\n`,
    },
    'in a script': {
      code: `${COPIED}ENTRYPOINT [«"./entry.sh"»]\n`,
      files: { ...project, 'entry.sh': `#!/bin/sh\nset -e\nexec ${UVICORN}\n` },
      related: ['entry.sh'],
      fixed: null,
    },
    'through a script that only runs its arguments': {
      code: `${SCRIPTED}EXPOSE 8000\nCMD [«"uvicorn", "config.asgi:application"»]\n`,
      files: { ...project, 'entry.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
      fixed: `${SCRIPTED}EXPOSE 8000\nCMD ["uvicorn", "config.asgi:application", "--host=0.0.0.0"]\n`,
    },
    'inherited by two images, reported once': {
      code: `FROM python:3.14-slim AS base\nCMD [«"uvicorn", "config.asgi:application"»]\nFROM base AS a\nFROM base AS b\n`,
      fix: 'review',
    },
  },
});
