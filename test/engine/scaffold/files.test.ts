import { describe, expect, test } from 'vitest';
import type { MemoryFiles } from '../../../server/src/engine/project/memory.ts';
import { scaffoldOf, stockProject, textOf } from './support.ts';

const STOCK = {
  manager: 'pip',
  database: 'postgresql',
  server: 'gunicorn',
  static: 'whitenoise',
  celery: false,
  redis: false,
} as const;

/** The stock project with more settings behind its own. */
const withSettings = (files: MemoryFiles, ...lines: readonly string[]): MemoryFiles => ({
  ...files,
  'shop/settings.py': `${files['shop/settings.py']}${lines.join('\n')}\n`,
});

const PROJECT = stockProject(STOCK);
const dockerfileOf = (files: MemoryFiles, choices = {}): string => textOf(scaffoldOf(files, choices), 'dockerfile');

describe('the database of SQLite', () => {
  test('in the folder of the code is a link into a folder of its own, which is kept', () => {
    const files = withSettings(
      PROJECT,
      'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}',
    );
    const made = scaffoldOf(files);
    expect(textOf(made, 'dockerfile')).toContain(
      '--group=10001 /app/media /app/data \\\n    && ln --symbolic /app/data/db.sqlite3 /app/db.sqlite3\n',
    );
    expect(textOf(made, 'compose')).toContain('"data:/app/data"');
  });

  test('in a folder of its own needs no link', () => {
    const files = withSettings(
      PROJECT,
      'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "var" / "db.sqlite3"}}',
    );
    const made = scaffoldOf(files);
    expect(textOf(made, 'dockerfile')).not.toContain('ln --symbolic');
    expect(textOf(made, 'compose')).toContain('"data:/app/var"');
  });

  test('that a variable names lies where the image says', () => {
    expect(dockerfileOf(PROJECT, { database: 'sqlite' })).toContain('ENV DATABASE_URL=sqlite:////app/data/db.sqlite3');
  });
});

describe('static files', () => {
  test('are collected with what the settings cannot do without, and nothing else', () => {
    expect(dockerfileOf(PROJECT)).toContain(
      'RUN SECRET_KEY=build-only \\\n    python manage.py collectstatic --noinput\n',
    );
  });

  test('are not collected without a place, nor to a storage elsewhere', () => {
    expect(dockerfileOf(withSettings(PROJECT, 'STATIC_ROOT = None'))).not.toContain('collectstatic');
    const remote = withSettings(PROJECT, 'STORAGES = {"staticfiles": {"BACKEND": "storages.backends.s3.S3Storage"}}');
    expect(dockerfileOf(remote)).not.toContain('collectstatic');
  });

  test('leave log files to the user who goes on writing them', () => {
    const files = withSettings(
      PROJECT,
      'LOGGING = {"version": 1, "handlers": {"file": {"class": "logging.FileHandler", "filename": BASE_DIR / "logs" / "app.log"}}}',
    );
    const text = dockerfileOf(files);
    expect(text).toContain('/app/media /app/logs');
    expect(text).toContain('collectstatic --noinput \\\n    && chown --recursive 10001:10001 /app/logs');
  });
});

test('settings that manage.py does not choose are chosen for every command', () => {
  const files = {
    ...PROJECT,
    'shop/wsgi.py': (PROJECT['shop/wsgi.py'] ?? '').replace('shop.settings', 'shop.production'),
    'shop/production.py': 'from .settings import *\n',
  };
  expect(dockerfileOf(files)).toContain('ENV DJANGO_SETTINGS_MODULE=shop.production');
  expect(dockerfileOf(PROJECT)).not.toContain('DJANGO_SETTINGS_MODULE');
});

test('translations are compiled where gettext does not stay', () => {
  const files = { ...PROJECT, 'locale/de/LC_MESSAGES/django.po': '' };
  const text = dockerfileOf(files);
  expect(text).toContain('FROM builder AS messages');
  expect(text).toContain('COPY --from=messages /app .');
  expect(text.split('AS final')[1]).not.toContain('gettext');
});

describe('the probe', () => {
  test('asks the page for health, and a host that Django takes', () => {
    expect(dockerfileOf(PROJECT)).toContain("'HEALTHCHECK_PATH', '/healthz')");
    const files = withSettings(PROJECT, 'ALLOWED_HOSTS = [".example.com"]');
    expect(dockerfileOf(files)).toContain("'HEALTHCHECK_HOST', 'example.com')");
  });

  test('asks the first page where there is no other', () => {
    expect(dockerfileOf({ ...PROJECT, 'shop/urls.py': 'urlpatterns = []\n' })).toContain("'HEALTHCHECK_PATH', '/')");
  });
});

