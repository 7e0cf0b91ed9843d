import rule from '../../../server/src/engine/rules/dependencies/tool-unpinned.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const INSTALL = 'RUN pip install --no-cache-dir -r requirements.txt\n';
const COST = 'the next release can break a build that nobody changed';
const UPGRADE = `pip is brought to whatever version is newest: ${COST}`;

const PINNED = [
  'pip install poetry==2.4.1',
  'pip install "poetry==2.4.*"',
  'pip install poetry~=2.4',
  'pip install "poetry>=2,<3"',
  'pip install poetry==$POETRY_VERSION',
  'pip install "uv<1"',
  'pip install -c constraints.txt uv',
  'PIP_CONSTRAINT=constraints.txt pip install uv',
  'pip install --no-index --find-links=/wheels uv',
  'pip install uvicorn uvloop pipenv-setup poetry-core',
  'pip install --upgrade pip==26.3',
  'pip install --upgrade "pip<27"',
  'pip install --upgrade setuptools',
  'pip install --upgrade pip -r requirements.txt',
  'pip install pip-tools',
  'pip uninstall --yes poetry',
  'pipx install poetry==2.4.1',
  'pipx run poetry',
  'uv tool install poetry==2.4.1',
  'uv tool install ruff',
  'curl -LsSf https://astral.sh/uv/0.12.5/install.sh | sh',
  'curl -LsSf https://astral.sh/ruff/install.sh | sh',
  'curl -sSL https://install.python-poetry.org | python3 - --version 2.4.1',
  'curl -sSL https://install.python-poetry.org | POETRY_VERSION=2.4.1 python3 -',
  'apt-get install -y python3-poetry',
  'echo pip install poetry',
];

