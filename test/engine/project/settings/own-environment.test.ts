import { describe, expect, test } from 'vitest';
import type { Environment } from '../../../../server/src/engine/project/settings/types.ts';
import { brief, type Files, settings, settingsOf } from './support.ts';

const IMPORTS = `import os
from pathlib import Path
import dotenv
from dotenv import find_dotenv, load_dotenv
import environ
from environs import Env
from decouple import AutoConfig, Config, RepositoryEnv
BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
`;

const environment = (text: string): Environment => settingsOf(IMPORTS + text).environment;

describe('files of variables', () => {
  test.each([
    ['load_dotenv()', 'project config/.env'],
    ['x = load_dotenv()', 'project config/.env'],
    ['if True:\n  dotenv.load_dotenv()', 'project config/.env'],
    ['load_dotenv(find_dotenv())', 'project config/.env'],
    ['load_dotenv(find_dotenv(".env.prod"))', 'project config/.env.prod'],
    ['load_dotenv(BASE_DIR / ".env")', 'project .env'],
    ['load_dotenv(dotenv_path=BASE_DIR / ".env")', 'project .env'],
    ['load_dotenv("/run/env")', 'absolute /run/env'],
    ['load_dotenv(".env")', 'workdir .env'],
    ['environ.Env.read_env(os.path.join(BASE_DIR, ".env"))', 'project .env'],
    ['env.read_env(str(BASE_DIR / ".env"))', 'project .env'],
    ['Env().read_env()', 'project config/.env'],
    ['Env().read_env(path=BASE_DIR / "a.env")', 'project a.env'],
    ['dotenv.read_dotenv()', 'project config/.env'],
    ['config = Config(RepositoryEnv(BASE_DIR / ".env"))', 'project .env'],
    ['config = AutoConfig(search_path=BASE_DIR)', 'project .env'],
    ['load_dotenv(find_dotenv(usecwd=True))', '?'],
    ['load_dotenv(BASE_DIR / os.environ["FILE"])', '?'],
    ['env.read_env(*paths)', '?'],
    ['def load():\n  env.read_env(path)', '?'],
  ])('%s', (text, expected) => {
    const found = environment(text).files.map(({ path }) => (path ? `${path.base} ${path.path}` : '?'));
    expect(found).toEqual([expected]);
  });

  test('its place', () => {
    const [found] = environment('load_dotenv()').files;
    expect(found?.place).toEqual({
      path: 'config/settings.py',
      span: { start: IMPORTS.length, end: IMPORTS.length + 'load_dotenv()'.length },
    });
  });

  test('none', () => {
    expect(environment('config = AutoConfig()\nx = dotenv.dotenv_values()').files).toEqual([]);
  });
});

describe('variables that are not named', () => {
  test.each([
    'os.environ.update(values)',
    'x = os.environ.update(values)',
    'for k in values:\n  os.environ[k] = "1"',
    'for k in values:\n  os.environ.setdefault(k, "1")',
    'os.putenv("A", "b")',
    'load(os.environ)',
    'def f():\n  os.environ.update(values)',
    'from split_settings.tools import include\ninclude("a.py")',
  ])('%s', (text) => {
    expect(environment(text).hidden).toEqual(expect.any(String));
  });

  test.each([
    'os.environ["A"] = "1"',
    'os.environ.setdefault("A", "1")',
    'os.environ.pop("A", None)',
    'x = dict(os.environ)',
    'x = os.environ.copy()',
    'x = {k: v for k, v in os.environ.items()}',
  ])('but not %s', (text) => {
    expect(environment(text).hidden).toBeUndefined();
  });
});

describe('packages around the settings', () => {
  const SETTINGS = { 'config/settings/__init__.py': '', 'config/settings/base.py': 'import os\nA = os.environ["A"]\n' };
  const read = (files: Files) => settings({ ...SETTINGS, ...files }, 'config.settings.base');

  test('are imported before them, with what they import', () => {
    const { environment: own, files } = read({
      'config/__init__.py': 'from .celery import app\n',
      'config/celery.py': 'import os\nos.environ.setdefault("A", "1")\nB = os.environ["B"]\n',
    });
    expect(own.reads.map(brief)).toEqual(['A dynamic', 'B absent required']);
    expect(files).toEqual(['config/settings/base.py', 'config/__init__.py', 'config/celery.py']);
  });

  test('may load a file', () => {
    const { environment: own } = read({ 'config/__init__.py': 'from dotenv import load_dotenv\nload_dotenv()\n' });
    expect(own.files.map(({ place }) => place.path)).toEqual(['config/__init__.py']);
  });

  test('do not set what the settings say', () => {
    const { debug } = read({ 'config/__init__.py': 'DEBUG = True\n' });
    expect(debug).toEqual({ known: true, value: undefined });
  });
});

test('modules of the project are followed where they may set variables', () => {
  const files = {
    'config/settings.py': 'import config.one\nfrom config import two\n',
    'config/one.py': 'from .three import x\n',
    'config/two.py': 'import os\nos.environ["B"] = "1"\n',
    'config/three.py': 'import os\nos.environ.update(x)\n',
  };
  const found = settings(files, 'config.settings');
  expect(found.environment.hidden).toBe('variables are set while it runs');
  expect(found.files).toEqual(['config/settings.py', 'config/one.py', 'config/three.py', 'config/two.py']);
});

test('one that nobody follows any more may set any', () => {
  const files = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`config/m${index}.py`, `from .m${index + 1} import x\n`]),
  );
  expect(settings({ ...files, 'config/settings.py': 'from .m0 import x' }, 'config.settings').environment.hidden).toBe(
    'config.m11 is not read',
  );
});
