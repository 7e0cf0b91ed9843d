import rule from '../../../server/src/engine/rules/security/runs-as-root.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const MARKED = 'FROM «python:3.13-slim-trixie»\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const SCRIPTED =
  'COPY docker/entry.sh /usr/local/bin/entrypoint\nENTRYPOINT ["entrypoint"]\nCMD ["gunicorn", "config.wsgi"]\n';
const CREATE =
  'RUN groupadd --gid 10001 app \\\n    && useradd --uid 10001 --gid 10001 --no-log-init --create-home --shell /usr/sbin/nologin app\nUSER 10001\n';

const CHOOSES = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const BASE = 'from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n';
const MEDIA = 'MEDIA_ROOT = BASE_DIR / "media"\n';
const SQLITE = 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}\n';
const LOGGING =
  'LOGGING = {"version": 1, "handlers": {"file": {"class": "logging.FileHandler", "filename": BASE_DIR / "logs" / "a.log"}}}\n';

/** A project whose settings say where it writes. */
const writing = (settings: string, more: Readonly<Record<string, string>> = {}) => ({
  'manage.py': CHOOSES,
  'config/__init__.py': '',
  'config/wsgi.py': `${CHOOSES}from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n`,
  'config/celery.py': `${CHOOSES}from celery import Celery\napp = Celery("config")\n`,
  'config/settings.py': BASE + settings,
  ...more,
});
const APP = 'WORKDIR /app\nCOPY . .\n';
/** The RUN that makes the user, and more for it. */
const createAnd = (...more: readonly string[]): string =>
  CREATE.replace('\nUSER', `${more.map((each) => ` \\\n    && ${each}`).join('')}\nUSER`);

const ROOT = 'The container runs as root: whoever breaks into the app is root in it';
const HIDDEN = 'The container starts as root, and stays it unless the start script drops its rights';

const project = (script: string, more: Readonly<Record<string, string>> = {}) => ({
  'manage.py': '',
  'docker/entry.sh': script,
  ...more,
});

/** Services of compose files that build the Dockerfile, by file. */
const composed = (files: Readonly<Record<string, string>>) => ({
  code: `FROM python:3.13-slim AS web\nCOPY . .\n${CMD}`,
  files: {
    'manage.py': '',
    ...Object.fromEntries(Object.entries(files).map(([path, services]) => [path, `services: {${services}}\n`])),
  },
});

