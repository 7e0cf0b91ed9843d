import { describe, expect, test } from 'vitest';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';
import { readSettings } from '../../../../server/src/engine/project/settings/read.ts';
import { unknown } from '../../../../server/src/engine/text/known.ts';
import { settings, settingsOf, told } from './support.ts';

const STARTPROJECT = `"""Django settings for mysite project."""

from pathlib import Path

# Build paths inside the project like this: BASE_DIR / 'subdir'.
BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = 'django-insecure-abc'
DEBUG = True
ALLOWED_HOSTS = []
INSTALLED_APPS = [
    'django.contrib.admin',
    'django.contrib.staticfiles',
]
MIDDLEWARE = [
    'django.middleware.security.SecurityMiddleware',
    'django.middleware.common.CommonMiddleware',
]
ROOT_URLCONF = 'mysite.urls'
WSGI_APPLICATION = 'mysite.wsgi.application'
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': BASE_DIR / 'db.sqlite3',
    }
}
USE_I18N = True
STATIC_URL = 'static/'
`;

test('startproject', () => {
  const facts = settings({ 'mysite/settings.py': STARTPROJECT }, 'mysite.settings');
  const { environment, databases, files, module, optional, switches, middlewareEntries, logFiles, ...rest } = facts;
  expect(logFiles).toEqual([]);
  expect({ module, files, optional }).toEqual({
    module: 'mysite.settings',
    files: ['mysite/settings.py'],
    optional: [],
  });
  expect(Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, told(value)]))).toEqual({
    caches: 'unset',
    staticRoot: 'unset',
    mediaRoot: 'unset',
    staticUrl: 'static/',
    staticfilesDirs: 'unset',
    staticStorage: 'unset',
    defaultStorage: 'unset',
    middleware: ['django.middleware.security.SecurityMiddleware', 'django.middleware.common.CommonMiddleware'],
    installedApps: ['django.contrib.admin', 'django.contrib.staticfiles'],
    whitenoise: 'unset',
    whitenoiseFinders: 'unset',
    channels: 'unset',
    celeryApps: [],
    gis: 'unset',
    redis: 'unset',
    wsgiApplication: 'mysite.wsgi.application',
    asgiApplication: 'unset',
    rootUrlconf: 'mysite.urls',
    allowedHosts: [],
    debug: true,
    secureSslRedirect: 'unset',
    secureSslHost: 'unset',
    redirectExempt: 'unset',
    useI18n: true,
    secretKey: { kind: 'literal', value: 'django-insecure-abc' },
  });
  expect([...switches].map(([name, value]) => [name, told(value)])).toEqual([
    ['DEBUG', true],
    ['USE_I18N', true],
  ]);
  const [entry] = middlewareEntries.known ? (middlewareEntries.value?.value ?? []) : [];
  expect(entry && STARTPROJECT.slice(entry.from.span.start, entry.from.span.end)).toBe(`'${entry?.value}'`);
  expect(told(databases)).toMatchObject([
    {
      alias: 'default',
      kind: { known: true, value: 'sqlite' },
      engine: 'django.db.backends.sqlite3',
      file: { base: 'project', path: 'db.sqlite3' },
    },
  ]);
  expect(environment).toEqual({ reads: [], byOwn: [], incomplete: undefined, files: [], hidden: undefined });
  const from = facts.staticUrl.known && facts.staticUrl.value?.from;
  expect(from && STARTPROJECT.slice(from.span.start, from.span.end)).toBe("'static/'");
});

