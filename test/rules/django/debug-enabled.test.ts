import rule from '../../../server/src/engine/rules/django/debug-enabled.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const SERVE = 'WORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
const CHOICE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const COSTS = 'error pages show code and settings to everybody';

const project = (settings: string, files: Readonly<Record<string, string>> = {}) => ({
  'manage.py': CHOICE,
  'config/__init__.py': '',
  'config/wsgi.py': CHOICE,
  'config/settings.py': `import os\n${settings}\n`,
  ...files,
});
const READS = 'DEBUG = os.environ.get("DEBUG") == "1"';
const WORDS = 'DEBUG = os.environ.get("DEBUG", "").lower() in ("1", "true")';
const compose = (service: string, more = '') => ({
  'compose.yaml': `services:\n  web:\n    build: .\n${service}${more}`,
});
const SET = '    environment:\n      DEBUG: "1"\n';

const served = (env: string) => `${FROM}${env}\n${SERVE}`;
const plain = (code: string, settings: string, files: Readonly<Record<string, string>> = {}) => ({
  code,
  files: project(settings, files),
});

testRule(rule, {
  valid: {
    'a file that stands alone': served('ENV DEBUG=1'),
    'it is off': plain(served('ENV DEBUG=0'), READS),
    'settings take another text for true': plain(served('ENV DEBUG=true'), READS),
    'nothing reads it': plain(served('ENV DEBUG=1'), 'DEBUG = False'),
    'it is read for something else': plain(
      served('ENV DEBUG=1'),
      'DEBUG = False\nLEVEL = "DEBUG" if os.environ.get("DEBUG") else "INFO"',
    ),
    'what settings make of it is not known': plain(served('ENV DEBUG=1'), 'DEBUG = own(os.environ.get("DEBUG"))'),
    'another name': plain(served('ENV DJANGO_DEBUG=1'), READS),
    'nothing but the empty text is false': plain(served('ENV DEBUG='), 'DEBUG = bool(os.environ.get("DEBUG"))'),
    'False is true for these settings: another defect': plain(
      served('ENV DEBUG=False'),
      'DEBUG = bool(os.environ.get("DEBUG"))',
    ),
    'a debug level for Node': plain(served('ENV DEBUG=*'), 'DEBUG = own("DEBUG")\nfrom elsewhere import *'),
    'a later ENV turns it off': plain(served('ENV DEBUG=1\nENV DEBUG=0'), READS),
    'a builder': plain(
      `FROM python:3.14 AS build\nENV DEBUG=1\nRUN python manage.py collectstatic\n${FROM}COPY --from=build /s /s\n${SERVE}`,
      READS,
    ),
    'a stage for development': plain(`${FROM.trim()} AS dev\nENV DEBUG=1\n${SERVE}`, READS),
    'a file for development': {
      ...plain(served('ENV DEBUG=1'), READS, { 'Dockerfile.dev': '' }),
      path: 'Dockerfile.dev',
    },
    'a front end': plain(`FROM node:24\nENV DEBUG=1\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n`, READS),
    'only for one command': plain(
      `${FROM}WORKDIR /app\nCOPY . .\nRUN DEBUG=1 python manage.py check\nCMD ["gunicorn", "config.wsgi"]\n`,
      READS,
    ),
    'an argument of the build': plain(served('ARG DEBUG=1'), READS),
    'an argument without a default': plain(served('ARG DEBUG\nENV DEBUG=$DEBUG'), READS),
    'compose turns it off': plain(served(''), READS, compose(SET.replace('1', '0'))),
    'compose says nothing': plain(served(''), READS, compose('')),
    'compose for development': plain(served(''), READS, {
      'compose.override.yaml': `services:\n  web:\n    build: .\n${SET}`,
    }),
    'compose with the source of the host': plain(served(''), READS, compose(SET, '    volumes: [".:/app"]\n')),
    'a service that is started on request': plain(served(''), READS, compose(SET, '    profiles: [debug]\n')),
    'compose takes it over': plain(served(''), READS, compose('    environment: [DEBUG]\n')),
    'a variable of compose that nobody sets': plain(
      served(''),
      READS,
      compose('    environment:\n      DEBUG: $DEBUG\n'),
    ),
    'a variable of compose that is off': plain(served(''), READS, {
      ...compose('    environment:\n      DEBUG: $DEBUG\n'),
      '.env': 'DEBUG=0\n',
    }),
    'a file of variables that nobody has read': plain(served(''), READS, compose('    env_file: missing.env\n')),
    'compose goes before its file of variables': plain(served(''), READS, {
      ...compose('    env_file: web.env\n    environment: [DEBUG=0]\n'),
      'web.env': 'DEBUG=1\n',
    }),
    'a file beside compose that it does not use': plain(served(''), READS, { ...compose(''), '.env': 'DEBUG=1\n' }),
    'settings for development, on purpose': {
      code: served('ENV DJANGO_SETTINGS_MODULE=config.settings.local'),
      files: { ...project(''), 'config/settings/local.py': 'DEBUG = True\n', 'config/settings/__init__.py': '' },
    },
    'settings that local ones may change': plain(
      served(''),
      'DEBUG = True\ntry:\n  from .local_settings import *\nexcept ImportError:\n  pass',
    ),
    'one of several settings': plain(served(''), 'DEBUG = True', {
      'config/settings_production.py': 'from .settings import *\nDEBUG = False\n',
      ...compose('    env_file: missing.env\n'),
    }),
    'under a condition': plain(served(''), 'DEBUG = True\nif "PRODUCTION" in os.environ:\n  DEBUG = False'),
    'still being typed': plain(`${FROM}ENV DEBUG\nENV DEBUG=\n`, READS),
  },
  invalid: {
    'ENV, and settings that take it for true': {
      ...plain(served('ENV PYTHONUNBUFFERED=1 «DEBUG=True»'), WORDS),
      message: `ENV DEBUG=True turns DEBUG on: ${COSTS}`,
      title: 'Turn DEBUG off',
      fixed: served('ENV PYTHONUNBUFFERED=1 DEBUG=0'),
    },
    'a name that only these settings know': {
      ...plain(served('ENV «SHOP_DEBUG="1"»'), 'DEBUG = os.environ.get("SHOP_DEBUG") == "1"'),
      fixed: served('ENV SHOP_DEBUG=0'),
    },
    'a name that stands for it in another way': {
      ...plain(
        served('ENV «APP_DEBUG=yes»'),
        'if os.getenv("APP_DEBUG") == "yes":\n  DEBUG = True\nelse:\n  DEBUG = False',
      ),
      fixed: served('ENV APP_DEBUG=0'),
    },
    'only the empty text is false': {
      ...plain(served('ENV «DEBUG=1»'), 'DEBUG = bool(os.environ.get("DEBUG", ""))'),
      fixed: served('ENV DEBUG=""'),
    },
    'zero is no number for decouple, False is': {
      ...plain(
        served('ENV «DEBUG=on»'),
        'from decouple import config\nDEBUG = config("DEBUG", default="off", cast=bool)',
      ),
      fixed: served('ENV DEBUG=0'),
    },
    'only False is false': {
      ...plain(served('ENV «DEBUG=1»'), 'DEBUG = os.environ.get("DEBUG") != "False"'),
      fixed: served('ENV DEBUG=False'),
    },
    'the old form': {
      ...plain(served('ENV «DEBUG True»'), WORDS),
      fixed: served('ENV DEBUG 0'),
    },
    'what an argument gives unless the build says otherwise': {
      ...plain(served('ARG DEBUG=True\nENV «DEBUG=${DEBUG}»'), WORDS),
      fixed: served('ARG DEBUG=0\nENV DEBUG=${DEBUG}'),
    },
    'put together': {
      ...plain(served('ENV «DEBUG=${DEBUG:-1}»'), WORDS),
      fixed: null,
    },
    'settings that read variables through a function': {
      ...plain(
        served('ENV «DJANGO_DEBUG=true»'),
        'def flag(name):\n  return os.environ.get(name, "") == "true"\nDEBUG = flag("DJANGO_DEBUG")',
      ),
      fixed: served('ENV DJANGO_DEBUG=0'),
    },
    'settings that nobody knows': {
      code: served('ENV «DEBUG=True»'),
      files: { 'manage.py': '' },
      fixed: served('ENV DEBUG=0'),
    },
    'in the stage that the image is FROM': {
      ...plain(
        `${FROM.trim()} AS base\nENV «DEBUG=1»\nFROM base AS web\n${SERVE}FROM base AS worker\nCMD ["celery", "-A", "config", "worker"]\n`,
        READS,
      ),
    },
    'compose, in a map': {
      ...plain(
        `${FROM}WORKDIR /app\nCOPY . .\nCMD [«"gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"»]\n`,
        READS,
        compose(SET),
      ),
      message: `compose.yaml sets DEBUG=1, which turns DEBUG on: ${COSTS}`,
      related: ['compose.yaml'],
      title: 'Turn DEBUG off in compose.yaml',
      elsewhere: compose(SET.replace('1', '0')),
    },
    'compose, in a list': {
      ...plain(
        `${FROM}WORKDIR /app\nCOPY . .\nCMD «gunicorn config.wsgi»\n`,
        READS,
        compose('    environment:\n      - DEBUG=1\n'),
      ),
      elsewhere: compose('    environment:\n      - DEBUG=0\n'),
    },
    'a file of variables for the service': {
      ...plain(`${FROM}WORKDIR /app\nCOPY . .\nCMD «gunicorn config.wsgi»\n`, WORDS, {
        ...compose('    env_file: [.env]\n'),
        '.env': 'SECRET_KEY=x\nDEBUG="True" # on\n',
      }),
      severity: 'warning',
      message: `.env sets DEBUG=True, which turns DEBUG on: ${COSTS}`,
      related: ['.env'],
      elsewhere: { '.env': 'SECRET_KEY=x\nDEBUG="0" # on\n' },
    },
    'a variable of compose from the file beside it': {
      ...plain(`${FROM}WORKDIR /app\nCOPY . .\nCMD «gunicorn config.wsgi»\n`, WORDS, {
        ...compose('    environment:\n      DEBUG: ${DEBUG}\n    env_file: .env\n'),
        '.env': 'DEBUG=True\n',
      }),
      severity: 'warning',
      elsewhere: { '.env': 'DEBUG=0\n' },
    },
    'the default of a variable of compose': {
      ...plain(
        `${FROM}WORKDIR /app\nCOPY . .\nCMD «gunicorn config.wsgi»\n`,
        WORDS,
        compose('    environment:\n      DEBUG: ${DEBUG:-true}\n'),
      ),
      severity: 'warning',
      elsewhere: compose('    environment:\n      DEBUG: "0"\n'),
    },
    'in a script of the start': {
      ...plain(`${FROM}WORKDIR /app\nCOPY . .\nENTRYPOINT [«"./start.sh"»]\n`, READS, {
        ...compose(SET),
        'start.sh': '#!/bin/sh\nexec gunicorn config.wsgi\n',
      }),
      related: ['start.sh', 'compose.yaml'],
    },
    'settings that say so themselves': {
      ...plain(`${FROM}WORKDIR /app\nCOPY . .\nCMD [«"gunicorn", "config.wsgi"»]\n`, 'DEBUG = True'),
      severity: 'warning',
      message: `DEBUG is on in config.settings, with which this image starts: ${COSTS}`,
      related: ['config/settings.py'],
      fixed: null,
    },
  },
});
