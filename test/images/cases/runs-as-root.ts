import { prints, serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

/** Where accounts are written down. */
const ACCOUNTS = [
  'passwd',
  'passwd-',
  'group',
  'group-',
  'shadow',
  'shadow-',
  'gshadow',
  'gshadow-',
  'subuid',
  'subuid-',
  'subgid',
  'subgid-',
  '.pwd.lock',
].map((name) => `/etc/${name}`);

/** Puts a file where uploads go. */
const UPLOAD = `python3 -c "import django; django.setup(); from django.core.files.base import ContentFile; from django.core.files.storage import default_storage; print(default_storage.save('photos/a.txt', ContentFile(b'a')))"`;
/** Writes to the database. */
const MIGRATE = 'python3 manage.py migrate --verbosity 0 && echo migrated';

/** Settings that keep everything in files beside the code. */
const IN_FILES = `from config.settings import *

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
LOGGING = {
    "version": 1,
    "handlers": {"file": {"class": "logging.FileHandler", "filename": BASE_DIR / "logs" / "django.log"}},
}
`;

export default imageCases('runs-as-root', {
  'no USER at all': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi:application"]
`,
    alike: { files: [...ACCOUNTS, '/home', '/app/media'], config: ['user'] },
    claims: [prints('id -u', '10001'), prints('id -un', 'app'), serves()],
  },
  'uploads, a database and a log beside the code': {
    files: { 'config/production.py': IN_FILES, 'media/photos/old.txt': 'old', 'db.sqlite3': '', 'logs/.keep': '' },
    before: `FROM python:3.13-slim-trixie
ENV DJANGO_SETTINGS_MODULE=config.production
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN python manage.py collectstatic --no-input
CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000"]
`,
    alike: { files: [...ACCOUNTS, '/home', '/app'], config: ['user'] },
    claims: [prints('id -u', '10001', '0'), prints(UPLOAD, 'photos/a.txt'), prints(MIGRATE, 'migrated'), serves()],
  },
  'a user that is created and never used': {
    before: `FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 1000 django
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi:application"]
`,
    alike: { files: ['/app/media'], config: ['user'] },
    claims: [
      prints('id -un', 'django'),
      prints(`DJANGO_SETTINGS_MODULE=config.settings ${UPLOAD}`, 'photos/a.txt'),
      serves(),
    ],
  },
});
