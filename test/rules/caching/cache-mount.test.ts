import rule from '../../../server/src/engine/rules/caching/cache-mount.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const USER = 'RUN useradd --create-home --uid 10001 app\nUSER app\n';
const REQUIREMENTS = 'COPY requirements.txt .\n';
const MOUNT = '--mount=type=cache,target=/root/.cache/pip';
const SHIP = 'CMD ["gunicorn", "config.wsgi"]\n';

testRule(rule, {
  valid: {
    'a mount that works': `${FROM}RUN ${MOUNT} pip install django\n${SHIP}`,
    'a mount of everything cached': `${FROM}RUN --mount=type=cache,target=/root/.cache pip install django && uv sync\n${SHIP}`,
    'no mount, and nothing that only BuildKit can': `${FROM}${REQUIREMENTS}RUN pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
    'no mount but a bind mount': `${FROM}RUN --mount=type=bind,source=requirements.txt,target=requirements.txt pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
    'a second sync that only adds the project': `${FROM}COPY pyproject.toml uv.lock ./\nRUN --mount=type=cache,target=/root/.cache uv sync --frozen --no-install-project\nCOPY . .\nRUN uv sync --frozen --no-editable\n${SHIP}`,
    'no mount, and a cache that is emptied': `# syntax=docker/dockerfile:1\n${FROM}${REQUIREMENTS}RUN pip install -r requirements.txt && rm -rf /root/.cache\n${SHIP}`,
    'no mount, and a configuration that may switch the cache off': `# syntax=docker/dockerfile:1\n${FROM}COPY pip.conf /etc/pip.conf\n${REQUIREMENTS}RUN pip install -r requirements.txt\n${SHIP}`,
    'no mount, and a variable where an option may stand': `# syntax=docker/dockerfile:1\n${FROM}ARG OPTIONS\n${REQUIREMENTS}RUN pip install $OPTIONS -r requirements.txt\n${SHIP}`,
    'a cache that another stage takes': `${FROM.trim()} AS builder\n${REQUIREMENTS}RUN pip install -r requirements.txt\n\nFROM python:3.13-slim-bookworm\nCOPY --from=builder /root/.cache /root/.cache\nRUN pip install -r requirements.txt\n${SHIP}`,
    'a base that ships is no builder': `${FROM.trim()} AS base\n${REQUIREMENTS}RUN pip install --no-cache-dir -r requirements.txt\n\nFROM base\n${SHIP}`,
    'a builder that downloads nothing': `${FROM.trim()} AS builder\nRUN pip install --no-cache-dir uv\nRUN make\n\nFROM python:3.13-slim-bookworm\nCOPY --from=builder /opt /opt\n${SHIP}`,
    'no mount, and no file of dependencies': `# syntax=docker/dockerfile:1\n${FROM}RUN pip install --no-cache-dir uv\n${SHIP}`,
    'no mount, and a variable for all': `# syntax=docker/dockerfile:1\n${FROM}ENV PIP_NO_CACHE_DIR=1\n${REQUIREMENTS}RUN pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
    'no mount, and another user': `# syntax=docker/dockerfile:1\n${FROM}${USER}${REQUIREMENTS}RUN pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
    'a temporary file system': `${FROM}${REQUIREMENTS}RUN --mount=type=tmpfs,target=/x pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
    'a mount for another program': `${FROM}RUN --mount=type=cache,target=/var/cache/apt apt-get install --yes gcc && pip install --no-cache-dir django\n${SHIP}`,
    'a mount at a variable': `${FROM}ARG CACHE\nRUN --mount=type=cache,target=$CACHE pip install django\n${SHIP}`,
    'a folder that the file names': `${FROM}ENV PIP_CACHE_DIR=/cache/pip XDG_CACHE_HOME=/cache\nRUN --mount=type=cache,target=/cache/pip --mount=type=cache,target=/cache/uv pip install a && uv sync\n${SHIP}`,
    'a folder that an option names': `${FROM}RUN --mount=type=cache,target=/cache/pip pip install --cache-dir /cache/pip a && pip install --cache-dir=cache b\n${SHIP}`,
    'a folder that the shell names': `${FROM}RUN --mount=type=cache,target=/cache/pip export PIP_CACHE_DIR=/cache/pip && pip install a\nRUN --mount=type=cache,target=/cache/pip PIP_CACHE_DIR=/cache/pip pip install a\n${SHIP}`,
    'an image nobody knows': `FROM registry.example.com/base\nRUN --mount=type=cache,target=/home/app/.cache/pip pip install --no-cache-dir a\n${SHIP}`,
    'the home of an image’s own user': `${FROM}USER www-data\nRUN --mount=type=cache,target=/var/www/.cache/pip pip install a\n${SHIP}`,
    'a home that the file names': `${FROM}ENV HOME=/app\nRUN --mount=type=cache,target=/app/.cache/pip pip install a\n${SHIP}`,
    'a home in a variable': `${FROM}ARG HOME\nRUN --mount=type=cache,target=/app/.cache/pip pip install a\n${SHIP}`,
    'somebody else runs it': `${FROM}RUN --mount=type=cache,target=/home/app/.cache/pip sudo -H pip install a && gosu app pip install b\n${SHIP}`,
    'a script may use it': `${FROM}RUN --mount=type=cache,target=/home/app/.cache/pip ./install.sh && pip install a\n${SHIP}`,
    'a system account': `${FROM}RUN useradd --system app && useradd --no-create-home web && useradd --home-dir $H api\nUSER app\nRUN --mount=type=cache,target=/x/pip pip install a\nUSER web\nRUN --mount=type=cache,target=/x/pip pip install a\nUSER api\nRUN --mount=type=cache,target=/x/pip pip install a\n${SHIP}`,
    'a mount of the user’s': `${FROM}${USER}RUN --mount=type=cache,target=/home/app/.cache/pip,uid=10001 pip install a\nRUN --mount=type=cache,target=/home/app/.cache/uv,mode=0777 uv sync\n${SHIP}`,
    'a mount whose folder was given to the user': `${FROM}${USER}USER root\nRUN --mount=type=cache,target=/home/app/.cache chown -R app /home/app/.cache\nUSER app\nRUN --mount=type=cache,target=/home/app/.cache pip install a\n${SHIP}`,
    'nothing is downloaded': `${FROM}COPY --link requirements.txt .\nRUN pip install --no-cache-dir --no-index --find-links=/wheels -r requirements.txt\nRUN ${MOUNT} pip install --no-cache-dir --no-deps /wheels/*.whl\n${SHIP}`,
    'Poetry keeps its environments beside its cache': `${FROM}COPY --link pyproject.toml poetry.lock ./\nRUN poetry install --no-cache\n${SHIP}`,
    'the mount of another tool in the same RUN': `${FROM}RUN --mount=type=cache,target=/root/.cache/uv pip install uv && uv sync\n${SHIP}`,
    'nothing that uses a cache': `${FROM}RUN ${MOUNT} pip --version && uv --version && poetry lock\n${SHIP}`,
  },
  invalid: {
    'an option': {
      code: `${FROM}RUN ${MOUNT} pip install «--no-cache-dir» django && pip install --no-cache-dir gunicorn\n${SHIP}`,
      message: 'The cache mount is never used: --no-cache-dir switches the cache off',
      title: 'Drop --no-cache-dir',
      fixed: `${FROM}RUN ${MOUNT} pip install django && pip install gunicorn\n${SHIP}`,
    },
    'an option of uv': {
      code: `${FROM}RUN --mount=type=cache,target=/root/.cache/uv \\\n    uv sync \\\n    «--no-cache» \\\n    --locked\n${SHIP}`,
      fixed: `${FROM}RUN --mount=type=cache,target=/root/.cache/uv \\\n    uv sync \\\n    --locked\n${SHIP}`,
    },
    'a variable': {
      code: `${FROM}ENV PIP_NO_CACHE_DIR=off\nRUN ${MOUNT} «pip install django»\n${SHIP}`,
      message: 'The cache mount is never used: PIP_NO_CACHE_DIR switches the cache off',
      fixed: null,
    },
    'an option and a variable': {
      code: `${FROM}ENV PIP_NO_CACHE_DIR=1\nRUN ${MOUNT} pip install «--no-cache-dir» django\n${SHIP}`,
      fixed: null,
    },
    'exec form': {
      code: `${FROM}RUN ${MOUNT} ["pip", "install", «"--no-cache-dir"», "django"]\n${SHIP}`,
      fixed: `${FROM}RUN ${MOUNT} ["pip", "install", "django"]\n${SHIP}`,
    },
    'the home of root, and another user': {
      code: `${FROM}${USER}RUN «${MOUNT}» pip install django\n${SHIP}`,
      message: 'The cache mount is never used: here pip keeps its cache in /home/app/.cache/pip',
      fix: 'review',
      title: 'Mount the cache where it is used',
      fixed: `${FROM}${USER}RUN --mount=type=cache,target=/home/app/.cache/pip,uid=10001 pip install django\n${SHIP}`,
    },
    'a tilde is nobody’s home': {
      code: `${FROM}WORKDIR /app\nRUN «--mount=type=cache,dst=~/.cache» uv sync\n${SHIP}`,
      fixed: `${FROM}WORKDIR /app\nRUN --mount=type=cache,dst=/root/.cache uv sync\n${SHIP}`,
      fix: 'review',
    },
    'another folder': {
      code: `${FROM}ENV POETRY_CACHE_DIR=/tmp/poetry\nRUN «--mount=type=cache,target=/root/.cache/pypoetry» poetry install\n${SHIP}`,
      message: 'The cache mount is never used: here poetry keeps its cache in /tmp/poetry',
      fixed: null,
    },
    'a folder with a blank': {
      code: `${FROM}ENV PIP_CACHE_DIR="/my cache"\nRUN «${MOUNT}» pip install django\n${SHIP}`,
      fixed: null,
    },
    'a user who may not write': {
      code: `${FROM}${USER}RUN «--mount=type=cache,target=/home/app/.cache/pip,sharing=locked» pip install django\n${SHIP}`,
      message: 'The cache mount belongs to root: user app cannot write to it, and nothing is kept',
      fix: 'review',
      title: 'Give the cache mount to user 10001',
      fixed: `${FROM}${USER}RUN --mount=type=cache,target=/home/app/.cache/pip,uid=10001,sharing=locked pip install django\n${SHIP}`,
    },
    'a user by number': {
      code: `${FROM}ENV HOME=/srv\nUSER 1000:1000\nRUN «--mount=type=cache,target=/srv/.cache/pip,mode=0755» pip install django\n${SHIP}`,
      fixed: `${FROM}ENV HOME=/srv\nUSER 1000:1000\nRUN --mount=type=cache,target=/srv/.cache/pip,uid=1000,mode=0755 pip install django\n${SHIP}`,
      fix: 'review',
    },
    'a user without a number': {
      code: `${FROM}RUN useradd -d /srv/app app\nUSER app\nRUN «--mount=type=cache,target=/srv/app/.cache/uv» uv sync\n${SHIP}`,
      fixed: null,
    },
    'a second sync that brings more': {
      code: `${FROM}COPY pyproject.toml uv.lock ./\nRUN --mount=type=cache,target=/root/.cache uv sync --no-install-project\nCOPY . .\nRUN «uv sync --extra prod»\n${SHIP}`,
      severity: 'hint',
    },
    'no mount in a file that uses BuildKit': {
      code: `# syntax=docker/dockerfile:1\n${FROM}${REQUIREMENTS}# packages\nRUN «pip install --no-cache-dir -r requirements.txt»\nCOPY a b\nRUN pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
      fixed: `# syntax=docker/dockerfile:1\n${FROM}${REQUIREMENTS}# packages\nRUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install -r requirements.txt\nCOPY a b\nRUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install -r requirements.txt\n${SHIP}`,
      severity: 'hint',
      message: 'Every build downloads all packages again: a cache mount keeps what pip has fetched',
      fix: 'review',
      title: 'Keep the downloads in a cache mount',
    },
    'no mount for uv': {
      code: `${FROM}COPY --link pyproject.toml uv.lock ./\n# packages\nRUN «uv sync --no-cache --locked»\n${SHIP}`,
      severity: 'hint',
      fix: 'review',
      fixed: `${FROM}COPY --link pyproject.toml uv.lock ./\nENV UV_LINK_MODE=copy\n# packages\nRUN --mount=type=cache,target=/root/.cache/uv \\\n    uv sync --locked\n${SHIP}`,
    },
    'no mount for uv, which copies already': {
      code: `${FROM}ENV UV_LINK_MODE=copy\nCOPY pyproject.toml uv.lock ./\nRUN --mount=type=secret,id=token «uv sync --no-cache»\nRUN --mount=type=cache,target=/var/cache/apt apt-get update\n${SHIP}`,
      severity: 'hint',
      fix: 'review',
      fixed: `${FROM}ENV UV_LINK_MODE=copy\nCOPY pyproject.toml uv.lock ./\nRUN --mount=type=cache,target=/root/.cache/uv \\\n    --mount=type=secret,id=token uv sync\nRUN --mount=type=cache,target=/var/cache/apt apt-get update\n${SHIP}`,
    },
    'no mount, and a cache that stays in the layer': {
      code: `# syntax=docker/dockerfile:1\n${FROM}${REQUIREMENTS}RUN «pip install -r requirements.txt»\n${SHIP}`,
      fixed: `# syntax=docker/dockerfile:1\n${FROM}${REQUIREMENTS}RUN ${MOUNT} \\\n    pip install -r requirements.txt\n${SHIP}`,
      severity: 'hint',
      fix: 'review',
    },
    'every option in the way goes': {
      code: `# syntax=docker/dockerfile:1\n${FROM}${REQUIREMENTS}RUN pip install --no-cache-dir gunicorn==23.0.0 && \\\n    «pip install --no-cache-dir -r requirements.txt»\n${SHIP}`,
      fixed: `# syntax=docker/dockerfile:1\n${FROM}${REQUIREMENTS}RUN ${MOUNT} \\\n    pip install gunicorn==23.0.0 && \\\n    pip install -r requirements.txt\n${SHIP}`,
      severity: 'hint',
      fix: 'review',
    },
    'a builder, and no other sign of BuildKit': {
      code: `${FROM.trim()} AS builder\n${REQUIREMENTS}RUN «pip wheel --no-cache-dir --no-deps --wheel-dir=/wheels -r requirements.txt»\n\nFROM python:3.13-slim-bookworm\nRUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-cache-dir --no-index /wheels/*\n${SHIP}`,
      fixed: `${FROM.trim()} AS builder\n${REQUIREMENTS}RUN ${MOUNT} \\\n    pip wheel --no-deps --wheel-dir=/wheels -r requirements.txt\n\nFROM python:3.13-slim-bookworm\nRUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-cache-dir --no-index /wheels/*\n${SHIP}`,
      severity: 'hint',
      fix: 'review',
    },
    'a builder and a last stage that both download, one hint each': {
      code: `${FROM.trim()} AS builder\n${REQUIREMENTS}RUN «pip install --no-cache-dir --target=/lib -r requirements.txt»\nRUN pip install --no-cache-dir --target=/lib -r more.txt\n\nFROM python:3.13-slim-bookworm\nCOPY --from=builder /lib /lib\n${REQUIREMENTS}RUN «pip install --no-cache-dir -r requirements.txt»\n${SHIP}`,
      severity: 'hint',
    },
    'an image for development': {
      code: `${FROM.trim()} AS dev\nRUN ${MOUNT} pip install «--no-cache-dir» django\n`,
      severity: 'hint',
    },
  },
});
