import rule from '../../../server/src/engine/rules/project/db-driver-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const INSTALL = 'RUN pip install --no-cache-dir -r requirements.txt\n';
const MARKED = 'RUN «pip install --no-cache-dir -r requirements.txt»\n';
const CMD = 'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
const PLAIN = SLIM + INSTALL + CMD;
const FOUND = SLIM + MARKED + CMD;

const CHOOSES = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const WSGI = `${CHOOSES}from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n`;
const engine = (name: string, more = ''): string =>
  `DATABASES = {"default": {"ENGINE": "django.db.backends.${name}", "NAME": "shop"}}\n${more}`;
const cache = (backend: string): string => `CACHES = {"default": {"BACKEND": "${backend}"}}\n`;
const URL_SETTINGS =
  'import dj_database_url\nDATABASES = {"default": dj_database_url.config(default="postgres://localhost/shop")}\n';

const project = (settings: string, requirements: string, more: Readonly<Record<string, string>> = {}) => ({
  'manage.py': CHOOSES,
  'config/__init__.py': '',
  'config/wsgi.py': WSGI,
  'config/settings.py': settings,
  'requirements.txt': requirements,
  ...more,
});

const BARE = 'Django==5.2.8\ngunicorn==26.2.0\n';
const postgres = engine('postgresql');

