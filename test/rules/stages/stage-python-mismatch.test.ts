import rule from '../../../server/src/engine/rules/stages/stage-python-mismatch.ts';
import { testRule } from '../../support/rule-tester.ts';

const SITE = (minor: string): string => `/usr/local/lib/python${minor}/site-packages`;
const PIP = 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n\n';
const FROM12 = 'FROM python:3.12-slim-trixie AS builder\n';
const FROM13 = 'FROM python:3.13-slim-trixie AS builder\n';
const FINAL = 'FROM python:3.13-slim-trixie\n';
const VENV = 'RUN python -m venv /opt/venv\n\n';
const COPY_VENV = 'COPY --from=builder /opt/venv /opt/venv\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';

testRule(rule, {
  valid: {
    'a venv between stages of one Python': `${FROM13}${VENV}${FINAL}${COPY_VENV}`,
    'the same minor by other names': `FROM docker.io/library/python:3.13.1-bookworm AS builder\n${VENV}FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\n${COPY_VENV}`,
    'an unknown base': `FROM python:3.12-slim AS builder\n${VENV}FROM registry.example.com/python-runtime\n${COPY_VENV}`,
    'a base without a minor': `FROM python:slim AS builder\n${VENV}${FINAL}${COPY_VENV}`,
    'a variable without a value': `ARG BASE\nFROM \${BASE} AS builder\n${VENV}${FINAL}${COPY_VENV}`,
    'other folders between minors': `${FROM12}RUN python manage.py collectstatic --noinput\n\n${FINAL}COPY --from=builder /app/static /app/static\nCOPY --from=builder /wheels /wheels\n`,
    'a Python of apt in the builder': `${FROM12}RUN apt-get update && apt-get install -y python3.13-venv && python3.13 -m venv /opt/venv\n${FINAL}${COPY_VENV}`,
    'the venv is made by another interpreter': `${FROM12}RUN python3.13 -m venv /opt/venv\n${FINAL}${COPY_VENV}`,
    "the venv is made by Debian's Python": `FROM python:3.12-slim-trixie AS builder\nRUN /usr/bin/python3 -m venv /opt/venv\n${FINAL}${COPY_VENV}`,
    'virtualenv with a Python of its own': `${FROM12}RUN virtualenv -p python3.13 /opt/venv\n${FINAL}${COPY_VENV}`,
    'uv with a Python of its own': `${FROM12}RUN uv venv --python 3.13 /opt/venv\n${FINAL}${COPY_VENV}`,
    'uv sync with a Python of its own': `${FROM12}WORKDIR /app\nRUN uv sync --locked --python=3.13\n${FINAL}COPY --from=builder /app/.venv /app/.venv\n`,
    'UV_PYTHON chooses': `${FROM12}ENV UV_PYTHON=3.13\nWORKDIR /app\nRUN uv sync --locked\n${FINAL}COPY --from=builder /app/.venv /app/.venv\n`,
    'uv python install': `${FROM12}RUN uv python install 3.13 && uv venv /opt/venv\n${FINAL}${COPY_VENV}`,
    'the Pythons that uv keeps come along': `${FROM12}WORKDIR /app\nRUN uv sync --locked\n${FINAL}COPY --from=builder /root/.local/share/uv/python /root/.local/share/uv/python\nCOPY --from=builder /app/.venv /app/.venv\n`,
    'a folder of Pythons comes along': `FROM ghcr.io/astral-sh/uv:trixie-slim AS builder\nENV UV_PYTHON_INSTALL_DIR=/python\nWORKDIR /app\nRUN uv sync --locked\n${FINAL}COPY --from=builder /python /python\nCOPY --from=builder /app /app\n`,
    'pyenv, conda, altinstall': `${FROM12}RUN pyenv install 3.13 && python -m venv /opt/venv\n${FINAL}${COPY_VENV}FROM python:3.12 AS b2\nRUN conda create -p /opt/venv\nFROM python:3.13\nCOPY --from=b2 /opt/venv /opt/venv\nFROM python:3.12 AS b3\nRUN cd /src && make altinstall\nRUN python -m venv /opt/venv\nFROM python:3.13\nCOPY --from=b3 /opt/venv /opt/venv\n`,
    'the whole interpreter is copied': `${FROM12}${PIP}${FINAL}COPY --from=builder /usr/local /usr/local\n`,
    'another interpreter was laid over the image': `FROM python:3.13-slim-trixie AS builder\nCOPY --from=python:3.12-slim /usr/local /usr/local\n${VENV}FROM python:3.12-slim\n${COPY_VENV}`,
    'the final stage makes the environment anew': `${FROM12}WORKDIR /app\nRUN uv sync --locked\n${FINAL}WORKDIR /app\nCOPY --from=builder /app /app\nRUN uv sync --locked\n`,
    'PYTHONPATH points to the folder': `FROM python:3.12-slim AS builder\n${PIP}FROM python:3.13-slim\nCOPY --from=builder ${SITE('3.12')} /packages\nENV PYTHONPATH=/packages\n`,
    'a heredoc in another language may make anything': `${FROM12}RUN <<EOF\n#!/usr/bin/env python3\nprint("x")\nEOF\nRUN python -m venv /opt/venv\n${FINAL}${COPY_VENV}`,
    "Debian's own folders": `FROM debian:trixie AS builder\nRUN apt-get update\n${FINAL}COPY --from=builder /usr/lib/python3.13/site-packages /x\nCOPY --from=builder /usr/lib/python3/dist-packages /y\n`,
    'the path follows the image by a variable': `ARG V=3.13\nFROM python:\${V}-slim AS builder\nARG V\n${PIP}FROM python:\${V}-slim\nARG V\nCOPY --from=builder /usr/local/lib/python\${V}/site-packages /usr/local/lib/python\${V}/site-packages\n`,
    'a literal in a copy from the context': `${FINAL}COPY sitecustomize.py ${SITE('3.12')}/\n`,
    'a literal in a venv whose Python nobody sees': `${FROM13}RUN make venv\n\n${FINAL}COPY --from=builder /opt/venv/lib/python3.12/site-packages /opt/venv/lib/python3.12/site-packages\n`,
    'a literal that another image has': `FROM registry.example.com/builder AS builder\n${FINAL}COPY --from=builder ${SITE('3.12')} /srv/old\n`,
    'an image instead of a stage': `${FINAL}COPY --from=python:3.12 ${SITE('3.12')} /srv/old\n`,
  },
  invalid: {
    'a venv between minors': {
      code: `${FROM12}${VENV}${FINAL}«COPY --from=builder /opt/venv /opt/venv»\n${CMD}`,
      message: 'Packages of Python 3.12 (stage builder) go to Python 3.13: it does not find them',
      related: ['FROM python:3.12-slim-trixie AS builder'],
      fixed: null,
    },
    'a venv by a variable, an unnamed stage': {
      code: `FROM python:3.12-slim\nENV VIRTUAL_ENV=/opt/venv\nRUN python3 -m venv $VIRTUAL_ENV\n${FINAL}«COPY --from=0 /opt/venv/ /opt/venv»\n`,
      message: 'Packages of Python 3.12 (stage 0) go to Python 3.13: it does not find them',
    },
    'the minors come from ARG defaults': {
      code: `ARG BUILD=3.12\nARG RUN=3.13\nFROM python:\${BUILD}-slim AS builder\n${VENV}FROM python:\${RUN}-slim\n«COPY --from=builder /opt/venv /opt/venv»\n`,
    },
    'a venv made in a parent stage': {
      code: `FROM python:3.12-slim AS base\n${VENV}FROM base AS builder\nRUN pip list\n${FINAL}«COPY --from=builder /opt/venv /opt/venv»\n`,
    },
    'the folder around the environment of uv': {
      code: `FROM ghcr.io/astral-sh/uv:python3.12-trixie-slim AS builder\nWORKDIR /app\nRUN uv sync --locked\n${FINAL}WORKDIR /app\n«COPY --from=builder --chown=app /app /app»\n`,
    },
    'the environment that UV_PROJECT_ENVIRONMENT names': {
      code: `FROM ghcr.io/astral-sh/uv:python3.12-trixie-slim AS builder\nENV UV_PROJECT_ENVIRONMENT=/venv\nRUN uv sync --locked\n${FINAL}«COPY --from=builder /venv /venv»\n`,
    },
    'environments of poetry and pipenv in the project': {
      code: `${FROM12}WORKDIR /app\nENV POETRY_VIRTUALENVS_IN_PROJECT=true\nRUN poetry install\nFROM python:3.12 AS pipenv\nENV PIPENV_VENV_IN_PROJECT=1\nWORKDIR /srv\nRUN pipenv sync\n${FINAL}«COPY --from=builder /app/.venv /app/.venv»\n«COPY --from=pipenv /srv/.venv /srv/.venv»\n`,
    },
    'a prefix': {
      code: `${FROM12}RUN pip install --prefix=/install -r requirements.txt\n${FINAL}«COPY --from=builder /install /usr/local»\n`,
    },
    "root's own packages": {
      code: `${FROM12}RUN pip install --user -r requirements.txt\n${FINAL}«COPY --from=builder /root/.local /root/.local»\n`,
    },
    'site-packages between minors': {
      code: `${FROM12}${PIP}${FINAL}«COPY --from=builder ${SITE('3.12')} ${SITE('3.12')}»\nCOPY --from=builder /usr/local/bin /usr/local/bin\n`,
      fixed: null,
    },
    'the library folder between minors': {
      code: `${FROM12}${PIP}${FINAL}«COPY --from=builder /usr/local/lib/python3.12 /usr/local/lib/python3.12»\n`,
    },
    'site-packages of one minor under the name of the other': {
      code: `${FROM12}${PIP}${FINAL}«COPY --from=builder ${SITE('3.12')} ${SITE('3.13')}»\n`,
      message: 'Packages of Python 3.12 (stage builder) go to Python 3.13: compiled ones cannot be imported',
      fixed: null,
    },
    'the path of an older Python': {
      code: `${FROM13}${PIP}${FINAL}«COPY --from=builder --chown=app:app «${SITE('3.12')}» ${SITE('3.12')}»\n${CMD}`,
      severity: ['error', 'hint'],
      message: [
        "This path is Python 3.12's, the stage has Python 3.13: the build stops, nothing is there",
        /^Copying site-packages by path/,
      ],
      title: 'Use the path of Python 3.13',
      fixed: `${FROM13}COPY requirements.txt .\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install --no-cache-dir -r requirements.txt\n\n${FINAL}COPY --from=builder --chown=app:app /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n${CMD}`,
    },
    'the path of a package of an older Python': {
      code: `${FROM13}${PIP}${FINAL}«COPY --from=builder ${SITE('3.12')}/django ${SITE('3.12')}/django»\n${CMD}`,
      fixed: `${FROM13}${PIP}${FINAL}COPY --from=builder ${SITE('3.13')}/django ${SITE('3.13')}/django\n${CMD}`,
    },
    'only the destination is wrong': {
      code: `${FROM13}${VENV}${FINAL}«COPY --from=builder /opt/extra ${SITE('3.12')}/»\n`,
      message: 'Python 3.13 does not look in lib/python3.12: what is copied there cannot be imported',
      fixed: `${FROM13}${VENV}${FINAL}COPY --from=builder /opt/extra ${SITE('3.13')}/\n`,
    },
    'over several lines': {
      code: `${FROM13}RUN true\n\n${FINAL}«COPY --from=builder \\\n  # the packages\n  ${SITE('3.9')}/django \\\n  ${SITE('3.9')}/django»\n`,
      fixed: `${FROM13}RUN true\n\n${FINAL}COPY --from=builder \\\n  # the packages\n  ${SITE('3.13')}/django \\\n  ${SITE('3.13')}/django\n`,
    },
    'something else speaks of the folder': {
      code: `${FROM13}RUN true\n\n${FINAL}«COPY --from=builder /x ${SITE('3.12')}/»\nRUN sed -i s/a/b/ ${SITE('3.12')}/x/y.py\n`,
      fix: 'review',
    },
    'the minor is what the build gives': {
      code: `ARG V=3.13\nFROM python:\${V}-slim AS builder\nRUN true\nFROM python:\${V}-slim\n«COPY --from=builder /x ${SITE('3.12')}/»\n`,
      fix: 'review',
    },
    'in a JSON array': {
      code: `${FROM13}RUN true\n\n${FINAL}«COPY --from=builder ["/x", "${SITE('3.12')}/"]»\n`,
      fixed: null,
    },
    'the right path, by number': {
      code: `${FROM13}${PIP}${FINAL}COPY --from=builder «${SITE('3.13')}» ${SITE('3.13')}\nCOPY --from=builder /usr/local/bin /usr/local/bin\n${CMD}`,
      severity: 'hint',
      message: 'Copying site-packages by path ties the file to Python 3.13 and brings pip along; a venv is one folder',
      title: 'Install into /opt/venv and copy that',
      fix: 'review',
      fixed: `${FROM13}COPY requirements.txt .\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install --no-cache-dir -r requirements.txt\n\n${FINAL}COPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n${CMD}`,
    },
    'a comment stays with its install': {
      code: `${FROM13}COPY requirements.txt .\n# dependencies\nRUN pip install --no-cache-dir -r requirements.txt\n\n${FINAL}COPY --from=builder «${SITE('3.13')}» ${SITE('3.13')}\nCOPY --from=builder /usr/local/bin /usr/local/bin\n${CMD}`,
      severity: 'hint',
      fix: 'review',
      fixed: `${FROM13}COPY requirements.txt .\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n# dependencies\nRUN pip install --no-cache-dir -r requirements.txt\n\n${FINAL}COPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n${CMD}`,
    },
    'without its programs': {
      code: `${FROM13}${PIP}${FINAL}COPY --chown=app --from=builder «${SITE('3.13')}/» ${SITE('3.13')}/`,
      severity: 'hint',
      fix: 'review',
      fixed: `${FROM13}COPY requirements.txt .\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install --no-cache-dir -r requirements.txt\n\n${FINAL}COPY --chown=app --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"`,
    },
    'other programs are copied one by one': {
      code: `${FROM13}${PIP}${FINAL}COPY --from=builder «${SITE('3.13')}» ${SITE('3.13')}\nCOPY --from=builder /usr/local/bin/gunicorn /usr/local/bin/gunicorn\n`,
      severity: 'hint',
      fixed: null,
    },
    'two stages take the packages': {
      code: `${FROM13}${PIP}${FINAL}COPY --from=builder «${SITE('3.13')}» ${SITE('3.13')}\n${FINAL}COPY --from=builder «${SITE('3.13')}» ${SITE('3.13')}\n`,
      severity: 'hint',
      fixed: null,
    },
    'a program is started by its path': {
      code: `${FROM13}${PIP}${FINAL}COPY --from=builder «${SITE('3.13')}» ${SITE('3.13')}\nCOPY --from=builder /usr/local/bin /usr/local/bin\nCMD ["/usr/local/bin/gunicorn", "config.wsgi"]\n`,
      severity: 'hint',
      fixed: null,
    },
    'the builder installs with uv, or as another user, or in a parent': {
      code: `${FROM13}RUN uv pip install --system django\nFROM python:3.13 AS b2\nRUN useradd -m app\nUSER app\nRUN pip install django\nFROM python:3.13 AS b3\nRUN pip install django\nFROM b3 AS b4\nRUN pip install celery\n${FINAL}COPY --from=builder «${SITE('3.13')}» /a\nCOPY --from=b2 «${SITE('3.13')}» /b\nCOPY --from=b4 «${SITE('3.13')}» /c\n`,
      severity: 'hint',
      fixed: null,
    },
    'the final stage installs too': {
      code: `${FROM13}${PIP}${FINAL}RUN pip install gunicorn\nCOPY --from=builder «${SITE('3.13')}» ${SITE('3.13')}\n`,
      severity: 'hint',
      fixed: null,
    },
    'a template gets no fix': {
      code: `${FROM13}RUN true\n\n${FINAL}{% if x %}\n«COPY --from=builder /x ${SITE('3.12')}/»\n{% endif %}\n`,
      fixed: null,
    },
  },
});
