import rule from '../../../server/src/engine/rules/base-image/base-image-alpine.ts';
import { testRule } from '../../support/rule-tester.ts';

const INSTALL = 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n';

const INDEX = 'source = { registry = "https://pypi.org/simple" }\n';

/** What a manager installs of a project, on Alpine. */
const installed = (command: string, files: Readonly<Record<string, string>>) => ({
  code: `FROM python:«3.14-alpine»\nWORKDIR /app\nCOPY . .\nRUN ${command}\n`,
  files: { ...files, 'manage.py': '' },
  severity: 'warning' as const,
});

testRule(rule, {
  valid: {
    Debian: 'FROM python:3.14-slim-trixie\n',
    'Node on Alpine': 'FROM node:24.11-alpine AS assets\nRUN npm ci\nFROM python:3.14-slim-trixie\n',
    'nginx on Alpine': 'FROM nginx:1.29-alpine\n',
    'Alpine without Python': 'FROM alpine:3.23\nRUN apk add --no-cache curl\n',
    'an ARG without a default': 'ARG V\nFROM python:$V\n',
  },
  invalid: {
    'the usual image': {
      code: `FROM python:«3.14-alpine»\n${INSTALL}`,
      message: 'Alpine takes no wheels built for glibc: a package without a musl wheel is compiled in every build',
      fixed: `FROM python:3.14-slim-trixie\n${INSTALL}`,
      title: 'Use the slim Debian image',
    },
    'with a version of Alpine and a patch': {
      code: 'FROM python:«3.12.4-alpine3.23»\n',
      fixed: 'FROM python:3.12-slim-trixie\n',
    },
    "uv's image": {
      code: 'FROM ghcr.io/astral-sh/uv:«python3.14-alpine»\n',
      fixed: 'FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim\n',
    },
    'stages move together': {
      code: 'FROM python:«3.14-alpine» AS builder\nFROM python:3.14-alpine\nCOPY --from=builder /opt/venv /opt/venv\n',
      related: ['python:3.14-alpine'],
      fixed:
        'FROM python:3.14-slim-trixie AS builder\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\n',
    },
    'a package without a wheel': {
      code: `FROM python:«3.14-alpine»\n${INSTALL}`,
      files: { 'requirements.txt': 'Django==5.2.8\nlibsass==0.23.0\n', 'manage.py': '' },
      severity: 'warning',
      message: 'libsass has no wheel for Alpine: every build compiles it, with gcc and headers',
    },
    'a package by its name': {
      code: 'FROM python:«3.14-alpine»\nRUN pip install --no-cache-dir OpenCV-Python\n',
      severity: 'warning',
      message: 'opencv-python has no wheel for Alpine: every build compiles it, with gcc and headers',
    },
    'a file that nobody installs': {
      code: 'FROM python:«3.14-alpine»\nCOPY . .\n',
      files: { 'pyproject.toml': '[tool.poetry.dependencies]\nfiona = "^1.10"\n', 'manage.py': '' },
      severity: 'info',
    },
    Poetry: {
      ...installed('poetry install --no-root', { 'pyproject.toml': '[tool.poetry.dependencies]\nfiona = "^1.10"\n' }),
      message: /^fiona has no wheel for Alpine/,
      related: ['pyproject.toml'],
    },
    'uv, by its lock': {
      ...installed('uv sync --locked --no-dev', {
        'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["maps"]\n',
        'uv.lock':
          'version = 1\n\n[[package]]\nname = "shop"\nversion = "1.0"\nsource = { virtual = "." }\ndependencies = [\n    { name = "maps" },\n]\n\n' +
          `[[package]]\nname = "maps"\nversion = "1.0"\n${INDEX}dependencies = [\n    { name = "fiona" },\n]\n\n[[package]]\nname = "fiona"\nversion = "1.10.1"\n${INDEX}`,
      }),
      related: ['uv.lock'],
    },
    Pipenv: {
      ...installed('pipenv sync', {
        Pipfile: '[packages]\nfiona = "*"\n',
        'Pipfile.lock': '{"_meta": {}, "default": {"fiona": {"version": "==1.10.1"}}, "develop": {}}',
      }),
      related: ['Pipfile'],
    },
    PDM: {
      ...installed('pdm sync --prod', { 'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["fiona"]\n' }),
      related: ['pyproject.toml'],
    },
    'a builder on Alpine': {
      code: 'FROM python:«3.14-alpine» AS builder\nRUN pip install --target=/lib libsass\nFROM python:3.14-alpine\nCOPY --from=builder /lib /lib\n',
      related: ['python:3.14-alpine', 'libsass'],
      severity: 'warning',
    },
    'only developers get it': {
      ...installed('uv sync --no-dev', {
        'pyproject.toml':
          '[project]\nname = "shop"\ndependencies = ["django"]\n\n[dependency-groups]\ndev = ["fiona"]\n',
      }),
      severity: 'info',
    },
    'only on another system': {
      code: `FROM python:«3.14-alpine»\n${INSTALL}`,
      files: { 'requirements.txt': 'libsass==0.23.0 ; sys_platform == "win32"\n', 'manage.py': '' },
      severity: 'info',
    },
    'only some builds install it': {
      code: 'FROM python:«3.14-alpine»\nRUN if [ "$SASS" ]; then pip install libsass; fi\n',
      severity: 'info',
    },
    'another index may have a wheel': {
      code: 'FROM python:«3.14-alpine»\nRUN pip install --index-url https://example-corp.net/simple libsass\n',
      severity: 'info',
    },
    'another image compiles it': {
      code: 'FROM python:3.14-slim AS builder\nRUN pip install --target=/lib libsass\nFROM python:«3.14-alpine»\nCOPY --from=builder /lib /lib\n',
      severity: 'info',
    },
    'a package that is compiled on Debian as well': {
      code: `FROM python:«3.14-alpine»\n${INSTALL}`,
      files: { 'requirements.txt': 'mysqlclient==2.2.7\npsycopg[c]==3.2.9\nuwsgi==2.0.31\n', 'manage.py': '' },
    },
    'wheels for musl': {
      code: `FROM python:«3.14-alpine»\n${INSTALL}`,
      files: { 'requirements.txt': 'psycopg2-binary==2.9.10\nPillow==12.0.0\n', 'manage.py': '' },
    },
    'lines for apk have to be rewritten': {
      code: 'FROM python:«3.14-alpine»\nRUN apk add --no-cache libpq\n',
      fixed: null,
    },
    'lines of a stage that is built on it': {
      code: 'FROM python:«3.14-alpine» AS base\nFROM base\nRUN adduser -D app\n',
      fixed: null,
    },
    'files of another Alpine': {
      code: 'FROM python:«3.14-alpine»\nCOPY --from=nginx:1.29-alpine /a /b\n',
      fixed: null,
    },
    "Alpine's own Python": { code: 'FROM alpine:«3.23»\nRUN apk add --no-cache python3\n', fixed: null },
    'no version of Python': { code: 'FROM python:«alpine»\n', fixed: null },
    'a Python that is built no more': { code: 'FROM python:«3.8-alpine»\n', fixed: null },
  },
});
