/** A Django project as large as promised: 5,000 files and a lock file of 1 MB. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILES = 5000;
const LOCK_BYTES = 1_000_000;

export const DOCKERFILE = `FROM python:3.13-slim-trixie AS build
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY . .
RUN uv sync --locked --no-dev

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=build /app /app
COPY requirements/ requirements/
RUN pip install --no-cache-dir -r requirements/production.txt
ENV DJANGO_SETTINGS_MODULE=config.settings.production PATH=/app/.venv/bin:$PATH
RUN python manage.py collectstatic --no-input
ENTRYPOINT ["./docker/entrypoint.sh"]
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000"]
`;

/** One that changes now and then: what it says is another thing in each edition. */
export const settings = (edition: number): string => `from .base import *

DEBUG = False
ALLOWED_HOSTS = ["shop${edition}.example"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
`;

export const requirements = (edition: number): string => `-r base.txt\ngunicorn>=23.${edition}\nsentry-sdk\n`;

export const SETTINGS = 'config/settings/production.py';
export const REQUIREMENTS = 'requirements/production.txt';

const BASE_SETTINGS = `import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = os.environ.get("DEBUG", "") == "1"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
${Array.from({ length: 60 }, (_, at) => `    "apps.app${at}",`).join('\n')}
]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("POSTGRES_DB", "shop"),
        "HOST": os.environ.get("POSTGRES_HOST", "db"),
    }
}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
MEDIA_ROOT = BASE_DIR / "media"
`;

const FILES_OF_NOTE: Readonly<Record<string, string>> = {
  Dockerfile: DOCKERFILE,
  'manage.py':
    'import os\nimport sys\n\n\ndef main():\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\n',
  'config/__init__.py': '',
  'config/settings/__init__.py': '',
  'config/settings/base.py': BASE_SETTINGS,
  [SETTINGS]: settings(0),
  'config/settings/local.py': 'from .base import *\n\nDEBUG = True\n',
  'config/urls.py': 'from django.urls import path\n\nurlpatterns = [path("health/", lambda request: None)]\n',
  'config/wsgi.py':
    'import os\nfrom django.core.wsgi import get_wsgi_application\n\n' +
    'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")\napplication = get_wsgi_application()\n',
  'config/celery.py': 'from celery import Celery\n\napp = Celery("config")\n',
  'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.12"\ndependencies = ["django>=5.2", "celery"]\n',
  'requirements/base.txt': 'django>=5.2\npsycopg[binary]\ncelery\n',
  [REQUIREMENTS]: requirements(0),
  'requirements/local.txt': '-r base.txt\npytest\n',
  'docker/entrypoint.sh': '#!/bin/sh\nset -e\npython manage.py migrate\nexec "$@"\n',
  'compose.yaml': 'services:\n  web:\n    build: .\n    ports: ["8000:8000"]\n  db:\n    image: postgres:17\n',
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker build .\n',
  '.dockerignore': '.git\n**/*.pyc\n**/tests\nnode_modules\nmedia\n*.md\n!README.md\n.env*\ndocs/**\n',
  'README.md': '# Shop\n',
};

const APP = ['__init__.py', 'admin.py', 'apps.py', 'forms.py', 'models.py', 'urls.py', 'views.py', 'tests/__init__.py'];

function* ordinaryFiles(): Generator<string> {
  for (let app = 0; ; app++) {
    for (const name of APP) yield `apps/app${app}/${name}`;
    for (let at = 1; at <= 30; at++) yield `apps/app${app}/migrations/00${at}_change.py`;
    for (let at = 0; at < 8; at++) yield `apps/app${app}/templates/app${app}/page${at}.html`;
    for (let at = 0; at < 20; at++) yield `frontend/src/app${app}/Component${at}.tsx`;
    for (let at = 0; at < 10; at++) yield `static/images/app${app}/picture${at}.svg`;
    for (let at = 0; at < 4; at++) yield `docs/app${app}/chapter${at}.md`;
  }
}

/** Writes the project into a folder. */
export function writeLargeProject(folder: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const ofNote = { ...FILES_OF_NOTE, 'uv.lock': lock() };
  for (const [path, text] of Object.entries(ofNote)) write(path, text);
  let left = FILES - Object.keys(ofNote).length;
  for (const path of ordinaryFiles()) {
    if (left-- <= 0) return;
    write(path, '');
  }
}

function lock(): string {
  let text = 'version = 1\nrevision = 3\nrequires-python = ">=3.12"\n';
  for (let at = 0; text.length < LOCK_BYTES; at++) text += lockedPackage(at);
  return text.slice(0, text.lastIndexOf('\n[[package]]') + 1);
}

function lockedPackage(at: number): string {
  const name = ['django', 'celery', 'gunicorn'][at] ?? `package-${at}`;
  const file = (kind: string): string =>
    `{ url = "https://files.example/packages/${at}/${name}-1.${at}-${kind}", hash = "sha256:${String(at).padStart(64, '0')}", size = ${1000 + at} }`;
  const wheels = ['py3-none-any.whl', 'cp312-cp312-manylinux_2_17_x86_64.whl', 'cp313-cp313-manylinux_2_17_x86_64.whl'];
  return `
[[package]]
name = "${name}"
version = "1.${at}"
source = { registry = "https://registry.example/simple" }
dependencies = [
    { name = "package-${at + 3}" },
    { name = "package-${at + 7}", marker = "sys_platform == 'linux'" },
]
sdist = ${file('sdist.tar.gz')}
wheels = [
${wheels.map((kind) => `    ${file(kind)},`).join('\n')}
]
`;
}
