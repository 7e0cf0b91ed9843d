import rule from '../../../server/src/engine/rules/project/server-not-in-deps.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const PIP = `${SLIM}RUN pip install --no-cache-dir -r requirements.txt\n`;
const UV = `${SLIM}COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/\nRUN uv sync --locked --no-dev\nENV PATH=/app/.venv/bin:$PATH\n`;
const CMD = 'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
const FOUND = 'CMD [«"gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"»]\n';

const pip = (requirements: string, more: Readonly<Record<string, string>> = {}) => ({
  'manage.py': '',
  'requirements.txt': requirements,
  ...more,
});

const uvLock = (...names: readonly string[]): string =>
  `version = 1\n[[package]]\nname = "shop"\nsource = { virtual = "." }\ndependencies = [${names.map((name) => `{ name = "${name}" }`).join(', ')}]\n` +
  `[package.dev-dependencies]\ndev = [{ name = "gunicorn" }]\n` +
  [...new Set([...names, 'gunicorn'])].map((name) => `[[package]]\nname = "${name}"\nversion = "26.2.0"\n`).join('');

const uv = (...names: readonly string[]) => ({
  'manage.py': '',
  'pyproject.toml': `[project]\nname = "shop"\ndependencies = ${JSON.stringify(names)}\n[dependency-groups]\ndev = ["gunicorn"]\n`,
  'uv.lock': uvLock(...names),
});

const worker = (name: string, marks = false): string =>
  `CMD ["gunicorn", "config.asgi", ${marks ? `«"-k", "${name}"»` : `"-k", "${name}"`}]\n`;

const compose = (lines: string): string => `services:\n  web:\n    build: .\n${lines}`;

/** The image has no CMD: a service of compose says what is started. */
const served = (lines: string, requirements = 'Django==5.2.8\n') =>
  pip(requirements, { 'compose.yaml': compose(lines) });

const FOUND_IMAGE = PIP.replace('python:3.14-slim-trixie', '«python:3.14-slim-trixie»');