describe('packages of the distribution', () => {
  const withRequirements = (...lines: readonly string[]) =>
    dockerfileOf({ ...PROJECT, 'requirements.txt': `${lines.join('\n')}\n` });

  test('are none where everything comes as a wheel', () => {
    expect(withRequirements('django==5.2.8', 'psycopg[binary]==3.2.9')).not.toContain('apt-get');
  });

  test('compile what nobody has looked up', () => {
    const text = dockerfileOf({
      ...PROJECT,
      'requirements.txt': 'django==5.2.8\ngunicorn==23.0.0\nblurhash-python==1.2.2\n',
    });
    expect(text.split('AS final')[0]).toContain('--no-install-recommends build-essential \\\n');
  });

  test('that compile stay out of the image', () => {
    const [builder, final] = withRequirements('django==5.2.8', 'mysqlclient==2.2.7').split('AS final');
    expect(builder).toContain('build-essential default-libmysqlclient-dev pkg-config');
    expect(final).toContain('--no-install-recommends libmariadb3 ');
    expect(final).not.toContain('build-essential');
  });

  test('for GeoDjango are loaded by Django itself', () => {
    const files = withSettings(PROJECT, 'INSTALLED_APPS += ["django.contrib.gis"]');
    expect(dockerfileOf(files)).toContain('gdal-bin');
    expect(textOf(scaffoldOf(files), 'compose')).toContain('image: postgis/postgis:');
  });

  test.each([
    ['pycairo==1.28.0', 'build-essential libcairo2-dev pkg-config', 'libcairo2'],
    ['weasyprint==66.0', undefined, 'libharfbuzz-subset0 libpangoft2-1.0-0'],
    ['pylibmc==1.6.3', 'build-essential libmemcached-dev zlib1g-dev', 'libmemcached11t64'],
  ])('for %s are those that it compiles with, and those that it loads', (line, build, run) => {
    const text = dockerfileOf({ ...PROJECT, 'requirements.txt': `django==5.2.8\ngunicorn==23.0.0\n${line}\n` });
    const [first = '', last = ''] = text.split('AS final');
    if (build === undefined) expect(first).not.toContain('apt-get');
    else expect(first).toContain(`--no-install-recommends ${build} \\\n`);
    expect(last).toContain(`--no-install-recommends ${run} \\\n`);
  });

  test('for repositories of git are git', () => {
    expect(withRequirements('django==5.2.8', 'git+https://example.com/x.git#egg=x').split('AS final')[0]).toContain(
      ' git ',
    );
  });
});

describe('requirements', () => {
  test('for production come before others, with all that they include', () => {
    const { 'requirements.txt': _, ...files } = PROJECT;
    const text = dockerfileOf({
      ...files,
      'requirements/base.txt': 'django==5.2.8\n',
      'requirements/dev.txt': '-r base.txt\npytest\n',
      'requirements/production.txt': '-r base.txt\ngunicorn==23.0.0\n',
    });
    expect(text).toContain('pip install --requirement requirements/production.txt');
    expect(text).toContain('source=requirements/base.txt,target=/build/requirements/base.txt');
    expect(text).not.toContain('dev.txt');
  });

  test('with hashes are checked', () => {
    const hash = `--hash=sha256:${'0'.repeat(64)}`;
    const text = dockerfileOf({ ...PROJECT, 'requirements.txt': `django==5.2.8 ${hash}\ngunicorn==23.0.0 ${hash}\n` });
    expect(text).toContain('pip install --require-hashes --requirement requirements.txt');
  });

  test('that take something of the project find all of it, where it will lie', () => {
    const text = dockerfileOf({ ...PROJECT, 'requirements.txt': '-e ./lib\ndjango==5.2.8\n', 'lib/setup.py': '' });
    expect(text.split('AS final')[0]).toContain('WORKDIR /app\nRUN python -m venv "$VIRTUAL_ENV"\nCOPY . .\n');
  });
});

test('packages of a workspace of uv are installed out of it', () => {
  const stock = stockProject({ ...STOCK, manager: 'uv' });
  const lock = `${stock['uv.lock']}\n[[package]]\nname = "blog"\nversion = "0.1.0"\nsource = { editable = "packages/blog" }\n`;
  const text = dockerfileOf({
    ...stock,
    'uv.lock': lock,
    'packages/blog/pyproject.toml': '[project]\nname = "blog"\n',
  });
  expect(text).toContain('source=packages/blog/pyproject.toml');
  expect(text).toContain('--no-install-local');
  expect(text).toContain('uv sync --locked --no-install-project --no-editable');
});

