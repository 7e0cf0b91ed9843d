import rule from '../../../server/src/engine/rules/stages/venv-not-on-path.ts';
import { testRule } from '../../support/rule-tester.ts';

const UV = 'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\n';
const SLIM = 'FROM python:3.13-slim-trixie\n';
const FILES = 'WORKDIR /app\nCOPY pyproject.toml uv.lock ./\n';
const SYNC = `${FILES}RUN uv sync --locked --no-dev\nCOPY . .\n`;
const UV_PROGRAM = 'COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /uvx /bin/\n';
const VENV = 'RUN python -m venv /opt/venv\n';
const FILL = 'COPY requirements.txt .\nRUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt\n';
const BUILDER = `FROM python:3.13-slim-trixie AS builder\n${VENV}${FILL}\n`;
const COPY = 'COPY --from=builder /opt/venv /opt/venv\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const MANAGE = 'CMD ["python", "manage.py", "runserver"]\n';
const POETRY = `${SLIM}RUN pip install poetry==2.4.1\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\n`;

const withScript = (script: string, code = `${UV}${SYNC}ENTRYPOINT ["./entrypoint.sh"]\n${CMD}`) => ({
  code,
  files: { 'manage.py': '', 'entrypoint.sh': script, 'pyproject.toml': '', 'uv.lock': '' },
});