const COOKIECUTTER = {
  'config/__init__.py': '',
  'config/settings/__init__.py': '',
  'config/settings/base.py': `
from pathlib import Path
import environ

BASE_DIR = Path(__file__).resolve(strict=True).parent.parent.parent
APPS_DIR = BASE_DIR / "shop"
env = environ.Env()

READ_DOT_ENV_FILE = env.bool("DJANGO_READ_DOT_ENV_FILE", default=False)
if READ_DOT_ENV_FILE:
    env.read_env(str(BASE_DIR / ".env"))

DEBUG = env.bool("DJANGO_DEBUG", False)
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DJANGO_APPS = ["django.contrib.admin"]
THIRD_PARTY_APPS = ["django_celery_beat"]
LOCAL_APPS = ["shop.users"]
INSTALLED_APPS = DJANGO_APPS + THIRD_PARTY_APPS + LOCAL_APPS
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware"]
STATIC_ROOT = str(BASE_DIR / "staticfiles")
STATICFILES_DIRS = [str(APPS_DIR / "static")]
MEDIA_ROOT = str(APPS_DIR / "media")
REDIS_URL = env("REDIS_URL", default="redis://redis:6379/0")
CELERY_BROKER_URL = REDIS_URL
`,
  'config/settings/production.py': `
from .base import *  # noqa: F403
from .base import DATABASES
from .base import INSTALLED_APPS
from .base import REDIS_URL
from .base import env

SECRET_KEY = env("DJANGO_SECRET_KEY")
ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS", default=["example.com"])
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
    },
}
SECURE_SSL_REDIRECT = env.bool("DJANGO_SECURE_SSL_REDIRECT", default=True)
STORAGES = {
    "default": {"BACKEND": "storages.backends.s3.S3Storage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
INSTALLED_APPS += ["anymail"]
`,
};

test('cookiecutter-django', () => {
  const facts = settings(COOKIECUTTER, 'config.settings.production');
  expect(facts.files).toEqual(['config/settings/production.py', 'config/settings/base.py']);
  expect(told(facts.installedApps)).toEqual(['django.contrib.admin', 'django_celery_beat', 'shop.users', 'anymail']);
  expect(told(facts.celeryApps)).toEqual(['django_celery_beat']);
  expect(told(facts.whitenoise)).toBe('whitenoise.middleware.WhiteNoiseMiddleware');
  expect(told(facts.staticStorage)).toBe('whitenoise.storage.CompressedManifestStaticFilesStorage');
  expect(told(facts.staticRoot)).toEqual({ base: 'project', path: 'staticfiles' });
  expect(told(facts.mediaRoot)).toEqual({ base: 'project', path: 'shop/media' });
  expect(told(facts.staticfilesDirs)).toEqual([{ base: 'project', path: 'shop/static' }]);
  expect(told(facts.debug)).toBe('? it depends on DJANGO_DEBUG');
  expect(told(facts.redis)).toBe('django_redis.cache.RedisCache');
  expect(told(facts.allowedHosts)).toBe('? it depends on DJANGO_ALLOWED_HOSTS');
  expect(told(facts.secretKey)).toMatchObject({ kind: 'environment', fallback: { kind: 'absent' } });
  expect(told(facts.databases)).toMatchObject([
    { alias: 'default', kind: { known: false, why: 'it depends on DATABASE_URL' }, reads: [{ name: 'DATABASE_URL' }] },
  ]);
  const required = facts.environment.reads.filter((read) => read.required && read.unconditional);
  expect(required.map(({ name }) => name).sort()).toEqual(['DATABASE_URL', 'DJANGO_SECRET_KEY']);
  expect(facts.environment.files).toMatchObject([
    { place: { path: 'config/settings/base.py' }, path: { base: 'project', path: '.env' } },
  ]);
});

describe('paths', () => {
  test.each([
    [
      'import os\nSTATIC_ROOT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "static")',
      'project static',
    ],
    ['from os import path\nSTATIC_ROOT = path.join(path.dirname(__file__), "..", "..", "x")', 'project ../x'],
    [
      'import environ\nROOT_DIR = environ.Path(__file__) - 2\nSTATIC_ROOT = str(ROOT_DIR.path("static"))',
      'project static',
    ],
    ['import environ\nroot = environ.Path(__file__) - 2\nSTATIC_ROOT = root("static")', 'project static'],
    ['from pathlib import Path\nSTATIC_ROOT = Path(__file__).parents[1] / "a" / "b"', 'project a/b'],
    ['import pathlib as p\nSTATIC_ROOT = p.Path(__file__).parent.joinpath("a").resolve()', 'project config/a'],
    ['from pathlib import Path\nB = Path(__file__).parent\nSTATIC_ROOT = str(B) + "/static"', 'project config/static'],
    ['from pathlib import Path\nSTATIC_ROOT = Path("/srv") / "static/"', 'absolute /srv/static'],
    ['STATIC_ROOT = "/srv/../static"', 'absolute /static'],
    ['STATIC_ROOT = "static/"', 'workdir static'],
    ['STATIC_ROOT = ""', 'unset'],
    ['STATIC_ROOT = None', 'unset'],
    ['STATIC_ROOT = f"{x}/static"', '? it is worked out when it runs'],
    ['import os\nSTATIC_ROOT = os.environ.get("STATIC_ROOT", "/static")', '? it depends on STATIC_ROOT'],
    ['import os\nSTATIC_ROOT = os.path.join(os.environ["HOME"], "static")', '? it depends on HOME'],
    ['from x import BASE_DIR\nSTATIC_ROOT = BASE_DIR / "static"', '? it is worked out when it runs'],
  ])('%s', (text, expected) => {
    const value = told(settingsOf(text).staticRoot);
    const { base, path } = value as { base?: string; path?: string };
    expect(base === undefined ? value : `${base} ${path}`).toBe(expected);
  });
});

