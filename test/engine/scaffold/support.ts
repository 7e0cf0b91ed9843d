import { analyze, type Finding } from '../../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../../server/src/engine/config/resolve.ts';
import { projectFacts } from '../../../server/src/engine/project/facts.ts';
import { type MemoryFiles, memoryReads } from '../../../server/src/engine/project/memory.ts';
import { surveys } from '../../../server/src/engine/project/survey/survey.ts';
import type { Survey } from '../../../server/src/engine/project/survey/types.ts';
import { RULES } from '../../../server/src/engine/rules/index.ts';
import { defaultChoices, detect } from '../../../server/src/engine/scaffold/detect.ts';
import { usualNames } from '../../../server/src/engine/scaffold/names.ts';
import { scaffold } from '../../../server/src/engine/scaffold/scaffold.ts';
import type { Choices, FileRole, Plan, Scaffold } from '../../../server/src/engine/scaffold/types.ts';

export const TODAY = '2026-12-01';

/** What is known of the only project of some files. */
export function surveyOf(files: MemoryFiles): Survey {
  const { surveys: all, wants } = surveys(memoryReads(files));
  const [survey, ...others] = all;
  if (!survey || others.length > 0 || wants.length > 0) throw new Error(`${all.length} projects`);
  return survey;
}

export function planOf(files: MemoryFiles, choices: Partial<Choices> = {}): Plan {
  const survey = surveyOf(files);
  return { survey, choices: { ...defaultChoices(detect(survey, TODAY)), ...choices }, names: usualNames(survey) };
}

export const scaffoldOf = (files: MemoryFiles, choices: Partial<Choices> = {}): Scaffold =>
  scaffold(planOf(files, choices), TODAY);

/** The text of one of the files that are made. */
export function textOf(made: Scaffold, role: FileRole): string {
  const file = made.files.find((each) => each.role === role);
  if (!file) throw new Error(`there is no ${role}`);
  return file.text;
}

/** The project with what was made for it. */
export function withScaffold(files: MemoryFiles, made: Scaffold, home = ''): MemoryFiles {
  const own = made.files.map(({ path, text }) => [home === '' ? path : `${home}/${path}`, text] as const);
  return { ...files, ...Object.fromEntries(own) };
}

/** What our own rules find in a Dockerfile of the project. */
export function findingsIn(files: MemoryFiles, path = 'Dockerfile'): readonly Finding[] {
  const text = files[path] ?? '';
  const { facts, wants } = projectFacts({ path, text }, memoryReads(files));
  if (wants.length > 0) throw new Error('something is not read');
  const config = resolveConfig(RULES, {});
  return analyze({ text, path, facts, config, today: TODAY }).findings;
}

const ENGINES = { postgresql: 'postgres', mysql: 'mysql', mariadb: 'mysql', sqlite: 'sqlite' } as const;

const DRIVERS = { postgresql: 'psycopg[c]', mysql: 'mysqlclient', mariadb: 'mysqlclient', sqlite: undefined } as const;

/** A project that lacks nothing, for what was chosen. */
export function stockProject(
  choices: Pick<Choices, 'manager' | 'database' | 'server' | 'static' | 'celery' | 'redis'>,
  folder = '',
): MemoryFiles {
  const at = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
  const home = folder === 'src' ? (path: string) => path : at;
  const module = (interfaceName: 'wsgi' | 'asgi'): string =>
    `import os\n\nfrom django.core.${interfaceName} import get_${interfaceName}_application\n\n` +
    `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n\napplication = get_${interfaceName}_application()\n`;
  return {
    [at('manage.py')]:
      'import os\nimport sys\n\nif __name__ == "__main__":\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n' +
      '    from django.core.management import execute_from_command_line\n\n    execute_from_command_line(sys.argv)\n',
    [at('shop/__init__.py')]: '',
    [at('shop/wsgi.py')]: module('wsgi'),
    [at('shop/asgi.py')]: module('asgi'),
    [at('shop/urls.py')]:
      'from django.urls import path\n\nfrom . import views\n\nurlpatterns = [path("healthz", views.health)]\n',
    ...(choices.celery ? { [at('shop/celery.py')]: 'from celery import Celery\n\napp = Celery("shop")\n' } : {}),
    [at('shop/settings.py')]: settingsFor(choices),
    ...manifests(choices, home),
  };
}