testRule(rule, {
  valid: {
    'a file that stands alone': PLAIN,
    'the driver is there': { code: PLAIN, files: project(postgres, `${BARE}psycopg[binary]==3.3.6\n`) },
    'so is the older one': { code: PLAIN, files: project(postgres, `${BARE}psycopg2-binary==2.9.11\n`) },
    'one of a repository may be': {
      code: PLAIN,
      files: project(postgres, `${BARE}git+https://example.org/driver.git\n`),
    },
    'a package brings one': { code: PLAIN, files: project(postgres, `${BARE}django-tenants==3.9.0\n`) },
    'the system has one': {
      code: `${SLIM}RUN apt-get install -y python3-psycopg2\n${INSTALL}${CMD}`,
      files: project(postgres, BARE),
    },
    'SQLite is a part of Python': { code: PLAIN, files: project(engine('sqlite3'), BARE) },
    'an engine of somebody else': {
      code: PLAIN,
      files: project('DATABASES = {"default": {"ENGINE": "acme.db.postgres_backend"}}\n', BARE),
    },
    'an engine that brings its driver': {
      code: PLAIN,
      files: project(
        'DATABASES = {"default": {"ENGINE": "mysql.connector.django"}}\n',
        `${BARE}mysql-connector-python==9.4.0\n`,
      ),
    },
    'the environment of the container tells': {
      code: PLAIN,
      files: project(URL_SETTINGS, `${BARE}dj-database-url==3.0.1\n`),
    },
    'the environment tells of SQLite': {
      code: `${SLIM}${INSTALL}ENV DATABASE_URL=sqlite:////data/db.sqlite3\n${CMD}`,
      files: project(URL_SETTINGS, `${BARE}dj-database-url==3.0.1\n`),
    },
    'settings that depend on a condition': {
      code: PLAIN,
      files: project(`import os\n${engine('sqlite3')}if "PRODUCTION" in os.environ:\n    ${postgres}`, BARE),
    },
    'other settings are chosen': {
      code: `${SLIM}${INSTALL}ENV DJANGO_SETTINGS_MODULE=config.settings_small\n${CMD}`,
      files: project(postgres, BARE, { 'config/settings_small.py': engine('sqlite3') }),
    },
    'settings that nobody can tell': {
      code: `${SLIM}${INSTALL}ARG SETTINGS\nENV DJANGO_SETTINGS_MODULE=$SETTINGS\n${CMD}`,
      files: project(postgres, BARE, { 'config/settings_small.py': engine('sqlite3') }),
    },
    'PyMySQL in the place of mysqlclient': { code: PLAIN, files: project(engine('mysql'), `${BARE}PyMySQL==1.1.2\n`) },
    'an old mysqlclient with an old Django': {
      code: PLAIN,
      files: project(engine('mysql'), 'Django==3.2.25\ngunicorn==20.1.0\nmysqlclient==1.4.1\n'),
    },
    'the cache has its client': {
      code: PLAIN,
      files: project(
        engine('sqlite3', cache('django.core.cache.backends.redis.RedisCache')),
        `${BARE}celery[redis]==5.6.3\n`,
      ),
    },
    'a cache that needs none': {
      code: PLAIN,
      files: project(engine('sqlite3', cache('django.core.cache.backends.locmem.LocMemCache')), BARE),
    },
    'a script may install it': { code: `${SLIM}RUN ./setup.sh\n${INSTALL}${CMD}`, files: project(postgres, BARE) },
  },
  invalid: {
    'PostgreSQL without psycopg': {
      code: FOUND,
      files: project(postgres, BARE),
      message: 'PostgreSQL needs psycopg, which nothing that the image installs brings: Django does not start',
      related: ['config/settings.py', 'requirements.txt'],
      elsewhere: { 'requirements.txt': `${BARE}psycopg[binary]==3.3.6\n` },
      title: 'Add psycopg[binary] to requirements.txt',
    },
    'what public packages bring leaves a doubt': {
      code: FOUND,
      files: project(postgres, `${BARE}never-heard-of==1.0\n`),
      severity: 'warning',
      message: 'PostgreSQL needs psycopg, which nothing that is installed asks for: it may fail',
      elsewhere: { 'requirements.txt': `${BARE}never-heard-of==1.0\npsycopg[binary]==3.3.6\n` },
    },
    'an older Django takes an older driver alone': {
      code: FOUND.replace('3.14-slim-trixie', '3.9-slim-bookworm'),
      files: project(postgres, 'Django==3.2.25\ngunicorn==20.1.0\npsycopg==3.1.18\n'),
      message: 'PostgreSQL needs psycopg2, which nothing that the image installs brings: Django does not start',
      elsewhere: { 'requirements.txt': 'Django==3.2.25\ngunicorn==20.1.0\npsycopg==3.1.18\npsycopg2-binary\n' },
      alsoFires: ['dependency-unpinned', 'psycopg2-binary'],
    },
    'the address of the environment tells': {
      code: `${SLIM}${MARKED}ENV DATABASE_URL=postgres://db/shop\n${CMD}`,
      files: project(URL_SETTINGS, `${BARE}dj-database-url==3.0.1\n`),
      elsewhere: { 'requirements.txt': `${BARE}dj-database-url==3.0.1\npsycopg[binary]==3.3.6\n` },
    },
    'so does the engine of compose': {
      code: FOUND,
      files: project(
        'import os\nDATABASES = {"default": {"ENGINE": os.environ["DB_ENGINE"], "NAME": "shop"}}\n',
        BARE,
        {
          'compose.yaml':
            'services:\n  web:\n    build: .\n    environment:\n      DB_ENGINE: django.db.backends.oracle\n',
        },
      ),
      message: 'Oracle needs oracledb, which nothing that the image installs brings: Django does not start',
    },
    'the settings that the server is told to use': {
      code: `${SLIM}${MARKED}ENV DJANGO_SETTINGS_MODULE=config.production\n${CMD}`,
      files: project(engine('sqlite3'), BARE, { 'config/production.py': postgres }),
      related: ['config/production.py', 'requirements.txt'],
    },
    'a command of the build needs it, too': {
      code: `${SLIM}${MARKED}RUN python manage.py collectstatic --no-input\nCMD ["./start"]\n`,
      files: project(postgres, BARE),
    },
    'another file asks for it': {
      code: FOUND,
      files: project(postgres, BARE, { 'requirements-prod.txt': '-r requirements.txt\npsycopg[binary]\n' }),
      related: ['config/settings.py', 'requirements-prod.txt'],
      fixed: null,
    },
    'MySQL, where nothing can compile its driver': {
      code: FOUND,
      files: project(engine('mysql'), BARE),
      message: 'MySQL needs mysqlclient, which nothing that the image installs brings: Django does not start',
      fixed: null,
    },
    'MySQL, where its headers are installed': {
      code: `${SLIM}RUN apt-get update && apt-get install -y gcc pkg-config default-libmysqlclient-dev\n${MARKED}${CMD}`,
      files: project(engine('mysql'), BARE),
      elsewhere: { 'requirements.txt': `${BARE}mysqlclient==2.3.2\n` },
    },
    'a mysqlclient that Django does not take any more': {
      code: FOUND,
      files: project(engine('mysql'), `${BARE}mysqlclient==1.4.2\n`),
      message: 'Django 5.2 wants mysqlclient 1.4.3 or newer, and the image has 1.4.2: Django does not start',
      fixed: null,
    },
    'a second database': {
      code: FOUND,
      files: project(
        'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}, "old": {"ENGINE": "django.db.backends.postgresql"}}\n',
        BARE,
      ),
      message: 'PostgreSQL needs psycopg, which nothing that the image installs brings: every use of it fails',
    },
    'a cache without its client': {
      code: FOUND,
      files: project(engine('sqlite3', cache('django.core.cache.backends.redis.RedisCache')), BARE),
      message: 'The cache RedisCache needs redis, which nothing that the image installs brings: every use of it fails',
      elsewhere: { 'requirements.txt': `${BARE}redis==8.1.0\n` },
    },
    'a cache of a package': {
      code: FOUND,
      files: project(engine('sqlite3', cache('django_redis.cache.RedisCache')), `${BARE}redis==8.1.0\n`),
      message:
        'The cache RedisCache needs django-redis, which nothing that the image installs brings: every use of it fails',
      elsewhere: { 'requirements.txt': `${BARE}redis==8.1.0\ndjango-redis\n` },
      alsoFires: ['dependency-unpinned'],
    },
  },
});
