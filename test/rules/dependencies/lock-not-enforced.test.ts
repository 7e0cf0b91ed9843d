import rule from '../../../server/src/engine/rules/dependencies/lock-not-enforced.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const UV = `${FROM}COPY pyproject.toml uv.lock ./\n`;
const PIPENV = `${FROM}COPY Pipfile Pipfile.lock ./\n`;

const ENFORCED = [
  'uv sync --locked',
  'uv sync --frozen --no-dev',
  'uv --quiet sync --locked',
  'UV_LOCKED=1 uv sync',
  'UV_FROZEN=true uv sync',
  'export UV_FROZEN=1 && uv sync',
  'uv lock --check && uv sync',
  'uv lock && uv sync',
  'uv sync --upgrade',
  'uv sync --script tool.py',
  'uv run --no-sync manage.py check',
  'uv run --frozen manage.py check',
  'uv run --no-project tool.py',
  'UV_NO_SYNC=1 uv run manage.py check',
  'uv export --frozen -o requirements.txt',
  'uv pip install -r requirements.txt',
  'uv pip sync requirements.txt',
  'uv tool install ruff',
  'uv venv',
  'uvx ruff check',
  'echo uv sync',
];

const NOT_PIPENVS = [
  'pipenv install --deploy',
  'pipenv install --system --deploy --ignore-pipfile',
  'pipenv install --ignore-pipfile',
  'pipenv install --skip-lock',
  'pipenv install django',
  'pipenv sync --system',
  'pipenv lock && pipenv install',
  'pipenv run python manage.py check',
];

const message = (command: string, lock: string): string =>
  `${command} renews a stale ${lock} in silence: the image gets versions nobody has tested`;

testRule(rule, {
  valid: {
    ...Object.fromEntries(ENFORCED.map((command) => [command, `${UV}RUN ${command}\n`])),
    ...Object.fromEntries(NOT_PIPENVS.map((command) => [command, `${PIPENV}RUN ${command}\n`])),
    'a variable of the image': `${UV}ENV UV_LOCKED=1\nRUN uv sync\n`,
    'a variable of the parent stage': `FROM python:3.14-slim AS base\nENV UV_FROZEN=1\nFROM base\nWORKDIR /app\nCOPY . .\nRUN uv sync\n`,
    'an argument of the build': `${UV}ARG UV_LOCKED\nRUN uv sync\n`,
    'a base that may set it': 'FROM registry.example.com/base:1\nWORKDIR /app\nCOPY . .\nRUN uv sync\n',
    'a variable that may hold the option': `${UV}ARG SYNC_OPTIONS\nRUN uv sync $SYNC_OPTIONS\n`,
    'a branch of the script': `${UV}ARG DEV\nRUN if [ -n "$DEV" ]; then uv sync; else uv sync --locked --no-dev; fi\n`,
    'the lock is not there': `${FROM}COPY pyproject.toml ./\nRUN uv sync\n`,
    'the project has no lock': {
      code: `${FROM}COPY . .\nRUN uv sync\n`,
      files: { 'pyproject.toml': '[project]\nname = "shop"\n', 'manage.py': '' },
    },
    'the lock was made in the build': `${FROM}COPY . .\nRUN uv lock\nRUN uv sync\n`,
    'an earlier sync has checked it': `${UV}RUN uv sync --locked --no-dev\nRUN uv run manage.py collectstatic --noinput\n`,
    'pipenv has checked it': `${FROM}COPY Pipfile Pipfile.lock ./\nRUN pipenv install --deploy --system\nRUN pipenv install\n`,
    'a folder of its own': `${UV}WORKDIR /srv\nRUN uv sync\n`,
    'the start command is no part of the build': `${UV}CMD ["uv", "run", "manage.py", "check"]\n`,
    'a trigger does not run here': `${UV}ONBUILD RUN uv sync\n`,
    'a shell we do not speak': `${UV}SHELL ["pwsh", "-c"]\nRUN uv sync\n`,
  },
  invalid: {
    'uv sync': {
      code: `${UV}RUN «uv sync»\n`,
      message: message('uv sync', 'uv.lock'),
      fixed: `${UV}RUN uv sync --locked\n`,
      title: 'Add --locked',
    },
    'other options stay': {
      code: `${UV}RUN «uv sync --no-dev \\\n    --no-install-project»\n`,
      fixed: `${UV}RUN uv sync --locked --no-dev \\\n    --no-install-project\n`,
    },
    'an earlier sync has taken it as it is': {
      code: `${UV}RUN uv sync --frozen\nRUN «uv run manage.py check»\n`,
    },
    'the lock comes through a mount': {
      code:
        `${FROM}RUN --mount=type=bind,source=uv.lock,target=uv.lock --mount=type=bind,source=pyproject.toml,target=pyproject.toml \\\n` +
        '    «uv sync --no-install-project»\n',
    },
    'the lock comes with everything': {
      code: `${FROM}COPY . .\nRUN «uv sync»\n`,
      files: { 'uv.lock': '', 'pyproject.toml': '', 'manage.py': '' },
    },
    'an export': {
      code: `${UV}RUN «uv export -o requirements.txt» && pip wheel -r requirements.txt\n`,
      message: message('uv export', 'uv.lock'),
      fixed: `${UV}RUN uv export --locked -o requirements.txt && pip wheel -r requirements.txt\n`,
    },
    'uv run syncs first': {
      code: `${UV}RUN SECRET_KEY=build «uv run manage.py collectstatic --noinput»\n`,
      message: message('uv run', 'uv.lock'),
      fixed: `${UV}RUN SECRET_KEY=build uv run --locked manage.py collectstatic --noinput\n`,
    },
    'exec form': {
      code: `${UV}RUN [«"uv", "sync"»]\n`,
      fixed: `${UV}RUN ["uv", "sync", "--locked"]\n`,
    },
    'each command has to say it': {
      code: `${UV}RUN «uv sync --no-install-project»\nCOPY . .\nRUN uv sync\n`,
      fixed: `${UV}RUN uv sync --locked --no-install-project\nCOPY . .\nRUN uv sync --locked\n`,
    },
    'a development stage': { code: `${UV.replace('trixie\n', 'trixie AS dev\n')}RUN «uv sync»\n`, severity: 'hint' },
    'a variable without a value': {
      code: `${UV}ENV UV_LOCKED=\nRUN «uv sync»\n`,
    },
    'pipenv install': {
      code: `${PIPENV}RUN «pipenv install --system»\n`,
      message: message('pipenv install', 'Pipfile.lock'),
      fixed: `${PIPENV}RUN pipenv install --deploy --system\n`,
      title: 'Add --deploy',
    },
  },
});
