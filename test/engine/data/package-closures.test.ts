import { expect, test } from 'vitest';
import { mayBring, seemsCollection } from '../../../server/src/engine/data/package-closures.ts';

test.each([
  ['whitenoise', [], 'gunicorn', false],
  ['celery', [], 'redis', false],
  ['celery', ['redis'], 'redis', true],
  ['django-redis', [], 'celery', false],
  ['psycopg', ['binary', 'pool'], 'psycopg-binary', true],
  ['flower', [], 'tornado', true],
  ['celery', ['never-heard-of'], 'redis', undefined],
  ['channels', [], 'daphne', true],
  ['django-celery-beat', [], 'celery', true],
  ['django-celery-beat', [], 'redis', false],
  ['uvicorn-worker', [], 'gunicorn', true],
  ['gunicorn', [], 'gunicorn', false],
  ['never-heard-of', [], 'gunicorn', undefined],
  ['constructor', [], 'gunicorn', undefined],
] as const)('whether %s with %j may bring %s', (name, extras, wanted, expected) => {
  expect(mayBring(name, extras, wanted)).toBe(expected);
});

test('what an organisation collects for itself is told by its name', () => {
  expect(['acme-django-base', 'shop-server', 'requirements'].map(seemsCollection)).toEqual([true, true, true]);
  expect(['django-htmx', 'commonmark', 'baseline'].map(seemsCollection)).toEqual([false, false, false]);
});
