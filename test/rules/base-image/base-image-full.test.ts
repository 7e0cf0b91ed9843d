import rule from '../../../server/src/engine/rules/base-image/base-image-full.ts';
import { testRule } from '../../support/rule-tester.ts';

const INSTALL = 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n';

/** A stage that needs what only the full image has. */
const needs = (line: string) => ({ code: `FROM python:«3.13-trixie»\n${line}\n`, fixed: null });

testRule(rule, {
  valid: {
    'a small image': 'FROM python:3.13-slim-trixie\n',
    'a small image by its ARG': 'ARG V=3.13-slim\nFROM python:$V\n',
    Alpine: 'FROM python:3.13-alpine\n',
    'a builder':
      'FROM python:3.13 AS builder\nRUN python -m venv /v\nFROM python:3.13-slim-trixie\nCOPY --from=builder /v /v\n',
    'a development stage':
      'FROM python:3.13-slim-trixie AS prod\nCMD ["gunicorn", "a.wsgi"]\nFROM python:3.13 AS dev\nCOPY --from=prod /a /a\n',
    'a development file': { code: 'FROM python:3.13\n', path: '.devcontainer/Dockerfile' },
    'other images': 'FROM debian:trixie\nFROM node:24\nFROM example.com/python:3.13\n',
    'a digest alone': 'FROM python@sha256:0123456789abcdef\n',
    'an ARG without a default': 'ARG V\nFROM python:$V\n',
  },
  invalid: {
    'the full image ships': {
      code: `FROM python:«3.13»\n${INSTALL}`,
      message: 'The full Python image ships compilers, git and headers: about 1 GB that the project does not run',
      fixed: `FROM python:3.13-slim-trixie\n${INSTALL}`,
      title: 'Use the slim image',
    },
    'with a release': { code: 'FROM python:«3.13-bookworm»\n', fixed: 'FROM python:3.13-slim-bookworm\n' },
    'no tag': { code: 'FROM «python»\n', fixed: null },
    latest: { code: 'FROM python:«latest»\n', fixed: null },
    "uv's image": {
      code: 'FROM ghcr.io/astral-sh/uv:«python3.13-trixie»\n',
      fixed: 'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\n',
    },
    'only what ships is changed': {
      code: 'FROM python:3.13-trixie AS builder\nRUN make\nFROM python:«3.13-trixie» AS base\nFROM base\nCOPY --from=builder /a /b\n',
      fixed:
        'FROM python:3.13-trixie AS builder\nRUN make\nFROM python:3.13-slim-trixie AS base\nFROM base\nCOPY --from=builder /a /b\n',
    },
    'the version stands in an ARG': {
      code: 'ARG V=3.13\nFROM python:«$V»\n',
      fixed: 'ARG V=3.13\nFROM python:$V-slim-trixie\n',
    },
    'a release that is built no more': { code: 'FROM python:«3.9-bullseye»\n', fixed: null },
    'a digest': { code: 'FROM python:«3.13-trixie»@sha256:0123456789abcdef\n', fixed: null },
    'a program that is installed anyway': {
      code: 'FROM python:«3.13-trixie»\nRUN apt-get update && apt-get install -y curl && curl -fsS https://example.com\n',
      fixed:
        'FROM python:3.13-slim-trixie\nRUN apt-get update && apt-get install -y curl && curl -fsS https://example.com\n',
    },
    curl: needs('RUN curl -fsSO https://example.com/a'),
    'a probe with curl': needs('HEALTHCHECK CMD curl -f http://localhost:8000/'),
    git: needs('RUN pip install git+https://github.com/django/django'),
    headers: needs('RUN apt-get update && apt-get install -y libxmlsec1-dev'),
    'a script': needs('RUN ./install.sh'),
    'a stage that is built on it': {
      code: 'FROM python:«3.13-trixie» AS base\nFROM base AS builder\nRUN gcc -c a.c\nFROM base\nCOPY --from=builder /a /a\n',
      fixed: null,
    },
    'a dependency that is compiled': {
      code: `FROM python:«3.13-trixie»\n${INSTALL}`,
      files: { 'requirements.txt': 'Django==5.2.8\npsycopg2==2.9.10\n', 'manage.py': '' },
      fixed: null,
    },
    'a dependency that loads a library': {
      code: 'FROM python:«3.13-trixie»\nRUN pip install --no-cache-dir psycopg\n',
      fixed: null,
    },
    'a lock with something that is compiled': {
      code: 'FROM python:«3.13-trixie»\nWORKDIR /app\nCOPY Pipfile Pipfile.lock ./\nRUN pipenv sync\n',
      files: {
        Pipfile: '[packages]\nmysqlclient = "*"\n',
        'Pipfile.lock': '{"_meta": {}, "default": {"mysqlclient": {"version": "==2.2.7"}}, "develop": {}}',
        'manage.py': '',
      },
      fixed: null,
    },
    'a requirement that needs git': {
      code: `FROM python:«3.13-trixie»\n${INSTALL}`,
      files: { 'requirements.txt': 'git+https://github.com/django/django\n', 'manage.py': '' },
      fixed: null,
    },
    'only developers compile something': {
      code: 'FROM python:«3.13-trixie»\nWORKDIR /app\nCOPY . .\nRUN uv sync --no-dev\n',
      files: {
        'pyproject.toml':
          '[project]\nname = "shop"\ndependencies = ["django"]\n\n[dependency-groups]\ndev = ["mysqlclient"]\n',
        'manage.py': '',
      },
      fixed: 'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN uv sync --no-dev\n',
    },
    'dependencies with wheels': {
      code: `FROM python:«3.13-trixie»\n${INSTALL}`,
      files: { 'requirements.txt': 'Django==5.2.8\npsycopg[binary]==3.2.9\n', 'manage.py': '' },
      fixed: `FROM python:3.13-slim-trixie\n${INSTALL}`,
    },
  },
});
