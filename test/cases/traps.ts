import type { Project } from '../support/judge.ts';

/**
 * What real Dockerfiles do on purpose, and simple rules take for mistakes: the constructs of files that were read by hand, written
 * anew. Each is a file (or several) in which some rules must say nothing.
 */
export interface Trap extends Project {
  readonly text: string;
  readonly silent: readonly string[];
  /** Found all the same, by rule. */
  readonly found?: readonly string[];
}

const SLIM = 'FROM python:3.13-slim-trixie';
const GUNICORN = 'CMD ["gunicorn", "shop.wsgi:application", "--bind=0.0.0.0:8000"]';
const USERS = ['runs-as-root', 'user-before-install', 'adduser-missing'];

export const TRAPS: Readonly<Record<string, Trap>> = {
  '1: the user comes from a local stage': {
    text: `${SLIM} AS development\nRUN useradd --uid 1000 web\nWORKDIR /code\nUSER web\nFROM development AS production\nCOPY . /code\n${GUNICORN}\n`,
    silent: ['runs-as-root'],
  },
  '2: root in a shared base, another user in each stage that ships': {
    text: `${SLIM} AS base\nUSER root\nRUN useradd --uid 1000 web\nFROM base AS web\nUSER web\n${GUNICORN}\nFROM base AS worker\nUSER web\nCMD ["celery", "--app=shop", "worker"]\n`,
    silent: ['runs-as-root'],
  },
  '3: USER in a builder says nothing of the image': {
    text: `FROM node:24-slim AS assets\nUSER node\nRUN npm ci\n${SLIM}\nCOPY --from=assets /dist /static\n${GUNICORN}\n`,
    silent: [],
    found: ['runs-as-root'],
  },
  '4: the entrypoint drops the privileges': {
    text: `${SLIM}\nRUN useradd --uid 1000 web && apt-get update && apt-get install --yes --no-install-recommends gosu && rm -rf /var/lib/apt/lists/*\nCOPY docker/start.sh /usr/local/bin/start\nENTRYPOINT ["start"]\n`,
    files: {
      'docker/start.sh': '#!/bin/sh\nset -e\nchown -R web /media\nexec gosu web gunicorn shop.wsgi -b 0.0.0.0:8000\n',
      'manage.py': '',
    },
    silent: USERS,
  },
  '4b: the script that CMD runs drops them': {
    text: `${SLIM}\nCOPY run.sh /srv/\nWORKDIR /srv\nCMD ["./run.sh"]\n`,
    files: { 'run.sh': '#!/bin/sh\nexec su-exec www-data gunicorn shop.wsgi\n', 'manage.py': '' },
    silent: USERS,
  },
  '4c: s6 is in charge': {
    text: `FROM ghcr.io/linuxserver/baseimage-alpine:3.22\nCOPY root/ /\nRUN pip install --no-cache-dir django\nENTRYPOINT ["/init"]\n`,
    silent: ['runs-as-root'],
  },
  '5: the server drops them': {
    text: `${SLIM}\nCOPY uwsgi.ini /etc/shop/uwsgi.ini\nCOPY . .\nCMD ["uwsgi", "--ini", "/etc/shop/uwsgi.ini"]\n`,
    files: { 'uwsgi.ini': '[uwsgi]\nmodule = shop.wsgi\nuid = www-data\ndie-on-term = true\n', 'manage.py': '' },
    silent: ['runs-as-root', 'wrong-stop-signal'],
  },
  '5b: su-exec stands in CMD': {
    text: `${SLIM}\nCOPY . .\nCMD ["su-exec", "nobody", "gunicorn", "shop.wsgi", "-b", "0.0.0.0:8000"]\n`,
    silent: ['runs-as-root'],
  },
  '7: a base without a shell gets no RUN': {
    text: 'FROM gcr.io/distroless/python3-debian13\nCOPY --from=build /srv /srv\nENTRYPOINT ["/usr/bin/python3"]\nCMD ["/srv/manage.py", "check"]\n',
    silent: ['user-before-install', 'start-command-missing'],
  },
  '8: the user is a variable with a default': {
    text: `ARG UID=10001\n${SLIM}\nARG UID\nRUN useradd --uid \${UID} web\nUSER \${UID}\n${GUNICORN}\n`,
    silent: ['runs-as-root', 'arg-out-of-scope', 'user-not-numeric'],
  },
  '8b: the user is a variable that the build gives': {
    text: `${SLIM}\nARG DOCKER_USER\nUSER \${DOCKER_USER}\n${GUNICORN}\n`,
    silent: ['arg-out-of-scope', 'user-not-numeric'],
  },
  '9: a number needs no account': {
    text: `${SLIM}\nCOPY --chown=1001:0 . /srv\nUSER 1001\n${GUNICORN}\n`,
    silent: [...USERS, 'user-not-numeric'],
  },
  '11: the last stage is not what ships': {
    text: `${SLIM} AS app\nRUN useradd --uid 10001 web\nUSER 10001\n${GUNICORN}\nFROM app AS unittests\nUSER root\nRUN pip install --no-cache-dir pytest\nCMD ["python", "manage.py", "test"]\n`,
    silent: ['runs-as-root', 'dev-deps-installed'],
  },
  '12: runserver in a stage for development': {
    text: `${SLIM} AS base\nCOPY . .\nFROM base AS dev\nCMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\nFROM base AS prod\n${GUNICORN}\n`,
    silent: ['dev-server'],
  },
  '12b: runserver in a file for development': {
    path: 'docker/dev/web/Dockerfile',
    text: `${SLIM}\nCOPY . .\nCMD python manage.py runserver 0.0.0.0:8000\n`,
    silent: ['dev-server', 'runs-as-root', 'shell-form-command'],
  },
  '13: a runserver that is not Django’s': {
    text: `${SLIM}\nCOPY start /app/bin/start\nENTRYPOINT ["/app/bin/start"]\nCMD ["runserver"]\n`,
    silent: ['dev-server'],
  },
  '13b: the dev server split over ENTRYPOINT and CMD': {
    text: `${SLIM}\nCOPY . .\nENTRYPOINT ["python", "manage.py"]\nCMD ["runserver", "0.0.0.0:8000"]\n`,
    silent: [],
    found: ['dev-server'],
  },
  '14: a dummy key in front of collectstatic': {
    text: `${SLIM}\nCOPY . .\nRUN SECRET_KEY=dummy AWS_SECRET_ACCESS_KEY=x DATABASE_URL=postgres://u:p@localhost/db python manage.py collectstatic --noinput\n${GUNICORN}\n`,
    silent: ['secret-in-env-or-arg', 'credentials-in-url'],
  },
  '15: an ARG with a dummy key that no ENV takes over': {
    text: `${SLIM}\nCOPY . .\nARG SECRET_KEY=dummy\nRUN python manage.py collectstatic --noinput\n${GUNICORN}\n`,
    silent: ['secret-in-env-or-arg'],
  },
  '16: names that only look secret': {
    text: `${SLIM}\nENV NGINX_GPG_KEY=573BFD6B3D8FBC641079A6ABABF5BD827BD9BF62 \\\n    APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE=1 \\\n    SECRET_KEY_FILE=/run/secrets/key \\\n    SSH_PRIVATE_KEY_PATH=/home/web/.ssh/id \\\n    ADMIN_PASSWORD= \\\n    AUTH_USER_MODEL=users.User \\\n    TOKENIZERS_PARALLELISM=false\n${GUNICORN}\n`,
    silent: ['secret-in-env-or-arg'],
  },
  '17: collectstatic without a key is normal': {
    text: `${SLIM}\nENV DJANGO_SETTINGS_MODULE=shop.settings.static\nCOPY . .\nRUN DJANGO_CONFIGURATION=Build python manage.py collectstatic --noinput\n${GUNICORN}\n`,
    silent: ['secret-in-env-or-arg', 'env-name-typo'],
  },
  '18: the cache of pip is off in other ways': {
    text: `${SLIM} AS base\nENV PIP_NO_CACHE_DIR=off\nFROM base AS one\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n${GUNICORN}\n${SLIM} AS two\nCOPY requirements.txt .\nRUN pip install --no-cache -r requirements.txt\nRUN pip install django && rm -rf /root/.cache\nRUN pip install celery && pip cache purge\n${GUNICORN}\n`,
    silent: ['pip-cache-left'],
  },
  '19: a cache mount wants the cache': {
    text: `${SLIM}\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n${GUNICORN}\n`,
    silent: ['pip-cache-left', 'cache-mount', 'buildkit-style'],
  },
  '20: lists behind mounts, and other ways to clean up': {
    text: `${SLIM}\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install --yes --no-install-recommends git\nRUN apt-get update && apt-get install --yes --no-install-recommends curl && apt-get distclean\nRUN apt-get update && apt-get install --yes --no-install-recommends jq && rm --recursive --force /var/lib/apt/lists\n${GUNICORN}\n`,
    silent: ['apt-lists-left'],
  },
  '21: recommends are off in apt’s own configuration': {
    text: `${SLIM}\nRUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99-no-recommends\nRUN apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n${GUNICORN}\n`,
    silent: ['apt-flags'],
  },
  '22: wrappers around package managers': {
    text: `${SLIM}\nCOPY bin/ /usr/local/bin/\nRUN apt-install gcc libpq-dev\nRUN docker-apt-install.sh /tmp/packages.txt\nRUN make install\nCOPY . .\n${GUNICORN}\n`,
    silent: ['apt-flags', 'apt-lists-left', 'apt-update-separate', 'requirements-not-copied', 'build-deps-in-final'],
  },
  '23: the list of packages is a variable': {
    text: `${SLIM}\nARG RUNTIME_PACKAGES="curl libpq5"\nRUN apt-get update && apt-get install --yes --no-install-recommends $RUNTIME_PACKAGES && rm -rf /var/lib/apt/lists/*\nHEALTHCHECK CMD ["curl", "-f", "http://localhost:8000/"]\n${GUNICORN}\n`,
    silent: ['healthcheck-tool-missing'],
  },
  '23b: the full image has curl': {
    text: `FROM python:3.13\nCOPY . .\nHEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1\n${GUNICORN}\n`,
    silent: ['healthcheck-tool-missing'],
  },
  '24: requirements that are never copied': {
    text: `# syntax=docker/dockerfile:1\n${SLIM} AS build\nCOPY requirements.txt /build/\n${SLIM}\nRUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt pip install --no-cache-dir -r /tmp/requirements.txt\nRUN --mount=from=build,source=/build,target=/build pip install --no-cache-dir -r /build/requirements.txt\n${GUNICORN}\n`,
    silent: ['requirements-not-copied'],
  },
  '25: source in front of a second install': {
    text: `${SLIM}\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-install-project --no-dev\nCOPY . .\nRUN uv sync --locked --no-dev\n${GUNICORN}\n`,
    silent: ['source-before-deps'],
  },
  '26: gunicorn listens where PORT says': {
    text: `${SLIM}\nENV PORT=8000\nCOPY . .\nCMD ["gunicorn", "shop.wsgi:application"]\n`,
    silent: ['server-bound-to-loopback'],
  },
  '26b: … or GUNICORN_CMD_ARGS': {
    text: `${SLIM}\nENV GUNICORN_CMD_ARGS="--bind=0.0.0.0:8000"\nCOPY . .\nCMD ["gunicorn", "shop.wsgi:application"]\n`,
    silent: ['server-bound-to-loopback'],
  },
  '26c: … or a configuration file': {
    text: `${SLIM}\nWORKDIR /srv\nCOPY . .\nCMD ["gunicorn", "shop.wsgi:application"]\n`,
    files: { 'gunicorn.conf.py': 'bind = "0.0.0.0:8000"\n', 'manage.py': '' },
    silent: ['server-bound-to-loopback'],
  },
  '26d: … or a module of Python': {
    text: `${SLIM}\nCOPY . .\nCMD ["gunicorn", "-c", "python:config.gunicorn", "shop.wsgi"]\n`,
    silent: ['server-bound-to-loopback'],
  },
  '26e: ENTRYPOINT is the server, CMD its options': {
    text: `${SLIM}\nCOPY . .\nENTRYPOINT ["gunicorn", "shop.wsgi"]\nCMD ["--bind", "0.0.0.0:8000"]\n`,
    silent: ['server-bound-to-loopback'],
  },
  '28: errors in heredocs and lists that stop the build all the same': {
    text: `# syntax=docker/dockerfile:1\n${SLIM}\nSHELL ["/bin/bash", "-euxo", "pipefail", "-c"]\nRUN <<EOF\napt-get update\napt-get install --yes --no-install-recommends git\nrm -rf /var/lib/apt/lists/*\nEOF\nRUN : \\\n    && mkdir /srv/app \\\n    # a comment in between\n    && :\n${GUNICORN}\n`,
    silent: ['script-errors-ignored', 'shell-state-lost'],
  },
  '28b: set -e at the top of a heredoc': {
    text: `# syntax=docker/dockerfile:1\n${SLIM}\nRUN <<EOF\nset -ex\npip install --no-cache-dir django\npip check\nEOF\n${GUNICORN}\n`,
    silent: ['script-errors-ignored', 'shell-state-lost'],
  },
  '29: FROM a stage whose name holds a variable': {
    text: `${SLIM} AS system-amd64\n${SLIM} AS system-arm64\nARG TARGETARCH\nFROM system-\${TARGETARCH} AS final\nCOPY --from=docker.io/library/node:24.11-slim /usr/local/bin/node /usr/local/bin/\nUSER 1000\n${GUNICORN}\n`,
    silent: ['copy-from-invalid', 'image-unpinned', 'unused-stage', 'stage-alias-shadowed'],
  },
  '29b: FROM an argument of the build': {
    text: `ARG FROM\nFROM \${FROM} AS app\nCOPY . .\n${GUNICORN}\n`,
    silent: ['image-unpinned', 'base-image-eol', 'base-image-full', 'arg-out-of-scope'],
  },
  '30: carriage returns are taken out': {
    text: `${SLIM}\nCOPY docker/entrypoint /entrypoint\nRUN sed -i 's/\\r$//g' /entrypoint\nRUN chmod +x /entrypoint\nENTRYPOINT ["/entrypoint"]\n`,
    silent: ['chown-duplicates-layer'],
  },
  'root owns the code on purpose': {
    text: `${SLIM}\nRUN useradd --uid 1000 web\nUSER 1000\nCOPY . /srv\n${GUNICORN}\n`,
    silent: ['code-writable-by-app', 'runs-as-root'],
  },
  'pip installs as the user who runs': {
    text: `${SLIM}\nRUN useradd --create-home --uid 1000 web\nUSER web\nENV PATH=/home/web/.local/bin:$PATH\nCOPY requirements.txt .\nRUN pip install --user --no-cache-dir -r requirements.txt\nCOPY . .\n${GUNICORN}\n`,
    silent: ['user-before-install', 'user-site-broken'],
  },
  'the platform is fixed for a reason': {
    text: `# Chromium has no build for other machines.\nFROM --platform=linux/amd64 python:3.13-slim-trixie\nUSER 1000\n${GUNICORN}\n`,
    silent: ['platform-constant'],
  },
};