test.each<readonly [text: string, expected: unknown]>([
  ['{"BACKEND": "a.B", "OPTIONS": {"location": "/x"}}', { base: 'absolute', path: '/x' }],
  ['{"BACKEND": "a.B", "OPTIONS": {"base_url": "/x/"}}', { base: 'absolute', path: '/root' }],
  ['{"BACKEND": "a.B"}', { base: 'absolute', path: '/root' }],
  ['{"BACKEND": "a.B", "OPTIONS": options()}', '? it is worked out when it runs'],
  ['{"BACKEND": "a.B", "OPTIONS": {**options()}}', '? it is worked out when it runs'],
])('the folder of a storage: %s', (storage, expected) => {
  const text = `STATIC_ROOT = MEDIA_ROOT = "/root"\nSTORAGES = {"staticfiles": ${storage}, "default": ${storage}}\n`;
  const { staticRoot, mediaRoot } = settingsOf(text);
  expect([told(staticRoot), told(mediaRoot)]).toEqual([expected, expected]);
});

test.each<readonly [text: string, expected: unknown]>([
  ['WHITENOISE_USE_FINDERS = True', true],
  ['WHITENOISE_USE_FINDERS = False', false],
  ['WHITENOISE_AUTOREFRESH = True', true],
  ['WHITENOISE_USE_FINDERS = False\nWHITENOISE_AUTOREFRESH = True', true],
  ['WHITENOISE_USE_FINDERS = x()', '? it is worked out when it runs'],
  ['WHITENOISE_AUTOREFRESH = x()', '? it is worked out when it runs'],
  ['', 'unset'],
])('whether WhiteNoise serves files where they are: %s', (text, expected) => {
  expect(told(settingsOf(text).whitenoiseFinders)).toBe(expected);
});

describe('lists that grow', () => {
  const BASE = 'MIDDLEWARE = ["a", "b"]\n';
  test.each<readonly [text: string, expected: unknown]>([
    ['MIDDLEWARE += ["c"]', ['a', 'b', 'c']],
    ['MIDDLEWARE = ["c"] + MIDDLEWARE', ['c', 'a', 'b']],
    ['MIDDLEWARE = ["c", *MIDDLEWARE]', ['c', 'a', 'b']],
    ['MIDDLEWARE.insert(1, "c")', ['a', 'c', 'b']],
    ['MIDDLEWARE.append("c")', ['a', 'b', 'c']],
    ['MIDDLEWARE.extend(("c",))', ['a', 'b', 'c']],
    ['MIDDLEWARE.remove("a")', ['b']],
    ['MIDDLEWARE = list(MIDDLEWARE)', ['a', 'b']],
    ['MIDDLEWARE.sort()', '? sort() changes it'],
    ['MIDDLEWARE += more()', '? it is worked out when it runs'],
    ['MIDDLEWARE.insert(MIDDLEWARE.index("b"), "c")', '? where c is put in is not known'],
    ['if x:\n  MIDDLEWARE += ["c"]', '? some of it is only there under a condition'],
    ['if True:\n  MIDDLEWARE += ["c"]', ['a', 'b', 'c']],
    ['DEBUG = False\nif DEBUG:\n  MIDDLEWARE += ["c"]', ['a', 'b']],
    ['if x:\n  MIDDLEWARE += ["c"]\nelse:\n  MIDDLEWARE += ["c"]', ['a', 'b', 'c']],
    ['if x:\n  raise Y\nelse:\n  MIDDLEWARE += ["c"]', ['a', 'b', 'c']],
    ['for x in y:\n  MIDDLEWARE.append(x)', '? some of it is only there under a condition'],
    ['x = "c"\nfor x in y:\n  z = 1\nMIDDLEWARE.append(x)', '? it depends on a condition'],
    ['x = "c"\nwith open(y) as x:\n  MIDDLEWARE.append(x)', '? it differs each time'],
    ['x = "c"\nif x := y():\n  pass\nMIDDLEWARE.append(x)', '? it is set inside of an expression'],
    ['def f():\n  MIDDLEWARE.append("c")', ['a', 'b']],
    ['def f():\n  MIDDLEWARE.append("c")\nf()', '? a function may change it'],
    ['def f():\n  global MIDDLEWARE\n  MIDDLEWARE = []\nf()', '? a function may change it'],
    ['def f():\n  globals()["MIDDLEWARE"] = []\nf()', '? names are set while it runs'],
    ['def f():\n  pass\nf()', ['a', 'b']],
    ['from x import add\nadd(MIDDLEWARE)', '? a function may change it'],
    ['MIDDLEWARE += [\n', '? a line that names it cannot be read'],
    ['exec(open("x").read())', '? names are set while it runs'],
    ['django_heroku.settings(locals())', '? other code sets names'],
    ['del MIDDLEWARE', '? it is deleted'],
    ['X = [\nY = 1', ['a', 'b']],
    ['Y = 1\nX = [', '? a line of the settings cannot be read'],
  ])('%s', (text, expected) => {
    expect(told(settingsOf(BASE + text).middleware)).toEqual(expected);
  });
});

