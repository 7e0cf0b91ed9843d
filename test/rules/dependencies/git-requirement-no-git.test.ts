import rule from '../../../server/src/engine/rules/dependencies/git-requirement-no-git.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const BUILDER = 'FROM python:3.14-slim-trixie AS builder\n';
const SHIP = '\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\n';
const APP = 'git+https://github.com/a/b@main';
const COPY = 'COPY requirements.txt .\n';

const message = (program: string): string =>
  `A package comes from a git repository, and this image has no ${program}: the build stops here`;

const withRequirements = (text: string) => ({ 'requirements.txt': text, 'manage.py': '' });
const withPyproject = (text: string) => ({ 'pyproject.toml': text, 'uv.lock': '', 'manage.py': '' });

const NO_GIT = [
  'pip install django',
  'pip install https://github.com/a/b/archive/main.zip',
  `pip install 'b @ ${APP} ; sys_platform == "win32"'`,
  'pip install hg+https://example-corp.net/a',
  `pip uninstall --yes ${APP}`,
  `apt-get update && apt-get install -y git && pip install ${APP}`,
  `if [ -n "$DEV" ]; then pip install ${APP}; fi`,
  `./install-tools.sh && pip install ${APP}`,
  `echo ${APP}`,
];

testRule(rule, {
  valid: {
    ...Object.fromEntries(NO_GIT.map((command) => [command, `${FROM}RUN ${command}\n`])),
    'the full image has git': `FROM python:3.14-trixie\nRUN pip install ${APP}\n`,
    'git is installed': `${FROM}RUN apt-get update && apt-get install -y --no-install-recommends git\nRUN pip install ${APP}\n`,
    'git is installed in the parent stage': `${FROM.trim()} AS base\nRUN apt-get update && apt-get install -y git\nFROM base\nRUN pip install ${APP}\n`,
    'git is copied': `${FROM}COPY --from=tools /usr/bin/git /usr/bin/git\nRUN pip install ${APP}\n`,
    'a base nobody knows': `FROM registry.example.com/base:1\nRUN pip install ${APP}\n`,
    'packages whose names the build gives': `${FROM}ARG PACKAGES\nRUN apt-get update && apt-get install -y $PACKAGES\nRUN pip install ${APP}\n`,
    'requirements without repositories': {
      code: `${FROM}${COPY}RUN pip install -r requirements.txt\n`,
      files: withRequirements(
        'django==5.2\n# git+https://github.com/a/b\nb @ https://github.com/a/b/archive/main.zip # git+https://x/y\n',
      ),
    },
    'a requirement for other machines': {
      code: `${FROM}${COPY}RUN pip install -r requirements.txt\n`,
      files: withRequirements(`b @ ${APP} ; sys_platform == "win32"\n`),
    },
    'requirements that are not at hand': `${FROM}${COPY}RUN pip install -r requirements.txt\n`,
    'wheels that are there': {
      code: `${FROM}${COPY}RUN pip install --no-index --find-links=/wheels -r requirements.txt\n`,
      files: withRequirements(`${APP}\n`),
    },
    'Poetry brings its own': {
      code: `${FROM}COPY . .\nRUN poetry install\n`,
      files: withPyproject('[tool.poetry.dependencies]\nb = { git = "https://github.com/a/b" }\n'),
    },
    'a source of uv for a group': {
      code: `${FROM}COPY . .\nRUN uv sync --no-dev\n`,
      files: withPyproject(
        '[project]\ndependencies = ["django"]\n\n[dependency-groups]\ndev = ["b"]\n\n[tool.uv.sources]\nb = { git = "https://github.com/a/b" }\n',
      ),
    },
    'Pipenv without repositories': {
      code: `${FROM}COPY . .\nRUN pipenv install --deploy\n`,
      files: {
        Pipfile: '[packages]\ndjango = "*"\n\n[dev-packages]\nb = {git = "https://github.com/a/b"}\n',
        'manage.py': '',
      },
    },
  },
  invalid: {
    'in the command, with an install of apt': {
      code: `${BUILDER}RUN apt-get update \\\n    && apt-get install -y \\\n        gcc \\\n        libc6-dev \\\n    && rm -rf /var/lib/apt/lists/*\nRUN pip install «${APP}»\n${SHIP}`,
      message: message('git'),
      fixed: `${BUILDER}RUN apt-get update \\\n    && apt-get install -y \\\n        gcc \\\n        libc6-dev git \\\n    && rm -rf /var/lib/apt/lists/*\nRUN pip install ${APP}\n${SHIP}`,
      title: 'Install git',
    },
    'in the same RUN': {
      code: `${BUILDER}RUN apt-get update && apt-get install -y gcc && pip install «"b @ ${APP}"»\n${SHIP}`,
      fixed: `${BUILDER}RUN apt-get update && apt-get install -y gcc git && pip install "b @ ${APP}"\n${SHIP}`,
    },
    'without an install of apt': {
      code: `${BUILDER}# the app\nRUN pip wheel «${APP}»\n${SHIP}`,
      fixed:
        `${BUILDER}RUN apt-get update \\\n    && apt-get install --yes --no-install-recommends git \\\n    && rm -rf /var/lib/apt/lists/*\n` +
        `# the app\nRUN pip wheel ${APP}\n${SHIP}`,
    },
    'on Alpine': {
      code: `FROM python:3.14-alpine AS builder\nRUN pip install «${APP}»\n${SHIP.replace('slim-trixie', 'alpine')}`,
      fixed: `FROM python:3.14-alpine AS builder\nRUN apk add --no-cache git\nRUN pip install ${APP}\n${SHIP.replace('slim-trixie', 'alpine')}`,
    },
    'in the image that ships': {
      code: `${FROM}RUN pip install -e «${APP}#egg=b»\n`,
      fixed: `${FROM}RUN apt-get update \\\n    && apt-get install --yes --no-install-recommends git \\\n    && rm -rf /var/lib/apt/lists/*\nRUN pip install -e ${APP}#egg=b\n`,
      fix: 'review',
    },
    'as a user who may not install': { code: `${BUILDER}USER 1000\nRUN pip install «${APP}»\n${SHIP}`, fixed: null },
    'in exec form': {
      code: `${BUILDER}RUN ["apt-get", "install", "-y", "gcc"]\nRUN pip install «${APP}»\n${SHIP}`,
      fixed: null,
    },
    'git comes too late': {
      code: `${FROM}RUN pip install «${APP}»\nRUN apt-get update && apt-get install -y git\n`,
      fix: 'review',
    },
    'over ssh': {
      code: `${BUILDER}RUN apt-get update && apt-get install -y gcc\nRUN pip install «git+ssh://git@github.com/a/b»\n${SHIP}`,
      message: message('git'),
      fixed: `${BUILDER}RUN apt-get update && apt-get install -y gcc git openssh-client\nRUN pip install git+ssh://git@github.com/a/b\n${SHIP}`,
      title: 'Install git and openssh-client',
    },
    'over ssh, with git alone': {
      code: `${BUILDER}RUN apk add git\nRUN pip install «git+ssh://git@github.com/a/b»\n${SHIP}`.replace(
        'slim-trixie',
        'alpine',
      ),
      message: message('ssh'),
      fixed: `${BUILDER}RUN apk add git openssh-client\nRUN pip install git+ssh://git@github.com/a/b\n${SHIP}`.replace(
        'slim-trixie',
        'alpine',
      ),
    },
    'in a requirements file': {
      code: `${BUILDER}COPY requirements.txt .\nRUN «pip wheel -r requirements.txt»\n${SHIP}`,
      files: withRequirements(`django==5.2\n-e ${APP}#egg=b # for now\n`),
      related: ['requirements.txt'],
    },
    'in a file that a requirements file includes': {
      code: `${BUILDER}COPY requirements/ requirements/\nRUN «pip install -r requirements/prod.txt»\n${SHIP}`,
      files: { 'requirements/prod.txt': '-r base.txt\n', 'requirements/base.txt': `b @ ${APP}\n`, 'manage.py': '' },
      related: ['requirements/base.txt'],
    },
    'a source of uv': {
      code: `${BUILDER}COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/\nCOPY pyproject.toml uv.lock ./\nRUN «uv sync --locked»\n${SHIP}`,
      files: withPyproject(
        '[project]\ndependencies = [\n  "django",\n  "my_b>=1",\n]\n\n[tool.uv.sources]\nmy-b = { git = "https://github.com/a/b", tag = "1" }\n',
      ),
    },
    'a requirement of uv': {
      code: `${BUILDER}COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/\nCOPY pyproject.toml uv.lock ./\nRUN «uv sync --locked»\n${SHIP}`,
      files: withPyproject(`[project]\ndependencies = ["b @ ${APP}"]\n`),
    },
    Pipenv: {
      code: `${BUILDER}COPY Pipfile Pipfile.lock ./\nRUN «pipenv sync»\n${SHIP}`,
      files: {
        Pipfile: '[packages]\nb = {git = "https://github.com/a/b", ref = "main"}\n',
        'Pipfile.lock': '',
        'manage.py': '',
      },
    },
  },
});
