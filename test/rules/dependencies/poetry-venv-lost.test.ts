import rule from '../../../server/src/engine/rules/dependencies/poetry-venv-lost.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.13-slim-trixie\n';
const FROM = 'FROM python:3.13-slim-trixie AS builder\n';
const POETRY = 'RUN pip install --no-cache-dir poetry==2.4.1\n';
const FILES = 'WORKDIR /app\nCOPY pyproject.toml poetry.lock ./\n';
const INSTALL = 'RUN poetry install --only=main --no-root\n';
const BUILDER = `${FROM}${POETRY}${FILES}${INSTALL}\n`;
const FINAL = `${SLIM}WORKDIR /app\nCOPY --from=builder /app /app\n`;
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const CACHED = 'RUN --mount=type=cache,target=/root/.cache poetry install --no-root\n';

testRule(rule, {
  valid: {
    'in the project, by a variable': `${FROM}ENV POETRY_VIRTUALENVS_IN_PROJECT=true\n${POETRY}${FILES}${INSTALL}${FINAL}${CMD}`,
    'in the project, by the configuration': `${FROM}${POETRY}RUN poetry config virtualenvs.in-project true\n${FILES}${INSTALL}${FINAL}${CMD}`,
    'in the project, because .venv is there': `${FROM}${POETRY}${FILES}RUN python -m venv .venv\n${INSTALL}${FINAL}${CMD}`,
    'none is made, by the configuration': `${FROM}${POETRY}${FILES}RUN poetry config virtualenvs.create false && poetry install\n${FINAL}${CMD}`,
    'none is made, by a variable': `${FROM}ENV POETRY_VIRTUALENVS_CREATE=false\n${POETRY}${FILES}${INSTALL}${FINAL}${CMD}`,
    'none is made, by a variable that may say so': `${FROM}ARG CREATE\nENV POETRY_VIRTUALENVS_CREATE=$CREATE\n${POETRY}${FILES}${INSTALL}${FINAL}${CMD}`,
    'an active environment': `${FROM}ENV VIRTUAL_ENV=/opt/venv\nRUN python -m venv $VIRTUAL_ENV\n${POETRY}${FILES}${INSTALL}${FINAL}COPY --from=builder /opt/venv /opt/venv\n${CMD}`,
    'activated in the RUN': `${FROM}${POETRY}${FILES}RUN python -m venv /venv && . /venv/bin/activate && poetry install\n${FINAL}COPY --from=builder /venv /venv\n${CMD}`,
    'a poetry.toml may be there': `${FROM}${POETRY}WORKDIR /app\nCOPY . .\n${INSTALL}${FINAL}${CMD}`,
    'a poetry.toml is there': {
      code: `${FROM}${POETRY}WORKDIR /app\nCOPY . .\n${INSTALL}${FINAL}${CMD}`,
      files: { 'manage.py': '', 'pyproject.toml': '', 'poetry.toml': '[virtualenvs]\nin-project = true\n' },
    },
    'the folder of environments is copied': `${BUILDER}${FINAL}COPY --from=builder /root/.cache/pypoetry/virtualenvs /root/.cache/pypoetry/virtualenvs\nCMD ["poetry", "run", "gunicorn"]\n`,
    'a folder above it is copied': `${BUILDER}${FINAL}COPY --from=builder /root /root\n${CMD}`,
    'one of them is copied': `${BUILDER}${FINAL}COPY --from=builder /root/.cache/pypoetry/virtualenvs/app-py3.13 /venv\n${CMD}`,
    'a folder of its own choice': `${FROM}ENV POETRY_VIRTUALENVS_PATH=/venvs\n${POETRY}${FILES}${INSTALL}${FINAL}COPY --from=builder /venvs /venvs\n${CMD}`,
    'the requirements are exported': `${FROM}${POETRY}${FILES}${INSTALL}RUN poetry export -o requirements.txt\n${FINAL}RUN pip install -r requirements.txt\n${CMD}`,
    'the environment is bundled': `${FROM}${POETRY}${FILES}${INSTALL}RUN poetry bundle venv /venv\n${FINAL}COPY --from=builder /venv /venv\n${CMD}`,
    'its path is asked for': `${FROM}${POETRY}${FILES}${INSTALL}RUN cp -r $(poetry env info --path) /venv\n${FINAL}COPY --from=builder /venv /venv\n${CMD}`,
    'the final stage installs as well': `${BUILDER}${FINAL}${POETRY}RUN POETRY_VIRTUALENVS_CREATE=0 poetry install\n${CMD}`,
    'the final stage is FROM the builder': `${BUILDER}FROM builder\nCMD ["poetry", "run", "gunicorn"]\n`,
    'an entry script nobody reads': `${BUILDER}${FINAL}ENTRYPOINT ["/entrypoint.sh"]\n${CMD}`,
    'a builder of something else': `${BUILDER}FROM nginx:1.29\nCOPY --from=builder /app/static /usr/share/nginx/html\nCMD ["nginx"]\n`,
    'the final base may have the packages': `${BUILDER}FROM registry.example.com/app\nCOPY --from=builder /app /app\n${CMD}`,
    'a cache mount elsewhere': `${SLIM}${POETRY}${FILES}RUN --mount=type=cache,target=/root/.cache/pypoetry/cache poetry install\nCMD ["poetry", "run", "gunicorn"]\n`,
    'a cache mount, and an environment in the project': `${SLIM}ENV POETRY_VIRTUALENVS_IN_PROJECT=1 POETRY_CACHE_DIR=/tmp/poetry\n${POETRY}${FILES}RUN --mount=type=cache,target=/tmp/poetry poetry install\nENV PATH=/app/.venv/bin:$PATH\n${CMD}`,
    'another user, whose home nobody knows': `${FROM}${POETRY}${FILES}USER app\n${INSTALL}${FINAL}${CMD}`,
    'configured late, and Poetry finds it all the same': `${SLIM}${POETRY}${FILES}RUN poetry install --no-root\nRUN poetry config virtualenvs.create true && poetry config virtualenvs.in-project true\nENTRYPOINT ["poetry", "run", "python", "manage.py", "runserver"]\n`,
    'for development': `${BUILDER}FROM python:3.13-slim-trixie AS dev\nCOPY --from=builder /app /app\n${CMD}`,
  },
  invalid: {
    'left in the builder': {
      alsoFires: ['bytecode-not-compiled'],
      code: `${FROM}${POETRY}${FILES}RUN «poetry install --only=main --no-root»\n\n${FINAL}${CMD}`,
      message:
        'Poetry installs into /root/.cache/pypoetry/virtualenvs, which is not copied: gunicorn is not in the final image',
      related: ['"gunicorn"'],
      title: 'Let Poetry install into /opt/venv and copy that',
      fixed: `${FROM}${POETRY}${FILES}RUN python -m venv /opt/venv\nENV VIRTUAL_ENV=/opt/venv\n${INSTALL}\n${SLIM}WORKDIR /app\nCOPY --from=builder /opt/venv /opt/venv\nCOPY --from=builder /app /app\nENV PATH="/opt/venv/bin:$PATH"\n${CMD}`,
    },
    'python starts it': {
      alsoFires: ['bytecode-not-compiled'],
      code: `${FROM}${POETRY}${FILES}RUN «poetry install --only=main --no-root»\n\n${FINAL}CMD python manage.py runserver\n`,
      message:
        'Poetry installs into /root/.cache/pypoetry/virtualenvs, which is not copied: Django is not in the final image',
    },
    'no poetry.toml among the files': {
      alsoFires: ['bytecode-not-compiled'],
      code: `${FROM}${POETRY}WORKDIR /app\nCOPY . .\nRUN «poetry install»\n${FINAL}${CMD}`,
      files: { 'manage.py': '', 'pyproject.toml': '' },
    },
    'another Python': {
      code: `${FROM}${POETRY}${FILES}RUN «poetry install --only=main --no-root»\n\nFROM python:3.12-slim\nCOPY --from=builder /app /app\n${CMD}`,
      fixed: null,
    },
    'configured when it is too late': {
      code: `${SLIM}${POETRY}${FILES}RUN «poetry install --no-root» && poetry config virtualenvs.create false\n${CMD}`,
      message:
        'Poetry has made its environment before it is configured otherwise: gunicorn lies in it, and is not found',
      fix: 'review',
      title: 'Let Poetry install into /opt/venv',
    },
    'configured so late that Poetry itself does not find it': {
      code: `${SLIM}${POETRY}${FILES}RUN «poetry install --no-root»\nCOPY . .\nRUN poetry config virtualenvs.create false\nCMD ["poetry", "run", "gunicorn", "config.wsgi"]\n`,
    },
    'in a cache mount': {
      code: `${SLIM}${POETRY}${FILES}RUN --mount=type=cache,target=/root/.cache «poetry install --no-root»\nCMD ["poetry", "run", "gunicorn", "config.wsgi"]\n`,
      message:
        'Poetry installs into /root/.cache/pypoetry/virtualenvs, a mount that is gone after this RUN, and gunicorn with it',
      fix: 'review',
      fixed: `${SLIM}${POETRY}${FILES}RUN python -m venv /opt/venv\nENV VIRTUAL_ENV=/opt/venv\n${CACHED}ENV PATH="/opt/venv/bin:$PATH"\nCMD ["poetry", "run", "gunicorn", "config.wsgi"]\n`,
    },
    'in a cache mount of another kind': {
      code: `${SLIM}${POETRY}${FILES}RUN --mount=type=tmpfs,target=/root/.cache/pypoetry «poetry install --no-root»\n${CMD}`,
    },
    'from a stage without a name': {
      alsoFires: ['bytecode-not-compiled'],
      code: `${SLIM}${POETRY}${FILES}RUN «poetry install --only=main --no-root»\n\n${SLIM}COPY --from=0 /app /app\nENTRYPOINT ["gunicorn", "config.wsgi"]\n`,
      fixed: `${SLIM}${POETRY}${FILES}RUN python -m venv /opt/venv\nENV VIRTUAL_ENV=/opt/venv\n${INSTALL}\n${SLIM}COPY --from=0 /opt/venv /opt/venv\nCOPY --from=0 /app /app\nENV PATH="/opt/venv/bin:$PATH"\nENTRYPOINT ["gunicorn", "config.wsgi"]\n`,
    },
  },
});
