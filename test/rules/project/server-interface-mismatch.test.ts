import rule from '../../../server/src/engine/rules/project/server-interface-mismatch.ts';
import { testRule } from '../../support/rule-tester.ts';

const ALL = 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const PIP = `${ALL}RUN pip install --no-cache-dir -r requirements.txt\n`;

const module = (kind: string): string =>
  `import os\nfrom django.core.${kind} import get_${kind}_application\n` +
  `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\napplication = get_${kind}_application()\n`;

const ROUTER =
  'import os\nfrom channels.routing import ProtocolTypeRouter, URLRouter\nfrom django.core.asgi import get_asgi_application\n' +
  'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n' +
  'application = ProtocolTypeRouter({"http": get_asgi_application(), "websocket": URLRouter([])})\n';

const CHANNELS = 'INSTALLED_APPS = ["channels", "chat"]\nASGI_APPLICATION = "config.asgi.application"\n';

const PROJECT = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
  'requirements.txt': 'asgiref==3.9.0\nsqlparse==0.5.3\ndjango==5.2.8\ngunicorn==23.0.0\npackaging==25.0\n',
  'config/__init__.py': '',
  'config/settings.py': 'INSTALLED_APPS = []\n',
  'config/wsgi.py': module('wsgi'),
  'config/asgi.py': module('asgi'),
};

const NEW_GUNICORN = { ...PROJECT, 'requirements.txt': PROJECT['requirements.txt'].replace('23.0.0', '26.2.0') };
const { 'config/wsgi.py': _, ...WITHOUT_WSGI } = PROJECT;
const SOCKETS = {
  ...PROJECT,
  'config/settings.py': CHANNELS,
  'config/asgi.py': ROUTER,
  'requirements.txt': `${NEW_GUNICORN['requirements.txt']}channels==4.3.1\n`,
};

const compose = (lines: string): string => `services:\n  web:\n    build: .\n${lines}`;

/** A project whose compose file says what is started. */
const served = (lines: string, files: Readonly<Record<string, string>> = PROJECT) => ({
  ...files,
  'compose.yaml': compose(lines),
});

const FOUND_IMAGE = PIP.replace('python:3.14-slim-trixie', '«python:3.14-slim-trixie»');

