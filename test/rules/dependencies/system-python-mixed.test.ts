import rule from '../../../server/src/engine/rules/dependencies/system-python-mixed.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.13-slim-bookworm\n';
const apt = (packages: string): string =>
  `RUN apt-get update && apt-get install -y --no-install-recommends ${packages} && rm -rf /var/lib/apt/lists/*\n`;

testRule(rule, {
  valid: {
    'none of them': `${SLIM}${apt('curl libpq5')}`,
    'Debian has no other Python': `FROM debian:bookworm-slim\n${apt('python3-pip python3-venv')}`,
    'nor has Ubuntu': `FROM ubuntu:24.04\n${apt('python3-dev')}`,
    'nor an image nobody knows': `FROM registry.example.com/python\n${apt('python3-dev')}`,
    'an interpreter that another program needs': `${SLIM}${apt('python3 python3-minimal nodejs')}`,
    'libraries of other programs': `${SLIM}${apt('python3-certbot-nginx')}`,
    'it is run on purpose': `${SLIM}${apt('python3-venv')}RUN /usr/bin/python3 -m venv /opt/tool\n`,
    'its libraries are wanted': `${SLIM}${apt('python3-gdal')}ENV PYTHONPATH=/usr/lib/python3/dist-packages\n`,
    'the packages of pip': `${SLIM}RUN pip install python3-saml python-dev-tools\n`,
    'a name that a variable hides': `${SLIM}ARG PACKAGES\n${apt('$PACKAGES')}`,
  },
  invalid: {
    headers: {
      code: `${SLIM}${apt('gcc «python3-dev»')}`,
      message: 'python3-dev belongs to another Python than the image’s, which has its own',
      fixed: `${SLIM}${apt('gcc')}`,
      title: 'Leave out python3-dev',
    },
    'two of them': {
      code: `${SLIM}RUN apt-get update && apt-get install -y \\\n    «python3-pip» \\\n    gcc \\\n    python3-venv\n`,
      message: 'python3-pip and python3-venv belong to another Python than the image’s, which has its own',
      fixed: `${SLIM}RUN apt-get update && apt-get install -y \\\n    gcc\n`,
    },
    'three of them, and nothing else': {
      code: `${SLIM}${apt('«python3-pip» python3.11-dev python3-setuptools')}USER app\n`,
      message: 'python3-pip and 2 more belong to another Python than the image’s, which has its own',
      fixed: `${SLIM}USER app\n`,
    },
    'a library of Django': {
      code: `${SLIM}${apt('libpq5 «python3-psycopg2»')}`,
      message: 'python3-psycopg2 belongs to another Python than the image’s: Django never sees it',
      fixed: `${SLIM}${apt('libpq5')}`,
    },
    'a library in a builder': {
      code: `FROM python:3.12 AS builder\n${apt('curl «python3-psycopg2»')}\n${SLIM}CMD ["python"]\n`,
      severity: 'warning',
    },
    'in a builder too': {
      severity: 'hint',
      code: `FROM python:3.12 AS builder\n${apt('curl «python-dev-is-python3»')}\n${SLIM}COPY --from=builder /app/static /app/static\nCMD ["python"]\n`,
    },
    'headers that go again': {
      code: 'FROM python:3.13-alpine\nRUN apk add --no-cache --virtual .build gcc «python3-dev» && \\\n    make && apk del .build\n',
      severity: 'hint',
    },
    'a second try is the same': {
      code: `${SLIM}RUN apt-get update && \\\n    (apt-get install -y gcc «python3-dev» || \\\n    (apt-get update && apt-get install -y gcc python3-dev))\n`,
      message: 'python3-dev belongs to another Python than the image’s, which has its own',
      fixed: `${SLIM}RUN apt-get update && \\\n    (apt-get install -y gcc || \\\n    (apt-get update && apt-get install -y gcc))\n`,
    },
    'of Alpine': {
      code: 'FROM python:3.13-alpine\nRUN apk add --no-cache gcc «python3-dev» py3-pip\n',
      fixed: 'FROM python:3.13-alpine\nRUN apk add --no-cache gcc\n',
    },
    'the image of uv': { code: `FROM ghcr.io/astral-sh/uv:python3.13-bookworm-slim\n${apt('gcc «python3-dev»')}` },
    'a list in a variable': { code: `${SLIM}ARG P="python3-dev gcc"\n${apt('«$P»')}`, fixed: null },
    'more than packages in the RUN': {
      code: `${SLIM}RUN apt-get update && apt-get install -y «python3-pip» && pip install django\n`,
      fixed: null,
    },
  },
});
