import { describe, expect, test } from 'vitest';
import { tool, toolOf, values } from '../support.ts';

describe('manage.py', () => {
  test.each([
    ['python manage.py migrate', 'manage.py', 'migrate', 'manage.py'],
    ['python3.12 -u manage.py migrate', 'manage.py', 'migrate', 'manage.py'],
    ['./manage.py migrate', 'manage.py', 'migrate', './manage.py'],
    ['/app/manage.py migrate', 'manage.py', 'migrate', '/app/manage.py'],
    ['python src/manage.py migrate', 'manage.py', 'migrate', 'src/manage.py'],
    ['python "$APP/manage.py" migrate', 'manage.py', 'migrate', '«"$APP/manage.py"»'],
    ['django-admin migrate', 'django-admin', 'migrate', undefined],
    ['django-admin.py migrate', 'django-admin', 'migrate', undefined],
    ['python -m django migrate', 'django-admin', 'migrate', undefined],
    ['python -m manage migrate', 'manage.py', 'migrate', undefined],
    ['python manage.py', 'manage.py', undefined, 'manage.py'],
    ['python manage.py "$@"', 'manage.py', undefined, 'manage.py'],
    ['exec python -W error manage.py migrate', 'manage.py', 'migrate', 'manage.py'],
  ])('%s', (text, front, action, script) => {
    const found = toolOf('manage', text);
    expect(found).toMatchObject({ front, action });
    expect(found.script && values([found.script])[0]).toBe(script);
  });

  test.each([
    ['python manage.py migrate --settings=a.b', 'a.b', ['--settings=a.b']],
    ['python manage.py --settings a.b migrate --noinput', 'a.b', ['--noinput']],
    ['python manage.py runserver 0.0.0.0:8000', undefined, ['0.0.0.0:8000']],
    ['python manage.py collectstatic --noinput -v 0', undefined, ['--noinput', '-v', '0']],
    ['DEBUG=1 python manage.py migrate --settings=$S', undefined, ['«--settings=$S»']],
  ])('%s', (text, settings, args) => {
    const found = toolOf('manage', text);
    expect(found.settings).toBe(settings);
    expect(values(found.args)).toEqual(args);
  });

  test.each([
    'manage runserver',
    'python app.py',
    'python -m http.server',
    'aap-eda-manage runserver',
    'python manage.pyc',
    'runserver',
    'python -c "import manage.py"',
  ])('%s is not Django’s', (text) => expect(tool(text)).toBeUndefined());
});

describe('servers', () => {
  test.each([
    ['gunicorn config.wsgi', 'gunicorn', 'config.wsgi', []],
    [
      'gunicorn -w 4 -k uvicorn_worker.UvicornWorker config.asgi:application',
      'gunicorn',
      'config.asgi:application',
      [],
    ],
    [
      'gunicorn --bind 0.0.0.0:80 --bind=unix:/s.sock -b[::]:81 -b=:82 a',
      'gunicorn',
      'a',
      ['0.0.0.0:80', 'unix:/s.sock', '[::]:81', ':82'],
    ],
    ['gunicorn --worker-cl gevent --bi :80 a', 'gunicorn', 'a', [':80']],
    [
      'gunicorn -c python:config.gunicorn --log-level info -e A=1 --chdir /app --worker-tmp-dir /dev/shm a',
      'gunicorn',
      'a',
      [],
    ],
    ['gunicorn --reload --preload -D --capture-output a', 'gunicorn', 'a', []],
    ['gunicorn "$APP" --bind 0.0.0.0:$PORT', 'gunicorn', '«"$APP"»', ['«0.0.0.0:$PORT»']],
    ['python -m gunicorn -b :80 a', 'gunicorn', 'a', [':80']],
    ['/venv/bin/gunicorn a', 'gunicorn', 'a', []],
    ['exec tini -- gunicorn a', 'gunicorn', 'a', []],
    ['uvicorn a.asgi:app --host 0.0.0.0 --port=80 --reload', 'uvicorn', 'a.asgi:app', ['0.0.0.0', '80']],
    ['uvicorn --workers 4 --lifespan off --app-dir /x --uds /s a.asgi:app', 'uvicorn', 'a.asgi:app', ['/s']],
    ['python -m uvicorn --factory a:app', 'uvicorn', 'a:app', []],
    ['daphne -b 0.0.0.0 -p 80 a.asgi:application', 'daphne', 'a.asgi:application', ['0.0.0.0', '80']],
    ['daphne -u /s.sock -t 60 --proxy-headers a.asgi:application', 'daphne', 'a.asgi:application', ['/s.sock']],
    [
      'granian --interface wsgi --host 0.0.0.0 --port 80 a.wsgi:application',
      'granian',
      'a.wsgi:application',
      ['0.0.0.0', '80'],
    ],
    ['hypercorn -b 0.0.0.0:80 -w 2 a.asgi:application', 'hypercorn', 'a.asgi:application', ['0.0.0.0:80']],
    ['waitress-serve --listen="*:80" --threads 4 a.wsgi:application', 'waitress', 'a.wsgi:application', ['*:80']],
    ['python -m waitress --host 0.0.0.0 a.wsgi:application', 'waitress', 'a.wsgi:application', ['0.0.0.0']],
    ['uwsgi --http :80 --module a.wsgi:application --master -p 4', 'uwsgi', 'a.wsgi:application', [':80']],
    ['uwsgi --http-socket=0.0.0.0:80 -w a.wsgi', 'uwsgi', 'a.wsgi', ['0.0.0.0:80']],
    ['uwsgi --socket /s.sock --wsgi-file a/wsgi.py --die-on-term', 'uwsgi', 'a/wsgi.py', ['/s.sock']],
    ['uwsgi --ini /etc/uwsgi.ini', 'uwsgi', undefined, []],
    ['uwsgi uwsgi.ini', 'uwsgi', undefined, []],
  ])('%s', (text, server, app, binds) => {
    const found = toolOf('server', text);
    expect(found.server).toBe(server);
    expect(found.app && values([found.app])[0]).toBe(app);
    expect(found.binds.map((bind) => bind.value && values([bind.value])[0])).toEqual(binds);
  });

  test('options have one name, however they are written', () => {
    expect(
      toolOf('server', 'gunicorn -w 4 --worker-class gevent -D a').options.map(({ canonical }) => canonical),
    ).toEqual(['--workers', '--worker-class', '--daemon']);
  });
});