testRule(rule, {
  valid: {
    'a file that stands alone': `${ALL}CMD ["gunicorn", "config.asgi"]\n`,
    'each with its own': {
      code: `${ALL}CMD gunicorn config.wsgi && uvicorn config.asgi:application && daphne config.asgi:application && waitress-serve config.wsgi:application\n`,
      files: PROJECT,
    },
    'an ASGI worker of gunicorn': { code: `${ALL}CMD ["gunicorn", "-k", "asgi", "config.asgi"]\n`, files: PROJECT },
    'an ASGI worker of uvicorn': {
      code: `${ALL}CMD ["gunicorn", "config.asgi", "-k", "uvicorn.workers.UvicornWorker"]\n`,
      files: PROJECT,
    },
    'a worker of somebody’s own': {
      code: `${ALL}CMD ["gunicorn", "config.asgi", "-k", "config.workers.Own"]\n`,
      files: PROJECT,
    },
    'a configuration file chooses the worker': {
      code: `${ALL}CMD ["gunicorn", "config.asgi"]\n`,
      files: { ...PROJECT, 'gunicorn.conf.py': 'worker_class = "uvicorn_worker.UvicornWorker"\n' },
    },
    'a configuration file computes the worker': {
      code: `${ALL}CMD ["gunicorn", "config.asgi"]\n`,
      files: { ...PROJECT, 'gunicorn.conf.py': 'worker_class = find()\n' },
    },
    'variables may choose the worker': {
      code: `${ALL}ENV GUNICORN_CMD_ARGS="-k asgi"\nCMD ["gunicorn", "config.asgi"]\n`,
      files: PROJECT,
    },
    'compose may choose the worker': {
      code: `${ALL}CMD ["gunicorn", "config.asgi"]\n`,
      files: { ...PROJECT, 'compose.yaml': compose('    environment: [GUNICORN_CMD_ARGS=-k asgi]\n') },
    },
    'words that nobody knows may choose it': { code: `${ALL}CMD gunicorn $OPTIONS config.asgi\n`, files: PROJECT },
    'hypercorn looks at the application': {
      code: `${ALL}CMD ["hypercorn", "config.wsgi:application"]\n`,
      files: PROJECT,
    },
    'uvicorn is told that it is WSGI': {
      code: `${ALL}CMD ["uvicorn", "--interface=wsgi", "config.wsgi:application"]\n`,
      files: PROJECT,
    },
    'granian is told': { code: `${ALL}CMD granian --interface asgi config.asgi:application\n`, files: PROJECT },
    'granian is told by a variable': {
      code: `${ALL}ENV GRANIAN_INTERFACE=asgi\nCMD ["granian", "config.asgi:application"]\n`,
      files: PROJECT,
    },
    'the name says nothing': {
      code: `${ALL}CMD ["gunicorn", "config.asgi"]\n`,
      files: { ...PROJECT, 'config/asgi.py': module('wsgi') },
    },
    'an application that is turned into the other': {
      code: `${ALL}CMD ["uvicorn", "config.wsgi:application"]\n`,
      files: { ...PROJECT, 'config/wsgi.py': `${module('wsgi')}application = WsgiToAsgi(application)\n` },
    },
    'a module with all names of another one': {
      code: `${ALL}CMD ["gunicorn", "config.asgi"]\n`,
      files: { ...PROJECT, 'config/asgi.py': `${module('asgi')}from .own import *\n` },
    },
    'a factory': {
      code: `${ALL}CMD ["gunicorn", "config.asgi:get_asgi_application()"]\n`,
      files: PROJECT,
    },
    'a module that a script may have written': {
      code: `${ALL}RUN ./make.sh\nCMD ["gunicorn", "config.asgi"]\n`,
      files: PROJECT,
    },
    'a branch that may not be taken': {
      code: `${ALL}CMD ["./start.sh"]\n`,
      files: {
        ...PROJECT,
        'start.sh': '#!/bin/sh\nif [ "$OLD" ]; then gunicorn config.asgi; fi\nexec gunicorn config.wsgi\n',
      },
    },
    'channels without websockets': {
      code: `${PIP}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...SOCKETS, 'config/asgi.py': module('asgi') },
    },
    'channels that is not installed as an app': {
      code: `${PIP}CMD ["gunicorn", "config.wsgi"]\n`,
      files: {
        ...SOCKETS,
        'config/settings.py': 'INSTALLED_APPS = []\nASGI_APPLICATION = "config.asgi.application"\n',
      },
    },
    'websockets that a server serves': {
      code: `${PIP}CMD ["daphne", "config.asgi:application"]\n`,
      files: SOCKETS,
    },
    'websockets that another server of the image serves': {
      code: `${PIP}CMD daphne -b 0.0.0.0 config.asgi:application & exec gunicorn config.wsgi\n`,
      files: SOCKETS,
    },
    'websockets that another service serves': {
      code: `${PIP}CMD ["gunicorn", "config.wsgi"]\n`,
      files: {
        ...SOCKETS,
        'compose.yaml': `${compose('')}  sockets:\n    build: .\n    command: daphne config.asgi:application\n`,
      },
    },
    'websockets that another image may serve': {
      code: `${PIP}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...SOCKETS, 'docker/Dockerfile.sockets': '' },
    },
    'a service with its own': { code: PIP, files: served('    command: gunicorn config.wsgi\n') },
    'a service whose variable may choose the worker': {
      code: PIP,
      files: served('    environment: {GUNICORN_CMD_ARGS: -k asgi}\n    command: gunicorn config.asgi\n'),
    },
    'a service whose file of variables chooses the worker': {
      code: PIP,
      files: {
        ...served('    env_file: [web.env]\n    command: gunicorn config.asgi\n'),
        'web.env': 'GUNICORN_CMD_ARGS=-k asgi\n',
      },
    },
    'a service whose variable names the interface': {
      code: PIP,
      files: served('    environment: [UVICORN_INTERFACE=wsgi]\n    command: uvicorn config.wsgi:application\n'),
    },
    'a configuration in the folder of a service chooses the worker': {
      code: PIP,
      files: {
        ...served('    working_dir: /app/etc\n    command: gunicorn --pythonpath /app config.asgi\n'),
        'etc/gunicorn.conf.py': 'worker_class = "asgi"\n',
      },
    },
    'a configuration that is mounted may': {
      code: PIP,
      files: {
        ...served('    volumes: [./etc:/etc/own]\n    command: gunicorn -c /etc/own/g.py config.asgi\n'),
        'etc/g.py': 'worker_class = "asgi"\n',
      },
    },
    'a service with another file mounted over it': {
      code: PIP,
      files: {
        ...served('    volumes: ["./own.py:/app/config/asgi.py"]\n    command: gunicorn config.asgi\n'),
        'own.py': 'from config.asgi import application\n',
      },
    },
    'websockets that the image serves and a service does not': {
      code: `${PIP}CMD ["daphne", "config.asgi:application"]\n`,
      files: {
        ...SOCKETS,
        'compose.yaml': `${compose('')}  http:\n    build: .\n    command: gunicorn config.wsgi\n`,
      },
    },
    'websockets that a script of another service may serve': {
      code: PIP,
      files: {
        ...SOCKETS,
        'compose.yaml': `${compose('    command: gunicorn config.wsgi\n')}  live:\n    build: .\n    command: ./live\n`,
      },
    },
  },
  invalid: {
    'gunicorn with asgi.py': {
      code: `${PIP}CMD ["gunicorn", «"config.asgi:application"», "--bind=0.0.0.0:8000"]\n`,
      files: PROJECT,
      message: 'gunicorn speaks WSGI, config.asgi is ASGI: every request gets a 500',
      title: 'Serve config.wsgi',
      fixed: `${PIP}CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000"]\n`,
      related: ['config/asgi.py'],
      fix: 'safe',
    },
    'without an attribute': {
      code: `${PIP}CMD exec gunicorn «config.asgi»\n`,
      files: PROJECT,
      fixed: `${PIP}CMD exec gunicorn config.wsgi\n`,
    },
    'the other module does more': {
      code: `${PIP}CMD ["gunicorn", «"config.asgi"»]\n`,
      files: { ...PROJECT, 'config/wsgi.py': `import newrelic\n${module('wsgi')}` },
      fixed: `${PIP}CMD ["gunicorn", "config.wsgi"]\n`,
      fix: 'review',
    },
    'the other module has other settings': {
      code: `${PIP}CMD ["gunicorn", «"config.asgi"»]\n`,
      files: {
        ...PROJECT,
        'config/prod.py': '',
        'config/wsgi.py': module('wsgi').replace('config.settings', 'config.prod'),
      },
      fixed: `${PIP}CMD ["gunicorn", "config.wsgi"]\n`,
      fix: 'review',
    },
    'the other module calls it otherwise': {
      code: `${PIP}CMD ["gunicorn", «"config.asgi"»]\n`,
      files: { ...PROJECT, 'config/wsgi.py': module('wsgi').replace('application =', 'app =') },
      fixed: `${PIP}CMD ["gunicorn", "config.wsgi:app"]\n`,
      fix: 'safe',
    },
    'a worker class for threads': {
      code: `${PIP}CMD ["gunicorn", "-k", "gthread", «"config.asgi"»]\n`,
      files: PROJECT,
      message: 'The worker class gthread speaks WSGI, config.asgi is ASGI: every request gets a 500',
      fixed: `${PIP}CMD ["gunicorn", "-k", "gthread", "config.wsgi"]\n`,
    },
    'there is no wsgi.py': {
      code: `${PIP}CMD ["gunicorn", «"config.asgi"»]\n`,
      files: WITHOUT_WSGI,
      fixed: null,
    },
    'there is no wsgi.py, and gunicorn speaks ASGI': {
      code: `${PIP}CMD ["gunicorn", «"config.asgi"», "--bind=0.0.0.0:8000"]\n`,
      files: { ...WITHOUT_WSGI, 'requirements.txt': NEW_GUNICORN['requirements.txt'] },
      title: 'Serve ASGI with the worker class asgi',
      fixed: `${PIP}CMD ["gunicorn", "config.asgi", "--worker-class=asgi", "--bind=0.0.0.0:8000"]\n`,
      fix: 'review',
    },
    'another worker class is installed': {
      code: `${PIP}CMD ["gunicorn", "-k", "sync", «"config.asgi"»]\n`,
      files: { ...WITHOUT_WSGI, 'requirements.txt': `${PROJECT['requirements.txt']}uvicorn-worker==0.4.0\n` },
      fixed: `${PIP}CMD ["gunicorn", "-k", "uvicorn_worker.UvicornWorker", "config.asgi"]\n`,
      fix: 'review',
    },
    'an ASGI worker with wsgi.py': {
      code: `${PIP}CMD ["gunicorn", "-k", "asgi", «"config.wsgi"»]\n`,
      files: NEW_GUNICORN,
      fixed: `${PIP}CMD ["gunicorn", "-k", "asgi", "config.asgi"]\n`,
      fix: 'safe',
    },
    'uvicorn with wsgi.py': {
      code: `${PIP}CMD ["uvicorn", "--host=0.0.0.0", «"config.wsgi:application"»]\n`,
      files: PROJECT,
      message: 'uvicorn speaks ASGI, config.wsgi is WSGI: every request gets a 500',
      fixed: `${PIP}CMD ["uvicorn", "--host=0.0.0.0", "config.asgi:application"]\n`,
      fix: 'safe',
    },
    'daphne with wsgi.py, in a script': {
      code: `${PIP}ENTRYPOINT [«"./start.sh"»]\n`,
      files: { ...PROJECT, 'start.sh': '#!/bin/sh\nexec daphne -b 0.0.0.0 config.wsgi:application\n' },
      related: ['start.sh', 'config/wsgi.py'],
      elsewhere: { 'start.sh': '#!/bin/sh\nexec daphne -b 0.0.0.0 config.asgi:application\n' },
      fix: 'review',
    },
    'waitress with asgi.py': {
      code: `${PIP}CMD ["waitress-serve", «"config.asgi:application"»]\n`,
      files: PROJECT,
      message: 'waitress speaks WSGI, config.asgi is ASGI: every request gets a 500',
    },
    'granian is not told': {
      code: `${PIP}CMD ["granian", «"config.asgi:application"», "--host=0.0.0.0"]\n`,
      files: PROJECT,
      message: 'granian without --interface speaks RSGI, config.asgi is ASGI: every request gets a 500',
      title: 'Tell granian that it is ASGI',
      fixed: `${PIP}CMD ["granian", "config.asgi:application", "--interface=asgi", "--host=0.0.0.0"]\n`,
      fix: 'safe',
    },
    'granian is told the wrong one': {
      code: `${PIP}CMD exec granian --interface asgi «config.wsgi:application»\n`,
      files: PROJECT,
      fixed: `${PIP}CMD exec granian --interface wsgi config.wsgi:application\n`,
      fix: 'safe',
    },
    'a router behind gunicorn': {
      code: `${PIP}CMD ["gunicorn", «"config.asgi"»]\n`,
      files: SOCKETS,
      title: 'Serve ASGI with the worker class asgi',
      fixed: `${PIP}CMD ["gunicorn", "config.asgi", "--worker-class=asgi"]\n`,
      fix: 'review',
    },
    'websockets that nobody serves': {
      code: `${PIP}CMD ["gunicorn", «"config.wsgi"», "--bind=0.0.0.0:8000"]\n`,
      files: SOCKETS,
      severity: 'warning',
      message: 'The project routes websockets with channels, but gunicorn serves WSGI: none of them is ever opened',
      related: ['config/asgi.py'],
      title: 'Serve ASGI with the worker class asgi',
      fixed: `${PIP}CMD ["gunicorn", "config.asgi", "--worker-class=asgi", "--bind=0.0.0.0:8000"]\n`,
      fix: 'review',
    },
    'a service with asgi.py': {
      code: FOUND_IMAGE,
      files: served('    command: gunicorn config.asgi:application --bind 0.0.0.0:8000\n'),
      message: 'Service web: gunicorn speaks WSGI, config.asgi is ASGI: every request gets a 500',
      related: ['compose.yaml', 'config/asgi.py'],
      title: 'Serve config.wsgi',
      elsewhere: { 'compose.yaml': compose('    command: gunicorn config.wsgi:application --bind 0.0.0.0:8000\n') },
      fix: 'review',
    },
    'granian of a service is not told': {
      code: FOUND_IMAGE,
      files: served('    command:\n      - granian\n      - config.asgi:application\n'),
      elsewhere: {
        'compose.yaml': compose(
          '    command:\n      - granian\n      - config.asgi:application\n      - --interface=asgi\n',
        ),
      },
      fix: 'review',
    },
    'a service whose source is mounted': {
      code: FOUND_IMAGE.replace('COPY . .', 'COPY requirements.txt .'),
      files: served('    volumes: [".:/app"]\n    command: uvicorn config.wsgi:application\n'),
      elsewhere: {
        'compose.yaml': compose('    volumes: [".:/app"]\n    command: uvicorn config.asgi:application\n'),
      },
      fix: 'review',
    },
    'websockets that no service serves': {
      code: FOUND_IMAGE,
      files: served('    command: gunicorn config.wsgi\n', SOCKETS),
      severity: 'warning',
      message:
        'Service web: The project routes websockets with channels, but gunicorn serves WSGI: none of them is ever opened',
      elsewhere: { 'compose.yaml': compose('    command: gunicorn config.asgi --worker-class=asgi\n') },
      fix: 'review',
    },
  },
});
