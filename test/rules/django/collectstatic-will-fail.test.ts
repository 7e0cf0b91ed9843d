import rule from '../../../server/src/engine/rules/django/collectstatic-will-fail.ts';
import { testRule } from '../../support/rule-tester.ts';
import { managePy, project } from './support.ts';

const FROM = 'FROM python:3.13-slim-trixie\nWORKDIR /app\n';
const COPY = `${FROM}COPY . .\n`;
const CMD = 'python manage.py collectstatic --noinput';
const RUN = `${COPY}RUN ${CMD}\n`;
const FOUND = `${COPY}RUN «${CMD}»\n`;

const STATIC = 'INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATIC_ROOT = "/app/static"\n';
const settings = (lines: string): string => `import os\n${STATIC}${lines}\n`;
const NEEDS_KEY = settings('SECRET_KEY = os.environ["SECRET_KEY"]');
const ENVIRON = settings(
  'import environ\nenv = environ.Env()\nSECRET_KEY = env("SECRET_KEY")\nDATABASES = {"default": env.db()}',
);

const needs = (files = project(NEEDS_KEY), code = RUN) => ({ code, files });

/** Everything that the image has comes from one file with hashes: what is not in it, is not there. */
const LOCKED = (name: string): string => `${name}==1.0 --hash=sha256:${'0'.repeat(64)}\n`;

