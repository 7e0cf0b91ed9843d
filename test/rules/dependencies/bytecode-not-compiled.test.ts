import rule from '../../../server/src/engine/rules/dependencies/bytecode-not-compiled.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const POETRY = `${FROM}RUN pip install --no-cache-dir poetry==2.4.1\n`;

const message = (program: string): string =>
  `${program} does not compile what it installs: every new container does, before it answers`;

const FINE = [
  'uv sync --compile-bytecode',
  'uv sync --locked --compile-bytecode',
  'uv pip install --compile django',
  'UV_COMPILE_BYTECODE=1 uv sync',
  'export UV_COMPILE_BYTECODE=1 && uv sync',
  'uv sync && python -m compileall -q /app',
  'uv sync --dry-run',
  'uv run manage.py check',
  'if [ -n "$DEBUG" ]; then uv pip install debugpy; fi',
  'uv venv',
  'uv lock',
  'uv tool install ruff',
  'uv pip compile requirements.in',
  'pip install django',
  'python -m pip install -r requirements.txt',
  'pipenv install --deploy',
];

testRule(rule, {
  valid: {
    ...Object.fromEntries(FINE.map((command) => [command, `${FROM}RUN ${command}\n${CMD}`])),
    'a variable of the image': `${FROM}ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy\nRUN uv sync\n${CMD}`,
    'a deliberate no': `${FROM}ENV UV_COMPILE_BYTECODE=0\nRUN uv sync\n${CMD}`,
    'a base that may set it': 'FROM registry.example.com/base:1\nRUN uv sync\n',
    'the second sync compiles all': `${FROM}RUN uv sync --no-install-project\nRUN uv sync --compile-bytecode\n${CMD}`,
    'the final stage compiles': `FROM python:3.14-slim AS builder\nRUN uv sync\nFROM python:3.14-slim\nCOPY --from=builder /app /app\nRUN python -m compileall /app\n`,
    'a setting of the project': {
      code: `${FROM}RUN uv sync\n${CMD}`,
      files: { 'pyproject.toml': '[tool.uv]\ncompile-bytecode = true\n', 'manage.py': '' },
    },
    'a configuration file of uv': `${FROM}COPY uv.toml /etc/uv/uv.toml\nRUN uv sync\n${CMD}`,
    'a configuration file that a variable names': `${FROM}ENV UV_CONFIG_FILE=/srv/uv.toml\nRUN uv sync\n${CMD}`,
    'a variable that may hold the option': `${FROM}ARG OPTIONS\nRUN uv sync $OPTIONS\n${CMD}`,
    'a development stage': `FROM python:3.14-slim AS dev\nRUN uv sync\n`,
    'a development file': { code: `${FROM}RUN uv sync\n${CMD}`, path: 'docker/dev/Dockerfile' },
    'a stage that nothing of the image comes from': `FROM python:3.14-slim AS docs\nRUN uv sync\n\nFROM docs AS test\nRUN true\n\n${FROM}`,
    'Poetry that compiles': `${POETRY}RUN poetry install --compile\n${CMD}`,
    'Poetry that only links the project': `${POETRY}RUN poetry install --only-root\n${CMD}`,
    'Poetry of nobody knows which version': `${FROM}RUN poetry install\n${CMD}`,
    'Poetry whose version the build gives': `${FROM}ARG POETRY_VERSION\nRUN pip install poetry==$POETRY_VERSION\nRUN poetry install\n${CMD}`,
    'Poetry that still let pip install': `${FROM}RUN pip install poetry==1.3.2\nRUN poetry install\n${CMD}`,
    'Poetry of an old Python': `FROM python:3.8-slim\nRUN pip install poetry\nRUN poetry install\n${CMD}`,
    'Poetry of a constraints file': `${FROM}RUN pip install -c constraints.txt poetry\nRUN poetry install\n${CMD}`,
    'a script nobody reads': `${FROM}SHELL ["pwsh", "-c"]\nRUN python -m compileall\nSHELL ["/bin/sh", "-c"]\nRUN uv sync\n${CMD}`,
  },
  invalid: {
    'uv sync': {
      code: `${FROM}RUN «uv sync --locked»\n${CMD}`,
      message: message('uv'),
      fixed: `${FROM}RUN uv sync --compile-bytecode --locked\n${CMD}`,
      title: 'Add --compile-bytecode',
    },
    'both of two syncs': {
      code: `${FROM}RUN «uv sync --no-install-project»\nCOPY . .\nRUN uv sync\n${CMD}`,
      fixed: `${FROM}RUN uv sync --compile-bytecode --no-install-project\nCOPY . .\nRUN uv sync --compile-bytecode\n${CMD}`,
    },
    'uv pip': {
      code: `${FROM}RUN «uv pip install --system -r requirements.txt»\n${CMD}`,
      fixed: `${FROM}RUN uv pip install --compile-bytecode --system -r requirements.txt\n${CMD}`,
    },
    'exec form': {
      code: `${FROM}RUN [«"uv", "sync", "--locked"»]\n${CMD}`,
      fixed: `${FROM}RUN ["uv", "sync", "--compile-bytecode", "--locked"]\n${CMD}`,
    },
    'a builder whose environment ships': {
      code: `FROM python:3.14-slim AS builder\nRUN «uv sync»\n\nFROM python:3.14-slim\nCOPY --from=builder /app/.venv /app/.venv\n${CMD}`,
    },
    'a builder that is only mounted': {
      code: `FROM python:3.14-slim AS builder\nRUN «uv sync»\n\nFROM python:3.14-slim\nRUN --mount=from=builder,target=/b cp -a /b/app /app\n${CMD}`,
    },
    'the variable without a value': { code: `${FROM}ENV UV_COMPILE_BYTECODE=\nRUN «uv sync»\n${CMD}` },
    Poetry: {
      code: `${POETRY}RUN «poetry install --only main»\n${CMD}`,
      message: message('poetry'),
      fixed: `${POETRY}RUN poetry install --compile --only main\n${CMD}`,
      title: 'Add --compile',
    },
    'the newest Poetry': { code: `${FROM}RUN pip install poetry\nRUN «poetry sync»\n${CMD}` },
    'Poetry from a range': { code: `${FROM}RUN pip install "poetry>=1.8,<2"\nRUN «poetry install»\n${CMD}` },
    'Poetry by pipx': { code: `${FROM}RUN pipx install poetry==1.8.5\nRUN «poetry install»\n${CMD}` },
    'Poetry by its installer': {
      code: `${FROM}ENV POETRY_VERSION=1.8.3\nRUN curl -sSL https://install.python-poetry.org | python3 -\nRUN «poetry install»\n${CMD}`,
    },
    'Poetry by its installer, with an option': {
      code: `${FROM}RUN curl -sSL https://install.python-poetry.org | python3 - --version 2.1.0 && «poetry install»\n${CMD}`,
    },
    'Poetry that made the lock': {
      code: `${FROM}COPY --from=tools /opt/poetry /opt/poetry\nRUN «poetry install»\n${CMD}`,
      files: {
        'poetry.lock': '# This file is automatically @generated by Poetry 2.1.3 and should not be changed by hand.\n',
        'pyproject.toml': '',
        'manage.py': '',
      },
    },
  },
});
