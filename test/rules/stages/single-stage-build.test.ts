import rule from '../../../server/src/engine/rules/stages/single-stage-build.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'python:3.13-slim-trixie';
const CLEAN = '&& rm -rf /var/lib/apt/lists/*';
const apt = (packages: string): string =>
  `RUN apt-get update && apt-get install -y --no-install-recommends ${packages} ${CLEAN}\n`;
const PIP = 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const SETTINGS = 'ENV VIRTUAL_ENV=/opt/venv \\\n    PATH="/opt/venv/bin:$PATH"\n';
const TAKE = 'COPY --from=builder /opt/venv /opt/venv\n';
const MAKE = 'RUN python -m venv "$VIRTUAL_ENV"\n';
const SYNC = 'RUN uv sync --locked --no-dev --no-cache\n';

/** A file that would be split, with something else in it. */
const file = (parts: {
  image?: string;
  packages?: string;
  before?: string;
  install?: string;
  after?: string;
}): string =>
  `FROM «${parts.image ?? SLIM}»\nWORKDIR /app\n${apt(parts.packages ?? 'gcc libpq-dev')}${parts.before ?? ''}` +
  `${parts.install ?? PIP}COPY . .\n${parts.after ?? CMD}`;

/** A project of uv that needs a package. */
const LOCKED = (name: string) => ({
  'manage.py': '',
  'pyproject.toml': `[project]\nname = "shop"\ndependencies = ["${name}"]\n`,
  'uv.lock':
    `version = 1\n\n[[package]]\nname = "shop"\nversion = "1.0"\nsource = { virtual = "." }\ndependencies = [\n    { name = "${name}" },\n]\n\n` +
    `[[package]]\nname = "${name}"\nversion = "1.0"\nsource = { registry = "https://pypi.org/simple" }\n`,
});

const unsplit = (parts: Parameters<typeof file>[0]) => ({ code: file(parts), fixed: null });

