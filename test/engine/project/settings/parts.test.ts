import { expect, test } from 'vitest';
import { settingsOf } from './support.ts';

const HEAD = 'import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n';

test('files of handlers are opened with the settings, wherever they lie', () => {
  const { logFiles } = settingsOf(
    `${HEAD}LOGGING = {"handlers": {"a": {"filename": BASE_DIR / "logs" / "a.log"}, "b": {"filename": "/var/log/b.log"}, "c": {"class": "x"}}}\n`,
  );
  expect(logFiles).toMatchObject([
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

const logging = (handler: string): string =>
  `${HEAD}LOGGING = {"version": 1, "handlers": {"console": {"class": "logging.StreamHandler"}, "file": ${handler}}}\n`;
const PLAIN = '{"class": "logging.FileHandler", "filename": BASE_DIR / "a.log"}';

test.each<readonly [text: string, opened: boolean]>([
  [logging(PLAIN), true],
  [logging('{"class": "logging.handlers.RotatingFileHandler", "filename": "/a.log", "maxBytes": size()}'), true],
  [logging('{"class": "logging.handlers.TimedRotatingFileHandler", "filename": "a.log"}'), true],
  [logging('{"class": "logging.handlers.WatchedFileHandler", "filename": "/a.log"}'), true],
  [logging('{"class": "logging.FileHandler", "filename": "/a.log", "delay": True}'), false],
  [logging('{"class": "shop.log.FileHandler", "filename": "/a.log"}'), false],
  [logging('{"class": handler(), "filename": "/a.log"}'), false],
  [logging('{"filename": "/a.log"}'), false],
  [`${logging(PLAIN)}LOGGING_CONFIG = None\n`, false],
])('a log that is surely opened when Django starts: %s', (text, opened) => {
  const { logFiles } = settingsOf(text);
  expect(logFiles.map((log) => log.opened)).toEqual([opened]);
  const [from] = logFiles.map((log) => log.from);
  expect(from && text.slice(from.span.start, from.span.end)).toMatch(/a\.log"$/);
});

test.each([
  `${logging(PLAIN)}LOGGING.update(more())\n`,
  logging('{"class": "logging.FileHandler", "filename": "/a.log", **more()}'),
])('what may change LOGGING may take a log away: %s', (text) => {
  expect(settingsOf(text).logFiles.filter(({ opened }) => opened)).toEqual([]);
});

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
