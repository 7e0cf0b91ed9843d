import rule from '../../../server/src/engine/rules/django/writable-dir-for-nonroot.ts';
import { testRule } from '../../support/rule-tester.ts';

const CHOOSES = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n';
const BASE = 'from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n';
const project = (settings: string, more: Readonly<Record<string, string>> = {}) => ({
  'manage.py': CHOOSES,
  'shop/__init__.py': '',
  'shop/wsgi.py': `${CHOOSES}from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n`,
  'shop/celery.py': `${CHOOSES}from celery import Celery\napp = Celery("shop")\n`,
  'shop/settings.py': BASE + settings,
  ...more,
});
const MEDIA = 'MEDIA_ROOT = BASE_DIR / "media"\n';
const SQLITE =
  'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "data" / "db.sqlite3"}}\n';
const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const USER = 'RUN useradd --uid 10001 --create-home app\n';
const CMD = 'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n';
const file = (middle: string, user = 'USER 10001', cmd = CMD): string =>
  `${FROM}COPY . .\n${USER}${middle}${user}\n${cmd}`;
const mended = (command: string, user?: string, cmd?: string): string =>
  file('', user, cmd).replace(USER, `${USER.trimEnd()} && ${command}\n`);
const compose = (volume: string): string =>
  `services:\n  web:\n    build: .\n    volumes:\n      - ${volume}\nvolumes:\n  media:\n`;

testRule(rule, {
  valid: {
    'a file that stands alone': file(''),
    'root may write anywhere': { code: `${FROM}COPY . .\n${CMD}`, files: project(MEDIA) },
    'no uploads': { code: file(''), files: project('') },
    'a folder of the user': { code: file('RUN install -d -o app /app/media\n'), files: project(MEDIA) },
    'made by the user': {
      code: file('RUN mkdir media\n')
        .replace('USER 10001\n', '')
        .replace('RUN mkdir', 'RUN chown app /app\nUSER 10001\nRUN mkdir'),
      files: project(MEDIA),
    },
    'everything is the user’s': { code: file('RUN chown -R app:app /app\n'), files: project(MEDIA) },
    'everything is copied for the user': {
      code: `${FROM}${USER}COPY --chown=app:app . /srv/app/\nWORKDIR /srv/app\nUSER app\n${CMD}`,
      files: project(MEDIA),
    },
    'everybody may write there': {
      code: file('RUN mkdir -p /app/media && chmod 777 /app/media\n'),
      files: project(MEDIA),
    },
    'a script may make it': { code: file('RUN ./prepare.sh\n'), files: project(MEDIA, { 'prepare.sh': 'x' }) },
    'an image that nobody knows': {
      code: file('').replace('python:3.14-slim-trixie', 'example.org/base:1'),
      files: project(MEDIA),
    },
    'uploads go elsewhere': {
      code: file(''),
      files: project(`${MEDIA}STORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"}}\n`),
    },
    'a folder of the host': {
      code: file(''),
      files: project(MEDIA, { 'compose.yaml': compose('./media:/app/media') }),
    },
    'compose says who runs it': {
      code: file(''),
      files: project(MEDIA, { 'compose.yaml': 'services:\n  web:\n    build: .\n    user: "0"\n' }),
    },
    'a user that an ARG gives': { code: `ARG U\n${file('', 'USER $U')}`, files: project(MEDIA) },
    'a database in memory': {
      code: file(''),
      files: project('DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}\n'),
    },
    'a database below /tmp': {
      code: file(''),
      files: project('DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/tmp/db.sqlite3"}}\n'),
    },
    'beat keeps its schedule elsewhere': {
      code: file('', 'USER 10001', 'CMD ["celery", "-A", "shop", "beat", "--schedule=/tmp/schedule"]\n'),
      files: project(''),
    },
    'a worker keeps none': {
      code: file('', 'USER 10001', 'CMD ["celery", "-A", "shop", "worker"]\n'),
      files: project(''),
    },
  },
  invalid: {
    'uploads below the project': {
      code: file('').replace('USER 10001', '«USER 10001»'),
      files: project(MEDIA),
      message: 'MEDIA_ROOT is /app/media, and user 10001 may not write there: uploads fail',
      severity: 'error',
      related: ['shop/settings.py'],
      fixed: mended('install -d -o 10001 /app/media'),
    },
    'a folder that is root’s': {
      code: file('RUN mkdir -p /app/media\n').replace('USER 10001', '«USER 10001»'),
      files: project(MEDIA),
      fixed: file('RUN mkdir -p /app/media && install -d -o 10001 /app/media\n'),
    },
    'by name and group': {
      code: file('', '«USER app:app»'),
      files: project(MEDIA),
      fixed: mended('install -d -o app -g app /app/media', 'USER app:app'),
    },
    'a volume finds no folder': {
      code: file('RUN chown app /app\n').replace('USER 10001', '«USER 10001»'),
      files: project(MEDIA, { 'compose.yaml': compose('media:/app/media') }),
      message: 'MEDIA_ROOT is /app/media, and a new volume there is root’s: uploads fail',
      fixed: file('RUN chown app /app && install -d -o 10001 /app/media\n'),
      alsoFires: ['consecutive-runs'],
    },
    'an absolute path': {
      code: file('').replace('USER 10001', '«USER 10001»'),
      files: project('MEDIA_ROOT = "/var/media"\n'),
      fixed: mended('install -d -o 10001 /var/media'),
    },
    SQLite: {
      code: file('').replace('USER 10001', '«USER 10001»'),
      files: project(SQLITE),
      message: 'the SQLite database is in /app/data, and user 10001 may not write there: every write fails',
      fixed: mended('install -d -o 10001 /app/data'),
    },
    'SQLite beside the code': {
      code: file('').replace('USER 10001', '«USER 10001»'),
      files: project(SQLITE.replace(' / "data"', '')),
      fixed: mended('install -d -o 10001 /app'),
      fix: 'review',
    },
    'celery beat': {
      code: file('', '«USER 10001»', 'CMD ["celery", "-A", "shop", "beat"]\n'),
      files: project(''),
      message: 'celery beat’s schedule is in /app, and user 10001 may not write there: beat stops at once',
      fixed: mended('install -d -o 10001 /app', 'USER 10001', 'CMD ["celery", "-A", "shop", "beat"]\n'),
      fix: 'review',
    },
    'the user of a parent stage': {
      code: `FROM python:3.14-slim-trixie AS base\n${USER}WORKDIR /app\nCOPY . .\nUSER 10001\nFROM «base»\n${CMD}`,
      files: project(MEDIA),
      fixed: null,
    },
  },
});
