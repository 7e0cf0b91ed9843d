import { expect, test } from 'vitest';
import { applicationsOf } from '../../../../server/src/engine/project/python/applications.ts';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';

const found = (text: string): readonly string[] =>
  [...applicationsOf(readModule(text))].map(([name, { interface: spoken, plain, protocols }]) =>
    [name, spoken, ...(plain ? [] : ['wrapped']), ...protocols].join(' '),
  );

test.each([
  ['from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n', 'application wsgi'],
  ['import django.core.asgi\napp = django.core.asgi.get_asgi_application()\n', 'app asgi'],
  ['application: object = get_asgi_application()\n', 'application asgi'],
  ['application = WSGIHandler()\n', 'application wsgi'],
  ['application = channels.routing.get_default_application()\n', 'application asgi'],
  ['application = WhiteNoise(get_wsgi_application(), root="x")\n', 'application wsgi wrapped'],
  ['application = get_wsgi_application()\napplication = WhiteNoise(application)\n', 'application wsgi wrapped'],
  ['application = ProtocolTypeRouter({"http": a(), "websocket": b})\n', 'application asgi wrapped http websocket'],
  ['application = ProtocolTypeRouter(routes)\n', 'application asgi wrapped'],
  ['def application(environ, start_response):\n  pass\n', 'application wsgi wrapped'],
  ['async def application(scope, receive, send):\n  pass\n', 'application asgi wrapped'],
  ['if x:\n  application = get_wsgi_application()\nelse:\n  application = WSGIHandler()\n', 'application wsgi'],
])('%j', (text, expected) => expect(found(text)).toEqual([expected]));

test('another name for the same', () => {
  expect(found('application = get_wsgi_application()\napp = application\n')).toEqual(['application wsgi', 'app wsgi']);
});

test.each([
  'application = make()\n',
  'application = WsgiToAsgi(get_wsgi_application())\n',
  'application = WhiteNoise(make())\n',
  'application = WhiteNoise()\n',
  'application = get_wsgi_application\n',
  'application = other\n',
  'application = x[0]()\n',
  'application = get_wsgi_application()\napplication = Own(application)\n',
  'application = get_wsgi_application()\napplication += 1\n',
  'if x:\n  application = get_wsgi_application()\nelse:\n  application = get_asgi_application()\n',
  'from .wsgi import application\n',
  'import application\n',
  'def application(request):\n  pass\n',
  'class application:\n  pass\n',
  'for application in get_wsgi_application():\n  pass\n',
  'def make():\n  application = get_wsgi_application()\n',
  'a.application = get_wsgi_application()\n',
  'application: object\n',
])('nothing in %j', (text) => expect(found(text)).toEqual([]));