describe('packages that stand in a part of the project', () => {
  const pyproject = (more: string): string =>
    `[project]\nname = "shop"\nversion = "1.0"\nrequires-python = ">=3.12"\ndependencies = ["django==5.2.8"]\n${more}`;
  const PARTS = pyproject(
    '[project.optional-dependencies]\ndev = ["gunicorn"]\nmysql = ["mysqlclient"]\npostgres = ["psycopg[binary]"]\n' +
      '[dependency-groups]\ndocker = ["gunicorn", "whitenoise"]\nserve = ["gunicorn"]\n',
  );
  const { 'requirements.txt': _, ...files } = PROJECT;
  const made = (choices: Parameters<typeof scaffoldOf>[1], text = PARTS) =>
    scaffoldOf({ ...files, 'pyproject.toml': text }, choices);

  test.each([
    [{ manager: 'uv' }, 'uv sync --no-install-project --extra postgres --group docker'],
    [{ manager: 'uv', database: 'mysql' }, 'uv sync --no-install-project --extra mysql --group docker'],
    [{ manager: 'uv', database: 'sqlite' }, 'uv sync --no-install-project --group docker'],
    [{ manager: 'poetry' }, 'poetry install --only=main,docker --extras=postgres --no-root'],
    [{ manager: 'pdm' }, 'pdm install --prod --group=docker --group=postgres --no-self'],
    [{ manager: 'pipenv' }, 'pipenv install --skip-lock'],
  ] as const)('%j: %s', (choices, command) => {
    const { notes, ...rest } = made(choices);
    expect(textOf({ notes, ...rest }, 'dockerfile')).toContain(command);
    expect(notes.map(({ text }) => text).filter((text) => text.includes('among the dependencies'))).toEqual([]);
  });

  test('that is for developers stay there, and so do those that are there twice', () => {
    const text = pyproject('[dependency-groups]\ndev = ["gunicorn"]\n');
    expect(textOf(made({ manager: 'uv' }, text), 'dockerfile')).not.toContain(' --group ');
    const twice = PARTS.replace('"django==5.2.8"', '"django==5.2.8", "gunicorn", "whitenoise", "psycopg"');
    expect(textOf(made({ manager: 'uv' }, twice), 'dockerfile')).toMatch(/uv sync --no-install-project$/m);
  });
});

describe('the ignore file', () => {
  const ignoreOf = (files: MemoryFiles): string => textOf(scaffoldOf(files), 'ignore');

  test('leaves out what settings write to, and no code', () => {
    expect(ignoreOf(PROJECT)).toMatch(/\nmedia\nstaticfiles\n/);
    expect(ignoreOf({ ...PROJECT, 'media/models.py': '' })).not.toMatch(/\nmedia\n/);
    expect(textOf(scaffoldOf(stockProject(STOCK, 'src')), 'ignore')).toMatch(/\nsrc\/media\nsrc\/staticfiles\n/);
  });

  test('leaves out variables that are there, and no templates of them', () => {
    const text = ignoreOf({
      ...PROJECT,
      '.env.production': '',
      '.env-local': '',
      '.env.example': '',
      '.env-example': '',
      '.envs/.local/.django': '',
    });
    expect(text).toContain('**/.env.production\n');
    expect(text).toContain('**/.env-local\n');
    expect(text).toContain('**/.envs\n');
    expect(text).not.toContain('example');
  });

  test('leaves public keys to the project', () => {
    const text = ignoreOf({ ...PROJECT, 'certs/ca.pem': '', 'certs/server.key': '' });
    expect(text).toContain('\ncerts/server.key\n');
    expect(text).not.toContain('.pem');
  });
});

describe('the compose file', () => {
  const composeOf = (files: MemoryFiles, choices = {}): string => textOf(scaffoldOf(files, choices), 'compose');

  test('gives settings that read parts what they read', () => {
    const parts = ['NAME', 'USER', 'PASSWORD', 'HOST', 'PORT']
      .map((part) => `"${part}": env("SHOP_${part}")`)
      .join(', ');
    const files = withSettings(
      PROJECT,
      `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", ${parts}}}`,
    );
    const text = composeOf(files);
    expect(text).toContain('    SHOP_NAME: ${POSTGRES_DB:?required}\n');
    expect(text).toContain('    SHOP_PASSWORD: ${POSTGRES_PASSWORD:?required}\n');
    expect(text).toContain('    SHOP_HOST: db\n    SHOP_PORT: "5432"\n');
  });

  test('names the variables of MySQL and MariaDB', () => {
    expect(composeOf(PROJECT, { database: 'mysql' })).toContain('mysql://${MYSQL_USER:?required}:');
    expect(composeOf(PROJECT, { database: 'mariadb' })).toContain('image: mariadb:');
  });

  test('publishes the site to this machine alone, and no database', () => {
    expect(composeOf(PROJECT).match(/ports:.*/g)).toEqual(['ports: ["127.0.0.1:8000:8000"]']);
  });

  test('keeps a broker of another kind', () => {
    const files = withSettings(
      stockProject({ ...STOCK, celery: true }),
      'CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="amqp://localhost")',
    );
    const text = composeOf(files, { redis: false });
    expect(text).toContain('CELERY_BROKER_URL: amqp://rabbitmq:5672//');
    expect(text).toContain('image: rabbitmq:');
    expect(text).not.toContain('image: redis:');
  });

  test('has no override that production would take, unless it is asked for', () => {
    expect(scaffoldOf(PROJECT).files.map(({ role }) => role)).not.toContain('override');
    const override = textOf(scaffoldOf(PROJECT, { development: true }), 'override');
    expect(override).toContain('"runserver", "0.0.0.0:8000"');
    expect(override).toContain('DEBUG: "1"');
  });
});

