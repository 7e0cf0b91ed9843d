import rule from '../../../server/src/engine/rules/stages/build-deps-in-final.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'python:3.13-slim-trixie';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const CLEAN = '&& rm -rf /var/lib/apt/lists/*';
const apt = (packages: string): string =>
  `apt-get update && apt-get install -y --no-install-recommends ${packages} ${CLEAN}`;
const PIP = 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n';

/** A builder that makes an environment, and a last stage with packages of its own. */
const split = (install: string, rest = CMD, image = SLIM): string =>
  `FROM ${image} AS base\nENV PATH="/opt/venv/bin:$PATH"\n\nFROM base AS builder\nRUN ${apt('gcc libpq-dev')}\n` +
  `COPY requirements.txt .\nRUN python -m venv /opt/venv && pip install --no-cache-dir -r requirements.txt\n\n` +
  `FROM base\nRUN ${install}\nCOPY --from=builder /opt/venv /opt/venv\n${rest}`;

const alone = (install: string, image = SLIM): string => `FROM ${image}\nRUN ${install}\n${PIP}${CMD}`;

const MANIFESTS = {
  'manage.py': '',
  'pyproject.toml': '[project]\nname = "shop"\nversion = "1.0"\ndependencies = ["django", "psycopg2"]\n',
  Pipfile: '[packages]\npsycopg2 = "*"\n',
};

/** What a manager builds in a stage of its own, and the last stage with packages of the system. */
const builtBy = (install: string, packages: string): string =>
  `FROM ${SLIM} AS builder\nRUN ${apt('gcc libpq-dev')}\nWORKDIR /app\nCOPY . .\nRUN ${install}\n\n` +
  `FROM ${SLIM}\nRUN ${apt(packages)}\nCOPY --from=builder /usr/local /usr/local\nCOPY --from=builder /app /app\n${CMD}`;

