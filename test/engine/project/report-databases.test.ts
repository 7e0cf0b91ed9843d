import { expect, test } from 'vitest';
import { choosing, toldOf } from './reported.ts';

const URL = 'import dj_database_url as d\nDATABASES = {"default": d.config(default="mysql://db/shop")}\n';
const ENGINE = 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\n';

test.each<readonly [name: string, settings: string, requirements: string, expected: string | undefined]>([
  ['its own driver', URL, 'mysqlclient', 'mysql shop/settings.py:2'],
  ['no driver at all', URL, 'django', 'mysql shop/settings.py:2'],
  ['the driver of another', URL, 'psycopg2-binary', undefined],
  ['drivers of both', URL, 'PyMySQL\npsycopg', undefined],
  ['the driver of another beside an engine', ENGINE, 'psycopg', 'sqlite shop/settings.py:1'],
])('%s', (_name, settings, requirements, expected) => {
  const files = {
    'manage.py': choosing('shop.settings'),
    'shop/settings.py': settings,
    'requirements.txt': requirements,
  };
  expect(toldOf(files).databases).toBe(expected);
});