testRule(rule, {
  valid: {
    'libraries only': `FROM ${SLIM}\n${apt('libpq5 curl')}${PIP}${CMD}`,
    'two stages': `FROM ${SLIM} AS builder\n${apt('gcc')}\nFROM ${SLIM}\nCOPY --from=builder /opt/venv /opt/venv\n${CMD}`,
    'a development file': { code: file({}).replace(/[«»]/g, ''), path: 'compose/local/Dockerfile' },
    'a development stage': `FROM ${SLIM} AS dev\n${apt('gcc')}${PIP}`,
    'a full image has compilers anyway': `FROM python:3.13\n${apt('gcc libpq-dev')}${PIP}${CMD}`,
    'git alone compiles nothing': `FROM ${SLIM}\n${apt('git')}${PIP}${CMD}`,
  },
  invalid: {
    'pip, with everything around it': {
      code: `# syntax=docker/dockerfile:1\nFROM «${SLIM}»\n\n# no buffers\nENV PYTHONUNBUFFERED=1\n\nWORKDIR /app\n\n# What pip needs\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        # the compiler\n        gcc \\\n        # PostgreSQL\n        libpq-dev \\\n        gettext \\\n        git \\\n    ${CLEAN}\n\nRUN useradd --create-home --uid 10001 app\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install -r requirements.txt\n\n# The code\nCOPY . .\nRUN python manage.py collectstatic --noinput\nUSER 10001\nEXPOSE 8000\n${CMD}`,
      message: 'Built in one stage, the image ships gcc and libpq-dev: a builder stage would keep that out',
      related: ['gcc'],
      title: 'Split into a stage that builds and a stage that runs',
      fixed: `# syntax=docker/dockerfile:1\nFROM ${SLIM} AS base\n${SETTINGS}\n# no buffers\nENV PYTHONUNBUFFERED=1\n\nWORKDIR /app\n\nFROM base AS builder\n# What pip needs\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        # the compiler\n        gcc \\\n        # PostgreSQL\n        libpq-dev \\\n        git \\\n    ${CLEAN}\n${MAKE}COPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install -r requirements.txt\n\nFROM base AS final\n# What pip needs\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        # PostgreSQL\n        libpq5 \\\n        gettext \\\n        git \\\n    ${CLEAN}\n\nRUN useradd --create-home --uid 10001 app\n${TAKE}\n# The code\nCOPY . .\nRUN python manage.py collectstatic --noinput\nUSER 10001\nEXPOSE 8000\n${CMD}`,
    },
    'the name of the stage stays': {
      alsoFires: ['cache-mount'],
      code: `FROM --platform=linux/amd64 «${SLIM}» AS web\nWORKDIR /app\n${apt('gcc')}${PIP}COPY . .\n${CMD}`,
      message: 'Built in one stage, the image ships gcc: a builder stage would keep that out',
      fixed: `FROM --platform=linux/amd64 ${SLIM} AS base\n${SETTINGS}WORKDIR /app\n\nFROM base AS builder\n${apt('gcc')}${MAKE}${PIP}\nFROM base AS web\n${TAKE}COPY . .\n${CMD}`,
    },
    'what is copied in front of the install and nowhere else stays where it was': {
      alsoFires: ['cache-mount'],
      code: `FROM «${SLIM}»\nWORKDIR /app\n${apt('gcc')}COPY entrypoint.sh /usr/local/bin/\n${PIP}COPY src/ src/\n${CMD}`,
      fixed: `FROM ${SLIM} AS base\n${SETTINGS}WORKDIR /app\n\nFROM base AS builder\n${apt('gcc')}${MAKE}${PIP}\nFROM base AS final\nCOPY entrypoint.sh /usr/local/bin/\nCOPY requirements.txt .\n${TAKE}COPY src/ src/\n${CMD}`,
    },
    'source in front of the install': {
      alsoFires: ['cache-mount'],
      code: `FROM «${SLIM}»\nWORKDIR /app\n${apt('gcc')}COPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n${CMD}`,
      fixed: `FROM ${SLIM} AS base\n${SETTINGS}WORKDIR /app\n\nFROM base AS builder\n${apt('gcc')}${MAKE}COPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n\nFROM base AS final\n${TAKE}COPY . .\n${CMD}`,
    },
    'an environment of its own': {
      alsoFires: ['cache-mount'],
      code: `FROM «${SLIM}»\nENV PATH="/venv/bin:$PATH"\n${apt('gcc libpq-dev')}RUN python -m venv /venv\nWORKDIR /app\n${PIP}COPY . .\n${CMD}`,
      fixed: `FROM ${SLIM} AS base\nENV PATH="/venv/bin:$PATH"\nWORKDIR /app\n\nFROM base AS builder\n${apt('gcc libpq-dev')}RUN python -m venv /venv\n${PIP}\nFROM base AS final\n${apt('libpq5')}COPY --from=builder /venv /venv\nCOPY . .\n${CMD}`,
    },
    'uv, with its environment beside the project': {
      alsoFires: ['cache-mount'],
      code: `FROM «${SLIM}»\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\n${apt('gcc libpq-dev')}WORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache --no-install-project\nCOPY . .\n${SYNC}ENV PATH="/app/.venv/bin:$PATH"\n${CMD}`,
      fixed: `FROM ${SLIM} AS base\nWORKDIR /app\n\nFROM base AS builder\nENV UV_PYTHON_DOWNLOADS=never\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\n${apt('gcc libpq-dev')}COPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache --no-install-project\nCOPY . .\n${SYNC}\nFROM base AS final\n${apt('libpq5')}COPY pyproject.toml uv.lock ./\nCOPY --from=builder /app/.venv /app/.venv\nCOPY . .\nENV PATH="/app/.venv/bin:$PATH"\n${CMD}`,
    },
    'uv into the system': {
      alsoFires: ['cache-mount'],
      code: `FROM «${SLIM}»\n${apt('gcc')}RUN pip install --no-cache-dir uv==0.12.5\nWORKDIR /app\nCOPY requirements.txt .\nRUN uv pip install --system --no-cache -r requirements.txt\nCOPY . .\n${CMD}`,
      fixed: `FROM ${SLIM} AS base\n${SETTINGS}WORKDIR /app\n\nFROM base AS builder\n${apt('gcc')}RUN pip install --no-cache-dir uv==0.12.5\nCOPY requirements.txt .\nRUN python -m venv "$VIRTUAL_ENV" && uv pip install --no-cache -r requirements.txt\n\nFROM base AS final\n${TAKE}COPY . .\n${CMD}`,
    },
    'Poetry and its tool in one RUN': {
      code: `FROM «${SLIM}»\n${apt('gcc')}WORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN pip install --no-cache-dir poetry==2.4.1 \\\n    && poetry config virtualenvs.create false \\\n    && poetry install --only main --no-root --no-cache\nCOPY . .\n${CMD}`,
      fixed: `FROM ${SLIM} AS base\n${SETTINGS}WORKDIR /app\n\nFROM base AS builder\n${apt('gcc')}COPY pyproject.toml poetry.lock ./\nRUN pip install --no-cache-dir poetry==2.4.1 \\\n    && poetry config virtualenvs.create false \\\n    && python -m venv "$VIRTUAL_ENV" \\\n    && poetry install --only main --no-root --no-cache\n\nFROM base AS final\n${TAKE}COPY . .\n${CMD}`,
    },
    'Poetry, told by a variable, on one line': {
      code: `FROM «${SLIM}»\nENV POETRY_VIRTUALENVS_CREATE=0\n${apt('gcc')}WORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN pip install --no-cache-dir poetry && poetry install --no-root --no-cache\nCOPY . .\n${CMD}`,
      fixed: `FROM ${SLIM} AS base\n${SETTINGS}ENV POETRY_VIRTUALENVS_CREATE=0\nWORKDIR /app\n\nFROM base AS builder\n${apt('gcc')}COPY pyproject.toml poetry.lock ./\nRUN pip install --no-cache-dir poetry && python -m venv "$VIRTUAL_ENV" && poetry install --no-root --no-cache\n\nFROM base AS final\n${TAKE}COPY . .\n${CMD}`,
    },
    'one package stays, the others are purged': {
      code: `FROM «${SLIM}»\nWORKDIR /app\n${apt('make')}COPY requirements.txt .\nRUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && pip install --no-cache-dir -r requirements.txt && apt-get purge -y gcc libpq-dev ${CLEAN}\n${CMD}`,
      message: 'Built in one stage, the image ships make: a builder stage would keep that out',
      alsoFires: ['cache-mount'],
    },
    'compiled and purged in one RUN': {
      alsoFires: ['cache-mount'],
      code: `FROM «${SLIM}»\nWORKDIR /app\nCOPY requirements.txt /tmp/\nRUN apt-get update && apt-get install -y --no-install-recommends \\\n        gcc \\\n        libpq5 \\\n        libpq-dev \\\n    && pip install --no-cache-dir -r /tmp/requirements.txt \\\n    && apt-get purge -y --auto-remove gcc libpq-dev \\\n    ${CLEAN}\nCOPY . .\n${CMD}`,
      message: 'In one stage each new requirement installs and removes gcc and libpq-dev: a builder stage would not',
      fixed: `FROM ${SLIM} AS base\n${SETTINGS}WORKDIR /app\n\nFROM base AS builder\nCOPY requirements.txt /tmp/\nRUN apt-get update && apt-get install -y --no-install-recommends \\\n        gcc \\\n        libpq5 \\\n        libpq-dev \\\n    && python -m venv "$VIRTUAL_ENV" \\\n    && pip install --no-cache-dir -r /tmp/requirements.txt \\\n    && apt-get purge -y --auto-remove gcc libpq-dev \\\n    ${CLEAN}\n\nFROM base AS final\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        libpq5 \\\n    ${CLEAN}\n${TAKE}COPY . .\n${CMD}`,
    },
    'nothing has to be compiled': {
      alsoFires: ['cache-mount'],
      code: file({}),
      files: {
        'requirements.txt': 'Django==5.2.8  # LTS\npsycopg[binary]>=3.2\nPillow\ngunicorn ; python_version > "3.10"\n',
        'manage.py': '',
      },
      severity: 'hint',
      message: 'gcc and libpq-dev: nothing here has to be compiled, or a builder stage could do it',
    },
    'nothing has to be compiled, by a lock': {
      code: file({ install: 'COPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev\n' }),
      files: LOCKED('psycopg-binary'),
      severity: 'hint',
    },
    'something has, by a lock': {
      code: file({ install: 'COPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev\n' }),
      files: LOCKED('mysqlclient'),
      severity: 'info',
    },
    'something has on Alpine': {
      code: file({ image: 'python:3.13-alpine', packages: 'gcc', install: 'RUN pip install --no-cache-dir libsass\n' }),
      severity: 'info',
    },
    'something has, by the requirements': {
      alsoFires: ['cache-mount'],
      code: file({}),
      files: { 'requirements.txt': 'Django==5.2.8\npsycopg2\n', 'manage.py': '' },
      severity: 'info',
    },
    'a package nobody knows may have to be compiled': {
      code: file({ install: 'RUN pip install --no-cache-dir django somebodys-package\n' }),
      severity: 'info',
    },
    'Alpine is reported, not split': unsplit({ image: 'python:3.13-alpine', packages: 'gcc' }),
    'a base nobody knows': unsplit({ image: 'registry.example.com/python:1' }),
    'a Debian that says nothing of its packages': unsplit({ image: 'python:3.13-slim-bullseye', before: 'USER app\n' }),
    'a package list in a variable': { code: `FROM «${SLIM}»\nARG P="gcc curl"\n${apt('$P')}${PIP}${CMD}`, fixed: null },
    'jobs with a PATH of their own': unsplit({ packages: 'gcc cron' }),
    'a second stage of that name is taken': { code: file({}).replace('»\n', '» AS builder\n'), fixed: null },
    'an editable project': unsplit({ install: 'COPY . .\nRUN pip install --no-cache-dir -e .\n' }),
    'packages of a user': unsplit({ install: 'RUN pip install --no-cache-dir --user psycopg2\n' }),
    'packages in a folder of their own': unsplit({
      install: 'RUN pip install --no-cache-dir --target /lib psycopg2\n',
    }),
    'installed as another user': unsplit({ before: 'RUN useradd app\nUSER app\n' }),
    'an environment whose programs are not found': unsplit({
      install: 'RUN python -m venv /v && /v/bin/pip install --no-cache-dir psycopg2\n',
    }),
    'Poetry with an environment in its cache': unsplit({
      install: 'RUN pip install --no-cache-dir poetry && poetry install --no-cache\n',
    }),
    Pipenv: unsplit({ install: 'RUN pip install --no-cache-dir pipenv && pipenv install --system\n' }),
    'two installers': unsplit({ install: `${PIP}${SYNC}ENV PATH="/app/.venv/bin:$PATH"\n` }),
    'a script in between': unsplit({ before: 'RUN ./prepare.sh\n' }),
    'a heredoc': unsplit({ install: 'RUN <<EOF\nset -e\npip install --no-cache-dir psycopg2\nEOF\n' }),
    'a list that is not plain': unsplit({ install: 'RUN pip install --no-cache-dir psycopg2 || true\n' }),
    'a compiler is used later': unsplit({ after: `RUN make assets\n${CMD}` }),
    'the start needs the installer': unsplit({ after: 'CMD ["poetry", "run", "gunicorn", "config.wsgi"]\n' }),
    'a script of the start needs it': {
      code: file({ after: 'ENTRYPOINT ["./start.sh"]\n' }),
      files: {
        'start.sh': '#!/bin/sh\npip install -r more.txt\nexec gunicorn config.wsgi\n',
        'requirements.txt': 'x\n',
        'manage.py': '',
      },
      fixed: null,
    },
    'the old place is named': unsplit({ after: 'CMD ["/usr/local/bin/gunicorn", "config.wsgi"]\n' }),
    'the new place is taken': unsplit({ before: 'RUN mkdir /opt/venv\n' }),
    'a variable lays packages elsewhere': unsplit({ before: 'ENV PIP_TARGET=/srv/lib\n' }),
    'a PATH from scratch': unsplit({ before: 'ENV PATH=/usr/local/bin:/usr/bin\n' }),
    'files of another image': unsplit({ before: 'COPY --from=node:22 /usr/local/bin/node /usr/local/bin/\n' }),
    'files nobody can tell apart': unsplit({ before: 'COPY docker/ /docker/\n' }),
    'an owner the builder does not know': unsplit({
      install: 'COPY --chown=app requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    }),
    'nothing is installed with Python': { code: `FROM «${SLIM}»\n${apt('gcc')}${CMD}`, fixed: null },
  },
});
