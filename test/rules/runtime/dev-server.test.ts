import rule from '../../../server/src/engine/rules/runtime/dev-server.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const RUNSERVER = '"python", "manage.py", "runserver", "0.0.0.0:8000"';
const MODULE = (kind: string): string =>
  `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n` +
  `from django.core.${kind} import get_${kind}_application\napplication = get_${kind}_application()\n`;
const SHOP = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'shop/settings.py': '',
  'shop/wsgi.py': MODULE('wsgi'),
};
const INSTALL = 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n';
const LOCKED = 'asgiref==3.9.0\nsqlparse==0.5.3\ndjango==5.2.8\n';
const GUNICORN =
  '"gunicorn", "shop.wsgi:application", "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"';
/** Services of compose files that build the Dockerfile, by file: what they say besides. */
const composed = (files: Readonly<Record<string, string>>) => ({
  ...SHOP,
  ...Object.fromEntries(
    Object.entries(files).map(([path, says]) => [path, `services: {web: {build: .${says && `, ${says}`}}}\n`]),
  ),
});
const script = (text: string) => ({ ...SHOP, 'entry.sh': text });

testRule(rule, {
  valid: {
    'a development stage': `FROM python:3.14-slim AS development\nCMD [${RUNSERVER}]\n`,
    'a development file': { code: `${FROM}CMD [${RUNSERVER}]\n`, path: 'docker/dev/Dockerfile' },
    'development by content': `FROM python:3.14-slim\nRUN pip install -r requirements-dev.txt\nCMD [${RUNSERVER}]\n`,
    'a development stage behind the one that ships': `FROM python:3.14-slim AS base\nFROM base AS prod\nCMD ["gunicorn", "shop.wsgi"]\nFROM base AS dev\nCMD [${RUNSERVER}]\n`,
    'a file for production lies beside': {
      code: `${FROM}CMD [${RUNSERVER}]\n`,
      files: { ...SHOP, 'Dockerfile.prod': '' },
    },
    'an argument of somebody else’s program': `${FROM}ENTRYPOINT ["/app/bin/start"]\nCMD ["runserver"]\n`,
    'the same, without the ENTRYPOINT': `${FROM}CMD ["/app/bin/start", "runserver"]\n`,
    'a CMD that is never run': `${FROM}ENTRYPOINT exec gunicorn shop.wsgi\nCMD [${RUNSERVER}]\n`,
    'a CMD that a later one replaces': `${FROM}CMD [${RUNSERVER}]\nCMD ["gunicorn", "shop.wsgi"]\n`,
    'another command of manage.py': `${FROM}CMD ["python", "manage.py", "process_tasks"]\n`,
    'a branch of a script': {
      code: `${FROM}ENTRYPOINT ["./entry.sh"]\n`,
      files: script(
        '#!/bin/sh\nif [ "$DEBUG" = 1 ]; then\n  exec python manage.py runserver\nfi\nexec gunicorn shop.wsgi\n',
      ),
    },
    'a script that answers to its first argument': {
      code: `${FROM}ENTRYPOINT ["./entry.sh"]\nCMD ["start"]\n`,
      files: script(
        '#!/bin/sh\ncase "$1" in\n  dev) python manage.py runserver ;;\n  start) gunicorn shop.wsgi ;;\nesac\n',
      ),
    },
    'a condition in the command': `${FROM}CMD if [ "$DEV" ]; then python manage.py runserver; else gunicorn shop.wsgi; fi\n`,
    'compose starts a server in its place': {
      code: `${FROM}CMD [${RUNSERVER}]\n`,
      files: composed({ 'compose.yaml': 'command: gunicorn shop.wsgi' }),
    },
    'compose does so where it ships': {
      code: `${FROM}CMD [${RUNSERVER}]\n`,
      files: composed({ 'docker-compose.prod.yml': 'entrypoint: [/start.sh]', 'docker-compose.local.yml': '' }),
    },
    'a RUN': `${FROM}RUN python manage.py runserver & sleep 1 && curl localhost:8000\n`,
    'a script that forgets what it was given': {
      code: `${FROM}ENTRYPOINT ["./entry.sh"]\nCMD [${RUNSERVER}]\n`,
      files: script('#!/bin/sh\nexec gunicorn shop.wsgi\n'),
    },
  },
  invalid: {
    'as CMD': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: SHOP,
      message: 'runserver is for development: Django does not secure it, and one process serves everyone',
      title: 'Start gunicorn with shop.wsgi; the image has to install it',
      fixed: `${FROM}CMD [${GUNICORN}]\n`,
    },
    'in shell form': {
      code: `${FROM}CMD «python3 -u manage.py runserver 80»\n`,
      files: SHOP,
      fixed: `${FROM}CMD gunicorn shop.wsgi:application --bind=0.0.0.0:80 --worker-tmp-dir=/dev/shm --access-logfile=-\n`,
      alsoFires: ['python-env-missing'],
    },
    'behind migrate': {
      code: `${FROM}CMD python manage.py migrate && «./manage.py runserver»\n`,
      files: SHOP,
      fixed: `${FROM}CMD python manage.py migrate && gunicorn shop.wsgi:application --bind=0.0.0.0:8000 --worker-tmp-dir=/dev/shm --access-logfile=-\n`,
    },
    'through poetry and sh -c': {
      code: `${FROM}CMD ["sh", "-c", "«exec poetry run python manage.py runserver 127.0.0.1:8000»"]\n`,
      files: SHOP,
      fixed: `${FROM}CMD ["sh", "-c", "exec poetry run gunicorn shop.wsgi:application --bind=0.0.0.0:8000 --worker-tmp-dir=/dev/shm --access-logfile=-"]\n`,
    },
    'split over ENTRYPOINT and CMD': {
      code: `${FROM}ENTRYPOINT [«"python", "manage.py"»]\nCMD ["runserver", "0.0.0.0:8000"]\n`,
      files: SHOP,
      fixed: null,
    },
    'behind an init': {
      code: `${FROM}ENTRYPOINT ["tini", "--"]\nCMD [«${RUNSERVER}»]\n`,
      files: SHOP,
      fixed: `${FROM}ENTRYPOINT ["tini", "--"]\nCMD [${GUNICORN}]\n`,
    },
    'without a project there is no module': { code: `${FROM}CMD [«${RUNSERVER}»]\n`, fixed: null },
    'two modules': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: { ...SHOP, 'blog/wsgi.py': MODULE('wsgi') },
      fixed: null,
    },
    'other options than an address': {
      code: `${FROM}CMD [«"python", "manage.py", "runserver", "--settings=shop.dev"»]\n`,
      files: SHOP,
      fixed: null,
    },
    'of two modules the settings name one': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: {
        ...SHOP,
        'blog/wsgi.py': MODULE('wsgi'),
        'shop/settings.py': 'WSGI_APPLICATION = "shop.wsgi.application"\n',
      },
      fixed: `${FROM}CMD [${GUNICORN}]\n`,
    },
    'an application of another name': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: { ...SHOP, 'shop/wsgi.py': MODULE('wsgi').replace('application =', 'app =') },
      fixed: `${FROM}CMD [${GUNICORN.replace(':application', ':app')}]\n`,
    },
    'a module without an application': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: { ...SHOP, 'shop/wsgi.py': '' },
      fixed: null,
    },
    'a module that cannot find its settings from there': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: { ...SHOP, 'shop/wsgi.py': MODULE('wsgi').replace('shop.settings', 'store.settings') },
      fixed: null,
    },
    'gunicorn is installed': {
      code: `FROM python:3.14-slim-trixie\nWORKDIR /app\n${INSTALL}COPY . .\nCMD [«${RUNSERVER}»]\n`,
      files: { ...SHOP, 'requirements.txt': `${LOCKED}gunicorn==26.2.0\n` },
      title: 'Start gunicorn with shop.wsgi',
      fixed: `FROM python:3.14-slim-trixie\nWORKDIR /app\n${INSTALL}COPY . .\nCMD [${GUNICORN}]\n`,
    },
    'channels want a server that speaks ASGI': {
      code: `FROM python:3.14-slim-trixie\nWORKDIR /app\n${INSTALL}COPY . .\nCMD [«${RUNSERVER}»]\n`,
      files: {
        ...SHOP,
        'shop/asgi.py': MODULE('asgi'),
        'shop/settings.py': 'INSTALLED_APPS = ["channels"]\n',
        'requirements.txt': `${LOCKED}daphne==4.2.1\n`,
      },
      title: 'Start daphne with shop.asgi',
      fixed: `FROM python:3.14-slim-trixie\nWORKDIR /app\n${INSTALL}COPY . .\nCMD ["daphne", "--bind=0.0.0.0", "--port=8000", "shop.asgi:application"]\n`,
    },
    'there is nothing but asgi.py': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: { 'manage.py': '', 'shop/settings.py': '', 'shop/asgi.py': MODULE('asgi') },
      title: 'Start uvicorn with shop.asgi; the image has to install it',
      fixed: `${FROM}CMD ["uvicorn", "shop.asgi:application", "--host=0.0.0.0", "--port=8000"]\n`,
    },
    'manage.py in another folder': {
      code: `${FROM}CMD [«"python", "src/manage.py", "runserver"»]\n`,
      files: {
        ...Object.fromEntries(Object.entries(SHOP).map(([path, text]) => [`src/${path}`, text])),
        'requirements.txt': '',
      },
      fixed: `${FROM}CMD [${GUNICORN.replace('"gunicorn"', '"gunicorn", "--chdir=src"')}]\n`,
    },
    'manage.py in another folder, with asgi.py': {
      code: `${FROM}WORKDIR /srv\nCMD [«"python", "/app/src/manage.py", "runserver", "80"»]\n`,
      files: {
        'src/manage.py': '',
        'src/shop/settings.py': '',
        'src/shop/asgi.py': MODULE('asgi'),
        'requirements.txt': '',
      },
      fixed: `${FROM}WORKDIR /srv\nCMD ["uvicorn", "--app-dir=/app/src", "shop.asgi:application", "--host=0.0.0.0", "--port=80"]\n`,
    },
    'manage.py that is not in the image': {
      code: `FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD [«${RUNSERVER}»]\n`,
      files: SHOP,
      fixed: null,
    },
    'runserver_plus, as a module, by django-admin': {
      code: `FROM python:3.14-slim AS a\nCMD [«"python", "manage.py", "runserver_plus"»]\nFROM python:3.14-slim AS b\nCMD [«"python", "-m", "django", "runserver"»]\nFROM python:3.14-slim AS c\nCMD [«"django-admin", "runserver"»]\n`,
      fixed: null,
    },
    'compose starts it as it is': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: composed({ 'compose.yaml': '' }),
      severity: 'error',
    },
    'compose mounts the source': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: composed({ 'compose.yaml': 'volumes: [".:/app"]' }),
      severity: 'warning',
    },
    'compose starts the same': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: composed({ 'compose.yaml': 'command: python manage.py runserver' }),
      severity: 'warning',
    },
    'compose is for development, and nobody says what ships': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: composed({ 'docker-compose.local.yml': 'command: gunicorn shop.wsgi' }),
      severity: 'warning',
    },
    'compose gives other words to a script that starts it all the same': {
      code: `${FROM}ENTRYPOINT [«"./entry.sh"»]\nCMD ["web"]\n`,
      files: { ...composed({ 'compose.yaml': 'command: worker' }), 'entry.sh': 'python manage.py runserver\n' },
      related: ['entry.sh'],
      severity: 'error',
      fixed: null,
    },
    'compose may make it a development image': {
      code: `${FROM}CMD [«${RUNSERVER}»]\n`,
      files: { ...SHOP, 'docker-compose.yml': '' },
      severity: 'warning',
    },
    'given to a script that nobody has read': {
      code: `${FROM}ENTRYPOINT ["/entry.sh"]\nCMD [«${RUNSERVER}»]\n`,
    },
    'at the end of a script': {
      code: `${FROM}ENTRYPOINT [«"./entry.sh"»]\n`,
      files: script('#!/bin/sh\nset -e\npython manage.py migrate\npython manage.py runserver 0.0.0.0:8000\n'),
      related: ['entry.sh'],
      fixed: null,
    },
    'in a script of a script, by name on PATH': {
      code: `FROM python:3.14-slim\nCOPY bin/ /usr/local/bin/\nENTRYPOINT [«"start"»]\n`,
      files: {
        'manage.py': '',
        'bin/start': '#!/bin/sh\n. /usr/local/bin/web.sh\n',
        'bin/web.sh': 'python manage.py runserver\n',
      },
      related: ['bin/web.sh'],
    },
    'a front of manage.py': {
      code: `FROM python:3.14-slim AS a\nCMD [«"aap-eda-manage", "runserver"»]\nFROM python:3.14-slim AS b\nCMD «manage runserver»\n`,
      severity: 'hint',
      message: 'This looks like Django’s runserver, which is made for development only',
    },
  },
});