function settingsFor({ database, static: statics, celery, redis }: Parameters<typeof stockProject>[0]): string {
  const lines = [
    'from pathlib import Path',
    '',
    'import environ',
    '',
    'BASE_DIR = Path(__file__).resolve().parent.parent',
    'env = environ.Env()',
    'SECRET_KEY = env("SECRET_KEY")',
    'DEBUG = env.bool("DEBUG", default=False)',
    'ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost"])',
    'INSTALLED_APPS = ["django.contrib.staticfiles"]',
    `MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"${statics === 'whitenoise' ? ', "whitenoise.middleware.WhiteNoiseMiddleware"' : ''}]`,
    'ROOT_URLCONF = "shop.urls"',
    'WSGI_APPLICATION = "shop.wsgi.application"',
    'ASGI_APPLICATION = "shop.asgi.application"',
    `DATABASES = {"default": env.db("DATABASE_URL", default="${ENGINES[database]}:///shop")}`,
    'STATIC_URL = "static/"',
    'STATIC_ROOT = BASE_DIR / "staticfiles"',
    'MEDIA_ROOT = BASE_DIR / "media"',
    ...(celery ? ['CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="redis://localhost")'] : []),
    ...(redis
      ? [
          'CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env("REDIS_URL")}}',
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

const VERSIONS: Readonly<Record<string, string>> = {
  django: '5.2.8',
  'django-environ': '0.12.0',
  gunicorn: '26.2.0',
  uvicorn: '0.54.0',
  'uvicorn-worker': '0.4.0',
  daphne: '4.2.3',
  granian: '2.8.9',
  'psycopg[c]': '3.3.6',
  mysqlclient: '2.3.2',
  whitenoise: '6.12.0',
  'celery[redis]': '5.6.3',
  redis: '8.1.0',
};

function manifests(choices: Parameters<typeof stockProject>[0], at: (path: string) => string): MemoryFiles {
  const servers = choices.server === 'gunicorn-asgi' ? ['gunicorn', 'uvicorn', 'uvicorn-worker'] : [choices.server];
  const driver = DRIVERS[choices.database];
  const names = [
    'django',
    'django-environ',
    ...servers,
    ...(driver === undefined ? [] : [driver]),
    ...(choices.static === 'whitenoise' ? ['whitenoise'] : []),
    ...(choices.celery ? ['celery[redis]'] : []),
    ...(choices.redis ? ['redis'] : []),
  ];
  const pinned = names.map((name) => `${name}==${VERSIONS[name]}`);
  // What an extra brings stands in a lock by its own name.
  const closure = choices.celery && !choices.redis ? [...names, 'redis'] : names;
  const locked = closure.map((name) => ({ name: name.replace(/\[.*/, ''), version: VERSIONS[name] ?? '' }));
  const project = `[project]\nname = "shop"\nrequires-python = ">=3.12"\nversion = "0.1.0"\ndependencies = [\n${pinned.map((each) => `    "${each}",\n`).join('')}]\n`;
  const packages = locked.map(({ name, version }) => `\n[[package]]\nname = "${name}"\nversion = "${version}"\n`);
  switch (choices.manager) {
    case 'pip':
      return { [at('requirements.txt')]: `${pinned.join('\n')}\n` };
    case 'uv': {
      const source = 'source = { registry = "https://pypi.org/simple" }\n';
      const own = `\n[[package]]\nname = "shop"\nversion = "0.1.0"\nsource = { virtual = "." }\ndependencies = [\n${names.map(uvEdge).join('')}]\n`;
      return {
        [at('pyproject.toml')]: project,
        [at('uv.lock')]:
          `version = 1\nrequires-python = ">=3.12"\n${packages.map((text) => text + source).join('')}${own}`,
      };
    }
    case 'poetry': {
      const groups = 'groups = ["main"]\noptional = false\n';
      return {
        [at('pyproject.toml')]: `${project}\n[tool.poetry]\npackage-mode = false\n`,
        [at('poetry.lock')]:
          `${packages.map((text) => text + groups).join('')}\n[metadata]\nlock-version = "2.1"\npython-versions = ">=3.12"\n`,
      };
    }
    case 'pdm':
      return {
        [at('pyproject.toml')]: `${project}\n[tool.pdm]\ndistribution = false\n`,
        [at('pdm.lock')]:
          `[metadata]\nlock_version = "4.5.0"\n${packages.map((text) => `${text}groups = ["default"]\n`).join('')}`,
      };
    case 'pipenv': {
      const table = Object.fromEntries(locked.map(({ name, version }) => [name, { version: `==${version}` }]));
      return {
        [at('Pipfile')]: `[packages]\n${pinned.map((each) => `${pipfileLine(each)}\n`).join('')}`,
        [at('Pipfile.lock')]: `${JSON.stringify({ default: table, develop: {} }, undefined, 4)}\n`,
      };
    }
  }
}

const uvEdge = (name: string): string => {
  const [, bare = name, extra] = /^([^[]*)(?:\[(.*)\])?$/.exec(name) ?? [];
  return `    { name = "${bare}"${extra === undefined ? '' : `, extra = ["${extra}"]`} },\n`;
};

const pipfileLine = (pinned: string): string => {
  const [, name = '', extra, version = ''] = /^([^[=]*)(?:\[(.*)\])?==(.*)$/.exec(pinned) ?? [];
  return extra === undefined
    ? `${name} = "==${version}"`
    : `${name} = {extras = ["${extra}"], version = "==${version}"}`;
};
