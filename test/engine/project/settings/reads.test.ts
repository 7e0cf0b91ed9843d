import { describe, expect, test } from 'vitest';
import { reads, settings, settingsOf } from './support.ts';

describe('os', () => {
  test.each<readonly [text: string, expected: readonly string[]]>([
    ['A = os.environ["A"]', ['A absent required']],
    ['A = os.environ.get("A")', ['A none']],
    ['A = os.environ.get("A", "x")', ['A "x"']],
    ['A = os.getenv("A", default=None)', ['A none']],
    ['A = os.getenv("A", some())', ['A dynamic']],
    ['A = os.getenv(*x)', []],
    ['A = os.environ.get("A") or "x"', ['A "x"']],
    ['DEBUG = bool(os.environ.get("DEBUG"))', ['DEBUG none bool-of-string']],
    ['DEBUG = bool(os.environ.get("DEBUG", default=False))', ['DEBUG false bool-of-string']],
    ['DEBUG = bool(os.environ["DEBUG"] or "")', ['DEBUG absent bool-of-string required']],
    ['DEBUG = bool(int(os.environ.get("DEBUG", 0)))', ['DEBUG 0 int']],
    ['DEBUG = bool(strtobool(os.getenv("DEBUG", "no")))', ['DEBUG "no" bool']],
    ['DEBUG = os.environ.get("DEBUG", "").lower() in ("1", "true")', ['DEBUG "" compared']],
    ['DEBUG = os.environ.get("DEBUG") == "1"', ['DEBUG none compared']],
    ['DEBUG = bool(os.environ.get("DEBUG") == "1")', ['DEBUG none compared']],
    ['A = os.environ.get("A", "").split(",")', ['A "" list']],
    ['A = "X" in os.environ', ['X none presence']],
    ['A = [h.strip() for h in os.environ["A"].split(",")]', ['A absent list required maybe']],
    ['A = b or os.environ["A"]', ['A absent required maybe']],
    ['A = os.environ["A"] if b else os.environ["C"]', ['A absent required maybe', 'C absent required maybe']],
    [`A = f"redis://{os.environ['HOST']}:6379"`, ['HOST absent required']],
    ['A = {"x": {"y": os.environ["A"]}}', ['A absent required']],
    ['print(os.environ["A"])', ['A absent required']],
    ['if os.environ["A"]:\n  B = os.environ["B"]', ['A absent required', 'B absent required maybe']],
    ['def f():\n  return os.environ["A"]', ['A absent required maybe']],
    ['class A:\n  b = os.environ["A"]', ['A absent required maybe']],
    ['with open(os.environ["A"]) as f:\n  B = os.environ["B"]', ['A absent required', 'B absent required']],
    ['try:\n  A = os.environ["A"]\nexcept KeyError:\n  A = ""', ['A absent required maybe']],
    ['try:\n  A = os.environ["A"]\nexcept KeyError:\n  raise X', ['A absent required']],
    ['A = os.environ.get("A")\nif not A:\n  raise X("A")', ['A none required']],
    ['A = os.environ.get("A")\nif not A and b:\n  raise X("A")', ['A none']],
    ['A = os.environ.get("A", "x")\nif not A:\n  raise X("A")', ['A "x"']],
    ['A = os.environ.get("A")\nif A is None:\n  raise X("A")', ['A none required']],
    ['A = os.environ.get("A")\nif A == "x":\n  raise X("A")', ['A none']],
    ['A = os.getenv("A") or os.getenv("B")\nif not A:\n  raise X', ['A dynamic', 'B none maybe']],
    ['A = os.environ.get("A").split(",")', ['A none list required']],
    ['A = os.environ.get("A").lower() == "true"', ['A none compared required']],
    ['A = int(os.environ.get("A"))', ['A none int required']],
    ['A = bool(os.environ.get("A"))', ['A none bool-of-string']],
    ['A = (os.environ.get("A") or "x").split(",")', ['A "x" list']],
    ['A = os.getenv("A") and os.getenv("A").split(",")', ['A none', 'A none list required maybe']],
    ['A = int(os.environ.get("A", 1))', ['A 1 int']],
    ['A = os.environ["A"]\nos.environ["A"] = "x"', ['A dynamic']],
    ['os.environ.setdefault("A", "x")\nA = os.environ["A"]', ['A dynamic']],
    ['os.environ["A"] = "x"\nA = os.environ["A"]', ['A dynamic']],
    ['if a := os.getenv("A"):\n  pass', ['A none']],
    ['if x():\n  pass\nelif os.environ["A"]:\n  pass', ['A absent required maybe']],
    ['while os.environ["A"]:\n  pass', ['A absent required']],
    ['other.environ["A"]', []],
  ])('%s', (text, expected) => {
    expect(reads(`import os\n${text}\n`)).toEqual(expected);
  });

  test('by other names', () => {
    const text = 'from os import environ as e, getenv\ne["A"]\ngetenv("B")\nenv = e\nenv.get("C")';
    expect(reads(text)).toEqual(['A absent required', 'B none', 'C none']);
  });

  test('a name that is something else', () => {
    expect(reads('from x import os\nos.environ["A"]')).toEqual([]);
  });
});

