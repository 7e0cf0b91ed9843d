/** Snippets of whole files, which are what the scaffold writes: the two can never tell people different things. */

import type { Manager } from '../../server/src/engine/project/dependencies/selection.ts';
import type { MemoryFiles } from '../../server/src/engine/project/memory.ts';
import type { FileRole } from '../../server/src/engine/scaffold/types.ts';
import type { GeneratedFile } from './generated-file.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

type Snippets = Readonly<Record<string, Snippet>>;

const SETTINGS = `from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
SECRET_KEY = env("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost"])
MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]
DATABASES = {"default": env.db("DATABASE_URL")}
CELERY_BROKER_URL = env("REDIS_URL")
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_ROOT = BASE_DIR / "media"
`;

const CHOOSES = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const DEPENDENCIES = ['django', 'gunicorn', 'psycopg[c]', 'whitenoise', 'celery[redis]'];

/** A project like most, with the files of each manager. */
const PROJECT: MemoryFiles = {
  'manage.py': CHOOSES,
  'config/settings.py': SETTINGS,
  'config/wsgi.py': `${CHOOSES}from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n`,
  'config/celery.py': `${CHOOSES}from celery import Celery\napp = Celery("config")\n`,
  'requirements.txt': `${DEPENDENCIES.join('\n')}\n`,
  'pyproject.toml': `[project]\nname = "app"\ndependencies = ${JSON.stringify(DEPENDENCIES)}\n`,
  Pipfile: `[packages]\n"psycopg" = {extras = ["c"], version = "*"}\n`,
  'uv.lock':
    'version = 1\n[[package]]\nname = "app"\nsource = { virtual = "." }\ndependencies = [{ name = "psycopg", extra = ["c"] }]\n[[package]]\nname = "psycopg"\nversion = "3.3.6"\n',
  'poetry.lock': '[[package]]\nname = "psycopg"\nversion = "3.3.6"\n',
  'pdm.lock': '[[package]]\nname = "psycopg"\nversion = "3.3.6"\ngroups = ["default"]\nextras = ["c"]\n',
  'Pipfile.lock': '{"default": {"psycopg": {"version": "==3.3.6", "extras": ["c"]}}, "develop": {}}\n',
};

const MANAGERS: Readonly<Record<Manager, readonly [label: string, files: string]>> = {
  pip: ['pip', 'requirements.txt and pip'],
  uv: ['uv', 'uv.lock and uv'],
  poetry: ['Poetry', 'poetry.lock and Poetry'],
  pipenv: ['Pipenv', 'Pipfile.lock and Pipenv'],
  pdm: ['PDM', 'pdm.lock and PDM'],
};

/** What differs from project to project: each is a stop for the tab key. */
const STOPS: readonly (readonly [pattern: RegExp, stop: string])[] = [
  [/(?<=python:)[\d.]+(?=-slim)/g, '1:'],
  [/build-essential [a-z0-9 -]+(?= \\)/g, '2:'],
  [/(?<=recommends )libpq5/g, '3:'],
  [/(?<=title=")app(?=")/g, '4:'],
  [/(?<=APP_IMAGE:-)app(?=:)/g, '4:'],
  [/SECRET_KEY=build-only(?: \w+=[^\s\\]+)*/g, '5:'],
  [/(?<=")config(?=\.wsgi)|(?<=--app=)config/g, '6:'],
];

/** The text as the body of a snippet: what is literal stays so, what differs is asked for. */
function bodyOf(text: string): readonly string[] {
  const marked = STOPS.reduce(
    (each, [pattern, stop]) => each.replace(pattern, (found) => `\u0001${stop}${found}\u0002`),
    text,
  );
  const escaped = marked.replace(/[\\$]/g, (letter) => `\\${letter}`);
  return escaped.replaceAll('\u0001', '${').replaceAll('\u0002', '}').trimEnd().split('\n');
}

const fileOf = (path: string, snippets: Snippets): GeneratedFile => ({
  path: `snippets/${path}`,
  content: `${JSON.stringify(snippets, undefined, 2)}\n`,
});

/** The files of snippets that come out of the scaffold. */
export async function generatedSnippets(): Promise<readonly GeneratedFile[]> {
  const { surveys } = await import('../../server/src/engine/project/survey/survey.ts');
  const { memoryReads } = await import('../../server/src/engine/project/memory.ts');
  const { defaultChoices, detect } = await import('../../server/src/engine/scaffold/detect.ts');
  const { usualNames } = await import('../../server/src/engine/scaffold/names.ts');
  const { scaffold } = await import('../../server/src/engine/scaffold/scaffold.ts');
  const today = '2026-12-01';
  const [survey] = surveys(memoryReads(PROJECT)).surveys;
  if (!survey) throw new Error('the project for snippets is not found');
  const textOf = (manager: Manager, role: FileRole): string => {
    const choices = { ...defaultChoices(detect(survey, today)), manager };
    const made = scaffold({ survey, choices, names: usualNames(survey) }, today);
    return made.files.find((file) => file.role === role)?.text ?? '';
  };
  const names = Object.keys(MANAGERS) as Manager[];
  const dockerfiles = names.map((manager) => {
    const [label, files] = MANAGERS[manager];
    const description = `Multi-stage Django image: ${files}, gunicorn, a user without rights`;
    return [
      `Django image with ${label}`,
      { prefix: `django-${manager}`, description, body: bodyOf(textOf(manager, 'dockerfile')) },
    ];
  });
  const one = (name: string, prefix: string, description: string, role: FileRole): Snippets => ({
    [name]: { prefix, description, body: bodyOf(textOf('pip', role)) },
  });
  return [
    fileOf('dockerfile-images.json', Object.fromEntries(dockerfiles)),
    fileOf(
      'compose-file.json',
      one(
        'Compose file for Django',
        'django-compose',
        'Django with PostgreSQL, Redis and Celery: one image in four roles',
        'compose',
      ),
    ),
    fileOf(
      'dockerignore.json',
      one('Ignore file for Django', 'django-dockerignore', 'What no image of a Django project needs', 'ignore'),
    ),
    fileOf(
      'entrypoint.json',
      one(
        'Entry script for Django',
        'django-entrypoint',
        'Start what the image is told to start, and migrate where that is asked for',
        'entrypoint',
      ),
    ),
  ];
}
