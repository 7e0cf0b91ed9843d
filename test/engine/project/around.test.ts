import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../server/src/engine/project/memory.ts';
import { factsOf, listed } from './support.ts';

const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\n';
const WSGI = MANAGE.replace('local', 'production').concat('application = get_wsgi_application()\n');
const FILES = {
  'manage.py': MANAGE,
  'config/__init__.py': '',
  'config/wsgi.py': WSGI,
  'config/urls.py': 'urlpatterns = [path("up/", up)]\n',
  'config/settings/__init__.py': '',
  'config/settings/base.py': 'STATIC_ROOT = "/static"\n',
  'config/settings/local.py': 'from .base import *\nDEBUG = True\n',
  'config/settings/production.py': 'from .base import *\nDEBUG = False\n',
  'config/settings/ci.py': 'from .base import *\nSTATIC_ROOT = "/ci"\n',
};
const DOCKERFILE = 'FROM python:3.14-slim\nCOPY . /app\nCMD ["gunicorn", "config.wsgi"]\n';

const project = (text = DOCKERFILE, files: Readonly<Record<string, string>> = FILES) =>
  factsFor({ path: 'Dockerfile', text }, files);

function staticRoot(module: string, text?: string, files?: Readonly<Record<string, string>>): string | undefined {
  const facts = project(text, files).project;
  const settings = facts.known ? facts.value.settings(module) : facts;
  if (!settings.known || !settings.value.staticRoot.known) return undefined;
  return settings.value.staticRoot.value?.value.path;
}

describe('the project of a Dockerfile', () => {
  test('tells the settings that its server is started with', () => {
    const facts = project().project;
    const module = facts.known ? facts.value.settingsModule() : facts;
    expect(module.known && module.value.value).toBe('config.settings.production');
    expect(staticRoot('config.settings.production')).toBe('/static');
  });

  test.each([
    ['ENV', 'FROM python:3\nENV DJANGO_SETTINGS_MODULE=config.settings.ci\nCOPY . .\n'],
    ['an ENV of two variables', 'FROM python:3\nARG E=ci\nENV DJANGO_SETTINGS_MODULE=config.settings.$E\nCOPY . .\n'],
    ['an option', 'FROM python:3\nCOPY . .\nRUN python manage.py collectstatic --settings=config.settings.ci\n'],
  ])('tells those that %s names', (_, text) => {
    const { facts, wants } = factsOf(text, { tree: listed(...Object.keys(FILES)), texts: FILES });
    expect(wants).toEqual([]);
    const settings = facts.project.known ? facts.project.value.settings('config.settings.ci') : facts.project;
    expect(settings.known && settings.value.files).toEqual(['config/settings/ci.py', 'config/settings/base.py']);
  });

  test('wants those that manage.py chooses, besides those of the server', () => {
    const texts = { ...FILES, 'config/settings/local.py': undefined };
    expect(factsOf(DOCKERFILE, { tree: listed(...Object.keys(FILES)), texts }).wants).toEqual([
      'text config/settings/local.py',
    ]);
  });

  test('tells those of a service of compose', () => {
    const compose =
      'services:\n  web:\n    build: .\n    environment:\n      DJANGO_SETTINGS_MODULE: config.settings.ci\n';
    expect(staticRoot('config.settings.ci', DOCKERFILE, { ...FILES, 'compose.yaml': compose })).toBe('/ci');
  });

  test('tells what they say under the environment of a process', () => {
    const settings = 'import os\nSTATIC_ROOT = os.environ["ROOT"]\nDEBUG = os.environ.get("DEBUG") == "1"\n';
    const facts = project(DOCKERFILE, { ...FILES, 'config/settings/production.py': settings }).project;
    const debug = (variables?: ReadonlyMap<string, string | undefined>): unknown => {
      const told = facts.known ? facts.value.settings('config.settings.production', variables) : facts;
      return told.known && told.value.debug.known && told.value.debug.value?.value;
    };
    expect(debug()).toBe(false);
    expect(
      debug(
        new Map([
          ['DEBUG', '1'],
          ['OTHER', 'x'],
        ]),
      ),
    ).toBe(true);
    expect(debug(new Map([['DEBUG', undefined]]))).toBe(false);
    expect(debug(new Map([['OTHER', 'x']]))).toBe(debug());
  });

  test('wants the routes that its settings name, and those that these include', () => {
    const files = {
      ...FILES,
      'config/settings/base.py': 'ROOT_URLCONF = "config.urls"\n',
      'config/urls.py': 'urlpatterns = [path("shop/", include("shop.urls")), path("x/", include("elsewhere.urls"))]\n',
      'shop/urls.py': 'urlpatterns = [path("cart/", include("config.urls"))]\n',
    };
    const { wants } = factsOf(DOCKERFILE, {
      tree: listed(...Object.keys(files)),
      texts: { ...files, 'shop/urls.py': undefined },
    });
    expect(wants).toEqual(['text shop/urls.py']);
  });

  test('is unknown where several are equally near', () => {
    expect(project(DOCKERFILE, { 'a/manage.py': MANAGE, 'b/manage.py': MANAGE, 'setup.py': '' }).project.known).toBe(
      false,
    );
  });
});

describe('a file of Python', () => {
  const { python } = project();

  test('tells its names, its settings and its routes', () => {
    const wsgi = python('config/wsgi.py');
    expect(wsgi.known && wsgi.value.names.known && [...wsgi.value.names.value]).toEqual(['os', 'application']);
    expect(wsgi.known && wsgi.value.settingsModule?.module).toBe('config.settings.production');
    const urls = python('config/urls.py');
    expect(urls.known && urls.value.routes.known && urls.value.routes.value.map(({ path }) => path)).toEqual(['up/']);
  });

  test('is unknown where there is none', () => {
    expect(python('config/asgi.py').known).toBe(false);
  });

  test('is wanted when something that runs names it', () => {
    const tree = listed('manage.py', 'src/shop/web.py', 'src/shop/other.py');
    const text = 'FROM python:3\nCOPY . .\nCMD ["uvicorn", "shop.web:app"]\n';
    expect(factsOf(text, { tree, texts: { 'manage.py': '', 'src/shop/web.py': undefined } }).wants).toEqual([
      'text src/shop/web.py',
    ]);
  });
});
