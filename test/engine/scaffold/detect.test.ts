import { describe, expect, test } from 'vitest';
import { detect } from '../../../server/src/engine/scaffold/detect.ts';
import type { Detected } from '../../../server/src/engine/scaffold/types.ts';
import { stockProject, surveyOf, TODAY } from './support.ts';

const STOCK = {
  manager: 'pip',
  database: 'postgresql',
  server: 'gunicorn',
  static: 'whitenoise',
  celery: false,
  redis: false,
} as const;

const detected = (files: Parameters<typeof surveyOf>[0]): Detected => detect(surveyOf(files), TODAY);

test('what is detected comes first, and says where it was found', () => {
  const { database, manager } = detected(stockProject(STOCK));
  expect(database.options).toEqual(['postgresql', 'mysql', 'mariadb', 'sqlite']);
  expect(database.from?.path).toBe('shop/settings.py');
  expect(manager).toMatchObject({ value: 'pip', from: { path: 'requirements.txt' } });
});

test('a description without requirements and lock is for uv', () => {
  const { 'requirements.txt': _, ...files } = stockProject(STOCK);
  expect(
    detected({ ...files, 'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["django"]\n' }).manager.value,
  ).toBe('uv');
});

test('a description that only configures tools is for nobody', () => {
  const { 'requirements.txt': _, ...files } = stockProject(STOCK);
  expect(detected({ ...files, 'pyproject.toml': '[tool.ruff]\nline-length = 100\n' }).manager.value).toBe('pip');
});

test('a driver tells the database where the settings do not', () => {
  const files = stockProject(STOCK);
  const hidden = { ...files, 'shop/settings.py': 'from mysite.secret import DATABASES\n' };
  expect(detected({ ...hidden, 'requirements.txt': 'django==5.2.8\nmysqlclient==2.2.7\n' }).database).toMatchObject({
    value: 'mysql',
    why: 'mysqlclient is installed',
  });
  expect(detected({ ...hidden, 'requirements.txt': 'django==5.2.8\n' }).database).toMatchObject({
    value: 'sqlite',
    why: 'no driver of another one is installed',
  });
  expect(detected({ ...hidden, 'requirements.txt': 'gunicorn==23.0.0\n' }).database.why).toBe('nothing says which');
});

test('a project that does without the variable and without a driver has SQLite', () => {
  const settings = (call: string) => `import environ\nenv = environ.Env()\nDATABASES = {"default": ${call}}\n`;
  const files = { ...stockProject(STOCK), 'requirements.txt': 'django==5.2.8\n' };
  const databaseOf = (call: string) => detected({ ...files, 'shop/settings.py': settings(call) }).database;
  expect(databaseOf('env.db("DATABASE_URL", default=f"sqlite:///{BASE}/db.sqlite3")')).toMatchObject({
    value: 'sqlite',
    why: 'no driver is installed for what DATABASE_URL may name',
  });
  expect(databaseOf('env.db("DATABASE_URL")').value).toBe('postgresql');
});

describe('the server', () => {
  const withPackages = (...lines: readonly string[]) =>
    detected({ ...stockProject(STOCK), 'requirements.txt': `django==5.2.8\n${lines.join('\n')}\n` }).server.value;

  test.each([
    [['gunicorn==23.0.0'], 'gunicorn'],
    [['gunicorn==23.0.0', 'uvicorn-worker==0.3.0'], 'gunicorn-asgi'],
    [['gunicorn==23.0.0', 'channels==4.2.0'], 'gunicorn-asgi'],
    [['uvicorn==0.34.0'], 'uvicorn'],
    [['daphne==4.1.0'], 'daphne'],
    [['granian==2.0.0'], 'granian'],
    [['channels==4.2.0'], 'uvicorn'],
    [['uwsgi==2.0.28'], 'gunicorn'],
    [[], 'gunicorn'],
  ] as const)('%s: %s', (lines, server) => {
    expect(withPackages(...lines)).toBe(server);
  });
});

test('static files that are stored elsewhere need nothing', () => {
  const files = stockProject({ ...STOCK, static: 'none' });
  const settings = `${files['shop/settings.py']}STORAGES = {"staticfiles": {"BACKEND": "storages.backends.s3.S3Storage"}}\n`;
  expect(detected({ ...files, 'shop/settings.py': settings }).static.value).toBe('none');
});

describe('the Python', () => {
  const withFiles = (more: Parameters<typeof surveyOf>[0]) => detected({ ...stockProject(STOCK), ...more }).python;
  const requirements = (line: string) => ({ 'requirements.txt': `${line}\ngunicorn==23.0.0\n` });

  test.each([
    ['django==5.2.8', '3.14'],
    ['django==5.1.4', '3.13'],
    ['django==4.2.16', '3.12'],
    ['django>=5.0,<5.1', '3.12'],
  ])('%s runs on %s', (line, minor) => {
    expect(withFiles(requirements(line)).value).toBe(minor);
  });

  test('that the project is developed on, where the project takes it', () => {
    expect(withFiles({ '.python-version': '3.12\n' })).toMatchObject({
      value: '3.12',
      why: 'the project is developed on it',
    });
    expect(withFiles({ '.python-version': '3.7\n' }).value).toBe('3.14');
  });

  test('that requires-python takes', () => {
    const pyproject = '[project]\nname = "shop"\nrequires-python = ">=3.11,<3.13"\n';
    expect(withFiles({ 'pyproject.toml': pyproject })).toMatchObject({ value: '3.12', options: ['3.12', '3.11'] });
  });

  test('that Django takes, where the project would take a newer one', () => {
    const pyproject = '[project]\nname = "shop"\nrequires-python = ">=3.10"\ndependencies = ["django==4.2.16"]\n';
    expect(withFiles({ ...requirements('django==4.2.16'), 'pyproject.toml': pyproject })).toMatchObject({
      value: '3.12',
      why: 'the newest for Django 4.2',
    });
  });

  test('past its end, where the Django that is locked runs on no other', () => {
    expect(withFiles(requirements('django==3.2.25')).value).toBe('3.10');
  });
});