testRule(rule, {
  valid: {
    'it is on PATH': `${UV}${SYNC}ENV PATH="/app/.venv/bin:$PATH"\n${CMD}`,
    'by a variable': `${SLIM}ENV VIRTUAL_ENV=/opt/venv\nRUN python -m venv $VIRTUAL_ENV\nENV PATH="$VIRTUAL_ENV/bin:$PATH"\nRUN pip install gunicorn django\n${CMD}`,
    'from an inherited stage': `FROM python:3.13-slim AS base\nENV PATH=/opt/venv/bin:$PATH\nFROM base AS builder\n${VENV}${FILL}FROM base\n${COPY}${CMD}`,
    'by a relative entry': `${UV}${SYNC}ENV PATH=".venv/bin:$PATH"\n${CMD}`,
    'PATH is not known': `${UV}ARG EXTRA\n${SYNC}ENV PATH="$EXTRA:$PATH"\n${CMD}`,
    'an absolute path': `${UV}${SYNC}CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]\n`,
    'a relative path': `${UV}${SYNC}CMD [".venv/bin/python", "manage.py", "runserver"]\n`,
    'a path by a variable': `${UV}${SYNC}ENV BIN=/app/.venv/bin\nCMD $BIN/gunicorn config.wsgi\n`,
    'uv run': `${UV}${SYNC}CMD ["uv", "run", "gunicorn", "config.wsgi"]\n`,
    'uv run as the entrypoint': `${UV}${SYNC}ENTRYPOINT ["uv", "run"]\n${CMD}`,
    'poetry run': `${POETRY}RUN poetry install --no-root\n${'CMD ["poetry", "run", "gunicorn", "config.wsgi"]\n'}`,
    'the command activates': `${UV}${SYNC}CMD . .venv/bin/activate && gunicorn config.wsgi\n`,
    'the command activates in a shell of its own': `${UV}${SYNC}CMD ["bash", "-c", "source .venv/bin/activate && exec gunicorn config.wsgi"]\n`,
    'the command sets PATH': `${UV}${SYNC}CMD PATH=/app/.venv/bin:$PATH gunicorn config.wsgi\n`,
    'the command exports PATH': `${UV}${SYNC}CMD export PATH=/app/.venv/bin:$PATH; gunicorn config.wsgi\n`,
    'env sets PATH': `${UV}${SYNC}CMD ["env", "PATH=/app/.venv/bin:/bin", "gunicorn", "config.wsgi"]\n`,
    'a login shell reads a profile': `${UV}${SYNC}CMD ["bash", "-lc", "gunicorn config.wsgi"]\n`,
    'a login shell by SHELL': `${UV}${SYNC}SHELL ["/bin/bash", "-l", "-c"]\nCMD gunicorn config.wsgi\n`,
    'bash reads a file': `${UV}${SYNC}ENV BASH_ENV=/app/env\nCMD ["bash", "-c", "gunicorn config.wsgi"]\n`,
    'su with a login shell': `${UV}${SYNC}CMD ["su", "-", "app", "-c", "gunicorn config.wsgi"]\n`,
    'an entry script nobody reads': `${UV}${SYNC}ENTRYPOINT ["/entrypoint.sh"]\n${CMD}`,
    'a start script nobody reads': `${UV}${SYNC}CMD ["./start.sh"]\n`,
    'a program of their own': `${UV}${SYNC}CMD ["./manage.py", "runserver"]\n`,
    'something else': `${UV}${SYNC}CMD ["bash"]\n`,
    'no command': `${UV}${SYNC}`,
    'the entry script activates': withScript('#!/bin/sh\n. /app/.venv/bin/activate\nexec "$@"\n'),
    'the entry script sets PATH': withScript('#!/bin/sh\nexport PATH=/app/.venv/bin:$PATH\nexec "$@"\n'),
    'the entry script reads a file': withScript('#!/bin/sh\n. /app/env\nexec "$@"\n'),
    'the entry script runs uv': withScript('#!/bin/sh\nexec uv run "$@"\n'),
    'the entry script is no shell script': withScript('#!/usr/bin/env python3\nimport os\n'),
    'only a branch of the entry script': withScript(
      '#!/bin/sh\nif [ "$X" ]; then\n  gunicorn config.wsgi\nfi\n',
      `${UV}${SYNC}ENTRYPOINT ["./entrypoint.sh"]\n`,
    ),
    'PYTHONPATH brings the packages': `${UV}${SYNC}ENV PYTHONPATH=/app/.venv/lib/python3.13/site-packages\n${MANAGE}`,
    'pip installs into the image as well': `${SLIM}${VENV}${FILL}RUN pip install -r requirements.txt\n${CMD}`,
    'no environment at all': `${SLIM}COPY requirements.txt .\nRUN pip install -r requirements.txt\n${CMD}`,
    'nothing of the application in it': `${SLIM}RUN python -m venv /opt/poetry && /opt/poetry/bin/pip install poetry\n${CMD}`,
    "a tool's environment": `${SLIM}RUN python -m venv /opt/poetry && /opt/poetry/bin/pip install -r poetry.txt\n${CMD}`,
    'uv pip install --system': `${UV}COPY requirements.txt .\nRUN uv pip install --system -r requirements.txt\n${CMD}`,
    UV_SYSTEM_PYTHON: `${SLIM}${UV_PROGRAM}${VENV}${FILL}ENV UV_SYSTEM_PYTHON=1\nRUN uv pip install -r requirements.txt\n${CMD}`,
    'UV_PROJECT_ENVIRONMENT is the system': `${UV}ENV UV_PROJECT_ENVIRONMENT=/usr/local\n${SYNC}${CMD}`,
    'UV_PROJECT_ENVIRONMENT is hidden': `${UV}ARG V\nENV UV_PROJECT_ENVIRONMENT=$V\n${SYNC}${CMD}`,
    'the project may lie above': `${UV}COPY . /app\nWORKDIR /app/backend\nRUN uv sync\n${CMD}`,
    'Poetry installs into the image': `${POETRY}RUN poetry config virtualenvs.create false && poetry install --no-root\n${CMD}`,
    'Poetry by a variable': `${SLIM}ENV POETRY_VIRTUALENVS_CREATE=false\nRUN pip install poetry\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN poetry install\n${CMD}`,
    'Poetry by a variable of the RUN': `${POETRY}RUN POETRY_VIRTUALENVS_CREATE=0 poetry install --no-root\n${CMD}`,
    'Poetry by a file that may be there': `${SLIM}RUN pip install poetry\nWORKDIR /app\nCOPY . .\nRUN poetry install\n${CMD}`,
    'Poetry by a file that is there': {
      code: `${SLIM}RUN pip install poetry\nWORKDIR /app\nCOPY . .\nRUN poetry install\n${CMD}`,
      files: { 'manage.py': '', 'pyproject.toml': '', 'poetry.toml': '[virtualenvs]\ncreate = false\n' },
    },
    'Poetry in an active environment that is on PATH': `${POETRY}ENV VIRTUAL_ENV=/opt/venv\n${VENV}RUN poetry install\nENV PATH=/opt/venv/bin:$PATH\n${CMD}`,
    'pipenv --system': `${SLIM}RUN pip install pipenv\nCOPY Pipfile Pipfile.lock ./\nRUN pipenv install --system --deploy\n${CMD}`,
    'the environment is removed': `${SLIM}${VENV}${FILL}RUN rm -rf /opt/venv\n${CMD}`,
    'the environment vanishes with a mount': `${UV}${FILES}RUN --mount=type=cache,target=/app/.venv uv sync\n${CMD}`,
    'programs are linked': `${SLIM}${VENV}${FILL}RUN ln -s /opt/venv/bin/* /usr/local/bin/\n${CMD}`,
    'the whole builder comes along': `${BUILDER}${SLIM}COPY --from=builder / /\n${CMD}`,
    'other folders of the builder come along': `${BUILDER}${SLIM}${COPY}COPY --from=builder /usr/local /usr/local\n${CMD}`,
    'an image brings programs': `${BUILDER}${SLIM}${COPY}COPY --from=registry.example.com/python-apps /usr/local/bin /usr/local/bin\n${CMD}`,
    'another environment of somebody else is on PATH': `${SLIM}${VENV}${FILL}COPY --from=registry.example.com/deps /srv /srv\nENV PATH=/srv/venv/bin:$PATH\n${CMD}`,
    'Debian packages': `${SLIM}${VENV}${FILL}RUN apt-get update && apt-get install -y python3-django gunicorn\n${CMD}`,
    'packages nobody can name': `${SLIM}${VENV}${FILL}ARG PACKAGES\nRUN apt-get update && apt-get install -y $PACKAGES\n${CMD}`,
    'a script of their own installs': `${SLIM}${VENV}${FILL}COPY . .\nRUN ./install.sh\n${CMD}`,
    'a wrapper of their own installs': `${SLIM}${VENV}${FILL}RUN apt-install libpq5\n${CMD}`,
    'a heredoc in another language': `${SLIM}${VENV}${FILL}RUN <<EOF\n#!/usr/bin/env python3\nimport pip\nEOF\n${CMD}`,
    'a base image nobody knows': `FROM registry.example.com/python-base\n${VENV}${FILL}${CMD}`,
    'an image for development': `${UV.replace('\n', ' AS dev\n')}${SYNC}${CMD}`,
    'a wrapper of the project has the name': `${UV}${SYNC}COPY docker/gunicorn /usr/local/bin/gunicorn\n${CMD}`,
    'only in a branch': `${SLIM}${UV_PROGRAM}${FILES}ARG DEV\nRUN if [ "$DEV" ]; then uv sync; else uv sync --no-dev; fi\n${CMD}`,
  },
  invalid: {
    'uv sync and a bare program': {
      code: `${UV}${SYNC}CMD [«"gunicorn"», "config.wsgi"]\n`,
      message: 'gunicorn lies in /app/.venv/bin, which is not on PATH: the container cannot start',
      related: ['RUN uv sync --locked --no-dev'],
      title: 'Put /app/.venv/bin on PATH',
      fixed: `${UV}${FILES}RUN uv sync --locked --no-dev\nENV PATH="/app/.venv/bin:$PATH"\nCOPY . .\n${CMD}`,
    },
    'python starts manage.py': {
      code: `${SLIM}${UV_PROGRAM}${SYNC}CMD «python» manage.py runserver 0.0.0.0:8000\n`,
      message: '/app/.venv/bin is not on PATH: this is the python of the image, which does not find Django',
      fixed: `${SLIM}${UV_PROGRAM}${FILES}RUN uv sync --locked --no-dev\nENV PATH="/app/.venv/bin:$PATH"\nCOPY . .\nCMD python manage.py runserver 0.0.0.0:8000\n`,
    },
    'PATH names another place': {
      code: `${SLIM}RUN python -m venv /venv\nRUN /venv/bin/pip install -r requirements.txt\nENV PATH=/srv/venv/bin:$PATH\nENTRYPOINT [«"gunicorn"», "config.wsgi"]\n`,
      fixed: `${SLIM}RUN python -m venv /venv\nRUN /venv/bin/pip install -r requirements.txt\nENV PATH=/srv/venv/bin:$PATH\nENV PATH="/venv/bin:$PATH"\nENTRYPOINT ["gunicorn", "config.wsgi"]\n`,
    },
    'PATH is set in the builder only': {
      code: `${BUILDER}${SLIM}${COPY}COPY . .\nRUN python manage.py collectstatic --noinput\nCMD exec «gunicorn» config.wsgi\n`,
      related: ['COPY --from=builder /opt/venv /opt/venv'],
      fixed: `${BUILDER}${SLIM}${COPY}ENV PATH="/opt/venv/bin:$PATH"\nCOPY . .\nRUN python manage.py collectstatic --noinput\nCMD exec gunicorn config.wsgi\n`,
    },
    'activated in a RUN, which helps nobody else': {
      code: `${SLIM}${VENV}COPY requirements.txt .\nRUN . /opt/venv/bin/activate && pip install -r requirements.txt\nCMD [«"gunicorn"», "config.wsgi"]\n`,
    },
    'activated by PATH in a RUN': {
      code: `${SLIM}${VENV}RUN export PATH="/opt/venv/bin:$PATH" && pip install django gunicorn\nCMD [«"gunicorn"», "config.wsgi"]\n`,
    },
    'a later RUN would take other programs': {
      code: `${UV}${SYNC}RUN pip install --no-cache-dir poetry\nUSER 1000\n\n# the server\nCMD [«"gunicorn"», "config.wsgi"]\n`,
      fixed: `${UV}${SYNC}RUN pip install --no-cache-dir poetry\nUSER 1000\n\nENV PATH="/app/.venv/bin:$PATH"\n# the server\n${CMD}`,
    },
    'the folder around it is copied': {
      code: `FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS builder\n${SYNC}\n${SLIM}WORKDIR /app\nCOPY --from=builder /app /app\nCMD ["tini", "--", «"gunicorn"», "config.wsgi"]\n`,
    },
    'made in a stage it is FROM': {
      code: `FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS base\n${SYNC}\nFROM base\nEXPOSE 8000\nCMD [«"gunicorn"», "config.wsgi"]\n`,
      fixed: `FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS base\n${SYNC}\nFROM base\nENV PATH="/app/.venv/bin:$PATH"\nEXPOSE 8000\n${CMD}`,
    },
    'a launcher in front': {
      code: `${UV}${SYNC}ENTRYPOINT ["tini", "--"]\nCMD ["gosu", "app", «"celery"», "-A", "config", "worker"]\n`,
    },
    'an entry script that only hands over': {
      ...withScript(
        '#!/bin/sh\nset -e\necho start\nexec "$@"\n',
        `${UV}${SYNC}ENTRYPOINT ["./entrypoint.sh"]\nCMD [«"gunicorn"», "config.wsgi"]\n`,
      ),
    },
    'what the entry script runs': {
      ...withScript(
        '#!/bin/sh\npython manage.py migrate\nexec "$@"\n',
        `${UV}${SYNC}ENTRYPOINT [«"./entrypoint.sh"»]\n${CMD}`,
      ),
    },
    'a start script': {
      ...withScript('#!/bin/sh\nexec gunicorn config.wsgi\n', `${UV}${SYNC}CMD [«"sh", "entrypoint.sh"»]\n`),
    },
    'virtualenv, and pip told of it': {
      code: `${SLIM}RUN pip install virtualenv && virtualenv /venv && pip --python /venv/bin/python install -r requirements.txt\nCMD [«"python"», "-m", "gunicorn", "config.wsgi"]\n`,
    },
    'uv venv and uv pip': {
      code: `${UV}ENV VIRTUAL_ENV=/venv\nRUN uv venv /venv\nCOPY requirements.txt .\nRUN uv pip install -r requirements.txt\nCMD [«"gunicorn"», "config.wsgi"]\n`,
    },
    'uv pip into .venv': {
      code: `${UV}WORKDIR /app\nRUN uv venv && uv pip install -r requirements.txt\nCMD [«"gunicorn"», "config.wsgi"]\n`,
    },
    'an environment in the project by Poetry, and a path that needs quotes': {
      code: `${SLIM}ENV POETRY_VIRTUALENVS_IN_PROJECT=1\nRUN pip install poetry\nWORKDIR "/my app"\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install\nCMD [«"gunicorn"», "config.wsgi"]\n`,
      fixed: null,
    },
    'Poetry puts it where nobody looks': {
      code: `${POETRY}RUN poetry install --no-root\nCOPY . .\nCMD [«"gunicorn"», "config.wsgi"]\n`,
      message: 'Poetry put gunicorn into a virtual environment that is not on PATH: the container cannot start',
      fix: 'review',
      title: 'Let Poetry install into /opt/venv and put it on PATH',
      fixed: `${POETRY}RUN python -m venv /opt/venv\nENV VIRTUAL_ENV=/opt/venv\nRUN poetry install --no-root\nENV PATH="/opt/venv/bin:$PATH"\nCOPY . .\n${CMD}`,
    },
    'Pipenv as well': {
      code: `${SLIM}RUN pip install pipenv\nCOPY Pipfile Pipfile.lock ./\nRUN pipenv install --deploy\nCMD [«"python"», "manage.py", "runserver"]\n`,
      message: 'Pipenv put Django into a virtual environment of its own: the python of the image does not find it',
      fixed: null,
    },
  },
});
