import { expect, test } from 'vitest';
import { mayBring, mayBringByName } from '../../../server/src/engine/data/package-closures.ts';

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
  ['django-storages', ['s3'], 'boto3', true],
  ['aldryn-django', [], 'uwsgi', true],
  ['locust', [], 'gevent', true],
  ['psycopg2', [], 'psycopg2-binary', false],
  ['never-heard-of', [], 'gunicorn', undefined],
  ['constructor', [], 'gunicorn', undefined],
] as const)('whether %s with %j may bring %s', (name, extras, wanted, expected) => {
  expect(mayBring(name, extras, wanted)).toBe(expected);
});

test.each([
  ['acme-django-base', [], 'gunicorn', true],
  ['shop-server', [], 'gunicorn', true],
  ['requirements', [], 'psycopg', true],
  ['django-pglocks', [], 'psycopg', true],
  ['django-pgtrigger', [], 'redis', false],
  ['python-redis-lock', [], 'redis', true],
  ['django-q', [], 'redis', true],
  ['django-qr-code', [], 'redis', false],
  ['drf-celery-progress', [], 'celery', true],
  ['fastapi-utils', [], 'uvicorn', true],
  ['django-htmx', [], 'redis', false],
  ['commonmark', [], 'gunicorn', false],
  ['task-board', ['redis'], 'redis', true],
  ['task-board', ['postgres'], 'psycopg', true],
  ['task-board', ['all'], 'gunicorn', true],
  ['task-board', ['html'], 'redis', false],
])('whether %s with %j seems to bring %s', (name, extras, wanted, expected) => {
  expect(mayBringByName(name, extras, wanted)).toBe(expected);
});
