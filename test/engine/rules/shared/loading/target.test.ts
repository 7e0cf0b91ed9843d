import { expect, test } from 'vitest';
import { factsFor } from '../../../../../server/src/engine/project/memory.ts';
import { loadTarget } from '../../../../../server/src/engine/rules/shared/loading/target.ts';
import { processAtStart } from '../../../../../server/src/engine/rules/shared/python-process.ts';
import { startedIn } from '../../../../../server/src/engine/rules/shared/started.ts';
import { modelOf } from '../../../model/support.ts';

function target(command: string): string | undefined {
  const text = `FROM python:3.13-slim\nENV MODULE=shop.wsgi\nWORKDIR /app\nCMD ${command}\n`;
  const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '' });
  const [started] = startedIn(modelOf(text), facts);
  const at = started?.commands.at(-1);
  if (!started || !at) throw new Error('Nothing starts');
  const found = loadTarget(processAtStart(started, at, facts));
  return found && `${found.module} ${found.attribute ?? '-'}${found.called ? '()' : ''} in ${found.word.text}`;
}

test.each([
  ['gunicorn config.wsgi', 'config.wsgi application in config.wsgi'],
  ['gunicorn wsgi:app --bind :80', 'wsgi app in wsgi:app'],
  ['gunicorn "shop:create_app(1)"', 'shop create_app() in "shop:create_app(1)"'],
  ['gunicorn shop:a.b', 'shop a in shop:a.b'],
  ['gunicorn $MODULE', 'shop.wsgi application in $MODULE'],
  ['poetry run gunicorn config.wsgi', 'config.wsgi application in config.wsgi'],
  ['uvicorn config.asgi', 'config.asgi - in config.asgi'],
  ['uvicorn config.asgi:application', 'config.asgi application in config.asgi:application'],
  ['uvicorn --factory config.asgi:make', 'config.asgi make() in config.asgi:make'],
  ['daphne config.asgi', 'config.asgi - in config.asgi'],
  ['hypercorn config.asgi', 'config.asgi app in config.asgi'],
  ['hypercorn wsgi:config.wsgi:application', 'config.wsgi application in wsgi:config.wsgi:application'],
  ['granian config.asgi', 'config.asgi app in config.asgi'],
  ['granian --factory config.asgi', 'config.asgi create_app() in config.asgi'],
  ['waitress-serve --call config.wsgi:make', 'config.wsgi make() in config.wsgi:make'],
  ['uwsgi --http :80 --module config.wsgi', 'config.wsgi application in config.wsgi'],
  ['uwsgi --http :80 --module config.wsgi --callable app', 'config.wsgi app in config.wsgi'],
  ['celery -A shop worker', 'shop - in shop'],
  ['celery --app=shop.celery:app beat', 'shop.celery app in shop.celery:app'],
])('%s', (command, expected) => expect(target(command)).toBe(expected));

test.each([
  'gunicorn',
  'gunicorn $OTHER',
  'gunicorn ./wsgi.py',
  'gunicorn back/wsgi:application',
  'gunicorn "shop:[x]"',
  'uwsgi --http :80 --wsgi-file config/wsgi.py',
  'uwsgi --http :80 --module config.wsgi --callable $OTHER',
  'celery worker',
  'celery -A $OTHER worker',
  'python manage.py check',
])('nothing in %s', (command) => expect(target(command)).toBeUndefined());
