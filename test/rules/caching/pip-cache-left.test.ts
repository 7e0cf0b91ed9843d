import rule from '../../../server/src/engine/rules/caching/pip-cache-left.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const SHIP = 'CMD ["gunicorn", "config.wsgi"]\n';
const INSTALL = 'RUN pip install -r requirements.txt\n';

const message = (program: string): string =>
  `The cache of ${program} stays in this layer: every download is kept, nothing uses it again`;

const KEPT_OUT = [
  'pip install --no-cache-dir -r requirements.txt',
  'pip install -r requirements.txt --no-cache-dir',
  'pip install --no-cache -r requirements.txt',
  'pip --no-cache-dir install gunicorn',
  'python -m pip install --no-cache-dir gunicorn',
  '/opt/venv/bin/pip3.13 install --no-cache-dir gunicorn',
  'PIP_NO_CACHE_DIR=1 pip install gunicorn',
  'PIP_NO_CACHE_DIR=off pip install gunicorn',
  'env PIP_NO_CACHE_DIR=1 pip install gunicorn',
  'export PIP_NO_CACHE_DIR=1 && pip install gunicorn',
  'PIP_NO_CACHE_DIR=true && pip install gunicorn',
  'pip config set global.no-cache-dir true && pip install gunicorn',
  'pip install gunicorn && pip cache purge',
  'pip install gunicorn && rm -rf /root/.cache',
  'pip install gunicorn && rm -rf ~/.cache/pip',
  'pip install gunicorn && rm -rf "$HOME/.cache"',
  'pip install gunicorn && rm -rf /root/.[!.]*',
  'pip install gunicorn && find / -name .cache -type d -exec rm -rf {} +',
  'pip install gunicorn && rm -rf "$(pip cache dir)"',
  'pip install gunicorn && /usr/local/bin/clean-up',
  'pip install --cache-dir=/mnt/cache gunicorn',
  'pip install --no-index --find-links=/wheels -r requirements.txt',
  'pip install --no-deps /wheels/*',
  'pip install --no-deps /tmp/app-1.0-py3-none-any.whl',
  'pip uninstall --yes setuptools',
  'pip list',
  'pip install --help',
  'pip config set global.index-url https://pypi.example.com/simple',
  'uv sync --no-cache --locked',
  'uv sync -n',
  'uv --no-cache sync',
  'UV_NO_CACHE=1 uv sync',
  'uv sync && uv cache clean',
  'uv sync && rm -rf /root/.cache/uv',
  'uv pip install --no-cache gunicorn',
  'uv pip install --system --no-cache-dir gunicorn',
  'uv run manage.py check',
  'uv export -o requirements.txt',
  'poetry install --no-cache',
  'poetry install --only-root',
  'poetry install && rm -rf /root/.cache/pypoetry',
  'poetry install && poetry cache clear --all PyPI',
  'poetry run python manage.py check',
  'poetry config virtualenvs.create false',
  'PIP_NO_CACHE_DIR=1 pipenv install --system --deploy',
  'pipenv install --system && pipenv --clear',
  'uv run pip install --no-cache-dir gunicorn',
  'echo pip install gunicorn',
  './install.sh',
];

