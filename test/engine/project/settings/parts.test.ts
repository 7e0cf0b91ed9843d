import { expect, test } from 'vitest';
import { settingsOf } from './support.ts';

const HEAD = 'import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n';

test('files of handlers are opened with the settings, wherever they lie', () => {
  const { logFiles } = settingsOf(
    `${HEAD}LOGGING = {"handlers": {"a": {"filename": BASE_DIR / "logs" / "a.log"}, "b": {"filename": "/var/log/b.log"}, "c": {"class": "x"}}}\n`,
  );
  expect(logFiles).toEqual([
    { base: 'project', path: 'logs/a.log' },
    { base: 'absolute', path: '/var/log/b.log' },
  ]);
});

test.each(['LOGGING = logging_of(BASE_DIR)', 'LOGGING = {"handlers": {"a": {"filename": os.environ["LOG"]}}}', ''])(
  'what cannot be told is left out: %s',
  (line) => {
    expect(settingsOf(`${HEAD}${line}\n`).logFiles).toEqual([]);
  },
);

test('the variables behind the parts of a database', () => {
  const { databases } = settingsOf(
    `${HEAD}DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": os.environ["DB_HOST"], "PORT": os.getenv("DB_PORT", "5432")}}\n`,
  );
  const [database] = databases.known ? (databases.value?.value ?? []) : [];
  const parts = [...(database?.parts ?? [])].map(([part, reads]) => [part, reads.map(({ name }) => name)]);
  expect(parts).toEqual([
    ['HOST', ['DB_HOST']],
    ['PORT', ['DB_PORT']],
  ]);
});
