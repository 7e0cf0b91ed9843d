import { imageCases } from '../../../scripts/images/cases/types.ts';

const MEDIA = `from config.settings import *

MEDIA_ROOT = BASE_DIR / "media"
`;

const IN_FILES = `from config.settings import *

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "data" / "db.sqlite3"}}
`;

const LOGGED = `from config.settings import *

LOGGING = {
    "version": 1,
    "handlers": {"file": {"class": "logging.FileHandler", "filename": BASE_DIR / "logs" / "django.log"}},
}
`;

/** The image of a user who is not root, with settings of its own. */
const OF_A_USER = `FROM python:3.13-slim-trixie
ENV DJANGO_SETTINGS_MODULE=config.production
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN useradd --uid 10001 --create-home app
USER 10001
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`;

const upload = (path: string): string =>
  `python3 -c "import django; django.setup(); from django.core.files.base import ContentFile; from django.core.files.storage import default_storage; print(default_storage.save('${path}', ContentFile(b'a')))"`;

export default imageCases('writable-dir-for-nonroot', {
  'uploads of a user who is not root': {
    quick: true,
    files: { 'config/production.py': MEDIA },
    before: OF_A_USER,
    mends: {
      at: {
        run: upload('a.txt'),
      },
      message: /PermissionError/,
    },
  },
  'folders of uploads that were copied': {
    files: { 'config/production.py': MEDIA, 'media/photos/old.txt': 'old' },
    before: OF_A_USER,
    mends: { at: { run: upload('photos/a.txt') }, message: /PermissionError/ },
  },
  'a database that was copied': {
    files: { 'config/production.py': IN_FILES, 'data/db.sqlite3': '' },
    before: OF_A_USER,
    fix: 'Give /app/data to 10001',
    mends: { at: { run: 'python3 manage.py migrate' }, message: /attempt to write a readonly database/ },
  },
  'a log': {
    files: { 'config/production.py': LOGGED, 'logs/.keep': '' },
    before: OF_A_USER,
    fix: 'Give /app/logs to 10001',
    mends: { at: { run: 'python3 manage.py check' }, message: /PermissionError/ },
  },
});
