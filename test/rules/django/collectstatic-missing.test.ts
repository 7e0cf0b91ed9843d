import rule from '../../../server/src/engine/rules/django/collectstatic-missing.ts';
import { testRule } from '../../support/rule-tester.ts';
import { managePy, project, wsgiPy } from './support.ts';

const SETTINGS = `import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = False
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.staticfiles"]
STATIC_ROOT = BASE_DIR / "staticfiles"
`;
const FROM = 'FROM python:3.13-slim-trixie\n';
const INSTALL = 'WORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n';
const COPY = 'COPY . .\n';
const CMD = 'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
const CODE = FROM + INSTALL + COPY + CMD;
const FOUND = `FROM «python:3.13-slim-trixie»\n${INSTALL}${COPY}`;
const LINE = 'RUN python manage.py collectstatic --noinput\n';

type Files = Readonly<Record<string, string>>;
const site = (settings = SETTINGS, more: Files = {}): Files =>
  project(settings, { 'requirements.txt': 'django\n', ...more });
const having = (more: Files, code = CODE) => ({ code, files: site(SETTINGS, more) });
const written = (code: string) => ({ code, files: site() });
const setting = (settings: string) => ({ code: CODE, files: site(settings) });

testRule(rule, {
  valid: {
    'nothing is known of the project': CODE,
    'the build collects': written(FROM + INSTALL + COPY + LINE + CMD),
    'another stage collects': written(
      `${FROM.trim()} AS assets\n${INSTALL}${COPY}${LINE}${FROM}${INSTALL}${COPY}COPY --from=assets /app/staticfiles /app/staticfiles\n${CMD}`,
    ),
    'the start collects': written(
      `${FROM}${INSTALL}${COPY}CMD python manage.py collectstatic --noinput && gunicorn config.wsgi\n`,
    ),
    'the entry script collects': having(
      { 'entry.sh': '#!/bin/sh\npython manage.py collectstatic --noinput\nexec "$@"\n' },
      `${FROM}${INSTALL}${COPY}ENTRYPOINT ["./entry.sh"]\n${CMD}`,
    ),
    'an entry script that nobody has read': written(`${FROM}${INSTALL}${COPY}ENTRYPOINT ["/entry.sh"]\n${CMD}`),
    'compose collects': having({
      'compose.yaml':
        'services:\n  web:\n    build: .\n    command: sh -c "python manage.py collectstatic --noinput && gunicorn config.wsgi"\n',
    }),
    'another service collects': having({
      'compose.yaml':
        'services:\n  web:\n    build: .\n    image: shop\n  assets:\n    image: shop\n    command: ./manage.py collectstatic --noinput\n',
    }),
    'a pipeline collects': having({
      '.github/workflows/deploy.yml': 'jobs:\n  a:\n    steps:\n      - run: ./manage.py collectstatic\n',
    }),
    'a task collects': having({ Makefile: 'static:\n\t./manage.py collectstatic\n' }),
    'the Procfile collects': having({ Procfile: 'release: python manage.py collectstatic --noinput\n' }),
    'a Dockerfile beside it collects': having({
      'nginx/Dockerfile': 'FROM shop\nRUN python manage.py collectstatic\n',
    }),
    'people are told to collect': having({ 'README.md': 'Run `docker compose exec web ./manage.py collectstatic`.\n' }),
    'a script that the build runs and nobody reads': written(`${FROM}${INSTALL}${COPY}RUN ./build.sh\n${CMD}`),
    'a target of make': written(`${FROM}${INSTALL}${COPY}RUN make static\n${CMD}`),
    'a command of the project': written(`${FROM}${INSTALL}${COPY}RUN python manage.py prepare\n${CMD}`),
    'a command of the project at start': written(
      `${FROM}${INSTALL}${COPY}CMD python manage.py deploy && exec gunicorn config.wsgi\n`,
    ),
    'ONBUILD may': written(`${FROM}${INSTALL}ONBUILD COPY . .\n${COPY}${CMD}`),
    'a base image may': written(`FROM registry.test/base:1\n${INSTALL}${COPY}${CMD}`),
    'DEBUG is on': setting(SETTINGS.replace('False', 'True')),
    'DEBUG is on unless somebody says no': setting(SETTINGS.replace('False', 'os.environ.get("DEBUG", "1") == "1"')),
    'the image turns DEBUG on': {
      code: `${FROM}ENV DEBUG=1\n${INSTALL}${COPY}${CMD}`,
      files: site(SETTINGS.replace('False', 'os.environ.get("DEBUG") == "1"')),
    },
    'nobody knows DEBUG': setting(SETTINGS.replace('False', 'is_debug()')),
    'no STATIC_ROOT': setting(SETTINGS.replace('STATIC_ROOT', 'OTHER')),
    'a STATIC_ROOT that nobody knows': setting(SETTINGS.replace('BASE_DIR / "staticfiles"', 'os.environ["ROOT"]')),
    'below the folder where it starts': setting(SETTINGS.replace('BASE_DIR / "staticfiles"', '"staticfiles"')),
    'no static files': setting(SETTINGS.replace(', "django.contrib.staticfiles"', '')),
    'a storage elsewhere': setting(`${SETTINGS}STATICFILES_STORAGE = "storages.backends.s3boto3.S3StaticStorage"\n`),
    'a storage of their own': setting(`${SETTINGS}STATICFILES_STORAGE = "shop.storage.Static"\n`),
    'WhiteNoise finds them where they are': setting(`${SETTINGS}WHITENOISE_USE_FINDERS = True\n`),
    'WhiteNoise looks each time': setting(`${SETTINGS}WHITENOISE_AUTOREFRESH = True\n`),
    'classes of settings': setting(
      'from configurations import Configuration\nclass Prod(Configuration):\n    STATIC_ROOT = "/s"\n',
    ),
    'the repository has them': having({ 'staticfiles/site.css': '' }),
    'files of the repository are copied there': having(
      { 'public/site.css': '' },
      `${FROM}${INSTALL}${COPY}COPY public /app/staticfiles\n${CMD}`,
    ),
    'another image has them': written(`${FROM}${INSTALL}${COPY}COPY --from=shop-assets /app /app\n${CMD}`),
    'a worker serves nothing': written(`${FROM}${INSTALL}${COPY}CMD ["celery", "-A", "config", "worker"]\n`),
    'the server of development serves them': written(
      `${FROM}${INSTALL}${COPY}CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n`,
    ),
    'for development': { code: CODE, path: 'Dockerfile.dev', files: site() },
    'other settings at start': {
      code: `${FROM}ENV DJANGO_SETTINGS_MODULE=config.dev\n${INSTALL}${COPY}${CMD}`,
      files: { ...site(), 'config/dev.py': SETTINGS.replace('False', 'True') },
    },
    'nobody knows the settings at start': {
      code: CODE,
      files: site(SETTINGS, {
        'config/dev_settings.py': '',
        'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: .env\n',
      }),
    },
  },
  invalid: {
    'a site of which nobody collects the files': {
      code: FOUND + CMD,
      files: site(),
      message: 'Nothing runs collectstatic: STATIC_ROOT is empty and gunicorn’s pages come without CSS',
      related: ['config/settings.py'],
      fixed: CODE.replace(CMD, LINE + CMD),
      title: 'Collect static files in the build',
    },
    'a manifest that nobody writes': {
      code: FOUND + CMD,
      files: site(`${SETTINGS}STATICFILES_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"\n`, {
        'requirements.txt': 'django\nwhitenoise\n',
      }),
      message: 'Nothing runs collectstatic: without its manifest gunicorn answers pages with an error',
    },
    'WhiteNoise without the app': {
      code: FOUND + CMD,
      files: site(
        `${SETTINGS.replace(', "django.contrib.staticfiles"', '')}MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]\n`,
      ),
    },
    'DEBUG is off unless somebody wants it': {
      code: FOUND + CMD,
      files: site(SETTINGS.replace('False', 'os.environ.get("DEBUG", "false").lower() == "true"')),
    },
    'DEBUG of django-environ, and a file of variables': {
      code: FOUND + CMD,
      files: site(
        SETTINGS.replace('False', 'env("DEBUG")').replace(
          'import os',
          'import os, environ\nenv = environ.Env(DEBUG=(bool, False))',
        ),
        { 'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: .env\n' },
      ),
    },
    'other commands of Django, and other files': {
      code: `${FOUND}RUN python manage.py compilemessages\nCMD python manage.py migrate && exec gunicorn config.wsgi\n`,
      files: site(SETTINGS, {
        Makefile: 'run:\n\t./manage.py runserver\n',
        'README.md': 'A shop.\n',
        '.github/workflows/test.yml': 'jobs: {}\n',
      }),
      fixed: `${FROM}${INSTALL}${COPY}RUN python manage.py compilemessages\n${LINE}CMD python manage.py migrate && exec gunicorn config.wsgi\n`,
    },
    'an absolute STATIC_ROOT': {
      code: FOUND + CMD,
      files: site(SETTINGS.replace('BASE_DIR / "staticfiles"', '"/srv/static"')),
    },
    'values that the settings need, other settings, another folder': {
      code: `FROM «python:3.13-slim-trixie»\nENV DJANGO_SETTINGS_MODULE=config.production\nENV HOST=x\nWORKDIR /srv\nCOPY . /app\nCMD ["/opt/venv/bin/gunicorn", "config.wsgi", "--chdir=/app", "--bind=0.0.0.0:8000"]\n`,
      files: {
        ...site(),
        'config/production.py': `${SETTINGS}SECRET_KEY = os.environ["SECRET_KEY"]\nHOST = os.environ["HOST"]\n`,
      },
      fixed: `FROM python:3.13-slim-trixie\nENV DJANGO_SETTINGS_MODULE=config.production\nENV HOST=x\nWORKDIR /srv\nCOPY . /app\nRUN SECRET_KEY=build-only /opt/venv/bin/python /app/manage.py collectstatic --noinput\nCMD ["/opt/venv/bin/gunicorn", "config.wsgi", "--chdir=/app", "--bind=0.0.0.0:8000"]\n`,
    },
    'manage.py works with other settings': {
      code: `${FOUND}CMD ["uv", "run", "gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n`,
      files: {
        ...site(),
        'manage.py': managePy('config.local'),
        'config/local.py': 'from .settings import *\nDEBUG = True\n',
        'config/wsgi.py': wsgiPy('config.settings'),
      },
      fixed: `${FROM}${INSTALL}${COPY}RUN DJANGO_SETTINGS_MODULE=config.settings uv run python manage.py collectstatic --noinput\nCMD ["uv", "run", "gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n`,
    },
    'a user without rights has been switched to': {
      code: `FROM «python:3.13-slim-trixie»\nRUN useradd --uid 10001 app\n${INSTALL}USER 10001\n${COPY}${CMD}`,
      files: site(),
      fixed: null,
    },
    'in front of USER': {
      code: `FROM «python:3.13-slim-trixie»\nRUN useradd --uid 10001 app\n${INSTALL}${COPY}USER 10001\n${CMD}`,
      files: site(),
      fixed: `${FROM}RUN useradd --uid 10001 app\n${INSTALL}${COPY}${LINE}USER 10001\n${CMD}`,
    },
    'nothing is copied in the stage itself': {
      code: `FROM python:3.13-slim-trixie AS base\n${INSTALL}${COPY}FROM «base»\n${CMD}`,
      files: site(),
      fixed: null,
    },
  },
});
