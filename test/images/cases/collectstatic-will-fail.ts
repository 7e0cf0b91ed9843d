import { imageCases } from '../../../scripts/images/cases/types.ts';

const FROM = `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
`;

const settings = (lines: string): string => `import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
INSTALLED_APPS = ["django.contrib.staticfiles"]
ROOT_URLCONF = "config.urls"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
${lines}`;

const COLLECTED = ['cat staticfiles/site.css', 'env | grep -c build-only || true'];

export default imageCases('collectstatic-will-fail', {
  'settings that need variables': {
    quick: true,
    files: {
      'config/settings.py': settings(`SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = os.environ.get("HOSTS").split(",")
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["DATABASE_NAME"]}}
`),
    },
    before: `${FROM}COPY . .
RUN python manage.py collectstatic --noinput
`,
    mends: { at: 'build', message: /KeyError: 'SECRET_KEY'/ },
    runs: COLLECTED,
  },
  'a database by its URL, with django-environ': {
    files: {
      'requirements.txt': 'django>=5.2,<6\ndjango-environ\n',
      'config/settings.py': settings(`import environ

env = environ.Env(DEBUG=(bool, False))
environ.Env.read_env(BASE_DIR / ".env")
DEBUG = env("DEBUG")
SECRET_KEY = env("SECRET_KEY", default="only-for-tests")
DATABASES = {"default": env.db()}
`),
    },
    before: `${FROM}COPY . .
RUN python manage.py collectstatic --noinput
`,
    mends: { at: 'build', message: /Set the DATABASE_URL environment variable/ },
    runs: COLLECTED,
  },
  'a variable of the export of another RUN': {
    files: {
      'config/settings.py': settings(
        'SECRET_KEY = os.environ.get("KEY")\nif not SECRET_KEY:\n    raise RuntimeError("no KEY")\n',
      ),
    },
    before: `${FROM}COPY . .
RUN export KEY=1
RUN cd /app && python manage.py collectstatic --noinput && ls staticfiles
`,
    mends: { at: 'build', message: /RuntimeError: no KEY/ },
    runs: COLLECTED,
  },
  'in front of the project': {
    before: `${FROM}RUN python manage.py collectstatic --noinput
COPY . .
`,
    mends: { at: 'build', message: /can't open file '\/app\/manage\.py'/ },
    runs: COLLECTED,
  },
  'in front of the install': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY . .
RUN python manage.py collectstatic --noinput
RUN pip install --no-cache-dir --no-deps Django==5.2.17 asgiref==3.9.1 sqlparse==0.5.3
`,
    files: { 'config/settings.py': settings('SECRET_KEY = "only-for-tests"\n') },
    mends: { at: 'build', message: /Couldn't import Django|No module named 'django'/ },
    runs: COLLECTED,
  },
  'files of the repository are in its way': {
    files: { 'staticfiles/old.css': 'a {}\n', '.dockerignore': '' },
    before: `${FROM}COPY . .
RUN python manage.py collectstatic
`,
    mends: { at: 'build', message: /EOFError/ },
    runs: COLLECTED,
  },
  'a failure that is hidden': {
    files: {
      'config/settings.py': settings(`def needed(name):
    if name not in os.environ:
        raise RuntimeError(f"no {name}")
    return os.environ[name]


SECRET_KEY = needed("KEY")
`),
    },
    before: `${FROM}COPY . .
RUN python manage.py collectstatic --noinput || true
`,
    stops: /RuntimeError: no KEY/,
  },
});
