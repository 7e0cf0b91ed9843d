import rule from '../../../server/src/engine/rules/dependencies/dev-deps-installed.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const GROUP = '[dependency-groups]\ndev = [\n  "pytest", # tests\n  "ruff",\n]\n';
const OF_UV = { 'pyproject.toml': `[project]\nname = "shop"\n\n${GROUP}`, 'uv.lock': '', 'manage.py': '' };
const OF_POETRY = {
  'pyproject.toml':
    '[tool.poetry]\nname = "shop"\n\n[tool.poetry.dependencies]\ndjango = "^5"\n\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n',
  'poetry.lock': '',
  'manage.py': '',
};
const OF_PDM = {
  'pyproject.toml': '[project]\nname = "shop"\n\n[tool.pdm.dev-dependencies]\ntest = ["pytest"]\n',
  'pdm.lock': '',
  'manage.py': '',
};
const OF_PIPENV = {
  Pipfile: '[packages]\ndjango = "*"\n\n[dev-packages]\npytest = "*"\n',
  'Pipfile.lock': '{}',
  'manage.py': '',
};

const withPyproject = (text: string) => ({ 'pyproject.toml': text, 'uv.lock': '', 'poetry.lock': '', 'manage.py': '' });

const run = (command: string, files: Readonly<Record<string, string>>) => ({
  code: `${FROM}RUN ${command}\n${CMD}`,
  files,
});

const each = (commands: readonly string[], files: Readonly<Record<string, string>>) =>
  Object.fromEntries(commands.map((command) => [command, run(command, files)]));

testRule(rule, {
  valid: {
    ...each(
      [
        'uv sync --locked --no-dev',
        'uv sync --no-default-groups',
        'uv sync --no-group dev',
        'uv sync --only-group prod',
        'UV_NO_DEV=1 uv sync',
        'export UV_NO_DEV=1 && uv sync',
        'uv export --no-dev -o requirements.txt',
        'uv run --no-sync manage.py check',
        'uv run --frozen --no-dev manage.py check',
        'uv pip install -r pyproject.toml',
        'uv sync --dev',
      ],
      OF_UV,
    ),
    'a later sync takes them away': {
      code: `${FROM}RUN uv sync --frozen\nRUN uv sync --frozen --no-dev\n${CMD}`,
      files: OF_UV,
    },
    'each image makes its own': {
      code: `${FROM.replace('\n', ' AS shared\n')}RUN uv sync --frozen\n\nFROM shared AS deps\nRUN rm -rf .venv && uv sync --frozen --no-dev\n\nFROM python:3.14-slim-trixie\nCOPY --from=deps /app/.venv /app/.venv\n${CMD}`,
      files: OF_UV,
    },
    ...each(
      [
        'poetry install --only main',
        'poetry install --only=main,prod --no-root',
        'poetry install --without dev',
        'poetry install --without=dev,docs',
        'poetry install --no-dev',
        'poetry install --only-root',
        'poetry config virtualenvs.create false',
        'poetry export --with dev',
        'poetry run pytest',
      ],
      OF_POETRY,
    ),
    ...each(['pipenv install --deploy', 'pipenv sync', 'pipenv run pytest'], OF_PIPENV),
    ...each(
      [
        'pip install -r requirements.txt',
        'pip install -r requirements/production.txt',
        'pip install -r requirements/base.txt',
        'pip install -r /srv/local/requirements.txt',
        'pip install -r latest.txt',
        'pip install -r devices.txt',
        'pip install -c constraints-dev.txt django',
        'pip uninstall --yes -r requirements-dev.txt',
      ],
      {},
    ),
    ...each(
      [
        'pdm install --prod',
        'pdm sync --production',
        'pdm sync -G prod',
        'pdm install --no-default',
        'pdm list',
        'pdm run pytest',
      ],
      OF_PDM,
    ),
    'PDM without a group for development': run('pdm install', withPyproject('[project]\nname = "shop"\n')),
    "Poetry's group is none of uv's": run(
      'uv sync',
      withPyproject('[project]\nname = "shop"\n\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n'),
    ),
    "uv's group is none of Poetry's": run(
      'poetry install',
      withPyproject('[tool.poetry]\nname = "shop"\n\n[tool.uv]\ndev-dependencies = ["pytest"]\n'),
    ),
    'an older Poetry knows no groups of the standard': run(
      'pip install poetry==2.1.4 && poetry install',
      withPyproject(`[project]\nname = "shop"\n\n${GROUP}`),
    ),
    'default groups that nobody can read': run('uv sync', withPyproject(`${GROUP}\n[tool.uv]\ndefault-groups = [1]\n`)),
    'another folder, which is not there': run('uv sync --directory=sub', OF_UV),
    'a member of the workspace': run('uv sync --package worker', OF_UV),
    'a file for development that asks for nothing': run('pip install -r requirements-dev.txt', {
      'requirements-dev.txt': '# nothing yet\n-c requirements.txt\n',
      'requirements.txt': 'django\n',
      'manage.py': '',
    }),
    'what is included is for production': run('pip install -r requirements.txt', {
      'requirements.txt': '-r requirements/base.txt\n-c requirements/dev.txt\n',
      'requirements/base.txt': 'django\n',
      'requirements/dev.txt': 'pytest\n',
      'manage.py': '',
    }),
    'the project is not at hand': `${FROM}RUN uv sync --locked\nRUN poetry install\n${CMD}`,
    'there is no development group': run('uv sync', withPyproject('[project]\nname = "shop"\n')),
    'the group is empty': run(
      'uv sync',
      withPyproject('[dependency-groups]\ndev = [\n  # nothing yet\n]\nlint = ["ruff"]\n'),
    ),
    'the group is none of the default ones': run(
      'uv sync',
      withPyproject(`${GROUP}\n[tool.uv]\ndefault-groups = []\n`),
    ),
    'an optional group of Poetry': run(
      'poetry install',
      withPyproject('[tool.poetry.group.dev]\noptional = true\n\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n'),
    ),
    'a group of Poetry that is for production': run(
      'poetry install',
      withPyproject('[tool.poetry.group.prod.dependencies]\ngunicorn = "*"\n'),
    ),
    'Pipenv without development packages': run('pipenv install --dev', {
      Pipfile: '[packages]\ndjango = "*"\n\n[dev-packages]\n',
    }),
    'a variable of the image': { code: `${FROM}ENV UV_NO_DEV=1\nRUN uv sync --locked\n${CMD}`, files: OF_UV },
    'a variable of the parent stage': {
      code: `FROM python:3.14-slim AS base\nENV UV_NO_DEV=1\nFROM base\nWORKDIR /app\nCOPY . .\nRUN uv sync\n`,
      files: OF_UV,
    },
    'a variable that may hold the option': { code: `${FROM}ARG OPTIONS\nRUN uv sync $OPTIONS\n${CMD}`, files: OF_UV },
    'groups of Poetry in a variable': {
      code: `${FROM}ARG GROUPS\nRUN poetry install --without=$GROUPS\n${CMD}`,
      files: OF_POETRY,
    },
    'a development stage': {
      code: `FROM python:3.14-slim AS base\nWORKDIR /app\nCOPY . .\nFROM base AS dev\nRUN uv sync\nFROM base AS prod\nRUN uv sync --no-dev\n`,
      files: OF_UV,
    },
    'a development stage that the image is built on': `${FROM.replace('trixie', 'trixie AS development_build')}RUN pip install -r requirements-dev.txt\n\nFROM development_build AS production_build\n${CMD}`,
    'a development file': { ...run('uv sync', OF_UV), path: 'compose/local/Dockerfile' },
    'a file that shows development by what it does': `FROM python:3.14-slim\nCOPY requirements-dev.txt .\nRUN pip install -r requirements-dev.txt\nCMD ["python", "manage.py", "runserver"]\n`,
    'a stage that nothing of the image comes from': {
      code: `FROM python:3.14-slim AS tests\nWORKDIR /app\nCOPY . .\nRUN uv sync && uv run --no-sync pytest\n\n${FROM}RUN uv sync --no-dev\n${CMD}`,
      files: OF_UV,
    },
    'a stage that only static files are taken from': `${FROM.replace('trixie', 'trixie AS static')}RUN pip install -r requirements-dev.txt && python manage.py collectstatic\n\nFROM nginx:1.29\nCOPY --from=static /app/static /usr/share/nginx/html\n`,
    'a branch for development': `${FROM}ARG DEV=false\nRUN pip install -r requirements.txt && if [ $DEV = true ]; then pip install -r requirements-dev.txt; fi\n${CMD}`,
    'a requirements file that the build chooses': `${FROM}ARG REQUIREMENTS=requirements/dev.txt\nRUN pip install -r $REQUIREMENTS\n${CMD}`,
    'the start command': { code: `${FROM}CMD ["uv", "run", "manage.py", "check"]\n`, files: OF_UV },
  },
  invalid: {
    'uv sync': {
      code: `${FROM}RUN «uv sync --locked»\n${CMD}`,
      files: OF_UV,
      message: 'uv sync takes the group dev along: tools for tests and debugging ship with the app',
      fixed: `${FROM}RUN uv sync --no-dev --locked\n${CMD}`,
      title: 'Add --no-dev',
    },
    'one image makes its own, another does not': {
      code: `${FROM.replace('\n', ' AS shared\n')}RUN «uv sync»\n\nFROM shared AS web\nRUN uv sync --no-dev\n${CMD}\nFROM shared AS worker\nCMD ["celery", "-A", "shop", "worker"]\n`,
      files: OF_UV,
    },
    'a later sync that leaves what it finds': {
      code: `${FROM}RUN «uv sync»\nRUN uv sync --no-dev --inexact\n${CMD}`,
      files: OF_UV,
    },
    'the older table of uv': {
      code: `${FROM}RUN «uv sync»\n${CMD}`,
      files: withPyproject('[tool.uv]\ndev-dependencies = ["pytest"]\n'),
    },
    'default groups of its own': {
      code: `${FROM}RUN «uv sync»\n${CMD}`,
      files: withPyproject(
        '[dependency-groups]\nprod = ["gunicorn"]\ntest = ["pytest"]\n\n[tool.uv]\ndefault-groups = ["prod", "test"]\n',
      ),
      message: 'uv sync takes the group test along: tools for tests and debugging ship with the app',
      fixed: `${FROM}RUN uv sync --no-default-groups\n${CMD}`,
    },
    'all groups by default': {
      code: `${FROM}RUN «uv sync»\n${CMD}`,
      files: withPyproject(
        '[dependency-groups]\nlint = ["ruff"]\n"test" = ["pytest"]\n\n[tool.uv]\ndefault-groups = "all"\n',
      ),
      message: 'uv sync takes the groups lint, test along: tools for tests and debugging ship with the app',
    },
    'a builder whose environment ships': {
      code: `FROM python:3.14-slim AS builder\nWORKDIR /app\nCOPY . .\nRUN «uv sync»\n\nFROM python:3.14-slim\nCOPY --from=builder /app /app\n${CMD}`,
      files: OF_UV,
    },
    'wheels that ship': {
      code: `${FROM.replace('trixie', 'trixie AS builder')}RUN pip wheel -w /wheels -r «requirements-test.txt»\n\n${FROM}COPY --from=builder /wheels /wheels\n${CMD}`,
    },
    'an export that becomes wheels': {
      code: `${FROM}RUN «uv export -o requirements.txt»\n${CMD}`,
      files: OF_UV,
      fixed: `${FROM}RUN uv export --no-dev -o requirements.txt\n${CMD}`,
    },
    'uv run installs first': {
      code: `${FROM}RUN «uv run manage.py collectstatic --noinput»\n${CMD}`,
      files: OF_UV,
      fixed: `${FROM}RUN uv run --no-dev manage.py collectstatic --noinput\n${CMD}`,
    },
    Poetry: {
      code: `${FROM}RUN «poetry install --no-root»\n${CMD}`,
      files: OF_POETRY,
      message: 'poetry install takes the group dev along: tools for tests and debugging ship with the app',
      fixed: `${FROM}RUN poetry install --without=dev --no-root\n${CMD}`,
    },
    'Poetry, a group that is left': {
      code: `${FROM}RUN «poetry sync --without docs»\n${CMD}`,
      files: OF_POETRY,
      fixed: `${FROM}RUN poetry sync --without=dev --without docs\n${CMD}`,
    },
    'the older table of Poetry': {
      code: `${FROM}RUN «poetry install»\n${CMD}`,
      files: withPyproject('[tool.poetry.dev-dependencies]\npytest = "*"\n'),
    },
    'a Poetry that knows the groups of the standard': run(
      'pip install poetry==2.4.1 && «poetry install»',
      withPyproject(`[project]\nname = "shop"\n\n${GROUP}`),
    ),
    PDM: {
      code: `${FROM}RUN «pdm sync --no-editable»\n${CMD}`,
      files: OF_PDM,
      message: 'pdm sync takes the group test along: tools for tests and debugging ship with the app',
      fixed: `${FROM}RUN pdm sync --prod --no-editable\n${CMD}`,
      title: 'Add --prod',
    },
    'a file that requirements take in': {
      code: `${FROM}RUN pip install -r «requirements.txt»\n${CMD}`,
      files: {
        'requirements.txt': 'django\n-r requirements/all.txt\n',
        'requirements/all.txt': '-r local.txt\n',
        'requirements/local.txt': 'django-debug-toolbar\n',
        'manage.py': '',
      },
      message: 'requirements.txt takes local.txt along: tools for tests and debugging ship with the app',
      related: ['requirements/all.txt'],
      fixed: null,
    },
    'a project in a folder of its own': {
      code: `${FROM}RUN «uv sync --project backend»\n${CMD}`,
      files: { 'backend/pyproject.toml': GROUP, 'backend/uv.lock': '', 'backend/manage.py': '' },
    },
    Pipenv: {
      code: `${FROM}RUN «pipenv install --system --dev --deploy»\n${CMD}`,
      files: OF_PIPENV,
      message: 'pipenv takes [dev-packages] along: tools for tests and debugging ship with the app',
      fixed: `${FROM}RUN pipenv install --system --deploy\n${CMD}`,
      title: 'Remove --dev',
    },
    'Pipenv without the project at hand': { code: `${FROM}RUN «pipenv install -d»\n${CMD}`, fixed: null },
    'the option on a line of its own': { code: `${FROM}RUN «pipenv install \\\n    --dev»\n${CMD}`, fixed: null },
    'requirements for development': {
      code: `${FROM}RUN pip install -r «requirements-dev.txt»\n${CMD}`,
      message: 'requirements-dev.txt is for development: tools for tests and debugging ship with the app',
      fixed: null,
    },
    'requirements in a folder': {
      code: `${FROM}RUN pip install -r requirements.txt -r «requirements/test.txt»\n${CMD}`,
    },
    'every command of a stage': {
      code: `${FROM}RUN «uv sync --locked»\nRUN uv run manage.py compilemessages\n${CMD}`,
      files: OF_UV,
      fixed: `${FROM}RUN uv sync --no-dev --locked\nRUN uv run --no-dev manage.py compilemessages\n${CMD}`,
    },
    'requirements named the other way round': { code: `${FROM}RUN uv pip install -r «local-requirements.txt»\n${CMD}` },
  },
});
