import { expect, test } from 'vitest';
import { SERVER_DEFAULTS, workerInterface } from '../../../server/src/engine/data/servers.ts';

test('every server but waitress keeps to the container', () => {
  const open = Object.entries(SERVER_DEFAULTS).filter(([, { host }]) => host !== '127.0.0.1');
  expect(open.map(([name]) => name)).toEqual(['waitress']);
});

test('variables are names', () => {
  const names = Object.values(SERVER_DEFAULTS).flatMap(({ environment }) => environment);
  expect(names.every((name) => /^[A-Z]+(?:_[A-Z]+)*$/.test(name))).toBe(true);
});

test.each([
  ['sync', 'wsgi'],
  ['gthread', 'wsgi'],
  ['egg:gunicorn#gevent', 'wsgi'],
  ['gunicorn.workers.ggevent.GeventWorker', 'wsgi'],
  ['asgi', 'asgi'],
  ['uvicorn.workers.UvicornWorker', 'asgi'],
  ['uvicorn_worker:UvicornH11Worker', 'asgi'],
  ['config.workers.UvicornWorker', undefined],
  ['async', undefined],
])('the worker class %s', (name, spoken) => expect(workerInterface(name)).toBe(spoken));
