import { describe, expect, test } from 'vitest';
import { choosing, toldOf } from './reported.ts';

type Files = Readonly<Record<string, string>>;

const MANAGE = { 'manage.py': choosing('shop.settings'), 'shop/settings.py': 'DEBUG = False\n' };

describe('the application of a server', () => {
  test.each<readonly [name: string, files: Files, expected: string | undefined]>([
    [
      'a module of the same settings',
      { 'shop/asgi.py': choosing('shop.settings') },
      'shop.asgi.application shop/asgi.py:1',
    ],
    ['a module without a say', { 'shop/asgi.py': 'application = start()\n' }, 'shop.asgi.application shop/asgi.py:1'],
    [
      'a module for a worker, with settings of its own',
      { 'shop/wsgi.py': choosing('shop.settings'), 'worker/asgi.py': choosing('worker.settings') },
      undefined,
    ],
    ['a module without an application', { 'shop/asgi.py': 'app = start()\n' }, undefined],
    ['a template that is not filled in', { '{{ name }}/asgi.py': 'application = start()\n' }, undefined],
  ])('%s', (_name, files, expected) => {
    expect(toldOf({ ...MANAGE, ...files }).asgiApplication).toBe(expected);
  });

  const UNSURE = { 'manage.py': 'main()\n', 'shop/asgi.py': 'application = start()\n' };
  test.each<readonly [name: string, files: Files, expected: string | undefined]>([
    ['the only one', UNSURE, 'shop.asgi.application shop/asgi.py:1'],
    ['one of two', { ...UNSURE, 'blog/asgi.py': 'application = start()\n' }, undefined],
  ])('nobody names the settings: %s', (_name, files, expected) => {
    expect(toldOf(files).asgiApplication).toBe(expected);
  });
});
