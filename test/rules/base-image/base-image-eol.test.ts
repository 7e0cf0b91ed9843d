import rule from '../../../server/src/engine/rules/base-image/base-image-eol.ts';
import { testRule } from '../../support/rule-tester.ts';

const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';

testRule(rule, {
  valid: {
    'a Python and a Debian in support': 'FROM python:3.14-slim-trixie\n',
    'an undated tag is built on the newest Debian': 'FROM python:3.12-slim\n',
    'the oldest that is in support': 'FROM python:3.11-slim-trixie\n',
    'an image nobody knows': 'FROM registry.example.com/python:3.6\n',
    'an ARG without a default': 'ARG VERSION\nFROM python:${VERSION}-slim\n',
    'the stage of an image is that image': {
      code: 'FROM python:3.13-slim-trixie AS python3.8\nFROM python3.8\n',
    },
    'a digest without a tag may be anything': 'FROM python@sha256:0123456789abcdef\n',
    'another language has other ends': 'FROM node:16\n',
    'the newest Alpine, whose end is not confirmed': 'FROM python:3.13-alpine3.24\n',
    'an Alpine without a version': 'FROM python:3.13-alpine\n',
    'Alpine versions are no Python versions': 'FROM alpine:3.23\nRUN apk add --no-cache python3\n',
    Windows: 'FROM python:3.8-windowsservercore\n',
    'hardened images are patched by their makers': 'FROM dhi.io/python:3.9\n',
    'Ubuntu in support': 'FROM ubuntu:24.04\n',
    'Debian without a name': 'FROM debian:stable-slim\n',
    'a template': 'FROM python:{{ version }}\n',
  },
  invalid: {
    'Python is past its end': {
      code: `FROM python:«3.9-slim»\n${CMD}`,
      message: 'Python 3.9 has had no security fixes since 2025-10-31, and its image is no longer built',
      fixed: `FROM python:3.14-slim-trixie\n${CMD}`,
      title: 'Move to Python 3.14',
    },
    'a Python so old that nobody knows the day': {
      code: 'FROM python:«3.3»\n',
      message: 'Python 3.3 has had no security fixes, and its image is no longer built',
      fixed: 'FROM python:3.14-trixie\n',
    },
    'python:2 is 2.7': {
      code: 'FROM python:«2-slim»\n',
      message: 'Python 2.7 and Debian buster get no security fixes any more: known holes stay open',
      fixed: null,
    },
    'both are past their end': {
      code: `FROM python:«3.8.12-slim-buster»\n${CMD}`,
      message: 'Python 3.8 and Debian buster get no security fixes any more: known holes stay open',
      fixed: `FROM python:3.14-slim-trixie\n${CMD}`,
    },
    'Debian alone': {
      code: 'FROM python:«3.12-bullseye»\n',
      message: 'Debian bullseye has had no security fixes since 2026-08-31, and its packages may be gone',
      fixed: 'FROM python:3.12-trixie\n',
      title: 'Move to Debian trixie',
    },
    'Debian in long-term support': {
      code: 'FROM python:«3.13-slim-bookworm»\n',
      severity: 'info',
      message: 'Debian bookworm has only long-term support since 2026-07-11: fewer packages get fixes',
      fixed: 'FROM python:3.13-slim-trixie\n',
    },
    'a patch that was never built on trixie': {
      code: 'FROM python:«3.11.6-slim»\n',
      severity: 'info',
      fixed: 'FROM python:3.11-slim-trixie\n',
    },
    'a patch that was': {
      code: 'FROM python:«3.12.12-slim-bookworm»\n',
      severity: 'info',
      fixed: 'FROM python:3.12.12-slim-trixie\n',
    },
    Alpine: {
      code: 'FROM python:«3.12-alpine3.19»\n',
      message: 'Alpine 3.19 has had no security fixes since 2025-11-01, and its packages may be gone',
      fixed: 'FROM python:3.12-alpine3.24\n',
      title: 'Move to a newer Alpine',
    },
    'an old Python on Alpine': {
      code: 'FROM python:«3.7-alpine»\n',
      fixed: 'FROM python:3.14-alpine\n',
    },
    'a very old Alpine': {
      code: 'FROM alpine:«3.5»\nRUN apk add python3\n',
      message: 'Alpine 3.5 has had no security fixes, and its packages may be gone',
      fixed: null,
    },
    'a distribution brings its own Python': {
      code: 'FROM ubuntu:«20.04»\nRUN apt-get update && apt-get install -y python3\n',
      message: 'Ubuntu focal has had no security fixes since 2025-05-31, and its packages may be gone',
      fixed: null,
    },
    'distroless images are Debian': {
      code: 'FROM «gcr.io/distroless/python3-debian11»\n',
      fixed: null,
    },
    "uv's image": {
      code: 'FROM ghcr.io/astral-sh/uv:«python3.10-bookworm-slim»\nRUN uv sync --locked\n',
      message: 'Python 3.10 has had no security fixes since 2026-10-31, and its image is no longer built',
      fixed: 'FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim\nRUN uv sync --locked\n',
    },
    'an old uv knows no newer image': {
      code: 'FROM ghcr.io/astral-sh/uv:«0.4.0-python3.9-bookworm-slim»\n',
      fixed: null,
    },
    'a digest names an image that nobody looks up': {
      code: 'FROM python:«3.9-slim-trixie»@sha256:0123456789abcdef\n',
      fixed: null,
    },
    'the version stands in an ARG': {
      code: 'ARG PYTHON_VERSION=3.9\nFROM python:«${PYTHON_VERSION}-slim-bullseye»\n',
      related: ['PYTHON_VERSION=3.9'],
      fixed: 'ARG PYTHON_VERSION=3.14\nFROM python:${PYTHON_VERSION}-slim-trixie\n',
    },
    'the whole image stands in an ARG': {
      code: 'ARG BASE="python:3.9-slim"\nFROM «${BASE}»\n',
      fixed: 'ARG BASE="python:3.14-slim-trixie"\nFROM ${BASE}\n',
    },
    'an ARG in an ARG': {
      code: 'ARG V=3.9\nARG BASE=python:${V}-slim\nFROM «$BASE» AS one\n',
      fixed: 'ARG V=3.14\nARG BASE=python:${V}-slim-trixie\nFROM $BASE AS one\n',
    },
    'a default in FROM': {
      code: 'ARG V\nFROM python:«${V:-3.9}-slim»\n',
      fixed: 'ARG V\nFROM python:${V:-3.14}-slim-trixie\n',
    },
    'a version in two ARGs has no one place': {
      code: 'ARG MAJOR=3\nARG MINOR=9\nFROM python:«${MAJOR}.${MINOR}-slim»\n',
      fixed: null,
    },
    'the ARG is used inside a stage': {
      code: 'ARG V=3.9\nFROM python:«${V}»\nARG V\nENV PYTHONPATH=/usr/local/lib/python${V}/site-packages\n',
      fixed: 'ARG V=3.14\nFROM python:${V}-trixie\nARG V\nENV PYTHONPATH=/usr/local/lib/python${V}/site-packages\n',
    },
    'inside a stage the ARG is expected to hold a patch': {
      code: 'ARG V=3.9.18\nFROM python:«${V}»\nARG V\nRUN ./build.sh ${V}\n',
      fixed: null,
    },
    'the ARG chooses another image too': {
      code: 'ARG V=3.9\nFROM example.com/wheels:${V} AS wheels\nFROM python:«${V}»\n',
      fixed: null,
    },
    'stages with the same Python move together, and so do the paths': {
      code:
        'FROM python:«3.9» AS builder\nRUN pip3.9 install --no-cache-dir django\nFROM python:«3.9-slim»\n' +
        'COPY --from=builder /usr/local/lib/python3.9/site-packages /usr/local/lib/python3.9/site-packages\n',
      fixed:
        'FROM python:3.14-trixie AS builder\nRUN pip3.14 install --no-cache-dir django\nFROM python:3.14-slim-trixie\n' +
        'COPY --from=builder /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages\n',
    },
    'the same image twice is one finding': {
      code: 'FROM python:«3.9-slim» AS builder\nFROM python:3.9-slim\n',
      related: ['python:3.9-slim'],
      fixed: 'FROM python:3.14-slim-trixie AS builder\nFROM python:3.14-slim-trixie\n',
    },
    'packages are taken from a source of the old release': {
      code:
        'FROM python:«3.12-slim-bookworm»\n' +
        'RUN echo "deb http://deb.debian.org/debian bookworm-backports main" > /etc/apt/sources.list.d/b.list\n',
      severity: 'info',
      fixed: null,
    },
    'the release stands in an ARG': {
      code: 'ARG SUITE=bookworm\nFROM python:«3.12-slim-${SUITE}»\n',
      severity: 'info',
      fixed: 'ARG SUITE=trixie\nFROM python:3.12-slim-${SUITE}\n',
    },
    'a path of yet another Python': {
      code: 'FROM python:«3.9-slim»\nENV PYTHONPATH=/usr/local/lib/python3.8/site-packages\n',
      fixed: null,
    },
    "Debian's own Python stays": {
      code: 'FROM python:«3.9-bullseye»\nENV PYTHONPATH=/usr/lib/python3.9/dist-packages\n',
      fixed: null,
    },
    'packages of the distribution stay': {
      code: 'FROM python:«3.9-bullseye»\nRUN apt-get update && apt-get install -y python3.9\n',
      fixed: null,
    },
    'packages in a variable as well': {
      code: 'FROM python:«3.9-bullseye»\nENV PACKAGES="python3.9-dev"\n',
      fixed: null,
    },
    'a version that something else is told': {
      code: 'FROM python:«3.9-slim»\nENV UV_PYTHON=3.9\n',
      fixed: null,
    },
    'a folder with the patch in its name': {
      code: 'FROM python:«3.9-slim»\nENV PATH=/opt/python3.9.18/bin:$PATH\n',
      fixed: null,
    },
    'wheels for one Python': {
      code: 'FROM python:«3.9-slim»\nRUN pip install https://example.com/x-1.0-cp39-cp39-linux_x86_64.whl\n',
      fixed: null,
    },
    'versions of packages and comments are others': {
      code: 'FROM python:«3.9-slim»\nRUN pip install --no-cache-dir \\\n    # python3.9 only\n    tblib==3.9\n',
      fixed: 'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir \\\n    # python3.9 only\n    tblib==3.9\n',
    },
    'an external image of the same Python is copied from': {
      code: 'FROM python:«3.9-slim»\nCOPY --from=python:3.9-slim /usr/local/bin/pip /usr/local/bin/pip\n',
      fixed: null,
    },
    'the project sets a limit': {
      code: 'FROM python:«3.9-slim»\nCOPY . .\n',
      files: { 'pyproject.toml': '[project]\nrequires-python = ">=3.9,<3.13"\n', 'manage.py': '' },
      fixed: 'FROM python:3.12-slim-trixie\nCOPY . .\n',
    },
    "Poetry's table sets it": {
      code: 'FROM python:«3.9-slim»\nCOPY . .\n',
      files: { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "~3.11"\n', 'manage.py': '' },
      fixed: 'FROM python:3.11-slim-trixie\nCOPY . .\n',
    },
    'the project is pinned to the old one': {
      code: 'FROM python:«3.9-slim»\nCOPY . .\n',
      files: { '.python-version': '3.9.18\n', 'manage.py': '' },
      fixed: null,
    },
    "Django's version sets a limit": {
      code: 'FROM python:«3.9-slim»\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      files: { 'requirements.txt': 'Django==4.2.16\ndjango-redis==5.4.0\n', 'manage.py': '' },
      fixed:
        'FROM python:3.12-slim-trixie\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    },
    'a Django that runs on no Python in support': {
      code: 'FROM python:«3.9-slim»\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      files: { 'requirements.txt': 'Django>=3.2,<4\n', 'manage.py': '' },
      fixed: null,
    },
  },
});
