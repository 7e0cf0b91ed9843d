import rule from '../../../server/src/engine/rules/correctness/env-name-typo.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';

testRule(rule, {
  valid: {
    'the right names': `${FROM}ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 DJANGO_SETTINGS_MODULE=a.settings\nENV UV_CACHE_DIR=/c PDM_CACHE_DIR=/d UV_INDEX=x PYTHONPATH=/app GUNICORN_CMD_ARGS=x\n`,
    'names of versions': `${FROM}ARG PYTHON_VERSION=3.14\nARG POETRY_VERSION\nARG UV_VERSION=1 PIP_VERSION=2 DJANGO_VERSION=3 NODE_VERSION=4\n`,
    'other names near to one': `${FROM}ENV APP_CACHE_DIR=/x NPM_CACHE_DIR=/y PIP_VENV_PYTHON=/z PYTHON_PATH=/usr/bin/python3 DJANGO_CONFIG=x UV_INDEXES=a UV_NO_ENV=1 PDM_NAME=x\n`,
    'short names': `${FROM}ENV UV_INDX=1 PORT=8000 DEBUG=0\n`,
    'a list of the project’s own': `${FROM}ENV PYTHONPATHS=/a:/b DJANGO_CONFIGURATIONS=a\n`,
    'a name that the file uses': `${FROM}ENV PYTHONPATHH=/a\nENV PYTHONPATH=$PYTHONPATHH\n`,
    'a name that a command reads': `${FROM}ARG PYTHONUNBUFERED=1\nRUN echo "$PYTHONUNBUFERED"\n`,
    'a name that a comment speaks of': `${FROM}# PYTHONUNBUFERED is ours\nENV PYTHONUNBUFERED=1\n`,
    'a name in quotes': `${FROM}ENV "PYTHONUNBUFERED"=1\n`,
    'a name that somebody made for another tool': `${FROM}ENV GUNICORN_WORKERS=3 PIP_NO_SYNC=1 PDM_NO_CACHE_DIR=1\n`,
    'a name near to two': `${FROM}ENV UVICORN_POST=1\n`,
    'the same setting of another program': `${FROM}ENV GUNICORN_WORKERS=4 GUNICORN_PORT=8000 UNICORN_WORKERS=3 GUNICORN_LOG_LEVEL=info\n`,
    'signs of a broken line': `${FROM}ENV A=1 \\\n$(POETRY_VIRTUALENVS_IN_PROJECT=1\n`,
    'in lower case': `${FROM}ENV pythonunbufered=1\n`,
  },
  invalid: {
    'the two of many Dockerfiles': {
      code: `${FROM}ENV «PYTHONBUFFERED»=1 \\\n    «PYTHONWRITEBYTECODE»=1\n`,
      message: [
        'Nothing reads PYTHONBUFFERED: the name is PYTHONUNBUFFERED',
        'Nothing reads PYTHONWRITEBYTECODE: the name is PYTHONDONTWRITEBYTECODE',
      ],
      title: 'Write PYTHONUNBUFFERED',
      fixed: `${FROM}ENV PYTHONUNBUFFERED=1 \\\n    PYTHONDONTWRITEBYTECODE=1\n`,
    },
    'a letter missing, in the old form': {
      code: `${FROM}ENV «PYTHONUNBUFERED» 1\nENV «PIP_NO_CACH_DIR» off\n`,
      fixed: `${FROM}ENV PYTHONUNBUFFERED 1\nENV PIP_NO_CACHE_DIR off\n`,
    },
    'an underscore too many': {
      code: `${FROM}ENV «PYTHON_UNBUFFERED»=1\n`,
      fixed: `${FROM}ENV PYTHONUNBUFFERED=1\n`,
    },
    'the settings': {
      code: `${FROM}ENV «DJANGO_SETTING_MODULE»=config.settings\n`,
      fix: 'review',
      fixed: `${FROM}ENV DJANGO_SETTINGS_MODULE=config.settings\n`,
    },
    'a slip in the first part': {
      code: `${FROM}ENV «DJAGNO_SETTINGS_MODULE»=config.settings\n`,
      fix: 'review',
      fixed: `${FROM}ENV DJANGO_SETTINGS_MODULE=config.settings\n`,
    },
    'uv and Poetry': {
      code: `${FROM}ENV «UV_COMPIL_BYTECODE»=1\nENV «POETRY_VIRTUALENV_CREATE»=false\n`,
      fixed: `${FROM}ENV UV_COMPILE_BYTECODE=1\nENV POETRY_VIRTUALENVS_CREATE=false\n`,
    },
    'an ARG, which the build names': {
      code: `${FROM}ARG «PYTHONUNBUFERED»=1\n`,
      fix: 'review',
      fixed: `${FROM}ARG PYTHONUNBUFFERED=1\n`,
    },
    'beside the right name': {
      code: `${FROM}ENV PYTHONUNBUFFERED=1 «PYTHONBUFFERED»=1\n`,
      fixed: null,
    },
    'once in each stage': {
      code: `FROM python:3.14-slim AS a\nENV «PYTHONBUFFERED»=1\nFROM python:3.14-slim\nENV «PYTHONBUFFERED»=1\n`,
      fixed: `FROM python:3.14-slim AS a\nENV PYTHONUNBUFFERED=1\nFROM python:3.14-slim\nENV PYTHONUNBUFFERED=1\n`,
    },
  },
});
