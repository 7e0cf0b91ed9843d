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
const LOGGING = (handler: string): string =>
  `LOGGING = {"version": 1, "handlers": {"file": {"class": "logging.FileHandler", "filename": ${handler}}}}\n`;
const compose = (volume: string, more = ''): string =>
  `services:\n  web:\n    build: .\n${more}    volumes:\n      - ${volume}\nvolumes:\n  media:\n`;
const composed = (more: string): string => `services:\n  web:\n    build: .\n${more}`;
const rooted = `${FROM}COPY . .\n${CMD}`;
/** An image of root, and how compose runs it. */
const running = (compose: string, settings = MEDIA, code = rooted) => ({
  code,
  files: project(settings, { 'compose.yaml': compose }),
});

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
      files: project(MEDIA, { 'compose.yaml': compose('media:/app/media', '    user: "0"\n') }),
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
    'the storage has a folder of its own': {
      code: file('RUN install -d -o app /app/up\n'),
      files: project(
        `${MEDIA}STORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": BASE_DIR / "up"}}}\n`,
      ),
    },
    'a folder in memory': {
      code: file(''),
      files: project(SQLITE, { 'compose.yaml': composed('    tmpfs: /app/data\n') }),
    },
    'another container says what is mounted': {
      code: file(''),
      files: project(MEDIA, { 'compose.yaml': composed('    volumes_from: [data]\n') }),
    },
    'a database that was copied for the user': {
      code: `${FROM}${USER}COPY . .\nRUN install -d -o app data\nCOPY --chown=app db/db.sqlite3 data/\nUSER app\n${CMD}`,
      files: project(SQLITE, { 'db/db.sqlite3': '' }),
    },
    'a log that a RUN may have made': {
      code: file('RUN touch /app/django.log && chown app /app/django.log\n'),
      files: project(LOGGING('BASE_DIR / "django.log"')),
    },
    'a log that is opened later, or by nobody': {
      code: file(''),
      files: project(`${LOGGING('BASE_DIR / "django.log", "delay": True')}`),
    },
    'no compose file: whoever starts it may mount a volume': { code: rooted, files: project(MEDIA) },
    'a named volume keeps uploads': running(compose('media:/app/media')),
    'a volume above keeps them as well': running(compose('media:/app')),
    'a volume below keeps most of them': running(compose('media:/app/media/photos')),
    'a folder of the host keeps them': running(compose('./media:/app/media/')),
    'a volume that a variable places': running(compose('${MEDIA}:/app/media')),
    'volumes of another container': running(composed('    volumes_from: [data]\n')),
    'a service that extends what is not at hand': running(composed('    extends: {file: base.yaml, service: web}\n')),
    'the image declares a volume': running(composed(''), MEDIA, `${FROM}COPY . .\nVOLUME /app/media/\n${CMD}`),
    'the image declares a volume by a variable': running(
      composed(''),
      MEDIA,
      `${FROM}COPY . .\nENV MEDIA=/app/media\nVOLUME $MEDIA\n${CMD}`,
    ),
    'a service on request': running(composed('    profiles: [demo]\n')),
    'a compose file for development': {
      code: rooted,
      files: project(MEDIA, { 'compose.dev.yaml': composed('') }),
    },
    'an override': { code: rooted, files: project(MEDIA, { 'compose.override.yaml': composed('') }) },
    'the source is mounted over the image': running(compose('.:/app')),
    'the service runs something else': running(composed('    command: python manage.py migrate\n')),
    'the service has an entry point of its own': running(composed('    entrypoint: /start\n')),
    'another service of the image keeps them': running(
      `${compose('media:/app/media')}`.replace('services:\n', 'services:\n  other:\n    build: .\n'),
    ),
    'compose runs another image': running('services:\n  web:\n    image: shop\n'),
    'compose builds another stage': running(
      'services:\n  web:\n    build: {context: ., target: other}\n',
      MEDIA,
      rooted.replace('\n', ' AS web\n'),
    ),
    'a target that a variable names': running('services:\n  web:\n    build: {context: ., target: "${T}"}\n'),
    'uploads of a storage on the net': running(
      composed(''),
      `${MEDIA}STORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"}}\n`,
    ),
    'a database that is not kept on purpose': running(
      composed(''),
      'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/tmp/db.sqlite3"}}\n',
    ),
    'a database that the environment names': running(
      composed('    environment: {DATABASE_URL: "postgres://db/shop"}\n'),
      'import dj_database_url\nDATABASES = {"default": dj_database_url.config(default="sqlite:///db.sqlite3")}\n',
    ),
    'a schedule and logs are nothing to keep': {
      code: `${FROM}COPY . .\nCMD ["celery", "-A", "shop", "beat"]\n`,
      files: project(LOGGING('"/var/x/a.log"'), { 'compose.yaml': composed('') }),
    },
    'the service starts somewhere else': running(
      composed('    working_dir: /data\n'),
      'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}\n',
      file(''),
    ),
    'a cluster runs the image': {
      code: rooted,
      files: project(MEDIA, { 'compose.yaml': composed(''), 'k8s/deployment.yaml': 'kind: Deployment\n' }),
    },
    'the development server': running(
      composed(''),
      SQLITE,
      rooted.replace(CMD, 'CMD ["python", "manage.py", "runserver"]\n'),
    ),
    'settings that nobody has read': running(composed(''), 'MEDIA_ROOT = root()\nDATABASES = databases()\n'),
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
    'SQLite, copied with the code': {
      code: file('').replace('USER 10001', '«USER 10001»'),
      files: project(SQLITE, { 'data/db.sqlite3': '' }),
      fixed: file('').replace(
        USER,
        `${USER.trimEnd()} \\\n    && install -d -o 10001 /app/data \\\n    && chown 10001 /app/data/db.sqlite3\n`,
      ),
      fix: 'review',
    },
    'only the database is root’s': {
      code: file('RUN install -d -o app data\n').replace('USER 10001', '«USER 10001»'),
      files: project(SQLITE, { 'data/db.sqlite3': '' }),
      message: 'the SQLite database /app/data/db.sqlite3 is not user 10001’s: every write fails',
      fixed: file(
        'RUN install -d -o app data \\\n    && install -d -o 10001 /app/data \\\n    && chown 10001 /app/data/db.sqlite3\n',
      ),
      fix: 'review',
    },
    'folders of uploads, copied with the code': {
      code: file('').replace('USER 10001', '«USER 10001»'),
      files: project(MEDIA, { 'media/avatars/a.png': '' }),
      fixed: file('').replace(
        USER,
        `${USER.trimEnd()} \\\n    && install -d -o 10001 /app/media \\\n    && find /app/media -type d -exec chown 10001 {} +\n`,
      ),
      fix: 'review',
    },
    'files of uploads may stay root’s': {
      code: file('').replace('USER 10001', '«USER 10001»'),
      files: project(MEDIA, { 'media/a.png': '' }),
      fixed: mended('install -d -o 10001 /app/media'),
    },
    'what is copied behind USER takes the folder away': {
      code: `${FROM}${USER}«USER 10001»\nCOPY . .\n${CMD}`,
      files: project(MEDIA, { 'media/a.png': '' }),
      fixed: null,
    },
    'what is copied behind USER leaves the folder alone': {
      code: `${FROM}${USER}«USER 10001»\nCOPY . .\n${CMD}`,
      files: project(MEDIA),
      fixed: `${FROM}${USER.trimEnd()} && install -d -o 10001 /app/media\nUSER 10001\nCOPY . .\n${CMD}`,
    },
    'a folder of the system is nobody’s to have': {
      code: file('').replace('USER 10001', '«USER 10001»'),
      files: project(LOGGING('"/var/log/shop.log"')),
      message: 'the log is in /var/log, and user 10001 may not write there: Django does not start',
      fixed: null,
    },
    'a log of its own folder': {
      code: file('').replace('USER 10001', '«USER 10001»'),
      files: project(LOGGING('BASE_DIR / "logs" / "django.log"')),
      message: 'the log is in /app/logs, and user 10001 may not write there: Django does not start',
      related: ['shop/settings.py'],
      fixed: mended('install -d -o 10001 /app/logs'),
    },
    'no volume keeps uploads': {
      ...running(composed(''), MEDIA, rooted.replace('python:3.14-slim-trixie', '«python:3.14-slim-trixie»')),
      severity: 'warning',
      message: 'MEDIA_ROOT is /app/media, and service web has no volume there: each deploy empties it',
      related: ['compose.yaml', 'shop/settings.py'],
      fixed: null,
    },
    'no volume keeps SQLite, where production is said to run': {
      code: rooted.replace('python:3.14-slim-trixie', '«python:3.14-slim-trixie»'),
      files: project(SQLITE, {
        'compose.yaml': composed(''),
        'compose.prod.yaml': 'services:\n  web:\n    restart: always\n    volumes: [static:/app/static]\n',
      }),
      severity: 'warning',
      message: 'the SQLite database is in /app/data, and service web has no volume there: each deploy empties it',
    },
    'neither a user who may write nor a volume': {
      ...running(composed('')),
      code: file('')
        .replace('python:3.14-slim-trixie', '«python:3.14-slim-trixie»')
        .replace('USER 10001', '«USER 10001»'),
      severity: ['warning', 'error'],
      fixed: mended('install -d -o 10001 /app/media'),
    },
    'the user of a parent stage': {
      code: `FROM python:3.14-slim-trixie AS base\n${USER}WORKDIR /app\nCOPY . .\nUSER 10001\nFROM «base»\n${CMD}`,
      files: project(MEDIA),
      fixed: null,
    },
  },
});
