import { describe, expect, test } from 'vitest';
import {
  type SettingsInForce,
  settingsAtStart,
  settingsOfRun,
} from '../../../../server/src/engine/rules/shared/settings-in-force.ts';
import type { Known } from '../../../../server/src/engine/text/known.ts';
import { type Files, lastManage, manage, startedManage } from './settings/support.ts';

const wsgi = (module: string): string => `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")\n`;

const SPLIT: Files = {
  'manage.py': manage('config.settings.local'),
  'config/__init__.py': '',
  'config/wsgi.py': wsgi('config.settings.production'),
  'config/asgi.py': wsgi('config.settings.production'),
  'config/celery.py': wsgi('config.settings.production'),
  'config/settings/__init__.py': '',
  'config/settings/base.py': 'DEBUG = False\n',
  'config/settings/local.py': 'from .base import *\nDEBUG = True\n',
  'config/settings/production.py': 'from .base import *\n',
  'config/settings/build.py': 'from .base import *\n',
};

const ALONE: Files = {
  'manage.py': manage('shop.settings'),
  'shop/wsgi.py': wsgi('shop.settings'),
  'shop/settings.py': 'DEBUG = False\n',
};

const told = (found: Known<SettingsInForce>): string => (found.known ? found.value.module : '?');

describe('of a RUN', () => {
  const CMD = 'python manage.py collectstatic';
  const found = (lines: string, files: Files = SPLIT): string => {
    const { run, command, facts } = lastManage(`FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n${lines}`, files);
    return told(settingsOfRun(run, command, facts));
  };

  test.each([
    [`RUN ${CMD}`, 'config.settings.local'],
    [`RUN ${CMD} --settings config.settings.build`, 'config.settings.build'],
    [`RUN ${CMD} --settings=config.settings.build`, 'config.settings.build'],
    [`ENV DJANGO_SETTINGS_MODULE=config.settings.build\nRUN ${CMD}`, 'config.settings.build'],
    [`ARG DJANGO_SETTINGS_MODULE=config.settings.build\nRUN ${CMD}`, 'config.settings.build'],
    [`ARG E=build\nENV DJANGO_SETTINGS_MODULE=config.settings.$E\nRUN ${CMD}`, 'config.settings.build'],
    [`ARG E=build\nRUN ${CMD} --settings=config.settings.$E`, 'config.settings.build'],
    [
      `ENV DJANGO_SETTINGS_MODULE=config.settings.base\nRUN ${CMD} --settings=config.settings.build`,
      'config.settings.build',
    ],
    [`RUN DJANGO_SETTINGS_MODULE=config.settings.build ${CMD}`, 'config.settings.build'],
    [`RUN export DJANGO_SETTINGS_MODULE=config.settings.build && ${CMD}`, 'config.settings.build'],
    [`ENV DJANGO_SETTINGS_MODULE=config.settings.build\nRUN django-admin collectstatic`, 'config.settings.build'],
    [`ARG DJANGO_SETTINGS_MODULE\nRUN ${CMD}`, '?'],
    [`ENV DJANGO_SETTINGS_MODULE=\nRUN ${CMD}`, '?'],
    [`RUN . ./.env && ${CMD}`, '?'],
    ['RUN django-admin collectstatic', '?'],
    [`RUN ${CMD} --settings=nowhere.settings`, '?'],
    [`RUN ${CMD} --settings=$UNKNOWN`, '?'],
    [`COPY other/manage.py .\nRUN ${CMD}`, '?'],
  ])('%s', (lines, module) => {
    expect(found(lines, { ...SPLIT, 'other/manage.py': manage('other.settings') })).toBe(module);
  });

  test('where there is only one settings module, nothing can choose another', () => {
    expect(found(`ARG DJANGO_SETTINGS_MODULE\nRUN ${CMD}`, ALONE)).toBe('shop.settings');
    expect(found(`RUN . ./.env && ${CMD}`, ALONE)).toBe('shop.settings');
    for (const other of ['shop/settings_prod.py', 'shop/production.py', 'conf/settings/a.py', 'shop/local_settings.py'])
      expect(found(`RUN . ./.env && ${CMD}`, { ...ALONE, [other]: '' })).toBe('?');
    expect(found(`RUN . ./.env && ${CMD}`, { ...ALONE, 'shop/tests/test_settings.py': '', 'blog/base.py': '' })).toBe(
      '?',
    );
    expect(found(`RUN . ./.env && ${CMD}`, { ...ALONE, 'blog/base.py': '' })).toBe('shop.settings');
  });

  test('manage.py decides for itself', () => {
    const fixed = 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"\n';
    const line = `ENV DJANGO_SETTINGS_MODULE=config.settings.build\nRUN ${CMD}`;
    expect(found(line, { ...SPLIT, 'manage.py': fixed })).toBe('config.settings.base');
    expect(found(`RUN ${CMD} --settings=config.settings.build`, { ...SPLIT, 'manage.py': fixed })).toBe(
      'config.settings.build',
    );
  });

  test.each([
    'import os\nfrom dotenv import load_dotenv\nload_dotenv()\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")\n',
    'import os, sys\nif "test" in sys.argv:\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")\nelse:\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\n',
    'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", os.environ.get("X", "config.settings.base"))\n',
    'from config.boot import main\nmain()\n',
  ])('nobody knows what manage.py chooses: %s', (text) => {
    expect(found(`RUN ${CMD}`, { ...SPLIT, 'manage.py': text })).toBe('?');
  });

  test('with several projects, that of the manage.py that is there', () => {
    const files = {
      'a/manage.py': manage('a.settings'),
      'a/a/settings.py': '',
      'b/manage.py': manage('b.settings'),
      'b/b/settings.py': '',
    };
    const at = (path: string, lines: string): string => {
      const text = `FROM python:3.13-slim\nWORKDIR /app\n${lines}`;
      const { run, command, facts } = lastManage(text, files, path);
      return told(settingsOfRun(run, command, facts));
    };
    expect(at('a/Dockerfile', `COPY . .\nRUN ${CMD}`)).toBe('a.settings');
    expect(at('a/Dockerfile', `COPY a .\nRUN ${CMD}`)).toBe('?');
  });

  test('where the module is chosen', () => {
    const text = `FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN ${CMD}`;
    const { run, command, facts } = lastManage(text, SPLIT);
    const found = settingsOfRun(run, command, facts);
    expect(found.known && found.value.chosenAt?.path).toBe('manage.py');
    expect(found.known && found.value.settings.debug).toMatchObject({ known: true, value: { value: true } });
  });
});

