import rule from '../../../server/src/engine/rules/stages/stage-libc-mismatch.ts';
import { testRule } from '../../support/rule-tester.ts';

const builder = (image: string, lines: string) => `FROM ${image} AS builder\n${lines}\n`;
const VENV = 'RUN python -m venv /opt/venv\n';
const FILL = (packages: string) => `${VENV}RUN /opt/venv/bin/pip install ${packages}\n`;
const COPY = 'COPY --from=builder /opt/venv /opt/venv\n';
const ALPINE = 'python:3.13-alpine';
const TRIXIE = 'python:3.13-slim-trixie';
const BOOKWORM = 'python:3.13-slim-bookworm';

testRule(rule, {
  valid: {
    'the same image': `${builder(TRIXIE, FILL('psycopg2'))}FROM ${TRIXIE}\n${COPY}`,
    'Alpine in both': `${builder(ALPINE, FILL('psycopg2'))}FROM python:3.13-alpine3.23\n${COPY}`,
    'pure packages only': `${builder(ALPINE, FILL('Django==5.2 gunicorn'))}FROM ${TRIXIE}\n${COPY}`,
    'pure packages only, in a file': {
      code: `${builder(ALPINE, `${VENV}COPY requirements.txt .\nRUN /opt/venv/bin/pip install -r requirements.txt`)}FROM ${TRIXIE}\n${COPY}`,
      files: { 'manage.py': '', 'requirements.txt': '# web\nDjango==5.2.1\ngunicorn>=23 # server\nwhitenoise\n' },
    },
    'an unknown base': `${builder(ALPINE, FILL('psycopg2'))}FROM registry.example.com/base\n${COPY}`,
    'a base whose Debian nobody knows': `${builder('python@sha256:0000000000000000000000000000000000000000000000000000000000000000', FILL('psycopg2'))}FROM ${TRIXIE}\n${COPY}`,
    'something else is copied': `${builder(ALPINE, `${FILL('psycopg2')}RUN /opt/venv/bin/python manage.py collectstatic`)}FROM ${TRIXIE}\nCOPY --from=builder /app/static /app/static\n`,
    'no Python in the other stage': `${builder('node:24-alpine', 'RUN npm ci')}FROM ${TRIXIE}\nCOPY --from=builder /usr/local /usr/local\n`,
    'made anew': `${builder(ALPINE, 'WORKDIR /app\nRUN uv sync')}FROM ${TRIXIE}\nWORKDIR /app\nCOPY --from=builder /app /app\nRUN uv sync\n`,
    'glibc for Alpine': `${builder(TRIXIE, FILL('psycopg2'))}FROM ${ALPINE}\nRUN apk add --no-cache gcompat\n${COPY}`,
    'compiled on the older Debian': `${builder(BOOKWORM, FILL('psycopg2'))}FROM ${TRIXIE}\n${COPY}`,
    'wheels from PyPI are made for older Debians': `${builder(TRIXIE, FILL('psycopg2-binary pillow'))}FROM ${BOOKWORM}\n${COPY}`,
    'nobody knows what is compiled': `${builder(TRIXIE, `${VENV}COPY requirements.txt .\nRUN /opt/venv/bin/pip install -r requirements.txt`)}FROM ${BOOKWORM}\n${COPY}`,
    'wheels of the project': `FROM ${TRIXIE}\nCOPY wheels /wheels\nRUN pip install /wheels/*\n`,
  },
  invalid: {
    'a package that is compiled for musl': {
      code: `${builder(ALPINE, FILL('Django psycopg2-binary'))}FROM ${TRIXIE}\n«COPY --from=builder /opt/venv /opt/venv»\n`,
      message: 'Packages for musl (stage builder) go to an image with glibc: psycopg2-binary cannot be loaded',
      related: [`FROM ${ALPINE} AS builder`],
      title: 'Build on python:3.13-slim-trixie',
      fixed: `${builder(TRIXIE, FILL('Django psycopg2-binary'))}FROM ${TRIXIE}\n${COPY}`,
    },
    'a compiler in the builder': {
      code: `${builder(ALPINE, `RUN apk add --no-cache build-base libpq-dev\n${VENV}RUN /opt/venv/bin/pip install -r requirements.txt`)}FROM ${TRIXIE}\n«COPY --from=builder /opt/venv /opt/venv»\n`,
      message: 'Packages for musl (stage builder) go to an image with glibc: what is compiled cannot be loaded',
      fixed: null,
    },
    'packages that nobody knows': {
      code: `${builder(TRIXIE, `${VENV}RUN /opt/venv/bin/pip install -r requirements.txt`)}FROM ${ALPINE}\n«COPY --from=builder /opt/venv /opt/venv»\n`,
      severity: 'warning',
      message: 'Packages for glibc (stage builder) go to an image with musl: what is compiled cannot be loaded',
      fixed: `FROM ${ALPINE} AS builder\n${VENV}RUN /opt/venv/bin/pip install -r requirements.txt\nFROM ${ALPINE}\n${COPY}`,
    },
    'a package in a file': {
      code: `${builder(ALPINE, `${VENV}COPY requirements.txt .\nRUN /opt/venv/bin/pip install -r requirements.txt`)}FROM ${TRIXIE}\n«COPY --from=builder /opt/venv /opt/venv»\n`,
      files: { 'manage.py': '', 'requirements.txt': 'Django\npsycopg[c]==3.2\n' },
      message: 'Packages for musl (stage builder) go to an image with glibc: psycopg-c cannot be loaded',
    },
    'a package in pyproject.toml': {
      code: `FROM ghcr.io/astral-sh/uv:python3.13-alpine AS builder\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked\nFROM ${TRIXIE}\n«COPY --from=builder /app/.venv /app/.venv»\n`,
      files: {
        'manage.py': '',
        'uv.lock':
          'version = 1\n\n[[package]]\nname = "shop"\nversion = "1.0"\nsource = { virtual = "." }\ndependencies = [\n    { name = "pillow" },\n]\n\n' +
          '[[package]]\nname = "pillow"\nversion = "12.0.0"\nsource = { registry = "https://pypi.org/simple" }\n',
        'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["django>=5", "pillow"]\n',
      },
      message: 'Packages for musl (stage builder) go to an image with glibc: pillow cannot be loaded',
    },
    'site-packages by path': {
      code: `${builder(ALPINE, 'RUN pip install django cryptography')}FROM ${TRIXIE}\n«COPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages»\n«COPY --from=builder /usr/local /opt/x»\n`,
    },
    'wheels, copied and mounted': {
      code: `${builder(ALPINE, 'RUN pip wheel -w /wheels pillow')}FROM ${TRIXIE}\n«COPY --from=builder /wheels /wheels»\nRUN pip install --no-index /wheels/*\nFROM ${TRIXIE}\nRUN «--mount=type=bind,from=builder,source=/wheels,target=/wheels» pip install --no-index /wheels/*\n`,
      message: [/pillow cannot be loaded$/, /pillow cannot be loaded$/],
    },
    'compiled on a newer Debian': {
      code: `${builder('python:3.13-trixie', FILL('psycopg2'))}FROM ${BOOKWORM}\n«COPY --from=builder /opt/venv /opt/venv»\n`,
      severity: 'warning',
      message: 'What stage builder compiles on trixie may not load on bookworm: GLIBC_2.41 not found',
      fixed: `${builder('python:3.13-bookworm', FILL('psycopg2'))}FROM ${BOOKWORM}\n${COPY}`,
      alsoFires: ['base-image-eol'],
    },
    'an undated tag is a newer Debian': {
      code: `${builder('python:3.13-slim', `RUN apt-get update && apt-get install -y gcc libpq-dev\n${VENV}RUN /opt/venv/bin/pip install -r requirements.txt`)}FROM ${BOOKWORM}\n«COPY --from=builder /opt/venv /opt/venv»\n`,
      severity: 'warning',
      fixed: `${builder('python:3.13-slim-bookworm', `RUN apt-get update && apt-get install -y gcc libpq-dev\n${VENV}RUN /opt/venv/bin/pip install -r requirements.txt`)}FROM ${BOOKWORM}\n${COPY}`,
    },
    'a newer Debian of another image': {
      code: `${builder('python:3.12-trixie', FILL('mysqlclient'))}FROM ubuntu:22.04\n«COPY --from=builder /opt/venv /opt/venv»\n`,
      severity: 'warning',
      fixed: null,
    },
  },
});
