import rule from '../../../server/src/engine/rules/django/settings-env-bugs.ts';
import { testRule } from '../../support/rule-tester.ts';

const CODE =
  'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
const MARKED = CODE.replace(/"gunicorn".*8000"/, '«$&»');
const CHOICE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const SETTINGS = 'config/settings.py';
const KEY = 'django-insecure-7#x$qk!m2(v^9=wz@p0l&c4+e_h8*r3';

type Files = Readonly<Record<string, string>>;
const project = (settings: string, files: Files = {}): Files => ({
  'manage.py': CHOICE,
  'config/__init__.py': '',
  'config/wsgi.py': CHOICE,
  [SETTINGS]: `import os\n${settings}\n`,
  ...files,
});
const silent = (settings: string, files?: Files, code = CODE) => ({ code, files: project(settings, files) });
const found = (settings: string, files?: Files, code = MARKED) => ({ code, files: project(settings, files) });
const becomes = (settings: string): Files => ({ [SETTINGS]: `import os\n${settings}\n` });
const env = (pair: string, code: string): string => code.replace('CMD', `ENV ${pair}\nCMD`);
const compose = (service: string): Files => ({ 'compose.yaml': `services:\n  web:\n    build: .\n${service}` });
const GIVES = (name: string) => compose(`    environment:\n      ${name}: x\n`);

const TRUE = '.lower() in {"1", "true", "yes"}';

testRule(rule, {
  valid: {
    'a file that stands alone': CODE,
    'settings that nobody has': { code: CODE, files: { 'manage.py': CHOICE } },
    'a word is compared': silent('DEBUG = os.environ.get("DEBUG", "").lower() in ("1", "true")'),
    numbers: silent('DEBUG = bool(int(os.environ.get("DEBUG", "0")))'),
    'a number that is no text': silent('DEBUG = int(os.environ.get("DEBUG", 0))'),
    'only one text is false': silent('DEBUG = os.environ.get("DEBUG") != "False"'),
    'decouple with a cast': silent('from decouple import config\nDEBUG = config("DEBUG", default=False, cast=bool)'),
    'django-environ takes the kind of the default': silent(
      'import environ\nenv = environ.Env()\nDEBUG = env("DEBUG", default=False)',
    ),
    'django-environ with what it declares': silent(
      'import environ\nenv = environ.Env(DEBUG=(bool, False))\nDEBUG = env("DEBUG")',
    ),
    'a function of their own': silent('DEBUG = to_bool(os.environ.get("DEBUG"))'),
    'a text that is meant as one': silent('TIME_ZONE = os.environ.get("TZ", "UTC")\nDEBUG = False'),
    'what else decides is not known': silent('DEBUG = bool(os.environ.get("DEBUG")) and is_local()'),
    'set under another name in between': silent('DEBUG = os.environ.get("DEBUG")\nDEBUG = DEBUG == "1"'),
    'by way of another name, which is not followed': silent('given = os.environ.get("DEBUG")\nDEBUG = bool(given)'),
    'not what the image starts with': silent('DEBUG = False', {
      'config/local.py': 'import os\nDEBUG = bool(os.environ.get("DEBUG"))\n',
    }),
    'a stage for development': silent('DEBUG = bool(os.environ.get("DEBUG"))', {}, CODE.replace('\n', ' AS dev\n')),
    'a key from the environment': silent('SECRET_KEY = os.environ["SECRET_KEY"]'),
    'a placeholder for a key': silent('SECRET_KEY = os.environ.get("SECRET_KEY", "change-me-in-production")'),
    'a key that says what it is': silent('SECRET_KEY = "django-insecure-this-is-only-for-tests-of-ours"'),
    'an insecure key while debugging': silent(`DEBUG = True\nSECRET_KEY = "${KEY}"\nALLOWED_HOSTS = ["*"]`, {
      'config/settings_production.py': 'from .settings import *\n',
    }),
    'a default that the image replaces': silent(
      `SECRET_KEY = os.environ.get("KEY", "${KEY}")`,
      {},
      env('KEY=$(cat /run/key)', CODE),
    ),
    'a default that compose replaces': silent(`SECRET_KEY = os.environ.get("KEY", "${KEY}")`, GIVES('KEY')),
    'a default that a file may replace': silent(
      `SECRET_KEY = os.environ.get("KEY", "${KEY}")`,
      compose('    env_file: missing.env\n'),
    ),
    'a key that settings out of sight replace': silent(
      `SECRET_KEY = "${KEY}"\nALLOWED_HOSTS = ["*"]\ntry:\n  from .local_settings import *\nexcept ImportError:\n  pass`,
    ),
    'a default that a file of the settings may replace': silent(
      `from dotenv import load_dotenv\nload_dotenv()\nSECRET_KEY = os.environ.get("KEY", "${KEY}")`,
    ),
    'a default that decouple may find in a file': silent(
      `from decouple import config\nSECRET_KEY = config("KEY", default="${KEY}")`,
    ),
    'hosts by name': silent('ALLOWED_HOSTS = ["example.com", ".example.org"]'),
    'any host only by default': silent('ALLOWED_HOSTS = os.environ.get("HOSTS", "*").split(",")'),
    'the old name of an engine, which every Django still knows': silent(
      'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql_psycopg2"}}',
      { 'requirements.txt': 'Django==5.2.8\n' },
    ),
    'compose sets what is needed': silent('X = os.environ["SHOP_KEY"]', GIVES('SHOP_KEY')),
    'nothing of a like name is set': silent('X = os.environ["SHOP_KEY"]', GIVES('POSTGRES_PASSWORD')),
    'both are read': silent(
      'X = os.environ.get("DJANGO_SECRET_KEY") or os.environ["SECRET_KEY"]',
      GIVES('DJANGO_SECRET_KEY'),
    ),
    'it has a default': silent('X = os.environ.get("SHOP_KEY", "")', GIVES('DJANGO_SHOP_KEY')),
    'it is only asked for': silent('X = os.environ.get("SHOP_KEY")', GIVES('DJANGO_SHOP_KEY')),
    'only in a branch': silent('if DEBUG:\n  X = os.environ["SHOP_KEY"]', GIVES('DJANGO_SHOP_KEY')),
    'nobody knows what compose does not say': silent('X = os.environ["SHOP_KEY"]', {}, env('DJANGO_SHOP_KEY=1', CODE)),
    'the settings load a file of variables': silent(
      'from dotenv import load_dotenv\nload_dotenv()\nX = os.environ["SHOP_KEY"]',
      GIVES('DJANGO_SHOP_KEY'),
    ),
    'decouple reads a file of variables': silent(
      'from decouple import config\nX = config("SHOP_KEY")',
      GIVES('DJANGO_SHOP_KEY'),
    ),
    'the settings may read more': silent(
      'X = os.environ[name()]\nY = os.environ["SHOP_KEY"]',
      GIVES('DJANGO_SHOP_KEY'),
    ),
    'wsgi.py sets it on the way': silent('X = os.environ["SHOP_KEY"]', {
      ...GIVES('DJANGO_SHOP_KEY'),
      'config/wsgi.py': `${CHOICE}os.environ.setdefault("SHOP_KEY", "")\n`,
    }),
    'a script of the start makes one of the other': silent(
      'X = os.environ["SHOP_KEY"]',
      { ...GIVES('DJANGO_SHOP_KEY'), 'start.sh': '#!/bin/sh\nexport SHOP_KEY="$DJANGO_SHOP_KEY"\nexec "$@"\n' },
      CODE.replace('CMD', 'ENTRYPOINT ["./start.sh"]\nCMD'),
    ),
    'a file of variables sets it': silent('X = os.environ["SHOP_KEY"]', {
      ...compose('    env_file: web.env\n    environment: [DJANGO_SHOP_KEY=x]\n'),
      'web.env': 'SHOP_KEY=1\n',
    }),
    'names that differ in more than a slip': silent('X = os.environ["POSTGRES_HOST"]', GIVES('POSTGRES_PORT')),
    'short names': silent('X = os.environ["DB_A"]', GIVES('DB_B')),
  },
  invalid: {
    'bool() of a text, which the image sets to a word for no': {
      ...found('DEBUG = bool(os.environ.get("DEBUG"))', {}, env('DEBUG=False', MARKED)),
      message: 'DEBUG is on with DEBUG=False: settings.py takes any text for true',
      related: [SETTINGS, 'DEBUG=False'],
      title: 'Take only 1, true and yes for true in settings.py',
      fixed: env('DEBUG=False', CODE),
      elsewhere: becomes(`DEBUG = os.environ.get("DEBUG", "")${TRUE}`),
    },
    'and compose does': {
      ...found('DEBUG = bool(os.getenv("DEBUG", default=0))', compose('    environment:\n      DEBUG: "0"\n')),
      message: 'DEBUG is on with DEBUG=0: settings.py takes any text for true',
      related: [SETTINGS, 'compose.yaml'],
      elsewhere: becomes(`DEBUG = os.getenv("DEBUG", "")${TRUE}`),
    },
    'and a file of variables does': {
      ...found('DEBUG = bool(os.getenv("DEBUG"))', { ...compose('    env_file: .env\n'), '.env': 'DEBUG=no\n' }),
      related: [SETTINGS, '.env'],
    },
    'its default is a word for no': {
      ...found("DEBUG = bool(os.environ.get('DEBUG', 'False'))"),
      message: 'DEBUG is on by its default "False": settings.py takes any text for true',
      related: [SETTINGS],
      elsewhere: becomes("DEBUG = os.environ.get('DEBUG', 'False').lower() in {'1', 'true', 'yes'}"),
    },
    'nothing sets it yet': {
      ...found('DEBUG = bool(os.environ.get("DEBUG", False))'),
      severity: 'warning',
      message: 'DEBUG would be on with DEBUG=False: settings.py takes any text for true',
      elsewhere: becomes(`DEBUG = os.environ.get("DEBUG", "")${TRUE}`),
    },
    'the text itself': {
      ...found('SECURE_SSL_REDIRECT = os.environ.get("SSL_REDIRECT", True)'),
      severity: 'warning',
      message: 'SECURE_SSL_REDIRECT would be on with SSL_REDIRECT=False: settings.py takes any text for true',
      elsewhere: becomes(`SECURE_SSL_REDIRECT = os.environ.get("SSL_REDIRECT", "1")${TRUE}`),
    },
    'a variable that has to be there': {
      ...found('DEBUG = bool( os.environ["DEBUG"] )', {}, env('DEBUG=0', MARKED)),
      elsewhere: becomes(`DEBUG = os.environ["DEBUG"]${TRUE}`),
    },
    'a default of another word for yes': {
      ...found('DEBUG = os.environ.get("DEBUG", "on")'),
      severity: 'warning',
      elsewhere: becomes(`DEBUG = os.environ.get("DEBUG", "1")${TRUE}`),
    },
    'several in one finding': {
      ...found(
        'DEBUG = bool(os.environ.get("DEBUG"))\nSESSION_COOKIE_SECURE = os.environ.get("SECURE", "True")\nUSE_TZ = bool(own(os.environ.get("TZ")))',
        {},
        env('SECURE=off', MARKED),
      ),
      message: 'SESSION_COOKIE_SECURE is on with SECURE=off: settings.py takes any text for true (1 more like it)',
      related: [SETTINGS, SETTINGS, 'SECURE=off'],
      elsewhere: becomes(
        `DEBUG = os.environ.get("DEBUG", "")${TRUE}\nSESSION_COOKIE_SECURE = os.environ.get("SECURE", "True")${TRUE}\nUSE_TZ = bool(own(os.environ.get("TZ")))`,
      ),
    },
    'decouple without a cast': {
      ...found('from decouple import config\nDEBUG = config("DEBUG", default=False)'),
      severity: 'warning',
      elsewhere: becomes('from decouple import config\nDEBUG = config("DEBUG", default=False, cast=bool)'),
    },
    'django-environ as a text': {
      ...found('import environ\nenv = environ.Env()\nDEBUG = env.str("DEBUG", default="no")'),
      message: 'DEBUG is on by its default "no": settings.py takes any text for true',
      elsewhere: becomes('import environ\nenv = environ.Env()\nDEBUG = env.bool("DEBUG", default=False)'),
    },
    'environs as a text': {
      ...found('from environs import Env\nenv = Env()\nDEBUG = env("DEBUG")'),
      severity: 'warning',
      elsewhere: becomes('from environs import Env\nenv = Env()\nDEBUG = env.bool("DEBUG")'),
    },
    'what stands around it is more than bool()': {
      ...found('DEBUG = bool(os.environ.get("DEBUG") or "")', {}, env('DEBUG=0', MARKED)),
      fixed: null,
    },
    'a comment inside': {
      ...found('DEBUG = bool(  # why\n  os.environ.get("DEBUG"))', {}, env('DEBUG=0', MARKED)),
      fixed: null,
    },
    'a default that is worked out': {
      ...found('DEBUG = bool(os.environ.get("DEBUG", own()))', {}, env('DEBUG=0', MARKED)),
      fixed: null,
    },
    'a key of startproject': {
      ...found(`SECRET_KEY = "${KEY}"\nDEBUG = False`),
      severity: 'warning',
      message: 'SECRET_KEY is written in settings.py: whoever sees the code can forge sessions and reset links',
      related: [SETTINGS],
      fixed: null,
    },
    'a key as a default': {
      ...found(`SECRET_KEY = os.environ.get("KEY", "${KEY.slice('django-insecure-'.length)}")`),
      severity: 'warning',
      message: 'Where nobody sets KEY, the app signs with the key in settings.py, which all who see the code know',
    },
    'any host': {
      ...found('ALLOWED_HOSTS = ["*"]\nDEBUG = os.environ.get("DEBUG") == "1"'),
      severity: 'warning',
      message: 'ALLOWED_HOSTS in settings.py has "*": Django puts any host a request names into links and mails',
      related: [SETTINGS],
    },
    'compose sets another name': {
      ...found('SECRET_KEY = os.environ["SECRET_KEY"]', GIVES('DJANGO_SECRET_KEY')),
      message: 'The settings read SECRET_KEY, but DJANGO_SECRET_KEY is set: the app does not start',
      related: [SETTINGS, 'compose.yaml'],
      title: 'Read DJANGO_SECRET_KEY in the settings',
      elsewhere: becomes('SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]'),
    },
    'a file of variables does': {
      ...found("KEY = os.environ['CONFIG_KEY']\nif os.environ['CONFIG_KEY']: pass", {
        ...compose('    env_file: web.env\n'),
        'web.env': 'OTHER=1\nCONFIG_CONFIG_KEY=x\n',
      }),
      related: [SETTINGS, SETTINGS, 'web.env'],
      elsewhere: becomes("KEY = os.environ['CONFIG_CONFIG_KEY']\nif os.environ['CONFIG_CONFIG_KEY']: pass"),
    },
    'the image itself does, and compose nothing': {
      ...found('X = os.environ["SMTP_SERVER"]', compose(''), env('SMTP_SERVERS=a', MARKED)),
      message: 'The settings read SMTP_SERVER, but SMTP_SERVERS is set: the app does not start',
      related: [SETTINGS, 'SMTP_SERVERS=a'],
    },
    'a key of nothing': {
      ...found('SECRET_KEY = os.environ.get("SECRET_KEY")', GIVES('DJANGO_SECRET_KEY')),
      message: 'The settings read SECRET_KEY, but DJANGO_SECRET_KEY is set: pages that sign fail with 500',
      elsewhere: becomes('SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY")'),
    },
    'two images with the same settings have one cause': {
      files: project('ALLOWED_HOSTS = ["*"]'),
      code: `FROM python:3.14-slim-trixie AS base\nWORKDIR /app\nCOPY . .\nFROM base AS web\nCMD [«"gunicorn", "config.wsgi"»]\nFROM base AS other\nCMD ["gunicorn", "config.wsgi", "--workers=2"]\n`,
      severity: 'warning',
    },
    'in a script, behind a migration': {
      ...found(
        'DEBUG = bool(os.environ.get("DEBUG"))',
        { 'start.sh': '#!/bin/sh\npython manage.py migrate\nexec gunicorn config.wsgi\n' },
        'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENV DEBUG=0\nENTRYPOINT [«"./start.sh"»]\n',
      ),
      related: ['start.sh', SETTINGS, 'DEBUG=0'],
    },
  },
});