testRule(rule, {
  valid: {
    'nothing is known of the settings': RUN,
    'nothing is needed': needs(project(settings('SECRET_KEY = os.environ.get("SECRET_KEY")'))),
    'a key that is empty is no error': needs(project(settings('SECRET_KEY = ""'))),
    'ENV sets it': needs(undefined, `${FROM}ENV SECRET_KEY=x\nCOPY . .\nRUN ${CMD}\n`),
    'ARG sets it': needs(undefined, `${FROM}ARG SECRET_KEY=x\nCOPY . .\nRUN ${CMD}\n`),
    'the build may give it': needs(undefined, `${FROM}ARG SECRET_KEY\nCOPY . .\nRUN ${CMD}\n`),
    'it stands in front': needs(undefined, `${COPY}RUN SECRET_KEY=x ${CMD}\n`),
    'it is exported': needs(undefined, `${COPY}RUN export SECRET_KEY=x && ${CMD}\n`),
    'a secret gives it': needs(undefined, `${COPY}RUN --mount=type=secret,id=k,env=SECRET_KEY ${CMD}\n`),
    'the value of a secret file': needs(
      undefined,
      `${COPY}RUN --mount=type=secret,id=k SECRET_KEY=$(cat /run/secrets/k) ${CMD}\n`,
    ),
    'a file of variables is read by the shell': needs(undefined, `${COPY}RUN set -a && . ./.env.build && ${CMD}\n`),
    'the parent stage sets it': needs(
      undefined,
      `FROM python:3.13-slim-trixie AS base\nENV SECRET_KEY=x\nFROM base\nWORKDIR /app\nCOPY . .\nRUN ${CMD}\n`,
    ),
    'a base image may set it': needs(undefined, `FROM registry.test/base:1\nWORKDIR /app\nCOPY . .\nRUN ${CMD}\n`),
    'only other settings need it': needs(
      { ...project(settings('')), 'config/production.py': NEEDS_KEY },
      `${COPY}RUN ${CMD} --settings=config.settings\n`,
    ),
    'it is read under a condition': needs(
      project(settings('if not DEBUG:\n    SECRET_KEY = os.environ["SECRET_KEY"]')),
    ),
    'a missing one is caught': needs(
      project(settings('try:\n    SECRET_KEY = os.environ["SECRET_KEY"]\nexcept KeyError:\n    SECRET_KEY = "x"')),
    ),
    'it has a default': needs(project(settings('import environ\nenv = environ.Env(A=(str, "x"))\nA = env("A")'))),
    'the settings load a file that is copied': needs(
      project(settings('import environ\nenviron.Env.read_env("/app/.env")\nA = os.environ["A"]'), { '.env': 'A=1\n' }),
    ),
    'the settings load a file that nobody can name': needs(
      project(settings('import environ\nenviron.Env.read_env(FILE)\nA = os.environ["A"]')),
    ),
    'a file is made in front': needs(
      project(settings('from dotenv import load_dotenv\nload_dotenv()\nA = os.environ["A"]'), {
        '.env.example': 'A=1\n',
      }),
      `${COPY}RUN cp .env.example .env\nRUN ${CMD}\n`,
    ),
    'a file is mounted': needs(
      project(settings('from dotenv import load_dotenv\nload_dotenv()\nA = os.environ["A"]')),
      `${COPY}RUN --mount=type=secret,id=env,target=/app/.env ${CMD}\n`,
    ),
    'decouple finds a file above': needs(
      project(settings('from decouple import config\nA = config("A")'), { 'settings.ini': '[settings]\nA=1\n' }),
    ),
    'the package of the settings sets it': needs(
      project(NEEDS_KEY, { 'config/__init__.py': 'import os\nos.environ.setdefault("SECRET_KEY", "x")\n' }),
    ),
    'a module of the project may set it': needs(
      project(NEEDS_KEY, { 'config/__init__.py': 'import os\nos.environ.update(load())\n' }),
    ),
    'manage.py sets it': needs(
      project(NEEDS_KEY, { 'manage.py': `${managePy('config.settings')}os.environ["SECRET_KEY"] = "x"\n` }),
    ),
    'manage.py may set it': needs(
      project(NEEDS_KEY, {
        'manage.py': `from dotenv import load_dotenv\nload_dotenv()\n${managePy('config.settings')}`,
      }),
    ),
    'django-configurations': needs(
      project(
        'from configurations import Configuration, values\nclass Dev(Configuration):\n    SECRET_KEY = values.SecretValue()\n',
      ),
    ),
    'split settings': needs(project('from split_settings.tools import include\ninclude("base.py")\n')),
    'it may not run': needs(undefined, `${COPY}ARG COLLECT\nRUN if [ -n "$COLLECT" ]; then ${CMD}; fi\n`),
    'pipenv reads .env': needs(undefined, `${COPY}RUN pipenv run ${CMD}\n`),
    'another command': needs(undefined, `${COPY}RUN python manage.py check\n`),
    'a stage that nobody builds': needs(
      undefined,
      `FROM python:3.13-slim-trixie AS builder\nWORKDIR /app\nCOPY . .\nRUN ${CMD}\nFROM python:3.13-slim-trixie\nCOPY . .\nCMD ["python", "manage.py", "check"]\n`,
    ),
    'in a script that is not read': needs(undefined, `${COPY}RUN ./build.sh\n`),

    'STATIC_ROOT is given by the environment': needs(
      project(
        'import os\nINSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATIC_ROOT = os.environ.get("STATIC_ROOT")\n',
      ),
    ),
    'the storage has a folder of its own': needs(
      project(
        'INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage", "OPTIONS": {"location": "/x"}}}\n',
      ),
    ),
    'the storage is elsewhere': needs(
      project(
        'INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTORAGES = {"staticfiles": {"BACKEND": "storages.backends.s3.S3Storage"}}\n',
      ),
    ),
    'a storage of their own': needs(
      project('INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATICFILES_STORAGE = "shop.storage.Static"\n'),
    ),
    'no static files at all': needs(project('INSTALLED_APPS = []\n')),
    'apps that are not known': needs(project('INSTALLED_APPS = other()\n')),

    'the project is mounted': needs(project(settings('')), `${FROM}RUN --mount=type=bind,target=/app ${CMD}\n`),
    'the project may come from a base image': needs(
      project(settings('')),
      `FROM registry.test/base:1\nRUN python manage.py collectstatic --noinput\nCOPY . .\n`,
    ),
    'a RUN may bring the project': needs(
      project(settings('')),
      `${FROM}RUN git clone https://example.com/shop .\nRUN ${CMD}\nCOPY . .\n`,
    ),
    'Django is installed before': {
      code: `${FROM}COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN ${CMD}\n`,
      files: project(settings(''), { 'requirements.txt': LOCKED('django') }),
    },
    'something else may bring Django': {
      code: `${FROM}COPY . .\nRUN pip install shop-common\nRUN ${CMD}\nRUN pip install -r requirements.txt\n`,
      files: project(settings(''), { 'requirements.txt': LOCKED('django') }),
    },
    'the storage is installed': {
      code: `${COPY}RUN pip install -r requirements.txt\nRUN ${CMD}\n`,
      files: project(settings('STATICFILES_STORAGE = "whitenoise.storage.CompressedStaticFilesStorage"'), {
        'requirements.txt': LOCKED('django') + LOCKED('whitenoise'),
      }),
    },
    'nobody can tell what is installed': {
      code: `${COPY}RUN pip install -r requirements.txt\nRUN ${CMD}\n`,
      files: project(settings('STATICFILES_STORAGE = "whitenoise.storage.CompressedStaticFilesStorage"'), {
        'requirements.txt': 'django\nshop-common\n',
      }),
    },

    'STATIC_ROOT is empty: nothing is asked': needs(
      project(settings('')),
      `${COPY}RUN python manage.py collectstatic\n`,
    ),
    'it is told not to ask': needs(
      project(settings(''), { 'static/a.css': '' }),
      `${COPY}RUN python manage.py collectstatic --no-input\n`,
    ),
    'it may be told not to ask': needs(
      project(settings(''), { 'static/a.css': '' }),
      `${COPY}ARG FLAGS\nRUN python manage.py collectstatic $FLAGS\n`,
    ),
    'it is answered': needs(
      project(settings('').replace('"/app/static"', 'Path(__file__).parent.parent / "static"'), { 'static/a.css': '' }),
      `${COPY}RUN yes yes | python manage.py collectstatic\n`,
    ),
    'its failure leads elsewhere': `${COPY}RUN ${CMD} || exit 3\n`,
    'another command is excused': `${COPY}RUN ${CMD} && python manage.py check || true\n`,
    'an excuse in a stage for development': {
      code: `FROM python:3.13-slim-trixie AS dev\nWORKDIR /app\nCOPY . .\nRUN ${CMD} || true\nCMD ["python", "manage.py", "runserver"]\n`,
    },
  },
  invalid: {
    'one variable': {
      code: FOUND,
      files: project(NEEDS_KEY),
      message: 'collectstatic needs SECRET_KEY, which the build does not set',
      severity: 'error',
      related: ['config/settings.py'],
      fixed: `${COPY}RUN SECRET_KEY=build-only ${CMD}\n`,
      title: 'Make up SECRET_KEY for this command',
      fix: 'safe',
    },
    'those of django-environ': {
      code: FOUND,
      files: project(ENVIRON),
      message: 'collectstatic needs SECRET_KEY and DATABASE_URL, which the build does not set',
      fixed: `${COPY}RUN SECRET_KEY=build-only DATABASE_URL=sqlite:////tmp/build.db ${CMD}\n`,
      fix: 'safe',
    },
    'only those that are missing': {
      code: `${FROM}ENV SECRET_KEY=x\nCOPY . .\nRUN «DEBUG=0 ${CMD}»\n`,
      files: project(ENVIRON),
      message: 'collectstatic needs DATABASE_URL, which the build does not set',
      fixed: `${FROM}ENV SECRET_KEY=x\nCOPY . .\nRUN DATABASE_URL=sqlite:////tmp/build.db DEBUG=0 ${CMD}\n`,
    },
    'an ARG of another stage, and one in front of all': {
      code: `ARG SECRET_KEY=x\nFROM node:22 AS assets\nARG SECRET_KEY\nRUN npm ci\n${COPY}RUN «${CMD}»\n`,
      files: project(NEEDS_KEY),
      fixed: `ARG SECRET_KEY=x\nFROM node:22 AS assets\nARG SECRET_KEY\nRUN npm ci\n${COPY}RUN SECRET_KEY=build-only ${CMD}\n`,
    },
    'an export of another RUN': {
      code: `${COPY}RUN export SECRET_KEY=x\nRUN «${CMD}»\n`,
      files: project(NEEDS_KEY),
    },
    'one that raises when it is missing': {
      code: FOUND,
      files: project(
        settings('SECRET_KEY = os.environ.get("SECRET_KEY")\nif not SECRET_KEY:\n    raise ValueError("SECRET_KEY")'),
      ),
      message: 'collectstatic needs SECRET_KEY, which the build does not set',
    },
    'nothing can be made of None': {
      code: FOUND,
      files: project(
        settings('ALLOWED_HOSTS = os.environ.get("HOSTS").split(",")\nEMAIL_PORT = int(os.getenv("PORT"))'),
      ),
      message: 'collectstatic needs HOSTS and PORT, which the build does not set',
      fixed: `${COPY}RUN HOSTS=localhost PORT=0 ${CMD}\n`,
      fix: 'safe',
    },
    'those of decouple': {
      code: FOUND,
      files: project(
        settings(
          'from decouple import config, Csv\nSECRET_KEY = config("KEY")\nDEBUG = config("DEBUG", cast=bool)\nALLOWED_HOSTS = config("HOSTS", cast=Csv())',
        ),
        { '.env.example': 'KEY=\n', '.dockerignore': '.env\n', '.env': 'KEY=1\n' },
      ),
      message: 'collectstatic needs KEY, DEBUG and HOSTS, which the build does not set',
      fixed: `${COPY}RUN KEY=build-only DEBUG=0 HOSTS=localhost ${CMD}\n`,
    },
    'many variables, of which some may mean anything': {
      code: FOUND,
      files: project(
        settings(
          'from environs import Env\nenv = Env()\nA = env("A")\nB = env.json("B")\nCACHES = {"default": env.dj_cache_url("CACHE")}\nBROKER_URL = env("BROKER_URL")\nX = {"dsn": os.environ["SENTRY_DSN"]}\nCSRF_TRUSTED_ORIGINS = env.list("ORIGINS")\nEMAIL = env.dj_email_url("MAIL")\nSITE = env.url("SITE")\nROOT = env.path("ROOT")',
        ),
      ),
      message: 'collectstatic needs A, B and 7 more, which the build does not set',
      title: 'Make up A and 8 more for this command',
      fixed:
        `${COPY}RUN A=build-only B={} CACHE=redis://localhost BROKER_URL=redis://localhost SENTRY_DSN= ` +
        `ORIGINS=https://localhost MAIL=smtp://localhost SITE=https://localhost ROOT=/tmp ${CMD}\n`,
      fix: 'review',
    },
    'the parts of a database': {
      code: FOUND,
      files: project(
        settings(
          'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": os.environ["DB"], "PORT": os.environ["DB_PORT"]}}',
        ),
      ),
      fixed: `${COPY}RUN DB=build-only DB_PORT=build-only ${CMD}\n`,
      fix: 'safe',
    },
    'the engine of a database': {
      code: FOUND,
      files: project(settings('DATABASES = {"default": {"ENGINE": os.environ["ENGINE"]}}')),
      fixed: `${COPY}RUN ENGINE=django.db.backends.sqlite3 ${CMD}\n`,
      fix: 'review',
    },
    'a storage that is elsewhere has no use for made-up values': {
      code: FOUND,
      files: project(
        settings('SECRET_KEY = os.environ["KEY"]\nSTATICFILES_STORAGE = "storages.backends.s3boto3.S3StaticStorage"'),
      ),
      fixed: `${COPY}RUN KEY=build-only ${CMD}\n`,
      fix: 'review',
    },
    'the settings that the RUN names': {
      code: `${COPY}RUN «${CMD} --settings=config.production»\n`,
      files: { ...project(settings('')), 'config/production.py': NEEDS_KEY },
      fixed: `${COPY}RUN SECRET_KEY=build-only ${CMD} --settings=config.production\n`,
    },
    'the file that the settings load is not copied': {
      code: FOUND,
      files: project(
        settings('import environ\nenviron.Env.read_env(os.path.join("/app", ".env"))\nA = os.environ["A"]'),
        {
          '.env': 'A=1\n',
          '.dockerignore': '.env\n',
        },
      ),
      message: 'collectstatic needs A, which the build does not set',
    },
    'in the middle of a list': {
      code: `${COPY}RUN cd /app \\\n    && «${CMD}» \\\n    && rm -rf /tmp/*\n`,
      files: project(NEEDS_KEY),
      fixed: `${COPY}RUN cd /app \\\n    && SECRET_KEY=build-only ${CMD} \\\n    && rm -rf /tmp/*\n`,
    },
    'in a heredoc': {
      code: `${COPY}RUN <<EOF\nset -e\n«${CMD}»\nEOF\n`,
      files: project(NEEDS_KEY),
      fixed: `${COPY}RUN <<EOF\nset -e\nSECRET_KEY=build-only ${CMD}\nEOF\n`,
    },
    'in a text that a shell gets': {
      code: `${COPY}RUN bash -c "«${CMD}»"\n`,
      files: project(NEEDS_KEY),
      fixed: `${COPY}RUN bash -c "SECRET_KEY=build-only ${CMD}"\n`,
    },
    'by uv, as another user, with env': {
      code: `${COPY}RUN «uv run ${CMD}»\nRUN «gosu app ${CMD}»\nRUN «env A=b ${CMD}»\n`,
      files: project(NEEDS_KEY),
      fixed: `${COPY}RUN SECRET_KEY=build-only uv run ${CMD}\nRUN SECRET_KEY=build-only gosu app ${CMD}\nRUN SECRET_KEY=build-only env A=b ${CMD}\n`,
    },
    'exec form has no shell that takes values': {
      code: `${COPY}RUN [«"python", "manage.py", "collectstatic", "--noinput"»]\n`,
      files: project(NEEDS_KEY),
      fixed: null,
    },
    'a builtin in front': {
      code: `${COPY}RUN «exec ${CMD}»\n`,
      files: project(NEEDS_KEY),
      fixed: null,
    },
    'a failure that is hidden': {
      code: `${COPY}RUN «${CMD}» || true\n`,
      files: project(NEEDS_KEY),
      message: 'collectstatic needs SECRET_KEY, which the build does not set; || true hides it',
      severity: 'warning',
      fixed: `${COPY}RUN SECRET_KEY=build-only ${CMD}\n`,
      fix: 'review',
      alsoFires: ['collectstatic-will-fail'],
    },

    'no STATIC_ROOT': {
      code: FOUND,
      files: project('INSTALLED_APPS = ["django.contrib.staticfiles"]\n'),
      message: 'config.settings sets no STATIC_ROOT, where collectstatic puts files: the build stops',
      related: ['manage.py'],
      fixed: null,
    },
    'no STATIC_ROOT for WhiteNoise': {
      code: FOUND,
      files: project(
        'INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATICFILES_STORAGE = "whitenoise.storage.CompressedStaticFilesStorage"\n',
      ),
      message: /sets no STATIC_ROOT/,
    },
    'two defects of the settings': {
      code: `${COPY}RUN ««${CMD}»»\n`,
      files: project('import os\nSECRET_KEY = os.environ["KEY"]\nINSTALLED_APPS = ["django.contrib.staticfiles"]\n'),
      message: [/needs KEY/, /sets no STATIC_ROOT/],
    },

    'before the project is there': {
      code: `${FROM}RUN «${CMD}»\n# The project\nCOPY . .\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: project(settings('')),
      message: 'manage.py is not in the image yet when collectstatic runs: the build stops',
      related: ['COPY . .'],
      fixed: `${FROM}# The project\nCOPY . .\nRUN ${CMD}\nCMD ["gunicorn", "config.wsgi"]\n`,
      title: 'Run collectstatic when everything is there',
      fix: 'review',
    },
    'before the settings are there': {
      code: `${FROM}COPY manage.py .\nRUN «${CMD}»\nCOPY config config\n`,
      files: project(settings('')),
      message: 'config/settings.py is not in the image yet when collectstatic runs: the build stops',
      fixed: `${FROM}COPY manage.py .\nCOPY config config\nRUN ${CMD}\n`,
      fix: 'review',
    },
    'the project never comes': {
      code: `${FROM}COPY config config\nRUN «${CMD}»\n`,
      files: project(settings('')),
      message: 'manage.py is not in the image when collectstatic runs: the build stops',
      fixed: null,
    },
    'more than the command would have to move': {
      code: `${FROM}RUN mkdir x && «${CMD}»\nCOPY . .\n`,
      files: project(settings('')),
      fixed: null,
    },
    'another user and folder stand in between': {
      code: `${FROM}RUN «${CMD}»\nUSER app\nCOPY . .\n`,
      files: project(settings('')),
      fixed: null,
    },
    'before Django is installed': {
      code: `${COPY}RUN pip install --upgrade pip\nRUN «${CMD}»\nRUN pip install -r requirements.txt\n`,
      files: project(settings(''), { 'requirements.txt': LOCKED('django') }),
      message: 'Django is not installed yet when collectstatic runs: the build stops',
      fixed: `${COPY}RUN pip install --upgrade pip\nRUN pip install -r requirements.txt\nRUN ${CMD}\n`,
      fix: 'review',
      alsoFires: ['consecutive-runs'],
    },
    'the storage is not installed': {
      code: `${COPY}RUN pip install -r requirements.txt\nRUN «${CMD}»\n`,
      files: project(settings('STATICFILES_STORAGE = "whitenoise.storage.CompressedStaticFilesStorage"'), {
        'requirements.txt': LOCKED('django'),
      }),
      message: 'collectstatic stores files with whitenoise, which nothing installs: the build stops',
      related: ['config/settings.py'],
      fixed: null,
    },

    'STATIC_ROOT has files of the repository': {
      code: `${COPY}RUN «python manage.py collectstatic»\n`,
      files: project('from pathlib import Path\nSTATIC_ROOT = Path(__file__).parent.parent / "static"\n', {
        'static/a.css': '',
      }),
      message: 'collectstatic asks before it overwrites static: nobody answers in a build',
      severity: 'warning',
      fixed: `${COPY}RUN ${CMD}\n`,
      title: 'Add --noinput',
      fix: 'safe',
    },
    'the storage is elsewhere: it always asks': {
      code: `${COPY}RUN [«"python", "manage.py", "collectstatic"»]\n`,
      files: project(settings('STORAGES = {"staticfiles": {"BACKEND": "storages.backends.s3.S3Storage"}}')),
      message: 'collectstatic asks before it overwrites S3Storage: nobody answers in a build',
      severity: 'warning',
      fixed: `${COPY}RUN ["python", "manage.py", "collectstatic", "--noinput"]\n`,
    },
    'an excuse': {
      code: `${COPY}RUN «${CMD}» || true\nRUN «${CMD}» || echo "no static files"\n`,
      message: [
        '|| true hides a collectstatic that fails: the image is built without static files',
        '|| echo hides a collectstatic that fails: the image is built without static files',
      ],
      severity: 'warning',
      fixed: `${COPY}RUN ${CMD}\nRUN ${CMD}\n`,
      title: 'Let the build stop when collectstatic fails',
      fix: 'review',
    },
  },
});
