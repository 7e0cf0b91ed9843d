import { describe, expect, test } from 'vitest';
import { environmentSetBy } from '../../../../server/src/engine/project/python/environment.ts';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';

const setBy = (text: string, until = Number.POSITIVE_INFINITY): unknown => {
  const set = environmentSetBy(readModule(text), until);
  return set.known ? [...set.value] : set.why;
};

const MANAGE_PY = `#!/usr/bin/env python
"""Django's command-line utility for administrative tasks."""
import os
import sys


def main():
    """Run administrative tasks."""
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')
    try:
        from django.core.management import execute_from_command_line
    except ImportError as exc:
        raise ImportError("Couldn't import Django.") from exc
    execute_from_command_line(sys.argv)


if __name__ == '__main__':
    main()
`;

test('the manage.py that Django writes sets one', () => {
  expect(setBy(MANAGE_PY)).toEqual(['DJANGO_SETTINGS_MODULE']);
});

test.each([
  ['os.environ["A"] = "1"', ['A']],
  ['os.environ.pop("A", None)', ['A']],
  ['environ.setdefault("A", os.environ.get("B", ""))', ['A']],
  ['x = os.environ["A"]\nif "B" in os.environ:\n    pass', []],
  ['import pymysql\npymysql.install_as_MySQLdb()', []],
  ['from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()', []],
  ['import environ\nenv = environ.Env()', []],
])('%s', (text, names) => {
  expect(setBy(text)).toEqual(names);
});

describe('what it may set besides is not known', () => {
  test.each([
    'from dotenv import load_dotenv\nload_dotenv()',
    'import environ\nenviron.Env.read_env()',
    'def main():\n    if True:\n        dotenv.read_dotenv()',
    'from shop.env import load',
    'from . import env',
    'import shop.env',
    'os.environ.update(values)',
    'os.environ[name] = value',
    'os.environ.setdefault(name, "1")',
    'load(os.environ)',
    'x = [os.putenv(a, b) for a in c]',
    'os.environ[ = = "x"',
  ])('%s', (text) => {
    expect(setBy(text)).toEqual(expect.any(String));
  });
});

test('what stands behind an offset does not count', () => {
  const text = 'import os\nos.environ["A"] = "1"\nfrom shop.env import load\nos.environ["B"] = "1"\n';
  expect(setBy(text, text.indexOf('from'))).toEqual(['A']);
});
