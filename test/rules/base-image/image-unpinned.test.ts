import rule from '../../../server/src/engine/rules/base-image/image-unpinned.ts';
import { testRule } from '../../support/rule-tester.ts';

const PYTHON = 'No version: a rebuild brings the next Python, which Django or a package may not support';

testRule(rule, {
  valid: {
    'a minor version': 'FROM python:3.13\nFROM python:3.13-slim\nFROM python:3.13.1-alpine\n',
    'a digest': 'FROM python@sha256:0123456789abcdef\nFROM python:latest@sha256:0123456789abcdef\n',
    'nothing to pin': 'FROM scratch\n',
    'a stage': 'FROM python:3.13-slim AS base\nFROM base\nFROM BASE\n',
    'an ARG without a default': 'ARG TAG\nARG IMAGE\nFROM python:${TAG}\nFROM ${IMAGE}\n',
    'a database by its major version': 'FROM postgres:18\nFROM redis:8-alpine\n',
    'a release of a distribution': 'FROM debian:12-slim\nFROM debian:trixie\nFROM ubuntu:noble\nFROM alpine:3.23\n',
    'an exact version of Node': 'FROM node:24.11-slim\nFROM node:22.1.0\n',
    'an image of this machine': 'FROM myproject_base\nFROM localhost/base\nFROM localhost:5000/base:1\n',
    'releases of distroless images are part of the name':
      'FROM gcr.io/distroless/python3-debian13\nFROM gcr.io/distroless/python3-debian13:latest\n',
    'uv is a tool': 'FROM ghcr.io/astral-sh/uv:latest AS uv\nFROM ghcr.io/astral-sh/uv:python3.14-trixie-slim\n',
    'tags of others say what they like': 'FROM example.com/base:main\nFROM example.com/base:nightly\n',
    'Python 2 has no next minor': 'FROM python:2-slim\n',
    'a template': 'FROM python:{{ tag }}\n',
    'a stage that was meant': 'FROM python:3.13-slim AS python\nFROM docker.io/python\n',
    'files of pinned images':
      'FROM python:3.13\nCOPY --from=node:24.11 /a /b\nCOPY --from=assets /c /d\nCOPY --from=0 /e /f\n',
    'a named context':
      'FROM python:3.13\nCOPY --from=sources /a /b\nRUN --mount=type=bind,from=wheels,target=/w pip install /w/a.whl\n',
    Windows: 'FROM python:windowsservercore\n',
  },
  invalid: {
    'no tag': {
      code: 'FROM «python»\n',
      message: PYTHON,
      fixed: 'FROM python:3.14-trixie\n',
      title: 'Use Python 3.14',
    },
    latest: { code: 'FROM python:«latest» AS app\n', message: PYTHON, fixed: 'FROM python:3.14-trixie AS app\n' },
    'a variant alone': { code: 'FROM python:«slim»\n', message: PYTHON, fixed: 'FROM python:3.14-slim-trixie\n' },
    'a variant and a release': {
      code: 'FROM python:«slim-bookworm»\n',
      fixed: 'FROM python:3.14-slim-bookworm\n',
    },
    'a release that is not built for': {
      code: 'FROM python:«3-slim-buster»\n',
      fixed: 'FROM python:3.14-slim-trixie\n',
    },
    Alpine: { code: 'FROM python:«alpine»\n', fixed: 'FROM python:3.14-alpine\n' },
    'an old Alpine': { code: 'FROM python:«3-alpine3.18»\n', fixed: 'FROM python:3.14-alpine3.24\n' },
    'a major version': {
      code: 'FROM docker.io/library/python:«3-slim»\n',
      message: 'Only a major version: a rebuild brings the next Python, which Django or a package may not support',
      fixed: 'FROM docker.io/library/python:3.14-slim-trixie\n',
    },
    'before the final release': {
      code: 'FROM python:«3.15-rc-slim»\n',
      message: 'A Python before its final release: many packages have no wheels for it, and it still changes',
      fixed: 'FROM python:3.14-slim-trixie\n',
    },
    'a release candidate with its number': {
      code: 'FROM python:«3.15.0rc1-slim-trixie»\n',
      fixed: 'FROM python:3.14-slim-trixie\n',
    },
    'a default in FROM': {
      code: 'ARG TAG\nFROM python:«${TAG:-latest}»\n',
      fixed: 'ARG TAG\nFROM python:${TAG:-3.14-trixie}\n',
    },
    'an ARG': {
      code: 'ARG TAG=3-slim\nFROM python:«${TAG}» AS one\nFROM python:${TAG}\n',
      related: ['TAG=3-slim', 'python:${TAG}'],
      fixed: 'ARG TAG=3.14-slim-trixie\nFROM python:${TAG} AS one\nFROM python:${TAG}\n',
    },
    'an ARG for the version': {
      code: 'ARG PYTHON_VERSION=3\nFROM python:«${PYTHON_VERSION}-slim»\n',
      fixed: 'ARG PYTHON_VERSION=3.14\nFROM python:${PYTHON_VERSION}-slim-trixie\n',
    },
    'the other stages say which Python': {
      code: 'FROM python:3.12-trixie AS builder\nFROM python:«3-slim»\nCOPY --from=builder /opt/venv /opt/venv\n',
      fixed:
        'FROM python:3.12-trixie AS builder\nFROM python:3.12-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\n',
      alsoFires: ['base-image-repeated'],
    },
    'the other stages have one that is built no more': {
      code: 'FROM python:3.8-bullseye AS builder\nFROM python:«3-slim»\nCOPY --from=builder /opt/venv /opt/venv\n',
      fixed: null,
    },
    'all of them together': {
      code: 'FROM «python» AS builder\nFROM python:«slim»\n',
      fixed: 'FROM python:3.14-trixie AS builder\nFROM python:3.14-slim-trixie\n',
      alsoFires: ['base-image-repeated'],
    },
    'a path names another Python': {
      code: 'FROM python:«3-slim»\nENV PYTHONPATH=/usr/local/lib/python3.11/site-packages\n',
      fixed: null,
    },
    'a path names the same Python': {
      code: 'FROM python:«3-slim»\nENV PYTHONPATH=/usr/local/lib/python3.14/site-packages\n',
      fixed: 'FROM python:3.14-slim-trixie\nENV PYTHONPATH=/usr/local/lib/python3.14/site-packages\n',
    },
    'the project takes an older one': {
      code: 'FROM python:«3-slim»\nCOPY . .\n',
      files: { Pipfile: '[packages]\ndjango = "~=5.1.0"\n', 'manage.py': '' },
      fixed: 'FROM python:3.13-slim-trixie\nCOPY . .\n',
    },
    'other languages and servers': {
      code: 'FROM «node» AS a\nFROM node:«lts-slim» AS b\nFROM nginx:«alpine» AS c\nFROM python:3.13\n',
      message: [
        'No version: a rebuild brings whatever node is newest then',
        'No version: a rebuild brings whatever node is newest then',
        'No version: a rebuild brings whatever nginx is newest then',
      ],
      fixed: null,
    },
    'a major version of Node': {
      code: 'FROM node:«24-alpine» AS assets\nFROM python:3.13\n',
      severity: 'info',
      message: 'Only a major version: a rebuild brings its newest node release, tested with the project or not',
    },
    'releases that move': {
      code: 'FROM debian:«stable-slim»\nFROM ubuntu:«rolling»\nFROM alpine:«edge»\n',
    },
    'an image of somebody': {
      code: 'FROM «example.com/team/a-base-image-with-a-very-long-name-indeed»\nFROM team/base:«latest»\nFROM example.com:5000/base:«latest» AS b\n',
      message: [
        'No version: a rebuild brings whatever team/a-base-imag…ong-name-indeed is newest then',
        'No version: a rebuild brings whatever team/base is newest then',
        'No version: a rebuild brings whatever base is newest then',
      ],
      fixed: null,
    },
    'files of an image': {
      code:
        'FROM python:3.13\nCOPY --from=«node:latest» /a /b\nCOPY --from=node:latest /c /d\nCOPY --from=«composer» /e /f\n' +
        'RUN «--mount=type=bind,from=node:22,target=/n» cp /n/a /b\n',
      severity: ['warning', 'warning', 'info'],
      fixed: null,
    },
  },
});