test.each([
  ['MIDDLEWARE = ["a"]\nif x:\n  MIDDLEWARE += ["b"]', 'unset'],
  [
    'MIDDLEWARE = ["a"]\nif x:\n  MIDDLEWARE += ["whitenoise.middleware.W"]',
    '? whitenoise.middleware.W is only there under a condition',
  ],
  ['MIDDLEWARE = ["whitenoise.middleware.W"]\nif x:\n  MIDDLEWARE += ["b"]', 'whitenoise.middleware.W'],
  ['MIDDLEWARE = []\nSTATICFILES_STORAGE = "whitenoise.storage.S"', 'whitenoise.storage.S'],
  ['MIDDLEWARE = [x]', '? x is not read'],
])('whitenoise: %s', (text, expected) => {
  expect(told(settingsOf(text).whitenoise)).toBe(expected);
});

test.each([
  ['', 'unset'],
  ['CHANNEL_LAYERS = {}', 'CHANNEL_LAYERS'],
  ['CHANNEL_LAYERS = None', 'unset'],
  ['if x:\n  CHANNEL_LAYERS = {}', '? it is only set under a condition'],
  ['exec(more)', '? names are set while it runs'],
  ['Live.load(__name__)', '? names are set while it runs'],
])('channels: %s', (text, expected) => {
  expect(told(settingsOf(`INSTALLED_APPS = []\n${text}`).channels)).toBe(expected);
});