describe('at start', () => {
  const found = (lines: string, files: Files = SPLIT): string => {
    const { started, at, model, facts } = startedManage(lines, files);
    return told(settingsAtStart(started, at, model, facts));
  };
  const PRODUCTION = 'config.settings.production';
  const ENV = 'ENV DJANGO_SETTINGS_MODULE=config.settings.build';
  const BUILD = 'config.settings.build';

  test.each([
    ['CMD ["gunicorn", "config.wsgi"]', PRODUCTION],
    ['CMD ["gunicorn", "config.wsgi:application"]', PRODUCTION],
    ['CMD gunicorn config.wsgi', PRODUCTION],
    ['CMD ["uvicorn", "config.asgi:application"]', PRODUCTION],
    ['CMD ["daphne", "config.asgi:application"]', PRODUCTION],
    ['CMD ["uwsgi", "--http=:8000", "--module=config.wsgi:application"]', PRODUCTION],
    ['CMD ["uwsgi", "--http=:8000", "--wsgi-file=config/wsgi.py"]', PRODUCTION],
    ['CMD ["celery", "-A", "config", "worker"]', PRODUCTION],
    ['CMD ["celery", "-A", "config.celery:app", "worker"]', PRODUCTION],
    ['CMD ["python", "manage.py", "runserver"]', 'config.settings.local'],
    ['CMD ["python", "manage.py", "runserver", "--settings=config.settings.build"]', BUILD],
    [`${ENV}\nCMD ["gunicorn", "config.wsgi"]`, BUILD],
    [`${ENV}\nCMD ["celery", "-A", "config", "worker"]`, BUILD],
    [`${ENV}\nCMD ["python", "manage.py", "runserver"]`, BUILD],
    [`ARG DJANGO_SETTINGS_MODULE=config.settings.build\nCMD ["gunicorn", "config.wsgi"]`, PRODUCTION],
    ['CMD ["gunicorn", "--env", "DJANGO_SETTINGS_MODULE=config.settings.build", "config.wsgi"]', BUILD],
    ['CMD DJANGO_SETTINGS_MODULE=config.settings.build gunicorn config.wsgi', BUILD],
    ['CMD ["gunicorn", "config.main"]', '?'],
    ['CMD ["gunicorn"]', '?'],
    ['CMD gunicorn $APP', '?'],
    ['CMD gunicorn --env DJANGO_SETTINGS_MODULE=$X config.wsgi', '?'],
    ['CMD ["uvicorn", "--env-file=.env", "config.asgi:application"]', '?'],
    ['CMD ["granian", "--env-files=.env", "config.asgi:application"]', '?'],
    ['ENV GUNICORN_CMD_ARGS="-e A=b"\nCMD ["gunicorn", "config.wsgi"]', '?'],
    ['ENV GUNICORN_CMD_ARGS="--workers 2"\nCMD ["gunicorn", "config.wsgi"]', PRODUCTION],
    ['CMD export DJANGO_SETTINGS_MODULE=x.y && gunicorn config.wsgi', '?'],
    ['ENTRYPOINT ["/elsewhere.sh"]\nCMD ["gunicorn", "config.wsgi"]', '?'],
  ])('%s', (lines, module) => {
    expect(found(lines)).toBe(module);
  });

  test('what gunicorn.conf.py may set', () => {
    const CMD = 'CMD ["gunicorn", "config.wsgi"]';
    expect(found(CMD, { ...SPLIT, 'gunicorn.conf.py': 'bind = "0.0.0.0:80"\n' })).toBe(PRODUCTION);
    const reads = 'import os\nworkers = int(os.environ.get("W", 2))\nif os.environ["A"] == "b":\n    workers = 1\n';
    expect(found(CMD, { ...SPLIT, 'gunicorn.conf.py': reads })).toBe(PRODUCTION);
    for (const text of [
      'raw_env = ["DJANGO_SETTINGS_MODULE=a.b"]',
      'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "a.b"',
      'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.b")',
      'from dotenv import load_dotenv\nload_dotenv()',
    ])
      expect(found(CMD, { ...SPLIT, 'gunicorn.conf.py': text })).toBe('?');
  });

  test('what a file of uWSGI says', () => {
    const CMD = 'CMD ["uwsgi", "--ini", "uwsgi.ini"]';
    const ini = (lines: string): Files => ({ ...SPLIT, 'uwsgi.ini': `[uwsgi]\nhttp = :8000\n${lines}\n` });
    expect(found(CMD, ini('module = config.wsgi:application'))).toBe(PRODUCTION);
    expect(found('CMD ["uwsgi", "uwsgi.ini"]', ini('wsgi-file=config/wsgi.py'))).toBe(PRODUCTION);
    expect(found(CMD, ini('module = config.wsgi\nenv = DJANGO_SETTINGS_MODULE=config.settings.build'))).toBe(BUILD);
    expect(found(`${ENV}\n${CMD}`, ini('module = config.wsgi'))).toBe(BUILD);
    expect(found(CMD, ini('module = $(APP)'))).toBe('?');
    expect(found(CMD, ini('module = config.wsgi\ninclude = other.ini'))).toBe('?');
    expect(found(CMD, ini('master = true'))).toBe('?');
    expect(found(CMD, SPLIT)).toBe('?');
  });

  test('a service of compose may set another', () => {
    const compose = (lines: string): Files => ({ 'compose.yaml': `services:\n  web:\n    build: .\n${lines}` });
    const CMD = 'CMD ["gunicorn", "config.wsgi"]';
    const own = '    environment: [DJANGO_SETTINGS_MODULE=config.settings.build]\n';
    expect(found(CMD, { ...SPLIT, ...compose(own) })).toBe(BUILD);
    expect(found(CMD, { ...SPLIT, ...compose('    env_file: .env\n') })).toBe('?');
    expect(found('CMD ["gunicorn", "shop.wsgi"]', { ...ALONE, ...compose('    env_file: .env\n') })).toBe(
      'shop.settings',
    );
  });

  test('a worker that is imported with the package may have chosen before', () => {
    const files = { ...SPLIT, 'config/celery.py': wsgi('config.settings.local') };
    expect(found('CMD ["gunicorn", "config.wsgi"]', files)).toBe('?');
    const fixed = {
      ...files,
      'config/wsgi.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"\n',
    };
    expect(found('CMD ["gunicorn", "config.wsgi"]', fixed)).toBe('config.settings.base');
  });

  test('a module that is below another folder than manage.py', () => {
    const files = { 'manage.py': manage('a.settings'), 'src/b/wsgi.py': wsgi('a.settings'), 'a/settings.py': '' };
    expect(found('CMD ["gunicorn", "--chdir", "src", "b.wsgi"]', files)).toBe('a.settings');
    expect(found('CMD ["gunicorn", "b.wsgi"]', { ...files, 'lib/b/wsgi.py': '' })).toBe('?');
  });
});
