import rule from '../../../server/src/engine/rules/project/app-module-not-found.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const ALL = `${FROM}COPY . .\n`;

const CHOOSES = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'book_shop.settings')\n";
const WSGI = `${CHOOSES}from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n`;
const ASGI = `${CHOOSES}from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n`;
const CELERY = `${CHOOSES}from celery import Celery\napp = Celery('book_shop')\n`;

const PROJECT = {
  'manage.py': CHOOSES,
  'requirements.txt': 'django==5.2.8\ngunicorn==26.2.0\n',
  'book_shop/__init__.py': '',
  'book_shop/settings.py': '',
  'book_shop/wsgi.py': WSGI,
  'book_shop/asgi.py': ASGI,
  'shelves/__init__.py': '',
};

type Files = Readonly<Record<string, string>>;

/** The same project below a folder, with a file that says where the context is. */
const below = (folder: string, files: Files = PROJECT): Files =>
  Object.fromEntries([
    ...Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
    ['pyproject.toml', ''],
  ]);

const split = {
  ...PROJECT,
  'manage.py': CHOOSES.replace('.settings', '.settings.local'),
  'book_shop/wsgi.py': WSGI.replace('.settings', '.settings.local'),
  'book_shop/settings.py': '',
  'book_shop/settings/__init__.py': '',
  'book_shop/settings/local.py': '',
  'book_shop/settings/production.py': '',
};
const { 'book_shop/settings.py': _, ...SPLIT } = split;

const compose = (lines: string): string => `services:\n  web:\n    build: .\n${lines}`;

/** A project whose compose file says what is started. */
const served = (lines: string, files: Files = PROJECT): Files => ({ ...files, 'compose.yaml': compose(lines) });

const IMAGE = 'FROM «python:3.14-slim-trixie»\nWORKDIR /app\n';
const FOUND = `${IMAGE}COPY . .\n`;