describe('celery', () => {
  test.each([
    ['celery -A config worker -l info', 'worker', 'config'],
    ['celery --app=config.celery beat --scheduler x:y', 'beat', 'config.celery'],
    ['celery -A config --workdir /app worker -Q a,b -c 4 -B', 'worker', 'config'],
    ['celery worker -A config', 'worker', 'config'],
    ['python -m celery -A config flower', 'flower', 'config'],
    ['celery -A "$APP" worker', 'worker', undefined],
  ])('%s', (text, action, app) => expect(toolOf('celery', text)).toMatchObject({ action, app }));
});

describe('dropping privileges', () => {
  test.each([
    ['gosu app gunicorn a.wsgi', 'app', 'gunicorn a.wsgi', { kind: 'server' }],
    ['exec gosu app:app gunicorn a.wsgi', 'app', 'gunicorn a.wsgi', { kind: 'server' }],
    ['su-exec nobody:nogroup gunicorn a', 'nobody', 'gunicorn a', { kind: 'server' }],
    ['exec su-exec app "$@"', 'app', '«"$@"»', undefined],
    ['setpriv --reuid=app --regid app --init-groups gunicorn a', 'app', 'gunicorn a', { kind: 'server' }],
    ['setpriv --reuid 1000 --clear-groups -- gunicorn a', '1000', 'gunicorn a', { kind: 'server' }],
    ['runuser -u app -- gunicorn a', 'app', 'gunicorn a', { kind: 'server' }],
    ["runuser app -c 'gunicorn a'", 'app', '', undefined],
    ['s6-setuidgid app gunicorn a', 'app', 'gunicorn a', { kind: 'server' }],
    ['chpst -u app:app -n 5 gunicorn a', 'app', 'gunicorn a', { kind: 'server' }],
    ['sudo -u app -E gunicorn a', 'app', 'gunicorn a', { kind: 'server' }],
    ['sudo --user=app gunicorn a', 'app', 'gunicorn a', { kind: 'server' }],
    ["su app -c 'gunicorn a'", 'app', '', undefined],
    ["su - app -s /bin/sh -c 'gunicorn a'", 'app', '', undefined],
    ["su -s /bin/sh app -c 'gunicorn a'", 'app', '', undefined],
    [
      'start-stop-daemon --start -c app --exec /v/bin/gunicorn -- a.wsgi',
      'app',
      '/v/bin/gunicorn a.wsgi',
      { kind: 'server' },
    ],
    ['gosu "$APP_USER" gunicorn a', undefined, 'gunicorn a', { kind: 'server' }],
    ['gosu app tini -- python manage.py runserver', 'app', 'python manage.py runserver', { kind: 'manage' }],
    ['gosu', undefined, '', undefined],
  ])('%s', (text, user, runs, ran) => {
    const found = toolOf('drop', text);
    expect(found.user).toBe(user);
    expect(values(found.runs).join(' ')).toBe(runs);
    if (ran) expect(found.ran).toMatchObject(ran);
    else expect(found.ran).toBeUndefined();
  });

  test.each(['chpst -n 5 gunicorn a', 'setpriv --no-new-privs gunicorn a', 'start-stop-daemon --stop -n x'])(
    '%s changes no user',
    (text) => expect(tool(text)).toBeUndefined(),
  );
});