test('the file of variables names what is needed, and tells what is optional', () => {
  const files = withSettings(PROJECT, 'API_KEY = env("API_KEY")', 'PAGE_SIZE = env.int("PAGE_SIZE", default=20)');
  const text = textOf(scaffoldOf(files), 'environment');
  expect(text).toMatch(/^API_KEY=$/m);
  expect(text).toMatch(/^# PAGE_SIZE=20$/m);
  expect(text).not.toContain('DATABASE_URL');
});

describe('functions of the settings that read the environment', () => {
  const OWN = [
    'import os',
    'def read(name, default=None):',
    '    value = os.getenv(name, default)',
    '    return value == "True" if value in ("True", "False") else value',
    'DEBUG = read("DEBUG", "True")',
    'TITLE = read("TITLE", "Shop")',
  ];

  test('are followed to the names of the variables', () => {
    const text = textOf(scaffoldOf(withSettings(PROJECT, ...OWN)), 'environment');
    expect(text).toMatch(/^# TITLE=$/m);
    const other = { ...PROJECT, 'shop/settings.py': `${OWN.join('\n')}\n` };
    expect(textOf(scaffoldOf(other), 'environment')).toMatch(/^DEBUG=False$/m);
  });

  test('are not what reads another name', () => {
    const lines = ['import os', 'def label(name):', '    return os.getenv("LANG") + name', 'TITLE = label("TITLE")'];
    expect(textOf(scaffoldOf(withSettings(PROJECT, ...lines)), 'environment')).not.toContain('TITLE');
  });
});

describe('a variable that chooses the database', () => {
  const settingsWith = (test: string): MemoryFiles =>
    withSettings(
      {
        ...PROJECT,
        'requirements.txt': 'django==5.2.8\ngunicorn==23.0.0\npsycopg[binary]==3.3.6\nwhitenoise==6.12.0\n',
      },
      'import os',
      'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}',
      `if ${test}:`,
      '    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["DB_HOST"]}}',
    );
  const POSTGRESQL = { database: 'postgresql' } as const;

  test.each([
    ['os.getenv("DB") == "postgres"', 'DB: "postgres"'],
    ['os.getenv("DATABASE_TYPE", "sqlite") == "postgresql"', 'DATABASE_TYPE: "postgresql"'],
    ['env.bool("USE_POSTGRES", default=False)', 'USE_POSTGRES: "True"'],
  ])('says what was chosen: %s', (condition, line) => {
    const made = scaffoldOf(settingsWith(condition), POSTGRESQL);
    expect(textOf(made, 'compose')).toContain(`    ${line}\n`);
    expect(textOf(made, 'compose')).toContain('DB_HOST: db');
    expect(made.notes.map(({ text }) => text)).toEqual([]);
  });

  test('is left alone where another database was chosen, or nothing is known of it', () => {
    const files = settingsWith('os.getenv("DB") == "postgres"');
    expect(textOf(scaffoldOf(files, { database: 'sqlite' }), 'compose')).not.toContain('DB:');
    const other = settingsWith('os.getenv("DB") == "the big one"');
    expect(textOf(scaffoldOf(other, POSTGRESQL), 'compose')).not.toMatch(/^ +DB:/m);
  });
});

test('a variable that is only needed under a condition is optional', () => {
  const files = withSettings(PROJECT, 'if env.bool("USE_S3", default=False):', '    BUCKET = env("BUCKET")');
  expect(textOf(scaffoldOf(files), 'environment')).toMatch(/^# BUCKET=$/m);
});

test('attributes that are there stay as they are', () => {
  expect(scaffoldOf(PROJECT).files.map(({ path }) => path)).toContain('.gitattributes');
  expect(scaffoldOf({ ...PROJECT, '.gitattributes': '' }).files.map(({ path }) => path)).not.toContain(
    '.gitattributes',
  );
});

describe('the tool of a package manager', () => {
  test('PDM comes with a package that it works with', () => {
    expect(dockerfileOf(stockProject({ ...STOCK, manager: 'pdm' }))).toMatch(
      /pip install "pdm==[\d.]+" "hishel==[\d.]+"/,
    );
  });
});