testRule(rule, {
  valid: {
    ...Object.fromEntries(PINNED.map((command) => [command, `${FROM}RUN ${command}\n`])),
    'uv from its image': `${FROM}COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /uvx /bin/\n`,
    'a minor of uv': `${FROM}COPY --from=ghcr.io/astral-sh/uv:0.12 /uv /bin/\n`,
    'a digest': `${FROM}COPY --from=ghcr.io/astral-sh/uv@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef /uv /bin/\n`,
    'a version of uv and of Python': 'FROM ghcr.io/astral-sh/uv:0.12.5-python3.14-trixie-slim\nRUN uv sync --locked\n',
    'a version in an argument':
      'ARG UV=0.12.5\nFROM ghcr.io/astral-sh/uv:$UV AS uv\nFROM python:3.14-slim\nCOPY --from=uv /uv /bin/\n',
    'a version that the build gives':
      'ARG UV\nFROM ghcr.io/astral-sh/uv:$UV AS uv\nFROM python:3.14-slim\nCOPY --from=uv /uv /bin/\n',
    'another image called uv': `${FROM}COPY --from=registry.example.com/tools/uv /uv /bin/\n`,
    'a stage called uv': `FROM ghcr.io/astral-sh/uv:0.12.5 AS uv\n${FROM}COPY --from=uv /uv /bin/\n`,
    'a mounted image': `${FROM}RUN --mount=from=ghcr.io/astral-sh/uv:0.12.5,source=/uv,target=/bin/uv uv sync\n`,
    'a constraint of the image': `${FROM}ENV PIP_CONSTRAINT=/etc/constraints.txt\nRUN pip install poetry\n`,
    'options that nobody can read': `${FROM}ARG OPTIONS\nRUN pip install $OPTIONS poetry\n`,
    'the version of the installer': `${FROM}ENV POETRY_VERSION=2.4.1\nRUN curl -sSL https://install.python-poetry.org | python3 -\n`,
    'the version of the installer, which the build gives': `${FROM}ARG POETRY_VERSION\nRUN curl -sSL https://install.python-poetry.org | python3 -\n`,
    'an ignore comment of hadolint': `${FROM}# hadolint ignore=DL3013\nRUN pip install poetry\n`,
  },
  invalid: {
    Poetry: {
      code: `${FROM}RUN pip install «poetry»\n`,
      message: `poetry has no version here: ${COST}`,
      fixed: `${FROM}RUN pip install poetry==2.4.1\n`,
      fix: 'review',
      title: 'Pin poetry to 2.4.1',
    },
    'Poetry in quotes': {
      code: `${FROM}RUN pip install «"poetry"»\n`,
      fixed: `${FROM}RUN pip install "poetry==2.4.1"\n`,
      fix: 'review',
    },
    'Poetry in exec form': {
      code: `${FROM}RUN ["pip", "install", «"poetry"»]\n`,
      fixed: `${FROM}RUN ["pip", "install", "poetry==2.4.1"]\n`,
      fix: 'review',
    },
    'Poetry among others': {
      code: `${FROM}RUN pip install --upgrade pip setuptools «poetry» django==5.2
`,
      fixed: `${FROM}RUN pip install --upgrade pip setuptools poetry==2.4.1 django==5.2
`,
      fix: 'review',
    },
    'a lower bound alone': { code: `${FROM}RUN pip install «"poetry>=1.8"»\n`, fixed: null },
    'Pipenv, whose version nobody suggests': { code: `${FROM}RUN pip install «pipenv» && pipenv sync\n`, fixed: null },
    'Poetry by pipx': {
      code: `${FROM}RUN pipx install «poetry»\n`,
      fixed: `${FROM}RUN pipx install poetry==2.4.1\n`,
      fix: 'review',
    },
    'Poetry by uv': {
      code: `${FROM}RUN uv tool install «poetry»\n`,
      fixed: `${FROM}RUN uv tool install poetry==2.4.1\n`,
      fix: 'review',
    },
    'uv alone in its RUN': {
      code: `${FROM}RUN pip install --no-cache-dir «uv»\nRUN uv sync --locked\n`,
      fixed: `${FROM}COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\nRUN uv sync --locked\n`,
      fix: 'review',
      title: 'Copy uv 0.12.5 from its own image',
    },
    'uv with its use': {
      code: `${FROM}RUN pip install «uv» && uv pip install --system django==5.2\n`,
      fixed: `${FROM}RUN pip install uv==0.12.5 && uv pip install --system django==5.2\n`,
      fix: 'review',
    },
    'an upgrade of pip': {
      code: `${FROM}RUN pip install --upgrade «pip»\n${INSTALL}`,
      message: UPGRADE,
      severity: 'info',
      fixed: `${FROM}${INSTALL}`,
      title: 'Remove the upgrade of pip',
    },
    'an upgrade of pip as a module': {
      code: `${FROM}RUN python -m pip install -U --no-cache-dir «pip»\n${INSTALL}`,
      severity: 'info',
      fixed: `${FROM}${INSTALL}`,
    },
    'in front of the install': {
      code: `${FROM}RUN pip install --upgrade «pip» \\\n    && pip install -r requirements.txt\n`,
      severity: 'info',
      fixed: `${FROM}RUN pip install -r requirements.txt\n`,
    },
    'behind something else': {
      code: `${FROM}RUN apt-get update && pip install --upgrade «pip»\n`,
      severity: 'info',
      fixed: `${FROM}RUN apt-get update\n`,
    },
    'a comment that would stay behind': {
      code: `${FROM}# A newer pip\nRUN pip install --upgrade «pip»\n${INSTALL}`,
      severity: 'info',
      fixed: `${FROM}# A newer pip\n${INSTALL}`,
      fix: 'review',
    },
    'the pip of another image': {
      code: `FROM ubuntu:24.04\nRUN pip install --upgrade «pip»\n${INSTALL}`,
      severity: 'info',
      fixed: `FROM ubuntu:24.04\n${INSTALL}`,
      fix: 'review',
    },
    'the pip of an environment': {
      code: `${FROM}RUN /opt/venv/bin/pip install --upgrade «pip»\n${INSTALL}`,
      severity: 'info',
      fix: 'review',
    },
    'the pip of an environment on PATH': {
      code: `${FROM}ENV PATH=/opt/venv/bin:$PATH\nRUN pip install --upgrade «pip»\n${INSTALL}`,
      severity: 'info',
      fix: 'review',
    },
    'the pip of an environment that is made here': {
      code: `${FROM}RUN python -m venv /venv && . /venv/bin/activate && pip install --upgrade «pip»\n${INSTALL}`,
      severity: 'info',
      fix: 'review',
      alsoFires: ['shell-state-lost'],
    },
    'a pip that has to be new': {
      code: `${FROM}RUN pip install --upgrade «pip»\nRUN pip install --group prod\n`,
      severity: 'info',
      fix: 'review',
    },
    'an upgrade with others': {
      code: `${FROM}RUN pip install --upgrade «pip» setuptools wheel\n${INSTALL}`,
      severity: 'info',
      fixed: null,
    },
    'a list with `;`': {
      code: `${FROM}RUN pip install -U «pip»; pip install django==5.2\n`,
      severity: 'info',
      fixed: null,
    },
    'uv of its image without a tag': {
      code: `${FROM}COPY --from=«ghcr.io/astral-sh/uv» /uv /bin/\n`,
      message: `uv comes in its newest version: ${COST}`,
      fixed: `${FROM}COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/\n`,
      fix: 'review',
      title: 'Pin uv to 0.12.5',
    },
    'the newest uv of its image': {
      code: `${FROM}COPY --from=«ghcr.io/astral-sh/uv:latest» /uv /bin/\n`,
      fixed: `${FROM}COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/\n`,
      fix: 'review',
    },
    'uv of a mounted image': {
      code: `${FROM}RUN --mount=from=«ghcr.io/astral-sh/uv»,source=/uv,target=/bin/uv uv sync --locked\n`,
      fixed: `${FROM}RUN --mount=from=ghcr.io/astral-sh/uv:0.12.5,source=/uv,target=/bin/uv uv sync --locked\n`,
      fix: 'review',
    },
    'a base that pins Python alone': {
      code: 'FROM «ghcr.io/astral-sh/uv:python3.14-trixie-slim»\nRUN uv sync --locked\n',
      message: `The tag leaves the version of uv open: ${COST}`,
      fixed: 'FROM ghcr.io/astral-sh/uv:0.12.5-python3.14-trixie-slim\nRUN uv sync --locked\n',
      fix: 'review',
    },
    'a base on Docker Hub': {
      code: 'FROM «astral/uv:latest» AS uv\nFROM python:3.14-slim\nCOPY --from=uv /uv /bin/\n',
      fixed: 'FROM astral/uv:0.12.5 AS uv\nFROM python:3.14-slim\nCOPY --from=uv /uv /bin/\n',
      fix: 'review',
    },
    'an argument that says the newest': {
      code: 'ARG UV=latest\nFROM «ghcr.io/astral-sh/uv:$UV» AS uv\nFROM python:3.14-slim\nCOPY --from=uv /uv /bin/\n',
      fixed: null,
    },
    'the script of uv': {
      code: `${FROM}RUN curl -LsSf «https://astral.sh/uv/install.sh» | sh\n`,
      message: `The installer brings the newest uv: ${COST}`,
      fixed: `${FROM}RUN curl -LsSf https://astral.sh/uv/0.12.5/install.sh | sh\n`,
      fix: 'review',
    },
    'the script of uv, added': {
      code: `${FROM}ADD «https://astral.sh/uv/install.sh» /uv-installer.sh\n`,
      fixed: `${FROM}ADD https://astral.sh/uv/0.12.5/install.sh /uv-installer.sh\n`,
      fix: 'review',
    },
    'the script of Poetry': {
      code: `${FROM}RUN curl -sSL «https://install.python-poetry.org» | python3 -\n`,
      message: `The installer brings the newest poetry: ${COST}`,
      fixed: null,
    },
  },
});