testRule(rule, {
  valid: {
    'a second sync that only adds the project': `${FROM}COPY pyproject.toml uv.lock ./\nRUN --mount=type=cache,target=/root/.cache \\\n    uv sync --frozen --no-dev --no-install-project\nCOPY . .\nRUN uv sync --frozen --no-editable --no-dev\n${SHIP}`,
    ...Object.fromEntries(KEPT_OUT.map((command) => [command, `${FROM}RUN ${command}\n${SHIP}`])),
    'a variable of the image': `${FROM}ENV PIP_NO_CACHE_DIR=1\n${INSTALL}${SHIP}`,
    'any value of it, "off" too': `${FROM}ENV PIP_NO_CACHE_DIR=off\n${INSTALL}${SHIP}`,
    'one of several': `${FROM}ENV PYTHONUNBUFFERED=1 \\\n    PIP_NO_CACHE_DIR=1 \\\n    PIP_DISABLE_PIP_VERSION_CHECK=1\n${INSTALL}${SHIP}`,
    'an argument of the build': `${FROM}ARG PIP_NO_CACHE_DIR=1\n${INSTALL}${SHIP}`,
    'an argument whose value the build gives': `${FROM}ARG PIP_NO_CACHE_DIR\n${INSTALL}${SHIP}`,
    'a variable of the parent stage': `${FROM.trim()} AS base\nENV PIP_NO_CACHE_DIR=1\n\nFROM base AS build\nENV A=b\n\nFROM build\n${INSTALL}${SHIP}`,
    'a base that may set it': `FROM registry.example.com/python-base:1\n${INSTALL}${SHIP}`,
    'uv, by its own variable': `${FROM}ENV UV_NO_CACHE=1\nRUN uv sync --locked\nRUN uv pip install gunicorn\n${SHIP}`,
    'a variable that may hold the option': `${FROM}ARG PIP_OPTIONS\nRUN pip install $PIP_OPTIONS gunicorn\n${SHIP}`,
    'a variable that holds the option': `${FROM}ENV PIP_OPTIONS="--no-cache-dir --quiet"\nRUN pip install $PIP_OPTIONS gunicorn\n${SHIP}`,
    'a cache mount': `${FROM}RUN --mount=type=cache,target=/root/.cache/pip pip install gunicorn\n${SHIP}`,
    'a cache mount on the folder above': `${FROM}RUN --mount=type=cache,target=/root/.cache pip install gunicorn\n${SHIP}`,
    'a cache mount for another user': `${FROM}RUN --mount=type=cache,target=/home/app/.cache/uv,uid=1000 uv sync\n${SHIP}`,
    'a tmpfs mount': `${FROM}RUN --mount=type=tmpfs,target=/root/.cache pip install gunicorn\n${SHIP}`,
    'a cache mount whose target is a variable': `${FROM}ARG CACHE\nRUN --mount=type=cache,target=$CACHE pip install gunicorn\n${SHIP}`,
    'a configuration file that is copied': `${FROM}COPY docker/pip.conf /etc/pip.conf\n${INSTALL}${SHIP}`,
    'a configuration file that is written': `${FROM}RUN printf '[global]\\nno-cache-dir = true\\n' > /etc/pip.conf\n${INSTALL}${SHIP}`,
    'a configuration file in a heredoc': `${FROM}COPY <<EOF /etc/pip.conf\n[global]\nno-cache-dir = true\nEOF\n${INSTALL}${SHIP}`,
    'a configuration file that a variable names': `${FROM}ENV PIP_CONFIG_FILE=/srv/pip.ini\n${INSTALL}${SHIP}`,
    'a configuration that is set in the parent stage': `${FROM.trim()} AS base\nRUN pip config set global.no-cache-dir false\n\nFROM base\n${INSTALL}${SHIP}`,
    'a folder of its own that is removed': `${FROM}ENV POETRY_CACHE_DIR=/tmp/poetry\nRUN poetry install --only main && rm -rf /tmp/poetry\n${SHIP}`,
    'a cache that another stage copies': `${FROM.trim()} AS builder\n${INSTALL}\n${FROM}COPY --from=builder /root/.cache /root/.cache\nRUN pip install --no-cache-dir gunicorn\n`,
    'a cache that another stage mounts': `${FROM.trim()} AS builder\n${INSTALL}\n${FROM}RUN --mount=type=bind,from=builder,source=/root/.cache/pip,target=/cache pip install --no-cache-dir gunicorn\n`,
    'a cache that a later command needs': `${FROM}RUN uv sync --no-install-project\nCOPY . .\nRUN uv sync --offline --no-cache\n${SHIP}`,
    'a shell we do not speak':
      'FROM python:3.13-windowsservercore\nSHELL ["powershell", "-Command"]\nRUN pip install gunicorn\n',
    'a trigger does not run here': `${FROM}ONBUILD RUN pip install -r requirements.txt\n`,
    'a comment': `${FROM}# RUN pip install gunicorn\n${SHIP}`,
    'an ignore comment of hadolint': `${FROM}# hadolint ignore=DL3042\n${INSTALL}${SHIP}`,
  },
  invalid: {
    'a plain install': {
      code: `${FROM}RUN «pip install -r requirements.txt»\n${SHIP}`,
      message: message('pip'),
      fixed: `${FROM}RUN pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
      title: 'Add --no-cache-dir',
    },
    'the last line of a file without a line break': {
      code: `${FROM}RUN «pip install gunicorn»`,
      fixed: `${FROM}RUN pip install --no-cache-dir gunicorn`,
    },
    'pip of an environment, by its path': {
      code: `${FROM}RUN «/opt/venv/bin/pip3.13 install gunicorn»\n${SHIP}`,
      fixed: `${FROM}RUN /opt/venv/bin/pip3.13 install --no-cache-dir gunicorn\n${SHIP}`,
    },
    'pip as a module': {
      code: `${FROM}RUN «python3 -m pip install --upgrade pip»\n${SHIP}`,
      fixed: `${FROM}RUN python3 -m pip install --no-cache-dir --upgrade pip\n${SHIP}`,
    },
    'options in front of the command': {
      code: `${FROM}RUN «pip -q install gunicorn»\n${SHIP}`,
      fixed: `${FROM}RUN pip -q install --no-cache-dir gunicorn\n${SHIP}`,
    },
    'an argument on the next line': {
      code: `${FROM}RUN «pip install \\\n    # the server\n    gunicorn \\\n    django»\n${SHIP}`,
      fixed: `${FROM}RUN pip install --no-cache-dir \\\n    # the server\n    gunicorn \\\n    django\n${SHIP}`,
    },
    'the escape character of the file': {
      code: `# escape=\`\n${FROM}RUN «pip install \`\n    gunicorn»\n${SHIP}`,
      fixed: `# escape=\`\n${FROM}RUN pip install --no-cache-dir \`\n    gunicorn\n${SHIP}`,
    },
    'wheels and downloads': {
      code: `${FROM}RUN «pip wheel --wheel-dir /wheels -r requirements.txt» && pip download gunicorn\n${SHIP}`,
      fixed: `${FROM}RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt && pip download --no-cache-dir gunicorn\n${SHIP}`,
    },
    'one finding a RUN, the fix where it is missing': {
      code: `${FROM}RUN pip install --no-cache-dir --upgrade pip && «pip install gunicorn» && pip install django\n${SHIP}`,
      fixed: `${FROM}RUN pip install --no-cache-dir --upgrade pip && pip install --no-cache-dir gunicorn && pip install --no-cache-dir django\n${SHIP}`,
    },
    'after other commands, in a heredoc': {
      code: `${FROM}RUN <<EOF\nset -e\n«pip install gunicorn»\nEOF\n${SHIP}`,
      fixed: `${FROM}RUN <<EOF\nset -e\npip install --no-cache-dir gunicorn\nEOF\n${SHIP}`,
    },
    'an exec form': {
      code: `${FROM}RUN [«"pip", "install", "gunicorn"»]\n${SHIP}`,
      fixed: `${FROM}RUN ["pip", "install", "--no-cache-dir", "gunicorn"]\n${SHIP}`,
    },
    'an exec form of a shell': {
      code: `${FROM}RUN ["bash", "-c", "«pip install gunicorn» && true"]\n${SHIP}`,
      fixed: `${FROM}RUN ["bash", "-c", "pip install --no-cache-dir gunicorn && true"]\n${SHIP}`,
    },
    'a text for another shell': {
      code: `${FROM}RUN bash -lc '«pip install gunicorn»'\n${SHIP}`,
      fixed: `${FROM}RUN bash -lc 'pip install --no-cache-dir gunicorn'\n${SHIP}`,
    },
    'a text whose letters are written otherwise': {
      code: `${FROM}RUN ["bash", "-c", "«pip install \\u0067unicorn»"]\n${SHIP}`,
      fixed: `${FROM}RUN ["bash", "-c", "pip install --no-cache-dir \\u0067unicorn"]\n${SHIP}`,
    },
    'as another user': {
      code: `${FROM}RUN gosu app «pip install --user gunicorn»\n${SHIP}`.replace('gosu app «', '«gosu app '),
      fixed: `${FROM}RUN gosu app pip install --no-cache-dir --user gunicorn\n${SHIP}`,
    },
    'run by uv': {
      code: `${FROM}RUN «uv run pip install gunicorn»\n${SHIP}`,
      message: message('pip'),
      fixed: `${FROM}RUN uv run pip install --no-cache-dir gunicorn\n${SHIP}`,
    },
    'a subshell': {
      code: `${FROM}RUN (cd /srv && «pip install gunicorn»)\n${SHIP}`,
      fixed: `${FROM}RUN (cd /srv && pip install --no-cache-dir gunicorn)\n${SHIP}`,
    },
    'a second sync that brings more packages': {
      code: `${FROM}RUN uv sync --no-cache --locked --no-dev --no-install-project\nCOPY . .\nRUN «uv sync --locked --no-dev --extra prod»\n${SHIP}`,
    },
    'uv sync': {
      code: `${FROM}RUN «uv sync --locked --no-dev»\n${SHIP}`,
      message: message('uv'),
      fixed: `${FROM}RUN uv sync --no-cache --locked --no-dev\n${SHIP}`,
      title: 'Add --no-cache',
    },
    'uv pip': {
      code: `${FROM}RUN «uv pip install --system -r requirements.txt»\n${SHIP}`,
      message: message('uv'),
      fixed: `${FROM}RUN uv pip install --no-cache --system -r requirements.txt\n${SHIP}`,
    },
    'uv pip sync': {
      code: `${FROM}RUN «uv pip sync requirements.txt»\n${SHIP}`,
      fixed: `${FROM}RUN uv pip sync --no-cache requirements.txt\n${SHIP}`,
    },
    'a tool of uv': {
      code: `${FROM}RUN «uv tool install ruff»\n${SHIP}`,
      fixed: `${FROM}RUN uv tool install --no-cache ruff\n${SHIP}`,
    },
    'pip and uv in one RUN': {
      code: `${FROM}RUN «pip install uv» && uv sync --locked\n${SHIP}`,
      fixed: `${FROM}RUN pip install --no-cache-dir uv && uv sync --no-cache --locked\n${SHIP}`,
      title: 'Add --no-cache-dir and --no-cache',
    },
    'Poetry has no option for it': {
      code: `${FROM}RUN «poetry install --only main»\n${SHIP}`,
      message: message('poetry'),
      fixed: null,
    },
    'Pipenv neither': {
      code: `${FROM}RUN «pipenv install --system --deploy»\n${SHIP}`,
      message: message('pipenv'),
      fixed: null,
    },
    'pip in front of Poetry: half a fix is none': {
      code: `${FROM}RUN «pip install poetry==2.2.1» && poetry install --only main\n${SHIP}`,
      fixed: null,
    },
    'the variable of another command': {
      code: `${FROM}RUN PIP_NO_CACHE_DIR=1 pip install gunicorn && «pip install django»\n${SHIP}`,
      fixed: `${FROM}RUN PIP_NO_CACHE_DIR=1 pip install gunicorn && pip install --no-cache-dir django\n${SHIP}`,
    },
    'an empty variable': {
      code: `${FROM}ENV PIP_NO_CACHE_DIR=""\nRUN PIP_NO_CACHE_DIR= «pip install gunicorn»\n${SHIP}`,
      fix: 'safe',
    },
    'a variable that comes too late': {
      code: `${FROM}RUN «pip install gunicorn»\nENV PIP_NO_CACHE_DIR=1\n${SHIP}`,
      fix: 'safe',
    },
    'a variable of another stage': {
      code: `${FROM.trim()} AS other\nENV PIP_NO_CACHE_DIR=1\n\n${FROM}COPY --from=other /etc/passwd /tmp\nRUN «pip install gunicorn»\n${SHIP}`,
      fix: 'safe',
    },
    "uv's variable says nothing to pip": {
      code: `${FROM}ENV UV_NO_CACHE=1\nRUN «pip install gunicorn»\n${SHIP}`,
      fix: 'safe',
    },
    "pip's variable says nothing to uv": {
      code: `${FROM}ENV PIP_NO_CACHE_DIR=1\nRUN «uv sync»\n${SHIP}`,
      fix: 'safe',
    },
    'mounts for other caches': {
      code: `${FROM}RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/root/.npm \\\n    apt-get install --yes gcc && «pip install gunicorn»\n${SHIP}`,
      fixed: `${FROM}RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/root/.npm \\\n    apt-get install --yes gcc && pip install --no-cache-dir gunicorn\n${SHIP}`,
    },
    'a mount that is no cache': {
      code: `${FROM}RUN --mount=type=bind,source=requirements.txt,target=/tmp/r.txt «pip install -r /tmp/r.txt»\n${SHIP}`,
      fix: 'safe',
    },
    'other things removed': {
      code: `${FROM}RUN «pip install gunicorn» && rm -rf /tmp/* /var/cache/apt/archives /var/lib/apt/lists/*\n${SHIP}`,
      fix: 'safe',
    },
    'removed in a later layer, where it frees nothing': {
      code: `${FROM}RUN «pip install gunicorn»\nENV A=b\nRUN rm -rf /root/.cache\n${SHIP}`,
      fix: 'safe',
    },
    'wheels whose dependencies are downloaded': {
      code: `${FROM}RUN «pip install /wheels/*»\n${SHIP}`,
      fix: 'safe',
    },
    'a builder': {
      code: `${FROM.trim()} AS builder\nRUN «pip install gunicorn»\n\n${FROM}COPY --from=builder /usr/local /usr/local\n`,
      severity: 'hint',
      fix: 'safe',
    },
    'a stage that a shipping one is FROM': {
      code: `${FROM.trim()} AS base\nRUN «pip install gunicorn»\n\nFROM base\n${SHIP}`,
      severity: 'warning',
    },
    'a development stage': { code: `${FROM.trim()} AS dev\nRUN «pip install ipython»\n`, severity: 'hint' },
    'a development file': {
      code: `${FROM}RUN «pip install ipython»\n`,
      path: 'compose/local/django/Dockerfile',
      severity: 'hint',
    },
    'a variable that holds packages': {
      code: `${FROM}ENV PACKAGES="gunicorn django"\nRUN «pip install $PACKAGES»\n${SHIP}`,
      fixed: `${FROM}ENV PACKAGES="gunicorn django"\nRUN pip install --no-cache-dir $PACKAGES\n${SHIP}`,
    },
    'a variable in a word': {
      code: `${FROM}ARG VERSION\nRUN «pip install poetry==$VERSION»\n${SHIP}`,
      fix: 'safe',
    },
    'other distributions': { code: `FROM ubuntu:24.04\nRUN «pip3 install gunicorn»\n${SHIP}`, fix: 'safe' },
    'a template is not the file that is built': {
      code: `FROM python:{{ version }}\nRUN «pip install gunicorn»\n${SHIP}`,
      fixed: null,
    },
  },
});