describe('other modules', () => {
  const BASE = { 'config/base.py': 'STATIC_URL = "/a/"\nDEBUG = True\n' };
  test.each<readonly [name: string, files: Record<string, string>, expected: unknown]>([
    ['by full name', { ...BASE, 'config/settings.py': 'from config.base import *' }, '/a/'],
    ['what comes later wins', { ...BASE, 'config/settings.py': 'from .base import *\nSTATIC_URL = "/b/"' }, '/b/'],
    [
      'what comes earlier does not',
      { ...BASE, 'config/settings.py': 'STATIC_URL = "/b/"\nfrom .base import *' },
      '/a/',
    ],
    [
      'a missing module in try',
      {
        ...BASE,
        'config/settings.py': 'from .base import *\ntry:\n  from .local import *\nexcept ImportError:\n  pass',
      },
      '/a/',
    ],
    [
      'a missing module in suppress',
      { ...BASE, 'config/settings.py': 'from .base import *\nwith suppress(ImportError):\n  from .local import *' },
      '/a/',
    ],
    [
      'a missing module under a condition',
      { ...BASE, 'config/settings.py': 'from .base import *\nif os.path.exists("x"):\n  from .local import *' },
      '/a/',
    ],
    [
      'a module that may be there',
      {
        ...BASE,
        'config/local.py': 'STATIC_URL = "/c/"',
        'config/settings.py': 'from .base import *\ntry:\n  from .local import *\nexcept ImportError:\n  pass',
      },
      '? it depends on a condition',
    ],
    [
      'a module that may be there and says nothing of it',
      {
        ...BASE,
        'config/local.py': 'DEBUG = False',
        'config/settings.py': 'from .base import *\ntry:\n  from .local import *\nexcept ImportError:\n  pass',
      },
      '/a/',
    ],
    [
      'a module of a package',
      { 'config/settings.py': 'STATIC_URL = "/a/"\nfrom other.settings import *' },
      '? other.settings is not read',
    ],
    [
      'the same in try',
      { 'config/settings.py': 'STATIC_URL = "/a/"\ntry:\n  from other.x import *\nexcept ImportError: pass' },
      '? other.x is not read',
    ],
    [
      'single names',
      { 'config/env.py': 'URL = "/a/"', 'config/settings.py': 'from config.env import URL as U\nSTATIC_URL = U' },
      '/a/',
    ],
    [
      'a circle',
      { 'config/settings.py': 'STATIC_URL = "/a/"\nfrom .b import *', 'config/b.py': 'from .settings import *' },
      '/a/',
    ],
    [
      'a package',
      { 'config/settings/__init__.py': 'from .base import *', 'config/settings/base.py': 'STATIC_URL = "/a/"' },
      '/a/',
    ],
    ['a module above the project', { 'config/settings.py': 'from ....x import *' }, '? a module is not read'],
    [
      'split settings',
      { 'config/settings.py': 'from split_settings.tools import include\ninclude("a.py")' },
      '? config/a.py is not read',
    ],
    [
      'split settings, with a result',
      { 'config/settings.py': 'from split_settings.tools import include\nx = include("a.py")' },
      '? config/a.py is not read',
    ],
    [
      'dynaconf',
      { 'config/settings.py': 'import dynaconf\nsettings = dynaconf.DjangoDynaconf(__name__)' },
      '? other code sets names',
    ],
    [
      'a module of the environment',
      {
        'config/settings.py':
          'import os\nfrom importlib import import_module\nfor k, v in vars(import_module(os.environ["M"])).items():\n  globals()[k] = v',
      },
      '? names are set while it runs',
    ],
    [
      'django-configurations',
      {
        'config/settings.py': 'from configurations import Configuration\nclass A(Configuration):\n  STATIC_URL = "/a/"',
      },
      '? the settings stand in classes',
    ],
    [
      'django-configurations in other modules',
      {
        'config/settings.py': 'from .a import A\nclass Prod(A):\n  pass',
        'config/a.py': 'from config.b import B\nclass A(B):\n  pass',
        'config/b.py': 'from configurations import Configuration\nclass B(Configuration):\n  STATIC_URL = "/a/"',
      },
      '? the settings stand in classes',
    ],
  ])('%s', (_name, files, expected) => {
    expect(told(settings(files, 'config.settings').staticUrl)).toBe(expected);
  });

  test('paths of a project in a folder start at its root', () => {
    const text = 'from pathlib import Path\nSTATIC_ROOT = Path(__file__).parent.parent / "s"';
    const facts = readSettings('config.settings', () => ({
      path: 'backend/config/settings.py',
      module: readModule(text),
    }));
    expect(facts.known && told(facts.value.staticRoot)).toEqual({ base: 'project', path: 's' });
  });

  test('settings of this machine that nobody has committed', () => {
    const text = 'DEBUG = True\ntry:\n  from .local_settings import *\nexcept ImportError:\n  pass\n';
    const facts = settings({ 'config/settings.py': text }, 'config.settings');
    expect([facts.optional, told(facts.debug)]).toEqual([['config.local_settings'], true]);
  });

  test.each([
    ['import environ\nenviron.Env.read_env()\n', false],
    ['import environ\nenv = environ.Env()\nenv.read_env(BASE / ".env", overwrite=True)\n', true],
    ['from dotenv import load_dotenv\nload_dotenv()\n', false],
    ['import dotenv\ndotenv.load_dotenv(override=True)\n', true],
  ])('a file of variables: %j', (text, wins) => {
    expect(settingsOf(text).environment.files.map((file) => file.wins)).toEqual([wins]);
  });

  test('a chain without end', () => {
    const facts = readSettings('a.m0', (module) => {
      if (module === 'a') return undefined;
      const number = Number(module.slice(3));
      return { path: `a/m${number}.py`, module: readModule(`from .m${number + 1} import *\nDEBUG = True\n`) };
    });
    expect(facts.known && facts.value.files.length).toBe(13);
    expect(facts.known && told(facts.value.debug)).toBe(true);
  });

  test('no such module, or one that is not read', () => {
    expect(readSettings('a', () => undefined)).toEqual({ known: false, why: 'a is not read' });
    const facts = readSettings('a', (module) =>
      module === 'a'
        ? { path: 'a.py', module: readModule('DEBUG = 1\ntry:\n  from b import *\nexcept ImportError: pass') }
        : 'unread',
    );
    expect(facts.known && told(facts.value.debug)).toBe('? b is not read');
  });
});

