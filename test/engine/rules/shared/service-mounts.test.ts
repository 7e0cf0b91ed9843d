import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { laidOver, mountedPlacesOf } from '../../../../server/src/engine/rules/shared/service-mounts.ts';
import { shown } from '../../model/support.ts';

const FILES = { 'back/shop/wsgi.py': '', 'back/own.py': '', 'other/wsgi.py': '', 'docs/x.md': '' };

/** A service with these volumes, in a folder of its own. The context is `back`, or the whole workspace. */
function serviceWith(volumes: readonly string[], context = '..') {
  const compose = `services:\n  web:\n    build: {context: ${context}, dockerfile: ${context === '..' ? '' : '../'}Dockerfile}\n    volumes: ${JSON.stringify(volumes)}\n`;
  const facts = factsFor(
    { path: 'Dockerfile', text: 'FROM python:3\n' },
    { ...FILES, Dockerfile: 'FROM python:3\n', 'docker/compose.yaml': compose },
  );
  const [service] = facts.composeServices.known ? facts.composeServices.value : [];
  if (!service) throw new Error('No service');
  return { service, facts };
}

function over(path: string, volumes: readonly string[], context?: string): unknown {
  const { service, facts } = serviceWith(volumes, context);
  const found = laidOver(service, path, facts);
  return found ? [shown(found)] : 'the image';
}

describe('what lies at a path', () => {
  test.each([
    ['a file of the folder', '/app/shop/wsgi.py', ['../back:/app'], ['back/shop/wsgi.py']],
    ['a file by itself', '/etc/own.py', ['../back/own.py:/etc/own.py'], ['back/own.py']],
    ['none', '/app/shop/asgi.py', ['../back/:/app/'], [undefined]],
    ['that of the deepest mount', '/app/shop/wsgi.py', ['../other:/app/shop', '../back:/app'], ['other/wsgi.py']],
    ['that of the mount that is said last', '/app/wsgi.py', ['../back:/app', '../other:/app'], ['other/wsgi.py']],
    ['the root', '/shop/wsgi.py', ['../back:/'], ['back/shop/wsgi.py']],
  ] as const)('%s', (_, path, volumes, expected) => expect(over(path, volumes)).toEqual(expected));

  test.each([
    ['nothing is mounted', []],
    ['something is mounted elsewhere', ['../back:/srv', '../back:/apps']],
    ['something is mounted below', ['../back:/app/shop/wsgi.py/x']],
  ])('the image where %s', (_, volumes) => expect(over('/app/shop/wsgi.py', volumes)).toBe('the image'));

  test.each([
    ['a volume', ['code:/app']],
    ['a volume without a name', ['/app/shop']],
    ['a folder outside of the workspace', ['../../x:/app']],
    ['a folder of the machine', ['/srv/x:/app']],
    ['a place that nobody knows', ['../back:$PLACE']],
    ['a volume over a folder of the workspace', ['../back:/app', 'code:/app/shop']],
  ])('nobody knows with %s', (_, volumes) => expect(over('/app/shop/wsgi.py', volumes)).toEqual(['?']));

  test('nobody knows what is missing outside of the context', () => {
    expect(over('/app/wsgi.py', ['../other:/app'], '../back')).toEqual(['other/wsgi.py']);
    expect(over('/app/asgi.py', ['../other:/app'], '../back')).toEqual(['?']);
    expect(over('/app/x.py', ['../back:/app'], '../back')).toEqual([undefined]);
  });
});

test('the places of a file', () => {
  const { service } = serviceWith([
    '../back:/app/',
    '..:/',
    'code:/srv',
    '../back/own.py:/etc/own.py',
    '../docs:/docs',
  ]);
  expect(mountedPlacesOf(service, 'back/own.py')).toEqual(['/app/own.py', '/back/own.py', '/etc/own.py']);
  expect(mountedPlacesOf(service, 'backs/own.py')).toEqual(['/backs/own.py']);
});