testRule(rule, {
  valid: {
    'a file that stands alone': `${PIP}${CMD}`,
    'it is in the requirements': { code: PIP + CMD, files: pip('Django==5.2.8\ngunicorn==26.2.0\n') },
    'it is in a file that they include': {
      code: PIP + CMD,
      files: pip('-r prod.txt\n', { 'prod.txt': 'Django==5.2.8\ngunicorn==26.2.0\n' }),
    },
    'the Dockerfile installs it': { code: `${PIP}RUN pip install gunicorn\n${CMD}`, files: pip('Django==5.2.8\n') },
    'another package brings it': {
      code: PIP + CMD,
      files: pip('Django==5.2.8\nuvicorn-worker==0.4.0\n'),
    },
    'a package of the company may bring it': { code: PIP + CMD, files: pip('Django==5.2.8\nacme-base==1.0\n') },
    'an old channels brings daphne': {
      code: `${PIP}CMD ["daphne", "config.asgi:application"]\n`,
      files: pip('Django==3.2\nchannels==3.0.5\n'),
    },
    'the extra of channels does': {
      code: `${PIP}CMD ["daphne", "config.asgi:application"]\n`,
      files: pip('Django==5.2.8\nchannels[daphne]==4.3.2\n'),
    },
    'celery comes with its beat': {
      code: `${PIP}CMD ["celery", "-A", "config", "worker"]\n`,
      files: pip('Django==5.2.8\ndjango-celery-beat==2.9.0\n'),
    },
    'it is a package of the system': {
      code: `${PIP}RUN apt-get update && apt-get install -y gunicorn\n${CMD}`,
      files: pip('Django==5.2.8\n'),
    },
    'the base image may have it': {
      code: `FROM example.org/base:1\nCOPY . .\nRUN pip install -r requirements.txt\n${CMD}`,
      files: pip('Django==5.2.8\n'),
    },
    'a script may install it': {
      code: `${PIP}RUN ./scripts/install.sh\n${CMD}`,
      files: pip('Django==5.2.8\n', { 'scripts/install.sh': 'pip install gunicorn\n' }),
    },
    'the start installs it': {
      code: `${PIP}CMD pip install gunicorn && exec gunicorn config.wsgi\n`,
      files: pip('Django==5.2.8\n'),
    },
    'it is only started in a branch': {
      code: `${PIP}COPY entrypoint.sh .\nENTRYPOINT ["./entrypoint.sh"]\n`,
      files: pip('Django==5.2.8\n', {
        'entrypoint.sh':
          '#!/bin/sh\nif [ "$1" = prod ]; then exec gunicorn config.wsgi; fi\npython manage.py runserver\n',
      }),
    },
    'a program of the project of that name': {
      code: `${PIP}CMD ["./gunicorn", "config.wsgi"]\n`,
      files: pip('Django==5.2.8\n', { gunicorn: '' }),
    },
    'uv brings what it starts': {
      code: `${UV}CMD ["uv", "run", "--no-sync", "--with", "gunicorn", "gunicorn", "config.wsgi"]\n`,
      files: uv('django'),
    },
    'uv brings the group at the start': {
      code: `${UV}CMD ["uv", "run", "gunicorn", "config.wsgi"]\n`,
      files: uv('django'),
    },
    'a stage for development': {
      code: `${PIP}CMD ["python", "manage.py", "runserver"]\n\nFROM python:3.14-slim-trixie AS dev\nRUN pip install django\n${CMD}`,
      files: pip('Django==5.2.8\n'),
    },
    'a worker class of gunicorn itself': {
      code: `${PIP}${worker('gthread')}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\n'),
    },
    'asgi is one since 24.0': { code: `${PIP}${worker('asgi')}`, files: pip('Django==5.2.8\ngunicorn==26.2.0\n') },
    'a worker class of the project': {
      code: `${PIP}${worker('config.workers.Worker')}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\n'),
    },
    'the extra of gunicorn brings it': {
      code: `${PIP}${worker('gevent')}`,
      files: pip('Django==5.2.8\ngunicorn[gevent]==26.2.0\n'),
    },
    'eventlet before 26': {
      code: `${PIP}${worker('eventlet')}`,
      files: pip('Django==5.2.8\ngunicorn==25.3.0\neventlet==0.40.3\n'),
    },
    'eventlet of a gunicorn that nobody pins': {
      code: `${PIP}${worker('eventlet')}`,
      files: pip('Django==5.2.8\ngunicorn\neventlet==0.40.3\n'),
    },
    'the old worker of a uvicorn that does not mind': {
      code: `${PIP}${worker('uvicorn.workers.UvicornWorker')}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\nuvicorn==0.29.0\n'),
    },
    'the old worker of a uvicorn that nobody pins': {
      code: `${PIP}${worker('uvicorn.workers.UvicornWorker')}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\nuvicorn<0.30\n'),
    },
    'the new worker': {
      code: `${PIP}${worker('uvicorn_worker.UvicornWorker')}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\nuvicorn-worker==0.4.0\n'),
    },
    'what a variable may say': {
      code: `${PIP}ENV GUNICORN_CMD_ARGS="-k gthread"\n${CMD}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\n', { 'gunicorn.conf.py': 'worker_class = "gevent"\n' }),
    },
    'pyuwsgi is uWSGI': {
      code: `${PIP}CMD ["uwsgi", "--ini", "uwsgi.ini"]\n`,
      files: pip('Django==5.2.8\npyuwsgi==2.0.30\n'),
    },
    'a service starts what is installed': {
      code: PIP,
      files: served('    command: gunicorn config.wsgi\n', 'Django==5.2.8\ngunicorn==26.2.0\n'),
    },
    'a service installs it first': {
      code: PIP,
      files: served('    command: sh -c "pip install gunicorn && gunicorn config.wsgi"\n'),
    },
    'another service installs what a variable says': {
      code: `${PIP}${CMD}`,
      files: served('    command: sh -c "pip install $MORE"\n'),
    },
    'another service installs into what they share': {
      code: `${PIP}${CMD}`,
      files: served('    command: pip install -r requirements.txt\n'),
    },
    'a script of a service installs it': {
      code: PIP,
      files: {
        ...served('    command: ./start.sh\n'),
        'start.sh': '#!/bin/sh\npip install -r other.txt\nexec gunicorn config.wsgi\n',
      },
    },
    'a service has packages mounted': {
      code: PIP,
      files: served(
        '    volumes: ["./lib:/usr/local/lib/python3.14/site-packages"]\n    command: gunicorn config.wsgi\n',
      ),
    },
    'a service has programs mounted': {
      code: PIP,
      files: served('    volumes: ["tools:/usr/local/bin/"]\n    command: gunicorn config.wsgi\n'),
    },
    'a service has something mounted somewhere': {
      code: PIP,
      files: served('    volumes: ["./lib:$PLACE"]\n    command: gunicorn config.wsgi\n'),
    },
    'a service has an environment mounted': {
      code: `${PIP}ENV PATH=/app/env/bin:$PATH\n`,
      files: served('    volumes: [".:/app"]\n    command: gunicorn config.wsgi\n'),
    },
    'an environment lies beside the mounted project': {
      code: PIP,
      files: served('    volumes: [".:/app"]\n    command: poetry run gunicorn config.wsgi\n'),
    },
    'a service names a program that is mounted': {
      code: PIP,
      files: served('    volumes: [".:/srv"]\n    command: /srv/bin/gunicorn config.wsgi\n'),
    },
    'a service has another PATH': {
      code: PIP,
      files: served('    environment: [PATH=/opt/bin]\n    command: gunicorn config.wsgi\n'),
    },
    'an argument of the build chooses the requirements': {
      code: `${SLIM}ARG FILE=requirements.txt\nRUN pip install -r $FILE\n`,
      files: pip('Django==5.2.8\n', {
        'prod.txt': 'Django==5.2.8\ngunicorn==26.2.0\n',
        'compose.yaml':
          'services:\n  web:\n    build: {context: ., args: [FILE=prod.txt]}\n    command: gunicorn config.wsgi\n',
      }),
    },
    'a variable names the program': { code: PIP, files: served('    command: ${SERVER:-gunicorn} config.wsgi\n') },
  },
  invalid: {
    'it is not in the requirements': {
      code: PIP + FOUND,
      files: pip('Django==5.2.8\npsycopg[binary]==3.3.6\n'),
      message: 'gunicorn is started, but nothing that the image installs brings it: the container stops at once',
      related: ['requirements.txt'],
      elsewhere: { 'requirements.txt': 'Django==5.2.8\npsycopg[binary]==3.3.6\ngunicorn==26.2.0\n' },
      title: 'Add gunicorn to requirements.txt',
    },
    'in the style of the file': {
      code: PIP + FOUND,
      files: pip('Django>=5.2\n'),
      elsewhere: { 'requirements.txt': 'Django>=5.2\ngunicorn\n' },
    },
    'without a version on a Python that is too old for the newest': {
      code: (PIP + FOUND).replace('3.14-slim-trixie', '3.9-slim-bookworm'),
      files: pip('Django==4.2.16\n'),
      elsewhere: { 'requirements.txt': 'Django==4.2.16\ngunicorn\n' },
      alsoFires: ['dependency-unpinned'],
    },
    'what public packages bring leaves a doubt': {
      code: PIP + FOUND,
      files: pip('Django==5.2.8\nnever-heard-of==1.0\n'),
      severity: 'warning',
      message: 'gunicorn is started, but nothing that the image installs asks for it: the container may stop at once',
      elsewhere: { 'requirements.txt': 'Django==5.2.8\nnever-heard-of==1.0\ngunicorn==26.2.0\n' },
    },
    'the list of everything that is installed': {
      code: PIP + FOUND,
      files: pip('asgiref==3.10.0\nDjango==5.2.8\nnever-heard-of==1.0\nsqlparse==0.5.3\n'),
    },
    'a file that pip-compile writes is compiled again by hand': {
      code: PIP + FOUND,
      files: pip(
        '#\n# This file is autogenerated by pip-compile with Python 3.14\n#\nasgiref==3.10.0\nDjango==5.2.8\nsqlparse==0.5.3\n',
      ),
      fixed: null,
    },
    'so is one that has its source beside it': {
      code: PIP + FOUND,
      files: pip('Django==5.2.8\n', { 'requirements.in': 'Django\n' }),
      fixed: null,
    },
    'hashes are made by a program': {
      code: PIP + FOUND,
      files: pip('Django==5.2.8 --hash=sha256:00\n'),
      fixed: null,
    },
    'another file asks for it': {
      code: PIP + FOUND,
      files: pip('Django==5.2.8\n', { 'requirements-prod.txt': '-r requirements.txt\ngunicorn==26.2.0\n' }),
      related: ['requirements-prod.txt'],
      fixed: null,
    },
    'it is in a group that is left out': {
      code: UV + FOUND,
      files: uv('django'),
      related: ['pyproject.toml'],
      fixed: null,
    },
    'the Dockerfile names what it installs': {
      code: `${SLIM}RUN pip install Django==5.2.8\n${FOUND}`,
      files: { 'manage.py': '' },
      related: ['Django==5.2.8'],
      fixed: `${SLIM}RUN pip install Django==5.2.8 gunicorn==26.2.0\n${CMD}`,
      title: 'Install gunicorn as well',
    },
    'a builder installs': {
      code:
        `FROM python:3.14-slim-trixie AS builder\nCOPY requirements.txt .\nRUN python -m venv /venv && /venv/bin/pip install -r requirements.txt\n\n` +
        `FROM python:3.14-slim-trixie\nCOPY --from=builder /venv /venv\nCMD [«"/venv/bin/gunicorn", "config.wsgi"»]\n`,
      files: pip('Django==5.2.8\n'),
      elsewhere: { 'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\n' },
    },
    'in an entry script': {
      code: `${PIP}COPY entrypoint.sh .\nENTRYPOINT [«"./entrypoint.sh"»]\n`,
      files: pip('Django==5.2.8\n', {
        'entrypoint.sh': '#!/bin/sh\nset -e\npython manage.py migrate\nexec gunicorn config.wsgi\n',
      }),
      related: ['entrypoint.sh', 'requirements.txt'],
      elsewhere: { 'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\n' },
    },
    'python -m': {
      code: `${PIP}CMD [«"python", "-m", "gunicorn", "config.wsgi"»]\n`,
      files: pip('Django==5.2.8\n'),
    },
    'through a manager that does not sync': {
      code: `${UV}CMD [«"uv", "run", "--no-sync", "gunicorn", "config.wsgi"»]\n`,
      files: uv('django'),
    },
    celery: {
      code: `${PIP}CMD [«"celery", "-A", "config", "worker"»]\n`,
      files: pip('Django==5.2.8\nredis==8.1.0\n'),
      elsewhere: { 'requirements.txt': 'Django==5.2.8\nredis==8.1.0\ncelery==5.6.3\n' },
    },
    uWSGI: {
      code: `${PIP}CMD [«"uwsgi", "--ini", "uwsgi.ini"»]\n`,
      files: pip('Django==5.2.8\n'),
      // It is compiled, and needs a compiler.
      alsoFires: ['native-lib-missing'],
    },
    'the package of the worker class': {
      code: `${PIP}${worker('uvicorn_worker.UvicornWorker', true)}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\nuvicorn==0.54.0\n'),
      message:
        'The worker class uvicorn_worker.UvicornWorker needs uvicorn-worker, which nothing installs: gunicorn stops at once',
      elsewhere: {
        'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\nuvicorn==0.54.0\nuvicorn-worker==0.4.0\n',
      },
    },
    'of the worker class, perhaps': {
      code: `${PIP}${worker('gevent', true)}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\nnever-heard-of==1.0\n'),
      severity: 'warning',
      message: 'The worker class gevent needs gevent, which nothing asks for: gunicorn may not start',
      elsewhere: { 'requirements.txt': 'Django==5.2.8\ngunicorn[gevent]==26.2.0\nnever-heard-of==1.0\n' },
      title: 'Ask for gunicorn[gevent] in requirements.txt',
    },
    'what the worker class of gevent imports': {
      code: `${UV}${worker('gevent', true)}`,
      files: uv('django', 'gunicorn', 'gevent'),
      message: 'The worker class gevent needs packaging, which nothing installs: gunicorn stops at once',
      fixed: null,
    },
    'of the worker class in a configuration file': {
      code: PIP + FOUND,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\n', { 'gunicorn.conf.py': 'worker_class = "gevent"\n' }),
      message: 'The worker class gevent needs gevent, which nothing installs: gunicorn stops at once',
    },
    'eventlet is gone': {
      code: `${PIP}${worker('eventlet', true)}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\neventlet==0.40.3\n'),
      message: 'gunicorn 26.2.0 has no worker class eventlet any more: the container stops at once',
      fixed: null,
    },
    'asgi is not there yet': {
      code: `${PIP}${worker('asgi', true)}`,
      files: pip('Django==5.2.8\ngunicorn==23.0.0\n'),
      message: 'gunicorn 23.0.0 has no worker class asgi, which came with 24.0: the container stops at once',
      fixed: null,
    },
    'the old worker of uvicorn': {
      code: `${PIP}${worker('uvicorn.workers.UvicornWorker', true)}`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\nuvicorn==0.54.0\n'),
      severity: 'warning',
      message: 'uvicorn.workers.UvicornWorker is deprecated and will go: the package uvicorn-worker has its successor',
      fixed: `${PIP}${worker('uvicorn_worker.UvicornWorker')}`,
      elsewhere: {
        'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\nuvicorn==0.54.0\nuvicorn-worker==0.4.0\n',
      },
      title: 'Use uvicorn_worker.UvicornWorker',
    },
    'where its successor is there already': {
      code: `${UV}${worker('uvicorn.workers.UvicornWorker', true)}`,
      files: uv('django', 'gunicorn', 'uvicorn', 'uvicorn-worker'),
      severity: 'warning',
      fixed: `${UV}${worker('uvicorn_worker.UvicornWorker')}`,
    },
    'a service starts what nothing installs': {
      code: FOUND_IMAGE,
      files: served('    command: gunicorn config.wsgi --bind 0.0.0.0:8000\n'),
      message:
        'Service web: gunicorn is started, but nothing that the image installs brings it: the container stops at once',
      related: ['compose.yaml', 'requirements.txt'],
      elsewhere: { 'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\n' },
    },
    'with its source mounted': {
      code: FOUND_IMAGE,
      files: served('    volumes: [".:/app", "media:/app/media"]\n    command: celery -A config worker\n'),
      message: /^Service web: celery is started/,
    },
    'two services start the same': {
      code: FOUND_IMAGE,
      files: pip('Django==5.2.8\n', {
        'compose.yaml':
          'services:\n  worker:\n    build: .\n    command: celery -A config worker\n' +
          '  beat:\n    build: .\n    command: celery -A config beat\n',
      }),
      message: /^Services worker and beat: celery is started/,
      elsewhere: { 'requirements.txt': 'Django==5.2.8\ncelery==5.6.3\n' },
    },
    'a service has the worker of old': {
      code: FOUND_IMAGE,
      files: served(
        '    command: gunicorn config.asgi -k uvicorn.workers.UvicornWorker\n',
        'Django==5.2.8\ngunicorn==26.2.0\nuvicorn==0.54.0\nuvicorn-worker==0.4.0\n',
      ),
      severity: 'warning',
      elsewhere: { 'compose.yaml': compose('    command: gunicorn config.asgi -k uvicorn_worker.UvicornWorker\n') },
    },
    'a script has the worker of old': {
      code: `${PIP}CMD [«"./start.sh"»]\n`,
      files: pip('Django==5.2.8\ngunicorn==26.2.0\nuvicorn==0.54.0\nuvicorn-worker==0.4.0\n', {
        'start.sh': '#!/bin/sh\nexec gunicorn config.asgi -k uvicorn.workers.UvicornWorker\n',
      }),
      severity: 'warning',
      elsewhere: { 'start.sh': '#!/bin/sh\nexec gunicorn config.asgi -k uvicorn_worker.UvicornWorker\n' },
    },
  },
});