testRule(rule, {
  valid: {
    'make alone runs the tasks of a Makefile': `FROM python:3.13-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*\nCMD ["gunicorn", "config.wsgi"]\n`,
    'libraries only': split(apt('libpq5 curl')),
    'a builder is thrown away': split(apt('libpq5')),
    'a development stage': `FROM ${SLIM} AS dev\nRUN ${apt('gcc')}\n${PIP}`,
    'a development file': { code: alone(apt('gcc')), path: 'docker/dev/Dockerfile' },
    'purged in the same RUN': `FROM ${SLIM}\nCOPY requirements.txt .\nRUN apt-get update && apt-get install -y gcc libpq-dev && pip install -r requirements.txt && apt-get purge -y --auto-remove gcc libpq-dev\n${CMD}`,
    'purged by a variable': `FROM ${SLIM}\nRUN buildDeps='gcc libpq-dev' && apt-get update && apt-get install -y $buildDeps && pip install psycopg2 && apt-get purge -y --auto-remove $buildDeps\n${CMD}`,
    'purged by a pattern': `FROM ${SLIM}\nRUN apt-get update && apt-get install -y libpq-dev && pip install psycopg2 && apt-get purge -y '.*-dev'\n${CMD}`,
    'marked as automatic': `FROM ${SLIM}\nRUN apt-get update && apt-get install -y gcc && pip install psycopg2 && apt-mark auto gcc && apt-get autoremove -y\n${CMD}`,
    'a virtual package of Alpine': `FROM python:3.13-alpine\nRUN apk add --no-cache --virtual .build-deps gcc musl-dev postgresql-dev && pip install psycopg2 && apk del .build-deps\n${CMD}`,
    'purged later: the layer is the defect of that RUN': `FROM ${SLIM}\nRUN ${apt('gcc')}\n${PIP}RUN apt-get purge -y gcc\n${CMD}`,
    'a full image holds them anyway': alone(apt('gcc libpq-dev git'), 'python:3.13-trixie'),
    'git and binutils may be used at run time': alone(apt('git binutils')),
    'a program that the image starts': `FROM ${SLIM}\nRUN ${apt('make')}\n${PIP}CMD ["make", "serve"]\n`,
    'a Python of the distribution is another matter': alone(apt('python3-dev')),
    'a package whose name a variable hides': `FROM ${SLIM}\nARG PACKAGES\nRUN ${apt('$PACKAGES')}\n${PIP}${CMD}`,
    'no Python in it': `FROM ${SLIM} AS app\n${CMD}\nFROM node:22\nRUN apt-get update && apt-get install -y g++\n`,
  },
  invalid: {
    'headers where nothing is built': {
      code: split(apt('«libpq-dev»')),
      message: 'libpq-dev stays in the image: only the build needs it, and everybody pulls it',
      fixed: split(apt('libpq5')),
      title: 'Install libpq5 instead of libpq-dev',
    },
    'of MySQL, with the library there already': {
      code: split(apt('curl «default-libmysqlclient-dev» libmariadb3'), CMD, 'python:3.13-slim-bookworm'),
      fixed: split(apt('curl libmariadb3'), CMD, 'python:3.13-slim-bookworm'),
      fix: 'safe',
    },
    'the library comes from the parent stage': {
      code: `FROM ${SLIM} AS base\nRUN ${apt('libpq5')}\n\nFROM base AS builder\nRUN ${apt('gcc libpq-dev')}\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir psycopg2\n\nFROM base\nRUN ${apt('«libpq-dev» curl')}\nCOPY --from=builder /opt/venv /opt/venv\n${CMD}`,
      fixed: `FROM ${SLIM} AS base\nRUN ${apt('libpq5')}\n\nFROM base AS builder\nRUN ${apt('gcc libpq-dev')}\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir psycopg2\n\nFROM base\nRUN ${apt('curl')}\nCOPY --from=builder /opt/venv /opt/venv\n${CMD}`,
      fix: 'safe',
    },
    ...Object.fromEntries(
      [
        'uv sync --locked --no-dev',
        'poetry install --only main --no-root',
        'pipenv install --system --deploy',
        'pdm sync --prod',
      ].map((install) => [
        `a builder with ${install.split(' ')[0]}`,
        {
          code: builtBy(install, '«libpq-dev»'),
          files: MANIFESTS,
          fixed: builtBy(install, 'libpq5'),
          fix: 'safe' as const,
        },
      ]),
    ),
    'nobody sees where the packages come from': {
      code: `FROM ${SLIM}\nRUN ${apt('«libpq-dev»')}\nWORKDIR /app\nCOPY . .\n${CMD}`,
      fixed: `FROM ${SLIM}\nRUN ${apt('libpq5')}\nWORKDIR /app\nCOPY . .\n${CMD}`,
      fix: 'review',
    },
    'another stage builds, and takes nothing along': {
      code: `FROM ${SLIM} AS assets\nRUN pip install --no-cache-dir psycopg2\n\nFROM ${SLIM}\nRUN ${apt('«libpq-dev»')}\nCOPY --from=assets /app/static /app/static\n${CMD}`,
      fixed: `FROM ${SLIM} AS assets\nRUN pip install --no-cache-dir psycopg2\n\nFROM ${SLIM}\nRUN ${apt('libpq5')}\nCOPY --from=assets /app/static /app/static\n${CMD}`,
      fix: 'review',
    },
    'something is installed here as well': {
      code: `FROM ${SLIM} AS builder\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir psycopg2\n\nFROM ${SLIM}\nRUN pip install --no-cache-dir psycopg2\nRUN ${apt('«libpq-dev»')}\nCOPY --from=builder /opt/venv /opt/venv\n${CMD}`,
      fixed: `FROM ${SLIM} AS builder\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir psycopg2\n\nFROM ${SLIM}\nRUN pip install --no-cache-dir psycopg2\nRUN ${apt('libpq5')}\nCOPY --from=builder /opt/venv /opt/venv\n${CMD}`,
      fix: 'review',
    },
    'a compiler goes for good, which somebody should look at': {
      code: split(
        `apt-get update && apt-get install -y --no-install-recommends \\\n    «build-essential» \\\n    libpq-dev \\\n    curl \\\n    ${CLEAN}`,
      ),
      message: 'build-essential and libpq-dev stay in the image: only the build needs them, and everybody pulls them',
      fixed: split(
        `apt-get update && apt-get install -y --no-install-recommends \\\n    libpq5 \\\n    curl \\\n    ${CLEAN}`,
      ),
      fix: 'review',
      title: 'Install only the libraries that are needed at run time',
    },
    'other libraries may be linked to what headers bring along': {
      code: split(apt('«libxmlsec1-dev»')),
      fixed: split(apt('libxmlsec1t64-openssl')),
      fix: 'review',
    },
    'nothing is left to install': {
      code: split(apt('«gcc» pkg-config')),
      fixed: split('x').replace('RUN x\n', ''),
      fix: 'review',
      title: 'Install no build packages in the image',
    },
    'nothing is left, but a comment speaks of it': {
      code: split(apt('«gcc»')).replace('FROM base\nRUN', 'FROM base\n# tools\nRUN'),
      fixed: null,
    },
    'wheels that another stage has built': {
      code: `FROM ${SLIM} AS builder\nRUN ${apt('gcc libpq-dev')}\nCOPY requirements.txt .\nRUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt\n\nFROM ${SLIM}\nRUN ${apt('«libpq-dev»')}\nCOPY requirements.txt .\nRUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-cache-dir --no-index --find-links=/wheels -r requirements.txt\n${CMD}`,
      fixed: `FROM ${SLIM} AS builder\nRUN ${apt('gcc libpq-dev')}\nCOPY requirements.txt .\nRUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt\n\nFROM ${SLIM}\nRUN ${apt('libpq5')}\nCOPY requirements.txt .\nRUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-cache-dir --no-index --find-links=/wheels -r requirements.txt\n${CMD}`,
      fix: 'safe',
    },
    'wheels, but the index may be asked': {
      code: split(apt('«libpq-dev»'), `RUN pip install --no-cache-dir /wheels/*\n${CMD}`),
      fixed: split(apt('libpq5'), `RUN pip install --no-cache-dir /wheels/*\n${CMD}`),
      fix: 'review',
    },
    'nobody sees what starts': {
      code: split(apt('«libpq-dev»'), 'COPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n'),
      fixed: split(apt('libpq5'), 'COPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n'),
      fix: 'review',
    },
    'the start script is read and builds nothing': {
      code: split(apt('«libpq-dev»'), 'COPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n'),
      files: { 'entrypoint.sh': '#!/bin/sh\nexec gunicorn config.wsgi\n', 'manage.py': '', 'requirements.txt': '' },
      fixed: split(apt('libpq5'), 'COPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n'),
      fix: 'safe',
    },
    'the start script installs': {
      code: split(apt('«libpq-dev»'), 'COPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n'),
      files: {
        'entrypoint.sh': '#!/bin/sh\npip install -r more.txt\nexec gunicorn config.wsgi\n',
        'manage.py': '',
        'requirements.txt': '',
      },
      fix: 'review',
    },
    'one stage that compiles needs another cure': {
      code: alone(apt('«gcc» libpq-dev')),
      message: 'gcc and libpq-dev stay in the image: only the build needs them, and everybody pulls them',
      fixed: null,
    },
    'of many, the first two are named': {
      code: alone(apt('«libjpeg62-turbo-dev» libpq-dev gcc make')),
      message:
        'libjpeg62-turbo-dev, libpq-dev and 2 more stay in the image: only the build needs them, and everybody pulls them',
    },
    'several installs of a stage are one finding': {
      code: `FROM ${SLIM}\nRUN ${apt('«gcc» curl')}\nRUN ${apt('libpq-dev gcc')}\n${CMD}`,
      message: 'gcc and libpq-dev stay in the image: only the build needs them, and everybody pulls them',
      related: ['libpq-dev'],
      fixed: `FROM ${SLIM}\nRUN ${apt('curl')}\nRUN ${apt('libpq5')}\n${CMD}`,
      fix: 'review',
    },
    'removed only in part': {
      code: `FROM ${SLIM}\nCOPY requirements.txt .\nRUN apt-get update && apt-get install -y gcc «libpq-dev» && pip install -r requirements.txt && apt-get purge -y gcc && rm -rf /var/lib/apt/lists/*\n${CMD}`,
      message: /^libpq-dev stays/,
    },
    'in the parent of what ships': {
      code: `FROM ${SLIM} AS base\nRUN ${apt('«gcc»')}\n\nFROM base AS builder\n${PIP}\nFROM base\nCOPY --from=builder /usr/local /usr/local\n${CMD}`,
      fixed: null,
    },
    'what a release calls otherwise is not known': {
      code: split(apt('«libpq-dev»'), CMD, 'python:3.13-slim-bullseye'),
      fixed: null,
    },
    'a version of the headers is none of the library': { code: split(apt('«libpq-dev=17.*»')), fixed: null },
    Alpine: {
      code: `FROM python:3.13-alpine AS builder\nRUN apk add --no-cache gcc musl-dev postgresql-dev\n${PIP}\nFROM python:3.13-alpine\nRUN apk add --no-cache «postgresql-dev»\nCOPY --from=builder /opt/venv /opt/venv\n${CMD}`,
      fixed: `FROM python:3.13-alpine AS builder\nRUN apk add --no-cache gcc musl-dev postgresql-dev\n${PIP}\nFROM python:3.13-alpine\nRUN apk add --no-cache libpq\nCOPY --from=builder /opt/venv /opt/venv\n${CMD}`,
      fix: 'review',
    },
    'a package list in a variable': {
      code: `FROM ${SLIM}\nARG PACKAGES="gcc curl"\nRUN ${apt('«$PACKAGES»')}\n${CMD}`,
      fixed: null,
    },
  },
});