describe('databases', () => {
  test.each([
    ['"ENGINE": "django.db.backends.postgresql"', 'postgresql'],
    ['"ENGINE": "django.db.backends.postgresql_psycopg2"', 'postgresql'],
    ['"ENGINE": "django.contrib.gis.db.backends.postgis"', 'postgresql'],
    ['"ENGINE": "django_prometheus.db.backends.mysql"', 'mysql'],
    ['"ENGINE": "mysql.connector.django"', 'mysql'],
    ['"ENGINE": "django.db.backends.oracle"', 'oracle'],
    ['"ENGINE": "django.contrib.gis.db.backends.spatialite"', 'sqlite'],
    ['"ENGINE": "django_cockroachdb"', '? django_cockroachdb is no engine that we know'],
    ['"ENGINE": os.getenv("ENGINE", "django.db.backends.sqlite3")', '? it depends on ENGINE'],
    ['"NAME": "x"', '? it is worked out when it runs'],
  ])('%s', (entries, expected) => {
    const { databases } = settingsOf(`import os\nDATABASES = {"default": {${entries}}}`);
    const [first] = (databases.known && databases.value?.value) || [];
    const kind = first?.kind ?? unknown('it is not there');
    expect(kind.known ? kind.value : `? ${kind.why}`).toBe(expected);
  });

  test.each([
    ['DATABASES = {"default": dj_database_url.config()}', 'DATABASE_URL'],
    [
      'DATABASES = {"default": {"ENGINE": "x.sqlite3"}}\nDATABASES["default"] = dj_database_url.config()',
      'DATABASE_URL',
    ],
    [
      'DATABASES = {"default": {"ENGINE": "x.sqlite3"}}\nDATABASES["default"].update(dj_database_url.config(env="D"))',
      'D',
    ],
    ['DATABASES = {"default": dj_database_url.parse(os.environ["D"])}', 'D'],
  ])('%s', (text, expected) => {
    const { databases } = settingsOf(`import os, dj_database_url\n${text}`);
    const [first] = (databases.known && databases.value?.value) || [];
    expect(first?.kind.known).toBe(false);
    expect(first?.reads.map(({ name }) => name)).toEqual([expected]);
  });

  test('an engine set over an URL', () => {
    const { databases, gis } = settingsOf(
      'import environ\nenv = environ.Env()\nDATABASES = {"default": env.db()}\n' +
        'DATABASES["default"]["ENGINE"] = "django.contrib.gis.db.backends.postgis"',
    );
    expect(told(databases)).toMatchObject([{ kind: { value: 'postgresql' } }]);
    expect(told(gis)).toBe('django.contrib.gis.db.backends.postgis');
  });

  test('a database in memory has no file', () => {
    const { databases } = settingsOf(
      'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}',
    );
    expect(told(databases)).toMatchObject([{ file: undefined }]);
  });
});

test.each<readonly [text: string, expected: unknown]>([
  ['SECRET_KEY = "x"', { kind: 'literal', value: 'x' }],
  ['SECRET_KEY = os.environ["K"]', { kind: 'environment', fallback: { kind: 'absent' } }],
  ['SECRET_KEY = os.environ.get("K")', { kind: 'environment', fallback: { kind: 'none' } }],
  ['SECRET_KEY = os.environ.get("K", "x")', { kind: 'environment', fallback: { kind: 'literal', value: 'x' } }],
  ['SECRET_KEY = os.environ.get("K") or "x"', { kind: 'environment', fallback: { kind: 'literal', value: 'x' } }],
  ['SECRET_KEY = get_random_secret_key()', '? it is worked out when it runs'],
  ['', 'unset'],
])('secret key: %s', (text, expected) => {
  const value = told(settingsOf(`import os\n${text}`).secretKey);
  if (typeof expected === 'string') expect(value).toBe(expected);
  else expect(value).toMatchObject(expected as object);
});