testRule(rule, {
  valid: {
    'a file that stands alone': `${ALL}CMD ["gunicorn", "bookshop.wsgi"]\n`,
    'the module is there': { code: `${ALL}CMD ["gunicorn", "book_shop.wsgi"]\n`, files: PROJECT },
    'with its attribute': { code: `${ALL}CMD ["gunicorn", "book_shop.wsgi:application"]\n`, files: PROJECT },
    'every kind of server': {
      code:
        `${ALL}CMD uvicorn book_shop.asgi:application && daphne book_shop.asgi:application && ` +
        'hypercorn asgi:book_shop.asgi:application && granian --interface wsgi book_shop.wsgi:application && ' +
        'waitress-serve book_shop.wsgi:application && uwsgi --http :80 --module book_shop.wsgi\n',
      files: PROJECT,
    },
    'there is no project': {
      code: `${ALL}CMD ["gunicorn", "bookshop.wsgi"]\n`,
      files: { 'requirements.txt': 'flask\n', 'book_shop/wsgi.py': '' },
    },
    'a template': { code: `${ALL}CMD ["gunicorn", "{{ name }}.wsgi"]\nLABEL a={{ b }}\n`, files: PROJECT },
    'a package may bring it': {
      code: `${ALL}RUN pip install -r requirements.txt\nCMD ["gunicorn", "store.wsgi"]\n`,
      files: { ...PROJECT, 'requirements.txt': 'django\ngunicorn\nacme-base\n' },
    },
    'a package of a similar name may be it': {
      code: `${ALL}RUN pip install -r requirements.txt\nCMD ["gunicorn", "bookshop.wsgi"]\n`,
      files: { ...PROJECT, 'requirements.txt': 'django==5.2.8\nbookshop-server==1.0\n' },
    },
    'the project is installed': {
      code: `${ALL}RUN pip install .\nCMD ["gunicorn", "bookshop.wsgi"]\n`,
      files: { ...PROJECT, 'pyproject.toml': '[project]\nname = "x"\n' },
    },
    'it is installed from a folder that is not on the import path': {
      code: `${ALL}RUN pip install -e ./src\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: below('src'),
    },
    'a script may write it': {
      code: `${ALL}RUN ./make.sh\nCMD ["gunicorn", "bookshop.wsgi"]\n`,
      files: PROJECT,
    },
    'it is cloned': {
      code: `${ALL}RUN git clone https://example.com/x bookshop\nCMD ["gunicorn", "bookshop.wsgi"]\n`,
      files: PROJECT,
    },
    'a base image that nobody knows': {
      code: 'FROM registry.example.com/own\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "bookshop.wsgi"]\n',
      files: PROJECT,
    },
    'nothing of the project is copied: it is mounted somewhere': {
      code: `${FROM}COPY requirements.txt .\nRUN pip install -r requirements.txt\nCMD ["gunicorn", "bookshop.wsgi"]\n`,
      files: PROJECT,
    },
    'compose mounts other files over it': {
      code: `${ALL}CMD ["gunicorn", "bookshop.wsgi"]\n`,
      files: { ...PROJECT, 'compose.yaml': compose('    volumes: [./other:/app]\n') },
    },
    'compose sets the import path': {
      code: `${ALL}CMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: { ...below('src'), 'compose.yaml': compose('    environment: [PYTHONPATH=/app/src]\n') },
    },
    'a file of variables may set the import path': {
      code: `${ALL}CMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: { ...below('src'), 'compose.yaml': compose('    env_file: .env\n') },
    },
    'compose chooses the folder': {
      code: `${ALL}CMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: { ...below('src'), 'compose.yaml': compose('    working_dir: /app/src\n') },
    },
    'another folder, by an option': {
      code: `${ALL}CMD ["gunicorn", "--chdir", "src", "book_shop.wsgi"]\n`,
      files: below('src'),
    },
    'another folder, by an option of uvicorn': {
      code: `${ALL}CMD ["uvicorn", "--app-dir=/app/src", "book_shop.asgi:application"]\n`,
      files: below('src'),
    },
    'another folder, by PYTHONPATH': {
      code: `${ALL}ENV PYTHONPATH=/app/src\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: below('src'),
    },
    'another folder, by WORKDIR': {
      code: `${ALL}WORKDIR /app/src\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: below('src'),
    },
    'another folder, by cd': { code: `${ALL}CMD cd src && exec gunicorn book_shop.wsgi\n`, files: below('src') },
    'another folder, in an entry script': {
      code: `${ALL}ENTRYPOINT ["./entry.sh"]\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: { ...below('src'), 'entry.sh': '#!/bin/sh\ncd src\nexec "$@"\n' },
    },
    'a configuration file chooses the folder': {
      code: `${ALL}CMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: { ...below('src'), 'gunicorn.conf.py': 'chdir = "src"\n' },
    },
    'variables may choose it': {
      code: `${ALL}ENV GUNICORN_CMD_ARGS="--chdir src"\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: below('src'),
    },
    'words that nobody knows may choose it': {
      code: `${ALL}CMD gunicorn $OPTIONS book_shop.wsgi\n`,
      files: below('src'),
    },
    'a branch that may not be taken': {
      code: `${ALL}CMD ["./start.sh"]\n`,
      files: {
        ...PROJECT,
        'start.sh': '#!/bin/sh\nif [ "$OLD" ]; then gunicorn bookshop.wsgi; fi\nexec gunicorn book_shop.wsgi\n',
      },
    },
    'a module whose names nobody knows': {
      code: `${ALL}CMD ["gunicorn", "book_shop.wsgi:app"]\n`,
      files: { ...PROJECT, 'book_shop/wsgi.py': 'from .base import *\n' },
    },
    'a module that makes names when asked': {
      code: `${ALL}CMD ["gunicorn", "book_shop.wsgi:app"]\n`,
      files: { ...PROJECT, 'book_shop/wsgi.py': 'def __getattr__(name):\n  pass\n' },
    },
    'a factory': {
      code: `${ALL}CMD ["gunicorn", "book_shop.wsgi:get_wsgi_application()"]\n`,
      files: PROJECT,
    },
    'a module as an attribute': { code: `${ALL}CMD ["gunicorn", "book_shop:wsgi"]\n`, files: PROJECT },
    'celery finds the app in the package': {
      code: `${ALL}CMD ["celery", "-A", "book_shop", "worker"]\n`,
      files: { ...PROJECT, 'book_shop/celery.py': CELERY },
    },
    'celery finds it where the package imports it from': {
      code: `${ALL}CMD ["celery", "-A", "book_shop", "worker"]\n`,
      files: { ...PROJECT, 'book_shop/__init__.py': 'from .worker import app\n' },
    },
    'celery takes a name of a module': {
      code: `${ALL}CMD ["celery", "-A", "book_shop.celery.app", "worker"]\n`,
      files: { ...PROJECT, 'book_shop/celery.py': CELERY },
    },
    'celery takes a name of a package': {
      code: `${ALL}CMD ["celery", "-A", "book_shop.worker", "worker"]\n`,
      files: { ...PROJECT, 'book_shop/__init__.py': 'from .a import worker\n' },
    },
    'manage.py is there': { code: `${ALL}CMD ["python", "manage.py", "runserver"]\n`, files: PROJECT },
    'manage.py is found on PATH': { code: `${ALL}CMD ["manage.py", "runserver"]\n`, files: below('src') },
    'settings are there': {
      code: `${ALL}ENV DJANGO_SETTINGS_MODULE=book_shop.settings.production\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: SPLIT,
    },
    'compose chooses other settings': {
      code: `${ALL}ENV DJANGO_SETTINGS_MODULE=book_shop.settings.prod\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: {
        ...SPLIT,
        'compose.yaml': compose('    environment: [DJANGO_SETTINGS_MODULE=book_shop.settings.local]\n'),
      },
    },
    'settings that are kept out of a repository': {
      code: `${ALL}ENV DJANGO_SETTINGS_MODULE=book_shop.local_settings\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: PROJECT,
    },
    'the module lets the environment say nothing': {
      code: `${ALL}ENV DJANGO_SETTINGS_MODULE=book_shop.other\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: { ...PROJECT, 'book_shop/wsgi.py': WSGI.replace(/setdefault\((.*?), (.*?)\)/, '__setitem__($1, $2)') },
    },
    'the module chooses folders itself': {
      code: `${ALL}CMD ["gunicorn", "src.book_shop.wsgi"]\n`,
      files: { ...below('src'), 'src/book_shop/wsgi.py': `import sys\nsys.path.append("src")\n${WSGI}` },
    },
    'a development image': {
      code: 'FROM python:3.14-slim-trixie AS development\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "bookshop.wsgi"]\n',
      files: PROJECT,
    },
    'a service starts what is there': {
      code: ALL,
      files: served('    command: gunicorn book_shop.wsgi:application --bind 0.0.0.0:8000\n'),
    },
    'a service starts in another folder': {
      code: ALL,
      files: served('    working_dir: /app/src\n    command: [gunicorn, book_shop.wsgi]\n', below('src')),
    },
    'a service has another import path': {
      code: ALL,
      files: served('    environment: {PYTHONPATH: src}\n    command: gunicorn book_shop.wsgi\n', below('src')),
    },
    'a file of variables gives a service its import path': {
      code: ALL,
      files: {
        ...served('    env_file: web.env\n    command: gunicorn book_shop.wsgi\n', below('src')),
        'web.env': 'PYTHONPATH=/app/src\n',
      },
    },
    'a file of variables that is not at hand may': {
      code: ALL,
      files: served('    env_file: web.env\n    command: gunicorn book_shop.wsgi\n', below('src')),
    },
    'a service takes its import path over': {
      code: ALL,
      files: served('    environment: [PYTHONPATH]\n    command: gunicorn book_shop.wsgi\n', below('src')),
    },
    'a service has the folder mounted': {
      code: `${FROM}COPY requirements.txt .\n`,
      files: served('    volumes: [./src:/app]\n    command: gunicorn book_shop.wsgi\n', below('src')),
    },
    'a service has something mounted that nobody sees': {
      code: ALL,
      files: served('    volumes: [../x:/app]\n    command: gunicorn bookshop.wsgi\n'),
    },
    'a service has a volume over its code': {
      code: ALL,
      files: served('    volumes: ["code:/app"]\n    command: gunicorn bookshop.wsgi\n'),
    },
    'a service has something mounted somewhere': {
      code: ALL,
      files: served('    volumes: ["./x:$PLACE"]\n    command: gunicorn bookshop.wsgi\n'),
    },
    'a service has the volumes of another one': {
      code: ALL,
      files: served('    volumes_from: [base]\n    command: gunicorn bookshop.wsgi\n'),
    },
    'a service gets a file as its configuration': {
      code: ALL,
      files: served(
        '    configs: [{source: a, target: /app/book_shop/prod.py}]\n    command: python manage.py migrate --settings=book_shop.prod\n',
      ),
    },
    'nothing of the project lies in the container': {
      code: `${FROM}COPY requirements.txt .\n`,
      files: served('    command: gunicorn bookshop.wsgi\n'),
    },
    'a variable of compose names the module': {
      code: ALL,
      files: served('    command: gunicorn ${MODULE:-bookshop.wsgi}\n'),
    },
    'a variable of compose stands beside it': {
      code: ALL,
      files: served('    command: sh -c "gunicorn bookshop.wsgi --bind :${PORT:-80}"\n'),
    },
    'a shell puts the module in': {
      code: `${ALL}ENV MODULE=bookshop.wsgi\n`,
      files: served('    environment: {MODULE: book_shop.wsgi}\n    command: sh -c "gunicorn $$MODULE"\n'),
    },
    'a template of a compose file': { code: ALL, files: served('    command: gunicorn "{{ name }}.wsgi"\n') },
    'a service installs the project first': {
      code: ALL,
      files: served('    command: sh -c "pip install -e ./src && gunicorn book_shop.wsgi"\n', below('src')),
    },
    'a service whose target is another stage': {
      code: `${ALL}FROM scratch AS other\n`,
      files: { ...PROJECT, 'compose.yaml': 'services:\n  a:\n    build: .\n    command: gunicorn bookshop.wsgi\n' },
    },
    'a stage for development': {
      code: 'FROM python:3.14-slim-trixie AS dev\nWORKDIR /app\nCOPY . .\n',
      files: served('    command: gunicorn bookshop.wsgi\n'),
    },
    'an argument of the build makes another image': {
      code: `${FROM}ARG SOURCE=.\nCOPY $SOURCE .\n`,
      files: {
        ...below('src'),
        'compose.yaml':
          'services:\n  web:\n    build: {context: ., args: {SOURCE: src}}\n    command: gunicorn book_shop.wsgi\n',
      },
    },
    'a service extends what is not at hand': {
      code: ALL,
      files: served('    extends: {file: base.yaml, service: web}\n    command: gunicorn bookshop.wsgi\n'),
    },
    'another file may say where it starts': {
      code: ALL,
      files: {
        ...served('    command: gunicorn book_shop.wsgi\n', below('src')),
        'compose.server.yaml': 'services:\n  web:\n    working_dir: /app/src\n',
      },
    },
    'it is right when laid over the other file': {
      code: ALL,
      files: {
        ...below('src'),
        'compose.yaml': compose('    working_dir: /app/src\n'),
        'compose.prod.yaml': compose('    command: gunicorn book_shop.wsgi\n'),
      },
    },
    'an entrypoint that nobody has read gets it': {
      code: `${ALL}ENTRYPOINT ["./start"]\n`,
      files: served('    command: gunicorn bookshop.wsgi\n'),
    },
    'an entrypoint is the program': {
      code: `${ALL}ENTRYPOINT ["gunicorn"]\n`,
      files: served('    command: bookshop.wsgi\n'),
    },
    'the entrypoint of the image reads no words': {
      code: `${ALL}ENTRYPOINT gunicorn book_shop.wsgi\n`,
      files: served('    command: gunicorn bookshop.wsgi\n'),
    },
    'the service takes the command away': {
      code: `${ALL}ENTRYPOINT ["tini", "--"]\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: served('    command: []\n'),
    },
    'a script that is not the one of the image': {
      code: ALL,
      files: {
        ...served('    volumes: ["./other/start.sh:/app/start.sh"]\n    command: ./start.sh\n'),
        'start.sh': '#!/bin/sh\nexec gunicorn bookshop.wsgi\n',
        'other/start.sh': '#!/bin/sh\nexec gunicorn book_shop.wsgi\n',
      },
    },
  },
  invalid: {
    'a folder with another name': {
      code: `${ALL}CMD ["gunicorn", «"bookshop.wsgi:application"», "--bind=0.0.0.0:8000"]\n`,
      files: PROJECT,
      message: 'gunicorn cannot import bookshop.wsgi: the project has book_shop.wsgi, so the container stops at once',
      title: 'Load book_shop.wsgi',
      fixed: `${ALL}CMD ["gunicorn", "book_shop.wsgi:application", "--bind=0.0.0.0:8000"]\n`,
      related: ['book_shop/wsgi.py'],
    },
    'without an attribute': {
      code: `${ALL}CMD exec gunicorn «bookshop.wsgi» --bind=0.0.0.0:8000\n`,
      files: PROJECT,
      fixed: `${ALL}CMD exec gunicorn book_shop.wsgi --bind=0.0.0.0:8000\n`,
    },
    'an attribute that the other module calls otherwise': {
      code: `${ALL}CMD ["gunicorn", «"bookshop.wsgi:app"»]\n`,
      files: PROJECT,
      fixed: `${ALL}CMD ["gunicorn", "book_shop.wsgi:application"]\n`,
    },
    'everything that is installed is known': {
      code: `${ALL}RUN pip install -r requirements.txt\nCMD ["gunicorn", «"store.wsgi"»]\n`,
      files: { ...PROJECT, 'requirements.txt': 'asgiref==3.9.0\nsqlparse==0.5.3\ndjango==5.2.8\ngunicorn==26.2.0\n' },
      fixed: `${ALL}RUN pip install -r requirements.txt\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
    },
    'a module of the package that is not there': {
      code: `${ALL}CMD ["uvicorn", «"book_shop.main:app"»]\n`,
      files: PROJECT,
      message: 'uvicorn cannot import book_shop.main: the project has book_shop.asgi, so the container stops at once',
      fixed: `${ALL}CMD ["uvicorn", "book_shop.asgi:application"]\n`,
    },
    'nothing else is there': {
      code: `${ALL}CMD ["gunicorn", «"shelves.wsgi"»]\n`,
      files: { 'manage.py': '', 'shelves/__init__.py': '', 'shelves/asgi.py': '' },
      message: 'gunicorn cannot import shelves.wsgi: the image has no such module, so the container stops at once',
      fixed: null,
    },
    'two are equally near': {
      code: `${ALL}CMD ["gunicorn", «"book_shop.web.wsgi"»]\n`,
      files: { ...PROJECT, 'book_shop/wsgi.py': '', 'book_shop/wea/wsgi.py': '', 'book_shop/wec/wsgi.py': '' },
      fixed: null,
    },
    'the project lies in another folder': {
      code: `${ALL}CMD ["gunicorn", «"book_shop.wsgi"», "--bind=0.0.0.0:8000"]\n`,
      files: below('src'),
      message: 'gunicorn cannot import book_shop.wsgi from /app: it lies in /app/src, so the container stops at once',
      title: 'Look for book_shop.wsgi in /app/src',
      fixed: `${ALL}CMD ["gunicorn", "book_shop.wsgi", "--chdir=/app/src", "--bind=0.0.0.0:8000"]\n`,
      related: ['src/book_shop/wsgi.py'],
    },
    'the same with uvicorn': {
      code: `${ALL}CMD exec uvicorn «book_shop.asgi:application»\n`,
      files: below('src'),
      fixed: `${ALL}CMD exec uvicorn book_shop.asgi:application --app-dir=/app/src\n`,
    },
    'the same with celery': {
      code: `${ALL}CMD ["celery", "-A", «"book_shop.celery"», "worker"]\n`,
      files: { ...below('src'), 'src/book_shop/celery.py': CELERY },
      fixed: `${ALL}CMD ["celery", "-A", "book_shop.celery", "--workdir=/app/src", "worker"]\n`,
    },
    'daphne has no such option': {
      code: `${ALL}CMD ["daphne", «"book_shop.asgi:application"»]\n`,
      files: below('src'),
      fixed: null,
    },
    'an option names the wrong folder': {
      code: `${ALL}CMD ["gunicorn", "--chdir=/app/source", «"book_shop.wsgi"»]\n`,
      files: below('src'),
      fixed: null,
    },
    'a folder too much': {
      code: `${ALL}WORKDIR /app/src\nCMD ["gunicorn", «"src.book_shop.wsgi"»]\n`,
      files: below('src'),
      message: /the project has book_shop\.wsgi/,
      fixed: `${ALL}WORKDIR /app/src\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
    },
    'the folder is copied without itself': {
      code: `${FROM}COPY manage.py .\nCOPY book_shop .\nCMD ["gunicorn", «"book_shop.wsgi"»]\n`,
      files: PROJECT,
      message: 'gunicorn cannot import book_shop.wsgi: its file lies at /app/wsgi.py, so the container stops at once',
      fixed: null,
    },
    'an ignore file keeps it away': {
      code: `${ALL}CMD ["gunicorn", «"book_shop.wsgi"»]\n`,
      files: { ...PROJECT, '.dockerignore': '.git\n*/wsgi.py\n' },
      message:
        'gunicorn cannot import book_shop.wsgi: an ignore file keeps it from the image, so the container stops at once',
      related: ['.dockerignore'],
      fixed: null,
    },
    'uWSGI goes on without': {
      code: `${ALL}CMD ["uwsgi", "--http=:8000", "--module", «"bookshop.wsgi"»]\n`,
      files: PROJECT,
      message: 'uwsgi cannot import bookshop.wsgi: the project has book_shop.wsgi, so every request fails',
    },
    'a script starts it': {
      code: `${ALL}ENTRYPOINT [«"./start.sh"»]\n`,
      files: { ...PROJECT, 'start.sh': '#!/bin/sh\nexec gunicorn bookshop.wsgi\n' },
      related: ['start.sh', 'book_shop/wsgi.py'],
      elsewhere: { 'start.sh': '#!/bin/sh\nexec gunicorn book_shop.wsgi\n' },
      fix: 'review',
    },
    'the server is given to a script': {
      code: `${ALL}ENTRYPOINT ["./start.sh"]\nCMD ["gunicorn", «"bookshop.wsgi"»]\n`,
      files: { ...PROJECT, 'start.sh': '#!/bin/sh\nexec "$@"\n' },
      fixed: `${ALL}ENTRYPOINT ["./start.sh"]\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
    },
    'the module comes from a variable': {
      code: `${ALL}ENV MODULE=bookshop.wsgi\nCMD exec gunicorn «$MODULE»\n`,
      files: PROJECT,
      fixed: null,
    },
    'from another stage': {
      code: `FROM python:3.14-slim-trixie AS build\nWORKDIR /src\nCOPY . .\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=build /src /app\nCMD ["gunicorn", «"bookshop.wsgi"»]\n`,
      files: PROJECT,
      fixed: `FROM python:3.14-slim-trixie AS build\nWORKDIR /src\nCOPY . .\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=build /src /app\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
    },
    'an attribute that the module does not have': {
      code: `${ALL}CMD ["gunicorn", «"book_shop.wsgi:app"»]\n`,
      files: PROJECT,
      message: 'book_shop.wsgi has no app for gunicorn, only application: the container stops at once',
      title: 'Serve book_shop.wsgi:application',
      fixed: `${ALL}CMD ["gunicorn", "book_shop.wsgi:application"]\n`,
      related: ['book_shop/wsgi.py'],
    },
    'the usual attribute is called otherwise': {
      code: `${ALL}CMD ["gunicorn", «"book_shop.wsgi"»]\n`,
      files: { ...PROJECT, 'book_shop/wsgi.py': WSGI.replace('application =', 'app =') },
      fixed: `${ALL}CMD ["gunicorn", "book_shop.wsgi:app"]\n`,
    },
    'a module with nothing to serve': {
      code: `${ALL}CMD ["gunicorn", «"book_shop.settings"»]\n`,
      files: PROJECT,
      message: 'book_shop.settings has no application for gunicorn: the container stops at once',
      fixed: null,
    },
    'a factory that is not there': {
      code: `${ALL}CMD ["uvicorn", "--factory", «"book_shop.asgi:make"»]\n`,
      files: PROJECT,
      fixed: null,
    },
    'uvicorn wants to be told': {
      code: `${ALL}CMD ["uvicorn", «"book_shop.asgi"»]\n`,
      files: PROJECT,
      message: 'uvicorn does not start with book_shop.asgi alone: it wants book_shop.asgi:application',
      fixed: `${ALL}CMD ["uvicorn", "book_shop.asgi:application"]\n`,
    },
    'waitress takes the module itself': {
      code: `${ALL}CMD ["waitress-serve", «"book_shop.wsgi"»]\n`,
      files: PROJECT,
      message: /every request fails: it wants book_shop\.wsgi:application/,
      fixed: `${ALL}CMD ["waitress-serve", "book_shop.wsgi:application"]\n`,
    },
    'a worker without its app': {
      code: `${ALL}CMD ["celery", "-A", «"bookshop"», "worker"]\n`,
      files: { ...PROJECT, 'book_shop/celery.py': CELERY },
      message: 'celery cannot import bookshop: the project has book_shop, so the container stops at once',
      fixed: `${ALL}CMD ["celery", "-A", "book_shop", "worker"]\n`,
    },
    'a worker with a module that is not there': {
      code: `${ALL}CMD ["celery", "--app=«book_shop.worker»", "worker"]\n`,
      files: { ...PROJECT, 'shelves/celery.py': CELERY },
      fixed: `${ALL}CMD ["celery", "--app=shelves", "worker"]\n`,
    },
    'a worker with a name that is not there': {
      code: `${ALL}CMD ["celery", "-A", «"book_shop.celery:worker"», "worker"]\n`,
      files: { ...PROJECT, 'book_shop/celery.py': CELERY },
      fixed: null,
    },
    'a package without an app': {
      code: `${ALL}CMD ["celery", "-A", «"shelves"», "worker"]\n`,
      files: { ...PROJECT, 'book_shop/celery.py': CELERY },
      message: 'celery finds no app in shelves, which has no module celery: the container stops at once',
      fixed: `${ALL}CMD ["celery", "-A", "book_shop", "worker"]\n`,
    },
    'manage.py in another folder': {
      code: `${ALL}CMD ["python", «"manage.py"», "migrate"]\n`,
      files: below('src'),
      message: 'manage.py is not in /app of the image: it lies in /app/src, and the command fails',
      title: 'Run src/manage.py',
      fixed: `${ALL}CMD ["python", "src/manage.py", "migrate"]\n`,
      related: ['src/manage.py'],
    },
    'manage.py that is run itself': {
      code: `${ALL}CMD [«"./manage.py"», "migrate"]\n`,
      files: below('src'),
      fixed: `${ALL}CMD ["./src/manage.py", "migrate"]\n`,
    },
    'manage.py by its whole path': {
      code: `${ALL}CMD ["python", «"/srv/manage.py"», "migrate"]\n`,
      files: PROJECT,
      fixed: `${ALL}CMD ["python", "/app/manage.py", "migrate"]\n`,
    },
    'manage.py is not copied': {
      code: `${FROM}COPY book_shop book_shop\nCMD ["python", «"manage.py"», "migrate"]\n`,
      files: PROJECT,
      message: 'manage.py is not in /app of the image: nothing copies it, and the command fails',
      fixed: null,
    },
    'settings that are not there': {
      code: `${ALL}ENV A=b «DJANGO_SETTINGS_MODULE=book_shop.settings.prod»\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: SPLIT,
      message:
        'Django cannot import the settings book_shop.settings.prod: the project has book_shop.settings.production',
      title: 'Choose book_shop.settings.production',
      fixed: `${ALL}ENV A=b DJANGO_SETTINGS_MODULE=book_shop.settings.production\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      related: ['book_shop/settings/production.py'],
    },
    'in quotes': {
      code: `${ALL}ENV «DJANGO_SETTINGS_MODULE="book_shop.settings.prod"»\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: SPLIT,
      fixed: `${ALL}ENV DJANGO_SETTINGS_MODULE=book_shop.settings.production\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
    },
    'an option that names settings': {
      code: `${ALL}CMD ["python", "manage.py", "migrate", «"--settings=bookshop.settings"»]\n`,
      files: PROJECT,
      fixed: `${ALL}CMD ["python", "manage.py", "migrate", "--settings=book_shop.settings"]\n`,
    },
    'settings that no fix can guess': {
      code: `${ALL}ENV «DJANGO_SETTINGS_MODULE=book_shop.settings.staging»\nCMD ["gunicorn", "book_shop.wsgi"]\n`,
      files: SPLIT,
      message: 'Django cannot import the settings book_shop.settings.staging: the image has no such module',
      fixed: null,
    },
    'several commands need the same settings': {
      code: `${ALL}ENV «DJANGO_SETTINGS_MODULE=book_shop.settings.staging»\nCMD python manage.py migrate && exec gunicorn book_shop.wsgi\n`,
      files: SPLIT,
    },
    'the module chooses settings that it cannot import from there': {
      code: `${ALL}CMD [«"gunicorn", "src.book_shop.wsgi"»]\n`,
      files: below('src'),
      message: 'Django cannot import the settings book_shop.settings from /app: it lies in /app/src',
      related: ['src/book_shop/wsgi.py', 'src/book_shop/settings.py'],
      fixed: null,
    },
    'an ignore file keeps settings away': {
      code: `${ALL}CMD [«"gunicorn", "book_shop.wsgi"»]\n`,
      files: { ...PROJECT, '.dockerignore': 'book_shop/settings.py\n' },
      message: 'Django cannot import the settings book_shop.settings: an ignore file keeps it from the image',
      related: ['book_shop/wsgi.py', '.dockerignore'],
      fixed: null,
    },
    'a service starts a module that is not there': {
      code: FOUND,
      files: served('    command: gunicorn bookshop.wsgi:application --bind 0.0.0.0:8000 # web\n'),
      message:
        'Service web: gunicorn cannot import bookshop.wsgi: the project has book_shop.wsgi, so the container stops at once',
      related: ['compose.yaml', 'book_shop/wsgi.py'],
      title: 'Load book_shop.wsgi',
      elsewhere: {
        'compose.yaml': compose('    command: gunicorn book_shop.wsgi:application --bind 0.0.0.0:8000 # web\n'),
      },
    },
    'in quotes of YAML': {
      code: FOUND,
      files: served(`    command: 'gunicorn "bookshop.wsgi"'\n`),
      elsewhere: { 'compose.yaml': compose(`    command: 'gunicorn "book_shop.wsgi"'\n`) },
    },
    'with escapes': {
      code: FOUND,
      files: served(`    command: "gunicorn \\"bookshop.wsgi\\" --name 'a'"\n`),
      elsewhere: { 'compose.yaml': compose(`    command: "gunicorn \\"book_shop.wsgi\\" --name 'a'"\n`) },
    },
    'in lines that are folded': {
      code: FOUND,
      files: served('    command: >-\n      gunicorn\n      bookshop.wsgi\n      --workers 2\n    tty: true\n'),
      elsewhere: {
        'compose.yaml': compose(
          '    command: >-\n      gunicorn\n      book_shop.wsgi\n      --workers 2\n    tty: true\n',
        ),
      },
    },
    'in a list of YAML': {
      code: FOUND,
      files: served('    command:\n      - gunicorn\n      - "bookshop.wsgi"\n'),
      elsewhere: { 'compose.yaml': compose('    command:\n      - gunicorn\n      - "book_shop.wsgi"\n') },
    },
    'in a text for a shell': {
      code: FOUND,
      files: served('    command: sh -c "python manage.py migrate && gunicorn bookshop.wsgi -b :$$PORT"\n'),
      elsewhere: {
        'compose.yaml': compose(
          '    command: sh -c "python manage.py migrate && gunicorn book_shop.wsgi -b :$$PORT"\n',
        ),
      },
    },
    'in a text of several lines for a shell': {
      code: FOUND,
      files: served('    command: [bash, -c, "\n      python manage.py migrate;\n      gunicorn bookshop.wsgi"]\n'),
      elsewhere: {
        'compose.yaml': compose(
          '    command: [bash, -c, "\n      python manage.py migrate;\n      gunicorn book_shop.wsgi"]\n',
        ),
      },
    },
    'as its entrypoint': {
      code: `${IMAGE}COPY . .\n`,
      files: served('    entrypoint: [gunicorn, bookshop.wsgi]\n'),
      elsewhere: { 'compose.yaml': compose('    entrypoint: [gunicorn, book_shop.wsgi]\n') },
    },
    'as its entrypoint and command': {
      code: `${ALL}«CMD» ["gunicorn", "book_shop.wsgi"]\n`,
      files: served('    entrypoint: gunicorn --workers 2\n    command: bookshop.wsgi\n'),
      elsewhere: {
        'compose.yaml': compose('    entrypoint: gunicorn --workers 2\n    command: book_shop.wsgi\n'),
      },
    },
    'behind an init of the image': {
      code: `${ALL}«ENTRYPOINT» ["tini", "--"]\n`,
      files: served('    command: gunicorn bookshop.wsgi\n'),
      elsewhere: { 'compose.yaml': compose('    command: gunicorn book_shop.wsgi\n') },
    },
    'behind a script of the image': {
      code: `${ALL}«ENTRYPOINT» ["./entry.sh"]\n`,
      files: { ...served('    command: gunicorn bookshop.wsgi\n'), 'entry.sh': '#!/bin/sh\nexec "$@"\n' },
      elsewhere: { 'compose.yaml': compose('    command: gunicorn book_shop.wsgi\n') },
    },
    'by a script of the image that no CMD names': {
      code: `${IMAGE}COPY . .\nCOPY docker/start /start\n`,
      files: { ...served('    command: /start\n'), 'docker/start': '#!/bin/sh\nexec gunicorn bookshop.wsgi\n' },
      related: ['compose.yaml', 'docker/start', 'book_shop/wsgi.py'],
      elsewhere: { 'docker/start': '#!/bin/sh\nexec gunicorn book_shop.wsgi\n' },
    },
    'several services share a mistake': {
      code: FOUND,
      files: {
        ...PROJECT,
        'book_shop/celery.py': CELERY,
        'compose.yaml':
          'services:\n  worker: &worker\n    build: .\n    command: celery -A bookshop worker\n' +
          '  second:\n    <<: *worker\n  beat:\n    build: .\n    command: celery -A bookshop beat\n',
      },
      message:
        'Services worker and 2 more: celery cannot import bookshop: the project has book_shop, so the container stops at once',
      related: ['compose.yaml', 'book_shop/celery.py', 'compose.yaml'],
      elsewhere: {
        'compose.yaml':
          'services:\n  worker: &worker\n    build: .\n    command: celery -A book_shop worker\n' +
          '  second:\n    <<: *worker\n  beat:\n    build: .\n    command: celery -A book_shop beat\n',
      },
    },
    'several services, and little room to say so': {
      code: FOUND,
      files: {
        ...PROJECT,
        'book_shop/celery.py': CELERY,
        'compose.yaml':
          'services:\n  celery_worker: &worker\n    build: .\n    command: celery -A book_shop.nothing worker\n' +
          '  celery_beat:\n    <<: *worker\n  celery_flower:\n    <<: *worker\n',
      },
      message:
        '3 services: celery cannot import book_shop.nothing: the project has book_shop, so the container stops at once',
    },
    'a service in whatever way its files are read': {
      code: FOUND,
      files: {
        ...PROJECT,
        'compose.yaml': compose('    environment: {A: b}\n    volumes: [.:/app]\n'),
        'compose.prod.yaml': compose('    command: gunicorn bookshop.wsgi\n'),
      },
      elsewhere: { 'compose.prod.yaml': compose('    command: gunicorn book_shop.wsgi\n') },
    },
    'what an override starts': {
      code: FOUND,
      files: {
        ...served('    command: gunicorn book_shop.wsgi\n'),
        'compose.override.yaml':
          'services:\n  web:\n    command: python manage.py shell --settings=bookshop.settings\n',
      },
      message: 'Service web: Django cannot import the settings bookshop.settings: the project has book_shop.settings',
    },
    'a service that has the source mounted': {
      code: `${IMAGE}COPY requirements.txt .\n`,
      files: served('    volumes: [".:/app"]\n    command: gunicorn bookshop.wsgi\n'),
      elsewhere: {
        'compose.yaml': compose('    volumes: [".:/app"]\n    command: gunicorn book_shop.wsgi\n'),
      },
    },
    'a folder of the source is mounted over another one': {
      code: `${IMAGE}COPY . .\n`,
      files: {
        ...served('    volumes: [".:/app", "./old:/app/book_shop"]\n    command: gunicorn book_shop.wsgi\n'),
        'old/__init__.py': '',
      },
      message: /gunicorn cannot import book_shop\.wsgi/,
      fixed: null,
    },
    'a service starts in a folder without the project': {
      code: FOUND,
      files: served('    working_dir: /srv\n    command: python manage.py migrate\n'),
      message: 'Service web: manage.py is not in /srv of the image: it lies in /app, and the command fails',
      elsewhere: { 'compose.yaml': compose('    working_dir: /srv\n    command: python /app/manage.py migrate\n') },
    },
    'the project lies below, in words of a text': {
      code: FOUND,
      files: served('    command: gunicorn book_shop.wsgi --bind 0.0.0.0:80\n', below('src')),
      message:
        'Service web: gunicorn cannot import book_shop.wsgi from /app: it lies in /app/src, so the container stops at once',
      elsewhere: {
        'compose.yaml': compose('    command: gunicorn book_shop.wsgi --chdir=/app/src --bind 0.0.0.0:80\n'),
      },
    },
    'the project lies below, in a list of lines': {
      code: FOUND,
      files: served("    command:\n      - gunicorn\n      - 'book_shop.wsgi' # web\n      - -b:80\n", below('src')),
      elsewhere: {
        'compose.yaml': compose(
          "    command:\n      - gunicorn\n      - 'book_shop.wsgi' # web\n      - --chdir=/app/src\n      - -b:80\n",
        ),
      },
    },
    'the project lies below, in a list of one line': {
      code: FOUND,
      files: served('    command: ["gunicorn", "book_shop.wsgi"]\n', below('src')),
      elsewhere: { 'compose.yaml': compose('    command: ["gunicorn", "book_shop.wsgi", "--chdir=/app/src"]\n') },
    },
    'the project lies below, in a text for a shell': {
      code: FOUND,
      files: served('    command: sh -c "gunicorn book_shop.wsgi"\n', below('src')),
      elsewhere: { 'compose.yaml': compose('    command: sh -c "gunicorn book_shop.wsgi --chdir=/app/src"\n') },
    },
    'the project lies below, and no option can be put in': {
      code: FOUND,
      files: served(`    command: gunicorn 'book_shop.wsgi'"" -b :80\n`, below('src')),
      fixed: null,
    },
    'the variable of a service chooses settings that are not there': {
      code: FOUND,
      files: served(
        '    environment: {DJANGO_SETTINGS_MODULE: book_shop.settings.prod}\n    command: gunicorn book_shop.wsgi\n',
        SPLIT,
      ),
      message:
        'Service web: Django cannot import the settings book_shop.settings.prod: the project has book_shop.settings.production',
      related: ['compose.yaml', 'book_shop/settings/production.py'],
      elsewhere: {
        'compose.yaml': compose(
          '    environment: {DJANGO_SETTINGS_MODULE: book_shop.settings.production}\n    command: gunicorn book_shop.wsgi\n',
        ),
      },
    },
    'a service and the image make the same mistake': {
      code: `${ALL}CMD ["gunicorn", «"bookshop.wsgi"»]\n`,
      files: served('    command: gunicorn bookshop.wsgi -b :80\n'),
      message: 'gunicorn cannot import bookshop.wsgi: the project has book_shop.wsgi, so the container stops at once',
      alsoFires: ['app-module-not-found'],
    },
    'one word holds the option and the module': {
      code: `${ALL}CMD ["uwsgi", "--module=«book_shop.wsgi»"]\n`,
      files: below('src'),
      message: 'uwsgi cannot import book_shop.wsgi from /app: it lies in /app/src, so every request fails',
      fixed: `${ALL}CMD ["uwsgi", "--module=book_shop.wsgi", "--chdir=/app/src"]\n`,
    },
  },
});