describe('django-environ', () => {
  const ENV = 'import environ\nenv = environ.Env(DEBUG=(bool, False), NAME=str)\n';
  test.each<readonly [text: string, expected: readonly string[]]>([
    ['env("A")', ['A absent required']],
    ['env("A", default="x")', ['A "x"']],
    ['env("A", default=None)', ['A none']],
    ['env("A", bool, True)', ['A true bool']],
    ['env("DEBUG")', ['DEBUG false bool']],
    ['env("NAME")', ['NAME absent text required']],
    ['env.bool("A", False)', ['A false bool']],
    ['env.str("A")', ['A absent text required']],
    ['env.list("A", default=[])', ['A dynamic list']],
    ['env.db()', ['DATABASE_URL absent url required']],
    ['env.db("A", default="sqlite:///x")', ['A "sqlite:///x" url']],
    ['env.cache_url(default="dummycache://")', ['CACHE_URL "dummycache://" url']],
    ['env.db(NAME)', []],
    ['env.read_env()', []],
    ['env("A", **options)', ['A dynamic']],
  ])('%s', (text, expected) => {
    expect(reads(`${ENV}X = ${text}\n`)).toEqual(expected);
  });

  test('the reader of another module', () => {
    const files = {
      'config/env.py': 'import environ\nenv = environ.Env()\n',
      'config/settings.py': 'from config.env import env\nA = env("A")\n',
    };
    expect(settings(files, 'config.settings').environment.reads).toMatchObject([
      { name: 'A', required: true, setting: 'A', reader: 'environ', place: { path: 'config/settings.py' } },
    ]);
  });
});

test.each(['import environ\nenv = environ.FileAwareEnv()', 'from environs import Env\nenv = Env(eager=False)'])(
  'it may do without the variable: %s',
  (made) => {
    expect(reads(`${made}\nA = env("A")\n`)).toEqual(['A absent']);
  },
);

test.each<readonly [text: string, expected: readonly string[]]>([
  ['A = env("A", "x")', ['A "x"']],
  ['A = env.bool("A", False)', ['A false bool']],
  ['with env.prefixed("X_"):\n  A = env("A")\nB = env("B")', ['B absent required']],
])('environs: %s', (text, expected) => {
  expect(reads(`from environs import Env\nenv = Env()\n${text}\n`)).toEqual(expected);
});

test.each<readonly [text: string, expected: readonly string[]]>([
  ['config("A")', ['A absent required']],
  ['config("A", default=True, cast=bool)', ['A true bool']],
  ['config("A", "x")', ['A "x"']],
  ['config("A", default="a,b", cast=Csv())', ['A "a,b" list']],
  ['config("A", cast=lambda v: v)', ['A absent other required']],
  ['Config(RepositoryEnv(".env"))', []],
])('decouple: %s', (text, expected) => {
  expect(reads(`from decouple import config, Csv, Config, RepositoryEnv\nX = ${text}\n`)).toEqual(expected);
});

test('an instance of decouple', () => {
  expect(reads('from decouple import Config, RepositoryEnv\nc = Config(RepositoryEnv(".env"))\nA = c("A")')).toEqual([
    'A absent required',
  ]);
});

test.each<readonly [text: string, expected: readonly string[]]>([
  ['config()', ['DATABASE_URL none url']],
  ['config(default="sqlite:///x", conn_max_age=600)', ['DATABASE_URL "sqlite:///x" url']],
  ['config("D")', ['D none url']],
])('dj-database-url: %s', (text, expected) => {
  expect(reads(`import dj_database_url\nX = dj_database_url.${text}\n`)).toEqual(expected);
});

test('what may be read besides', () => {
  const why = (text: string): string | undefined => settingsOf(text).environment.incomplete;
  expect(why('import os\nA = os.environ[name]')).toBe('the name of a variable is worked out');
  expect(why('from x.y import *')).toBe('x.y is not read');
  expect(why('A = (')).toBe('a line of the settings cannot be read');
});
