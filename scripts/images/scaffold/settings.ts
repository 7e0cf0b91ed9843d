import type { Combination } from './combinations.ts';

/** How the settings of a style read a variable: as text, as a switch, as a list. */
interface Reader {
  readonly imports: readonly string[];
  readonly text: (name: string, fallback?: string) => string;
  readonly flag: (name: string) => string;
  readonly list: (name: string, fallback: string) => string;
}

const fromEnvironment: Reader = {
  imports: ['import os'],
  text: (name, fallback) =>
    fallback === undefined ? `os.environ["${name}"]` : `os.environ.get("${name}", ${quoted(fallback)})`,
  flag: (name) => `os.environ.get("${name}", "0") == "1"`,
  list: (name, fallback) => `os.environ.get("${name}", "${fallback}").split(",")`,
};

const READERS: Readonly<Record<Combination['settings'], Reader>> = {
  'os.environ': fromEnvironment,
  split: fromEnvironment,
  'dj-database-url': { ...fromEnvironment, imports: ['import os', '', 'import dj_database_url'] },
  'django-environ': {
    imports: ['import environ', '', 'env = environ.Env()'],
    text: (name, fallback) => `env("${name}"${fallback === undefined ? '' : `, default=${quoted(fallback)}`})`,
    flag: (name) => `env.bool("${name}", default=False)`,
    list: (name, fallback) => `env.list("${name}", default=["${fallback}"])`,
  },
  decouple: {
    imports: ['from decouple import Csv, config'],
    text: (name, fallback) => `config("${name}"${fallback === undefined ? '' : `, default=${quoted(fallback)}`})`,
    flag: (name) => `config("${name}", default=False, cast=bool)`,
    list: (name, fallback) => `config("${name}", default="${fallback}", cast=Csv())`,
  },
};

/** An expression stays as it is. */
const quoted = (value: string): string => (value.startsWith('BASE_DIR') ? value : `"${value}"`);

/** Writes into the settings of `startproject` what somebody writes who is going to serve the project. */
export function productionSettings(stock: string, combination: Combination): string {
  const reader = READERS[combination.settings];
  const edits: readonly Edit[] = [
    [/^from pathlib import Path$/m, `${reader.imports.join('\n')}\nfrom pathlib import Path`],
    [/^SECRET_KEY = .*$/m, `SECRET_KEY = ${reader.text('SECRET_KEY')}`],
    [/^DEBUG = True$/m, `DEBUG = ${reader.flag('DEBUG')}`],
    [/^ALLOWED_HOSTS = \[\]$/m, `ALLOWED_HOSTS = ${reader.list('ALLOWED_HOSTS', 'localhost')}`],
    ...(combination.static === 'whitenoise' ? [WHITENOISE] : []),
    [/^DATABASES = \{[\s\S]*?^\}$/m, databases(combination, reader)],
    [/^STATIC_URL = .*$/m, ['STATIC_URL = "static/"', ...fileLines(combination)].join('\n')],
    [/$/, serviceLines(combination, reader).join('\n')],
  ];
  return edits.reduce(edited, stock);
}

type Edit = readonly [place: RegExp, text: string];

function edited(text: string, [place, replacement]: Edit): string {
  if (!place.test(text)) throw new Error(`startproject writes other settings: nothing fits ${place}`);
  return text.replace(place, () => replacement);
}

const WHITENOISE: Edit = [
  /^ {4}'django\.middleware\.security\.SecurityMiddleware',$/m,
  "    'django.middleware.security.SecurityMiddleware',\n    'whitenoise.middleware.WhiteNoiseMiddleware',",
];

const ENGINES: Readonly<Record<Combination['database'], string>> = {
  postgresql: 'django.db.backends.postgresql',
  mysql: 'django.db.backends.mysql',
  mariadb: 'django.db.backends.mysql',
  sqlite: 'django.db.backends.sqlite3',
};

function databases({ settings, database }: Combination, { text }: Reader): string {
  if (settings === 'django-environ')
    return database === 'sqlite'
      ? 'DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR}/db.sqlite3")}'
      : 'DATABASES = {"default": env.db("DATABASE_URL")}';
  if (settings === 'dj-database-url')
    return database === 'sqlite'
      ? 'DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{BASE_DIR}/db.sqlite3")}'
      : 'DATABASES = {"default": dj_database_url.config(conn_max_age=600)}';
  const parts =
    database === 'sqlite'
      ? // Where nothing of the environment leads to the file, it lies where startproject puts it.
        { NAME: settings === 'decouple' ? text('DATABASE_NAME', 'BASE_DIR / "db.sqlite3"') : 'BASE_DIR / "db.sqlite3"' }
      : {
          HOST: text('DATABASE_HOST', 'localhost'),
          NAME: text('DATABASE_NAME'),
          USER: text('DATABASE_USER'),
          PASSWORD: text('DATABASE_PASSWORD'),
        };
  const lines = Object.entries({ ENGINE: `"${ENGINES[database]}"`, ...parts }).map(
    ([name, value]) => `        "${name}": ${value},`,
  );
  return ['DATABASES = {', '    "default": {', ...lines, '    }', '}'].join('\n');
}

function fileLines({ static: files }: Combination): readonly string[] {
  return [
    'STATIC_ROOT = BASE_DIR / "staticfiles"',
    'MEDIA_URL = "media/"',
    'MEDIA_ROOT = BASE_DIR / "media"',
    ...(files === 'whitenoise'
      ? [
          'STORAGES = {',
          '    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},',
          '    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},',
          '}',
        ]
      : []),
  ];
}

const REDIS = 'redis://localhost:6379/0';

function serviceLines({ celery, redis }: Combination, { text }: Reader): readonly string[] {
  const caches = [
    'CACHES = {',
    '    "default": {',
    '        "BACKEND": "django.core.cache.backends.redis.RedisCache",',
    `        "LOCATION": ${text('REDIS_URL', REDIS)},`,
    '    }',
    '}',
  ];
  return [
    ...(redis === 'yes' ? ['', ...caches] : []),
    ...(celery === 'yes' ? ['', `CELERY_BROKER_URL = ${text('CELERY_BROKER_URL', REDIS)}`] : []),
    '',
  ];
}