testRule(rule, {
  valid: {
    'compose sets the user': composed({ 'compose.yaml': 'web: {build: ., user: "1000:1000"}' }),
    'compose sets the user of every service': composed({
      'compose.yaml':
        'web: {build: ., user: app}, worker: {build: {context: ., target: WEB}, user: app}, db: {image: postgres}',
    }),
    'compose takes the user from its environment': composed({
      'compose.yaml': 'web: {build: ., user: "${UID}:${GID}"}',
    }),
    'compose sets the user where it ships': composed({
      'docker-compose.yml': 'web: {build: .}',
      'docker-compose.prod.yml': 'web: {user: app}',
      'docker-compose.dev.yml': 'web: {user: root}',
    }),
    'a named user': `${FROM}RUN useradd -u 1000 app\nUSER app\n${CMD}`,
    'a number without an account': `${FROM}USER 1001\n${CMD}`,
    'a user and a group': `${FROM}USER 10001:0\n${CMD}`,
    'a user in quotes': `${FROM}USER "app"\n${CMD}`,
    'inherited from a stage': `FROM python:3.13-slim AS dev-base\nRUN useradd app\nUSER app\nFROM dev-base AS production\n${CMD}`,
    'root in the base, another user in each leaf': `FROM python:3.13-slim AS base\nUSER root\nRUN useradd app\nFROM base AS web\nUSER app\n${CMD}FROM base AS worker\nUSER app\nCMD ["celery", "-A", "config", "worker"]\n`,
    'root in between': `${FROM}USER app\nUSER root\nRUN apt-get update\nUSER app\n${CMD}`,
    'by ARG with a default': `${FROM}ARG UID=10001\nARG GID=10001\nUSER \${UID}:\${GID}\n${CMD}`,
    'by ARG with a default in a parent stage': `FROM python:3.13-slim AS base\nARG UID=10001\nFROM base\nUSER \${UID}\n${CMD}`,
    'by ENV': `${FROM}ENV APP_USER=app\nUSER $APP_USER\n${CMD}`,
    'a default in the word': `${FROM}USER \${APP_USER:-app}\n${CMD}`,
    'a variable of an unknown base': `FROM registry.example.com/python\nUSER $APP_USER\n${CMD}`,
    'builders and development stages': `FROM python:3.13-slim AS builder\nRUN true\nFROM python:3.13-slim AS dev\n${CMD}FROM python:3.13-slim AS final\nCOPY --from=builder /a /a\nUSER 1000\n${CMD}`,
    'an image that others are built on': { code: `${FROM}RUN useradd django\n`, path: 'docker/base/Dockerfile' },
    'the same by the name of the file': { code: `${FROM}RUN useradd django\n`, path: 'Dockerfile-base' },
    'a development file': { code: `${FROM}${CMD}`, path: '.devcontainer/Dockerfile' },
    'an image that a template names': `${FROM}USER app\n${CMD}FROM {{image}}:{{tag}} AS proxy\nCOPY proxy.conf /etc/\nRUN true\n`,
    'the same through an ARG': `ARG IMAGE={{image}}\n${FROM}USER app\n${CMD}FROM \${IMAGE}:1 AS proxy\nRUN true\n`,
    'a stage that is not Python': `${FROM}USER app\n${CMD}FROM nginx:1.29\nCOPY nginx.conf /etc/nginx/\n`,
    'a stage whose files are exported': `FROM python:3.13-slim AS build\nRUN pip wheel .\nFROM scratch AS dist\nCOPY --from=build /dist/ /\nFROM build AS final\nUSER 1000\n${CMD}`,
    'an unknown image that starts nothing': `FROM registry.example.com/data\nCOPY . /data\n`,
    'distroless nonroot': `FROM gcr.io/distroless/python3-debian13:nonroot\nCMD ["manage.py"]\n`,
    'hardened images': `FROM dhi.io/python:3.13\n${CMD}`,
    Windows: `FROM python:3.13-windowsservercore\nCMD python manage.py runserver\n`,
    'a base that the build gives': `ARG TARGET\nFROM \${TARGET}\n${CMD}`,
    'gosu in the command': `${FROM}CMD ["gosu", "app", "gunicorn", "config.wsgi"]\n`,
    'su-exec, setpriv, runuser, sudo, s6-setuidgid behind others': `FROM python:3.13-alpine AS a\nCMD ["tini", "--", "su-exec", "nobody", "gunicorn", "config.wsgi"]\nFROM python:3.13 AS b\nCMD ["setpriv", "--reuid=app", "--", "gunicorn", "config.wsgi"]\nFROM python:3.13 AS c\nCMD exec runuser -u app -- gunicorn config.wsgi\nFROM python:3.13 AS d\nCMD ["sudo", "-E", "-u", "app", "gunicorn", "config.wsgi"]\nFROM python:3.13 AS e\nCMD ["sh", "-c", "s6-setuidgid app gunicorn config.wsgi"]\nFROM python:3.13 AS f\nCMD ["su", "app", "-c", "gunicorn config.wsgi"]\n`,
    'a user in a variable': `${FROM}CMD exec gosu "$APP_USER" gunicorn config.wsgi\n`,
    'servers that take a user': `FROM python:3.13 AS a\nCMD ["uwsgi", "--http", ":8000", "--uid", "www-data", "--module", "config.wsgi"]\nFROM python:3.13 AS b\nCMD ["gunicorn", "-u", "app", "config.wsgi"]\nFROM python:3.13 AS c\nCMD ["celery", "-A", "config", "worker", "--uid=nobody"]\n`,
    'servers that start as root on purpose': `FROM python:3.13 AS a\nCMD ["apache2ctl", "-D", "FOREGROUND"]\nFROM python:3.13 AS b\nCMD ["unitd", "--no-daemon"]\nFROM python:3.13 AS c\nENTRYPOINT ["/init"]\nFROM python:3.13 AS d\nCMD ["nginx", "-g", "daemon off;"]\n`,
    'the entry script, copied under another name': {
      code: `${FROM}${SCRIPTED}`,
      files: project(
        '#!/bin/sh\nset -e\nif [ "$(id -u)" = 0 ]; then\n  chown -R app /app/media\n  exec gosu app "$0" "$@"\nfi\nexec "$@"\n',
      ),
    },
    'the entry script of a base that may set PATH': {
      code: `FROM registry.example.com/python\nCOPY docker/entry.sh docker/other.sh /scripts/\nENTRYPOINT ["tini", "--", "entry.sh"]\nCMD []\n`,
      files: project('#!/bin/sh\nset -- su-exec app gunicorn "$@"\nexec "$@"\n', { 'docker/other.sh': '' }),
    },
    'CMD is the options of ENTRYPOINT, a user among them': `${FROM}ENTRYPOINT ["gunicorn", "config.wsgi"]\nCMD ["--user", "app", "--bind", ":8000"]\n`,
    'a script that the entry script runs': {
      code: `${FROM}COPY docker/ /docker/\nENTRYPOINT ["/docker/entry.sh"]\n${CMD}`,
      files: project('#!/bin/sh\n. /docker/lib.sh\nexec /docker/start "$@"\n', {
        'docker/lib.sh': 'log() { echo "$1"; }\n',
        'docker/start': '#!/bin/bash\nexec su-exec app:app "$@"\n',
      }),
    },
    'the script stands in CMD': {
      code: `${FROM}COPY docker/entry.sh /start.sh\nCMD ["bash", "/start.sh"]\n`,
      files: project('#!/bin/bash\nexec sudo -u www-data gunicorn config.wsgi\n'),
    },
    'uwsgi.ini': {
      code: `${FROM}WORKDIR /app\nCOPY . .\nCMD ["uwsgi", "--ini", "docker/uwsgi.ini"]\n`,
      files: project('', { 'docker/uwsgi.ini': '[uwsgi]\nhttp = :8000\nuid=www-data\n' }),
    },
    'uwsgi.ini, which a script names': {
      code: `${FROM}WORKDIR /app\nCOPY . .\nENTRYPOINT ["./docker/entry.sh"]\n`,
      files: project('#!/bin/sh\nexec uwsgi --ini /app/uwsgi.ini\n', { 'uwsgi.ini': '[uwsgi]\nuid = 1000\n' }),
    },
    'gunicorn.conf.py, named or not': {
      code: `FROM python:3.13-slim AS a\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "-c", "docker/gunicorn.py", "config.wsgi"]\nFROM python:3.13-slim AS b\nWORKDIR /srv\nCOPY . .\n${CMD}`,
      files: {
        'manage.py': '',
        'docker/gunicorn.py': 'bind = ":8000"\nuser = "app"\n',
        'gunicorn.conf.py': "user = 'app'\n",
      },
    },
    'supervisord with a user': {
      code: `${FROM}COPY supervisord.conf /etc/supervisor/supervisord.conf\nCMD ["supervisord", "-n"]\n`,
      files: {
        'manage.py': '',
        'supervisord.conf':
          '[supervisord]\nnodaemon=true\nuser=root\n[program:web]\ncommand=gunicorn config.wsgi\nuser=app\n',
      },
    },
    'a Python script that drops': {
      code: `${FROM}WORKDIR /app\nCOPY . .\nCMD ["python", "start.py"]\n`,
      files: { 'manage.py': '', 'start.py': 'import os\nos.setgid(1000)\nos.setuid(1000)\n' },
    },
    'a script nobody has read, and gosu is installed': `${FROM}RUN apt-get update && apt-get install -y gosu\nCOPY docker/entry.sh /entry.sh\nENTRYPOINT ["/entry.sh"]\n`,
    'gosu from its image, s6-overlay from the net': `FROM python:3.13-slim AS a\nCOPY --from=tianon/gosu:1.19 /gosu /usr/local/bin/\nENTRYPOINT ["/entry.sh"]\nFROM python:3.13-slim AS b\nADD https://github.com/just-containers/s6-overlay/releases/download/v3/x.tar.xz /tmp\nENTRYPOINT ["/start"]\n`,
    'no start command, and gosu is installed': `${FROM}RUN apt-get update && apt-get install -y gosu\n`,
  },
  invalid: {
    'no USER at all': {
      code: `${MARKED}WORKDIR /app\nCOPY . .\n${CMD}`,
      message: ROOT,
      title: 'Create user app and switch to it',
      fixed: `${FROM}WORKDIR /app\nCOPY . .\n${CREATE}${CMD}`,
    },
    'no fix for a script that makes folders somewhere': {
      code: `${MARKED}COPY docker/entry.sh /entry.sh\nENTRYPOINT ["/entry.sh"]\n${CMD}`,
      files: project('#!/bin/sh\nset -e\nmkdir -p /usr/src/logs\nexec "$@"\n'),
      fixed: null,
    },
    'no fix for a script that collects static files to nobody knows where': {
      code: `${MARKED}WORKDIR /code\nCOPY . .\nENTRYPOINT ["/code/docker/entry.sh"]\n${CMD}`,
      files: project('#!/bin/sh\npython manage.py collectstatic --noinput\nexec "$@"\n'),
      fixed: null,
    },
    'no fix for a script that writes into the code': {
      code: `${MARKED}WORKDIR /code\nCOPY . .\nENTRYPOINT ["/code/docker/entry.sh"]\n${CMD}`,
      files: project('#!/bin/sh\npython manage.py makemigrations --noinput\necho started > state.txt\nexec "$@"\n'),
      fixed: null,
    },
    'a script that writes where everybody may': {
      code: `${MARKED}COPY docker/entry.sh /entry.sh\nENTRYPOINT ["/entry.sh"]\n${CMD}`,
      files: project('#!/bin/sh\nmkdir -p /tmp/cache\necho ok > /dev/null 2>&1\nexec "$@"\n'),
      fixed: `${FROM}COPY docker/entry.sh /entry.sh\n${CREATE}ENTRYPOINT ["/entry.sh"]\n${CMD}`,
    },
    'no fix where Poetry keeps the packages in the home of root': {
      code: `${MARKED}RUN pip install --no-cache-dir poetry==2.1.3\nWORKDIR /app\nCOPY . .\nRUN poetry install --only main\nENTRYPOINT ["poetry", "run", "gunicorn", "config.wsgi"]\n`,
      files: { 'manage.py': '', 'pyproject.toml': '[tool.poetry]\n' },
      fixed: null,
    },
    'other names and numbers': {
      code: `${MARKED}COPY . .\n${CMD}`,
      options: { user: 'django', uid: 1234 },
      title: 'Create user django and switch to it',
      fixed: `${FROM}COPY . .\nRUN groupadd --gid 1234 django \\\n    && useradd --uid 1234 --gid 1234 --no-log-init --create-home --shell /usr/sbin/nologin django\nUSER 1234\n${CMD}`,
    },
    'Alpine has other programs': {
      code: `FROM «python:3.13-alpine»\nCOPY . .\n${CMD}`,
      fixed: `FROM python:3.13-alpine\nCOPY . .\nRUN addgroup -g 10001 app \\\n    && adduser -D -u 10001 -G app app\nUSER 10001\n${CMD}`,
    },
    'a backtick as escape character, no final line break': {
      code: `# escape=\`\n${MARKED}COPY . .`,
      fixed: `# escape=\`\n${FROM}COPY . .\nRUN groupadd --gid 10001 app \`\n    && useradd --uid 10001 --gid 10001 --no-log-init --create-home --shell /usr/sbin/nologin app\nUSER 10001`,
    },
    'nothing but FROM': {
      code: '# the app\nFROM «python:3.13-slim-trixie»',
      fixed: `# the app\nFROM python:3.13-slim-trixie\n${CREATE.trimEnd()}`,
    },
    'the description of the start stays together, with its comment': {
      code: `${MARKED}COPY . .\n\n# how it starts\nEXPOSE 8000\nHEALTHCHECK CMD ["python", "manage.py", "check"]\n# the server\n${CMD}`,
      fixed: `${FROM}COPY . .\n\n${CREATE}# how it starts\nEXPOSE 8000\nHEALTHCHECK CMD ["python", "manage.py", "check"]\n# the server\n${CMD}`,
    },
    'CMD stands before the work': {
      code: `${MARKED}${CMD}EXPOSE 8000\nCOPY . .\nRUN pip install django\n`,
      fixed: `${FROM}${CMD}EXPOSE 8000\nCOPY . .\nRUN pip install django\n${CREATE}`,
    },
    'options in CMD hide nothing': {
      code: `${MARKED}ENTRYPOINT ["gunicorn", "config.wsgi"]\nCMD ["-b", "0.0.0.0:8000"]\n`,
      message: ROOT,
    },
    'a script whose last line only says something': {
      code: `${MARKED}${SCRIPTED}`,
      files: project('#!/bin/sh\npython manage.py runserver 0.0.0.0:8000\necho "stopped"\n'),
      message: ROOT,
    },
    'a base that starts something is an image of its own': {
      code: `${MARKED}${CMD}`,
      path: 'docker/base/Dockerfile',
      message: ROOT,
    },
    'several leaves': {
      code: `FROM python:3.13-slim-trixie AS base\nCOPY . .\n\nFROM «base» AS web\n${CMD}\nFROM «base» AS worker\nCMD ["celery", "-A", "config", "worker"]\n`,
      fixed: `FROM python:3.13-slim-trixie AS base\nCOPY . .\n\nFROM base AS web\n${CREATE}${CMD}\nFROM base AS worker\n${CREATE}CMD ["celery", "-A", "config", "worker"]\n`,
    },
    'USER only in a builder, or in another language’s stage': {
      code: `FROM node:24 AS assets\nUSER node\nRUN npm ci\n${MARKED}COPY --from=assets /a /a\n${CMD}`,
      message: ROOT,
    },
    'a created user': {
      code: `${MARKED}RUN useradd --create-home --uid 1000 django\nCOPY . .\n${CMD}`,
      message: 'User django is created and never used: the container runs as root',
      title: 'Switch to user django',
      fixed: `${FROM}RUN useradd --create-home --uid 1000 django\nCOPY . .\nUSER 1000\n${CMD}`,
    },
    'a created user without a number': {
      code: `${MARKED}RUN adduser --system --group app\nCOPY . .\n${CMD}`,
      fixed: `${FROM}RUN adduser --system --group app\nCOPY . .\nUSER app\n${CMD}`,
      alsoFires: ['user-not-numeric'],
    },
    'a user created in a parent stage, by a variable': {
      code: `FROM python:3.13-slim-trixie AS base\nARG APP=django\nRUN groupadd -g 500 web && useradd -g web "$APP"\nFROM «base»\nCOPY . .\n${CMD}`,
      message: 'User django is created and never used: the container runs as root',
      fixed: `FROM python:3.13-slim-trixie AS base\nARG APP=django\nRUN groupadd -g 500 web && useradd -g web "$APP"\nFROM base\nCOPY . .\nUSER django\n${CMD}`,
      alsoFires: ['user-not-numeric'],
    },
    'of two users the one that owns the files': {
      code: `${MARKED}RUN useradd -u 1000 app && useradd -u 2000 metrics\nCOPY --chown=app:app . .\n${CMD}`,
      fixed: `${FROM}RUN useradd -u 1000 app && useradd -u 2000 metrics\nCOPY --chown=app:app . .\nUSER 1000\n${CMD}`,
      alsoFires: ['code-writable-by-app'],
    },
    'the user of a database is none for the app': {
      code: `${MARKED}RUN useradd postgres\n${CMD}`,
      message: ROOT,
      fixed: `${FROM}RUN useradd postgres \\\n    && ${CREATE.slice('RUN '.length)}${CMD}`,
    },
    'only a group': { code: `${MARKED}RUN groupadd web\n${CMD}`, message: ROOT },
    'the last RUN makes directories, line by line': {
      code: `${MARKED}RUN mkdir -p \\\n      /app/media && \\\n    touch /app/x\n${CMD}`,
      fixed: `${FROM}RUN mkdir -p \\\n      /app/media && \\\n    touch /app/x && \\\n    ${CREATE.slice('RUN '.length).replace(' \\\n    && ', ' && \\\n    ').replace('app\nUSER', 'app && \\\n    install -d -o 10001 -g 10001 /app/media\nUSER')}${CMD}`,
    },
    'the last RUN ends in something nothing can follow': {
      code: `${MARKED}RUN mkdir /app && chmod 755 /app &\n${CMD}`,
      fixed: `${FROM}RUN mkdir /app && chmod 755 /app &\n${CREATE}${CMD}`,
      alsoFires: ['consecutive-runs'],
    },
    'the names of the fix are taken': {
      code: `${MARKED}RUN groupadd --gid 10001 web\n${CMD}`,
      fixed: null,
    },
    'USER root at the end': {
      code: `${FROM}RUN useradd -u 1000 app\nUSER app\nRUN pip list\n«USER root»\nRUN pip check\n${CMD}`,
      message: 'The last USER is root: the container runs as root, not as app',
      fixed: `${FROM}RUN useradd -u 1000 app\nUSER app\nRUN pip list\nUSER root\nRUN pip check\nUSER 1000\n${CMD}`,
    },
    'USER root is the last word': {
      code: `${FROM}COPY . .\n«USER 0:0»\n${CMD}`,
      fixed: `${FROM}COPY . .\n${CREATE}${CMD}`,
    },
    'USER root of a parent stage': {
      code: `FROM python:3.13-slim-trixie AS base\nUSER root\nFROM «base»\nCOPY . .\n${CMD}`,
      fixed: `FROM python:3.13-slim-trixie AS base\nUSER root\nFROM base\nCOPY . .\n${CREATE}${CMD}`,
    },
    'an ARG whose default is root': { code: `${FROM}ARG RUN_AS=root\n«USER \${RUN_AS}»\n${CMD}`, message: ROOT },
    'USER in an ONBUILD is for others': { code: `${MARKED}ONBUILD USER app\n${CMD}`, message: ROOT },
    'an ARG without a default': {
      code: `${FROM}RUN useradd -u 1000 app\nARG DOCKER_USER\n«USER \${DOCKER_USER}»\n${CMD}`,
      severity: 'info',
      message: 'USER comes from ARG DOCKER_USER, which has no default: without it the container runs as root',
      fixed: null,
    },
    'directories for uploads and volumes belong to the user': {
      code: `${MARKED}WORKDIR /app\nCOPY . .\nRUN mkdir -p media /var/lib/app/data static\nVOLUME ["/backup"]\n${CMD}`,
      fixed: `${FROM}WORKDIR /app\nCOPY . .\nRUN mkdir -p media /var/lib/app/data static \\\n    && ${CREATE.slice('RUN '.length).replace('app\nUSER', 'app \\\n    && install -d -o 10001 -g 10001 /app/media /var/lib/app/data /backup\nUSER')}VOLUME ["/backup"]\n${CMD}`,
    },
    'directories for a user that is there': {
      code: `${MARKED}RUN useradd -u 1000 app\nRUN mkdir /media\n${CMD}`,
      fixed: `${FROM}RUN useradd -u 1000 app\nRUN mkdir /media && install -d -o 1000 /media\nUSER 1000\n${CMD}`,
    },
    'directories that have their owner': {
      code: `${MARKED}RUN useradd -u 1000 app && mkdir -p /app/media /logs && chown -R app:app /app && install -d -o app /logs\n${CMD}`,
      fixed: `${FROM}RUN useradd -u 1000 app && mkdir -p /app/media /logs && chown -R app:app /app && install -d -o app /logs\nUSER 1000\n${CMD}`,
    },
    'uploads that the settings name': {
      code: `${MARKED}${APP}${CMD}`,
      files: writing(MEDIA),
      title: 'Create user app and switch to it',
      fixed: `${FROM}${APP}${createAnd('install -d -o 10001 -g 10001 /app/media')}${CMD}`,
    },
    'uploads for a user that is there': {
      code: `${MARKED}RUN useradd -u 1000 app\n${APP}${CMD}`,
      files: writing(MEDIA),
      title: 'Switch to user app',
      fixed: `${FROM}RUN useradd -u 1000 app\n${APP}RUN install -d -o 1000 /app/media\nUSER 1000\n${CMD}`,
    },
    'uploads in the place of USER root': {
      code: `${FROM}RUN useradd -u 1000 app\n${APP}«USER root»\n${CMD}`,
      files: writing(MEDIA),
      fixed: `${FROM}RUN useradd -u 1000 app\n${APP}RUN install -d -o 1000 /app/media\nUSER 1000\n${CMD}`,
    },
    'uploads on Alpine': {
      code: `FROM «python:3.13-alpine»\n${APP}${CMD}`,
      files: writing(MEDIA),
      fixed: `FROM python:3.13-alpine\n${APP}RUN addgroup -g 10001 app \\\n    && adduser -D -u 10001 -G app app \\\n    && install -d -o 10001 -g 10001 /app/media\nUSER 10001\n${CMD}`,
    },
    'a folder that the file makes and the settings name is given once': {
      code: `${MARKED}${APP}RUN mkdir media\n${CMD}`,
      files: writing(MEDIA),
      fixed: `${FROM}${APP}RUN mkdir media \\\n    && ${createAnd('install -d -o 10001 -g 10001 /app/media').slice('RUN '.length)}${CMD}`,
    },
    'a database beside the code, copied with it': {
      code: `${MARKED}${APP}${CMD}`,
      files: writing(SQLITE, { 'db.sqlite3': '' }),
      fixed: `${FROM}${APP}${createAnd('install -d -o 10001 -g 10001 /app', 'chown 10001:10001 /app/db.sqlite3')}${CMD}`,
    },
    'a database that is made when the image starts': {
      code: `${MARKED}${APP}${CMD}`,
      files: writing(SQLITE),
      fixed: `${FROM}${APP}${createAnd('install -d -o 10001 -g 10001 /app')}${CMD}`,
    },
    'a database and a log that a RUN may have made': {
      code: `${MARKED}${APP}RUN python manage.py collectstatic --no-input\n${CMD}`,
      files: writing(`STATIC_ROOT = BASE_DIR / "static"\n${SQLITE}${LOGGING}`),
      fixed: `${FROM}${APP}RUN python manage.py collectstatic --no-input\n${createAnd(
        'install -d -o 10001 -g 10001 /app /app/logs',
        "find /app -maxdepth 1 -name 'db.sqlite3*' -exec chown 10001:10001 {} +",
        'chown -R 10001:10001 /app/logs',
      )}${CMD}`,
    },
    'static files that are collected at every start': {
      code: `${MARKED}${APP}CMD python manage.py collectstatic --no-input && exec gunicorn config.wsgi\n`,
      files: writing('STATIC_ROOT = BASE_DIR / "static"\n', { 'static/css/a.css': '' }),
      fixed: `${FROM}${APP}${createAnd(
        'install -d -o 10001 -g 10001 /app/static',
        'find /app/static -type d -exec chown 10001:10001 {} +',
      )}CMD python manage.py collectstatic --no-input && exec gunicorn config.wsgi\n`,
    },
    'the schedule of celery beat': {
      code: `${MARKED}${APP}CMD ["celery", "-A", "config", "beat"]\n`,
      files: writing(''),
      fixed: `${FROM}${APP}${createAnd('install -d -o 10001 -g 10001 /app')}CMD ["celery", "-A", "config", "beat"]\n`,
    },
    'a volume that has no folder yet': {
      code: `${MARKED}${APP}${CMD}`,
      files: writing(MEDIA, {
        'compose.yaml': 'services: {web: {build: ., volumes: ["media:/app/media"]}}\nvolumes: {media: {}}\n',
      }),
      fixed: `${FROM}${APP}${createAnd('install -d -o 10001 -g 10001 /app/media')}${CMD}`,
    },
    'a folder of the host has its own owner': {
      code: `${MARKED}${APP}${CMD}`,
      files: writing(MEDIA, { 'compose.yaml': 'services: {web: {build: ., volumes: ["./media:/app/media"]}}\n' }),
      fixed: `${FROM}${APP}${CREATE}${CMD}`,
    },
    'everybody may write there': {
      code: `${MARKED}${APP}${CMD}`,
      files: writing('MEDIA_ROOT = "/tmp/media"\n'),
      fixed: `${FROM}${APP}${CREATE}${CMD}`,
    },
    'a folder that nobody knows is left out': {
      code: `${MARKED}${APP}${CMD}`,
      files: writing('import os\nMEDIA_ROOT = os.environ["MEDIA"]\n'),
      fixed: `${FROM}${APP}${CREATE}${CMD}`,
    },
    'a folder of the system cannot be given away': {
      code: `${MARKED}${APP}${CMD}`,
      files: writing(LOGGING.replace('BASE_DIR / "logs" / "a.log"', '"/var/log/a.log"')),
      fixed: null,
    },
    'a folder whose name a shell would take apart': {
      code: `${MARKED}${APP}${CMD}`,
      files: writing('MEDIA_ROOT = BASE_DIR / "my media"\n'),
      fixed: null,
    },
    'a start script makes a folder of root’s': {
      code: `${MARKED}${SCRIPTED}`,
      files: project('#!/bin/sh\nset -e\nmkdir -p /usr/src/logs\ntouch /usr/src/logs/a.log\nexec "$@"\n'),
      fixed: null,
    },
    'a start script makes it in one branch only': {
      code: `${MARKED}${SCRIPTED}`,
      files: project('#!/bin/sh\nif [ "$LOGS" ]; then mkdir -p /usr/src/logs; fi\nexec "$@"\n'),
      fixed: null,
    },
    'a start script makes what everybody may': {
      code: `${MARKED}${SCRIPTED}`,
      files: project('#!/bin/sh\nset -e\nmkdir -p /tmp/metrics\necho ready > /dev/stderr 2>&1\nexec "$@"\n'),
      fixed: `${FROM}COPY docker/entry.sh /usr/local/bin/entrypoint\n${CREATE}ENTRYPOINT ["entrypoint"]\n${CMD}`,
    },
    'a start script makes the folder that the settings name': {
      code: `${MARKED}${APP}CMD mkdir -p /app/media && exec gunicorn config.wsgi\n`,
      files: writing(MEDIA),
      fixed: `${FROM}${APP}${createAnd('install -d -o 10001 -g 10001 /app/media')}CMD mkdir -p /app/media && exec gunicorn config.wsgi\n`,
    },
    'static files are collected at start, and nobody knows where': {
      code: `${MARKED}${APP}CMD python manage.py collectstatic --no-input && exec gunicorn config.wsgi\n`,
      files: writing('import os\nSTATIC_ROOT = os.environ["STATIC"]\n'),
      fixed: null,
    },
    'static files are collected into a folder of the host': {
      code: `${MARKED}${APP}CMD python manage.py collectstatic --no-input && exec gunicorn config.wsgi\n`,
      files: writing('STATIC_ROOT = BASE_DIR / "static"\n', {
        'compose.yaml': 'services: {web: {build: ., volumes: ["./static:/app/static"]}}\n',
      }),
      fixed: null,
    },
    'static files are collected in one branch': {
      code: `${MARKED}${APP}CMD if [ "$COLLECT" ]; then python manage.py collectstatic --no-input; fi; exec gunicorn config.wsgi\n`,
      files: writing('STATIC_ROOT = BASE_DIR / "static"\n'),
      fixed: `${FROM}${APP}${createAnd('install -d -o 10001 -g 10001 /app/static')}CMD if [ "$COLLECT" ]; then python manage.py collectstatic --no-input; fi; exec gunicorn config.wsgi\n`,
    },
    'migrations are made at start, beside code of root’s': {
      code: `${MARKED}${APP}CMD python manage.py makemigrations && exec gunicorn config.wsgi\n`,
      files: writing(''),
      fixed: null,
    },
    'migrations are only looked for': {
      code: `${MARKED}${APP}CMD python manage.py makemigrations --check && exec gunicorn config.wsgi\n`,
      files: writing(''),
      fixed: `${FROM}${APP}${CREATE}CMD python manage.py makemigrations --check && exec gunicorn config.wsgi\n`,
    },
    'migrations are made at start, beside code that the user has': {
      code: `${MARKED}RUN useradd -u 1000 app\nWORKDIR /app\nCOPY --chown=1000 . .\nCMD python manage.py makemigrations && exec gunicorn config.wsgi\n`,
      files: writing(''),
      alsoFires: ['code-writable-by-app'],
      fixed: `${FROM}RUN useradd -u 1000 app\nWORKDIR /app\nCOPY --chown=1000 . .\nUSER 1000\nCMD python manage.py makemigrations && exec gunicorn config.wsgi\n`,
    },
    'Poetry keeps the environment in root’s cache, whatever is configured later': {
      code: `${MARKED}WORKDIR /app\nCOPY . .\nRUN pip install poetry\nRUN poetry install --no-root\nRUN poetry config virtualenvs.in-project true\nENTRYPOINT ["poetry", "run", "python", "manage.py", "runserver"]\n`,
      fixed: null,
    },
    'files belong to a number without an account': {
      code: `${MARKED}${APP}RUN mkdir media && chown -R 1000:2000 media\n${CMD}`,
      files: writing(MEDIA),
      fixed: `${FROM}${APP}RUN mkdir media && chown -R 1000:2000 media \\\n    && ${CREATE.slice('RUN '.length)
        .replace('groupadd --gid 10001', 'groupadd --gid 2000')
        .replace('--uid 10001 --gid 10001', '--uid 1000 --gid 2000')
        .replace('USER 10001', 'USER 1000')}${CMD}`,
    },
    'files belong to two numbers': {
      code: `${MARKED}${APP}RUN mkdir media log && chown 1000 media && chown 1001 log\n${CMD}`,
      fixed: null,
    },
    'files belong to an account of the base image': {
      code: `${MARKED}${APP}RUN mkdir media && chown www-data media\n${CMD}`,
      fixed: null,
    },
    'a base that nobody knows': {
      code: `FROM «registry.example.com/python:3»\nCOPY . .\n${CMD}`,
      severity: 'info',
      message: 'Nothing sets USER, and this base image may leave it at root',
      fixed: null,
    },
    'a user created on a base that nobody knows': {
      code: `FROM «registry.example.com/python:3»\nRUN useradd -u 1000 app && mkdir /media\n${CMD}`,
      severity: 'info',
      fixed: `FROM registry.example.com/python:3\nRUN useradd -u 1000 app && mkdir /media\nUSER 1000\n${CMD}`,
    },
    'distroless brings a user along': {
      code: `FROM «gcr.io/distroless/python3-debian13»\nCOPY . /app\nCMD ["/app/manage.py"]\n`,
      title: 'Switch to user nonroot',
      fixed: `FROM gcr.io/distroless/python3-debian13\nCOPY . /app\nUSER 65532\nCMD ["/app/manage.py"]\n`,
    },
    'an image without a shell': {
      code: `FROM «scratch»\nCOPY --from=python:3.13 / /\nCMD ["python3", "manage.py"]\n`,
      fixed: null,
    },
    'a shell that we do not speak': {
      code: `${MARKED}RUN pip install django\nSHELL ["python", "-c"]\n${CMD}`,
      fixed: null,
    },
    'a family without a recipe': {
      code: `FROM «fedora:42»\nRUN dnf install -y python3\n${CMD}`,
      fixed: null,
    },
    'a script nobody has read': {
      code: `${MARKED}${SCRIPTED}`,
      severity: 'info',
      message: HIDDEN,
      fixed: null,
    },
    'a program nobody knows': {
      code: `${MARKED}CMD ["start-everything"]\n`,
      severity: 'info',
      message: HIDDEN,
      fixed: null,
    },
    'an entry script that keeps root': {
      code: `${MARKED}${SCRIPTED}`,
      files: project('#!/bin/sh\nset -e\n# gosu would be better\npython manage.py migrate --noinput\nexec "$@"\n'),
      message: ROOT,
      fixed: `${FROM}COPY docker/entry.sh /usr/local/bin/entrypoint\n${CREATE}ENTRYPOINT ["entrypoint"]\n${CMD}`,
    },
    'an entry script that needs root': {
      code: `${MARKED}${SCRIPTED}`,
      files: project('#!/bin/sh\nchown -R app /app/media\nexec "$@"\n'),
      message: ROOT,
      fixed: null,
    },
    'a server beside the app keeps root to itself': {
      code: `${MARKED}${SCRIPTED}`,
      files: project('#!/bin/sh\nnginx\nexec gunicorn config.wsgi\n'),
      message: ROOT,
      fixed: null,
    },
    'an entry script that becomes root': {
      code: `${MARKED}${SCRIPTED}`,
      files: project('#!/bin/sh\nexec gosu root "$@"\n'),
      message: ROOT,
    },
    'gosu is installed, and the start does not use it': {
      code: `${MARKED}RUN apt-get update && apt-get install -y gosu\n${CMD}`,
      message: ROOT,
    },
    'a script that ends in another nobody has read': {
      code: `${MARKED}${SCRIPTED}`,
      files: project('#!/bin/sh\nexec /opt/start-web "$@"\n'),
      severity: 'info',
      message: HIDDEN,
    },
    'uwsgi.ini without a user, or with root': {
      code: `${MARKED}WORKDIR /app\nCOPY . .\nCMD ["uwsgi", "--ini", "uwsgi.ini"]\n`,
      files: project('', { 'uwsgi.ini': '[uwsgi]\n; uid = app\nuid = root\n' }),
      message: ROOT,
    },
    'uwsgi.ini that nobody has read': {
      code: `${MARKED}CMD ["uwsgi", "--ini", "/app/uwsgi.ini"]\n`,
      severity: 'info',
      message: HIDDEN,
    },
    'supervisord without a user': {
      code: `${MARKED}COPY supervisord.conf /etc/supervisord.conf\nCMD ["supervisord", "-c", "/etc/supervisord.conf"]\n`,
      files: {
        'manage.py': '',
        'supervisord.conf': '[supervisord]\nuser=root\n[program:web]\ncommand=gunicorn config.wsgi\n',
      },
      message: ROOT,
    },
    'supervisord whose programs nobody has read': {
      code: `${MARKED}COPY supervisord.conf /etc/supervisord.conf\nCMD ["supervisord", "-c", "/etc/supervisord.conf"]\n`,
      files: {
        'manage.py': '',
        'supervisord.conf': '[supervisord]\nnodaemon=true\n[include]\nfiles = /etc/supervisor/conf.d/*.conf\n',
      },
      severity: 'info',
      message: HIDDEN,
    },
    'packages lie in the home of root': {
      code: `FROM «python:3.13-slim» AS a\nRUN pip install --user django\n${CMD}FROM «python:3.13-slim» AS b\nENV PATH="/root/.local/bin:$PATH"\n${CMD}FROM «python:3.13-slim» AS c\nRUN poetry install\n${CMD}FROM «python:3.13-slim» AS d\nCOPY --from=x /root/.local /root/.local\n${CMD}FROM «ghcr.io/astral-sh/uv:trixie-slim» AS e\nRUN uv sync --locked\n${CMD}`,
      message: ROOT,
      fixed: null,
    },
    'a cache in the home of root is none of the app': {
      code: `${MARKED}RUN pip install django && rm -rf /root/.cache/pip\n${CMD}`,
      fixed: `${FROM}RUN pip install django && rm -rf /root/.cache/pip\n${CREATE}${CMD}`,
    },
    'an ignored user of a very long name': {
      code: `${MARKED}RUN useradd a-very-long-name-of-a-user-that-nobody-would-ever-choose-for-an-application\n${CMD}`,
      message: 'User a-very-long-name…-an-application is created and never used: the container runs as root',
      alsoFires: ['user-not-numeric'],
    },
    'compose sets the user of one service only': {
      ...composed({ 'compose.yaml': 'web: {build: ., user: app}, worker: {build: .}' }),
      code: `FROM «python:3.13-slim» AS web\nCOPY . .\n${CMD}`,
      message: ROOT,
    },
    'compose makes it root': {
      ...composed({ 'compose.yaml': 'web: {build: ., user: "0:0"}' }),
      code: `FROM «python:3.13-slim» AS web\nCOPY . .\n${CMD}`,
      message: ROOT,
    },
    'compose sets the user of another stage': {
      ...composed({ 'compose.yaml': 'web: {build: {context: ., target: other}, user: app}' }),
      code: `FROM «python:3.13-slim» AS web\nCOPY . .\n${CMD}`,
      message: ROOT,
    },
    'compose builds another Dockerfile': {
      ...composed({ 'compose.yaml': 'web: {build: {context: ., dockerfile: D}, user: app}' }),
      code: `FROM «python:3.13-slim» AS web\nCOPY . .\n${CMD}`,
      message: ROOT,
    },
    'a template gets no fix': {
      code: `${MARKED}{% if x %}\nCOPY . .\n{% endif %}\n${CMD}`,
      fixed: null,
    },
  },
});
