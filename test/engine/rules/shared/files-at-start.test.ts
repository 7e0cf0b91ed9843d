import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { fileAtStart } from '../../../../server/src/engine/rules/shared/files-at-start.ts';
import { startedIn } from '../../../../server/src/engine/rules/shared/started.ts';
import { modelOf, shown } from '../../model/support.ts';

const WSGI = '/app/shop/wsgi.py';

function at(path: string, compose?: string, lines = 'COPY back .'): unknown {
  const text = `FROM python:3.13-slim\nWORKDIR /app\n${lines}\nCMD ["gunicorn", "x"]\n`;
  const files = { 'back/shop/wsgi.py': '', 'back/tests/a.py': '', 'other/x.py': '' };
  const more: Record<string, string> = compose === undefined ? {} : { 'docker/compose.yaml': compose };
  const facts = factsFor({ path: 'Dockerfile', text }, { ...files, ...more });
  const [started] = startedIn(modelOf(text), facts);
  if (!started) throw new Error('Nothing starts');
  return shown(fileAtStart(started, path, facts));
}

const service = (...volumes: readonly string[]): string =>
  `services:\n  web:\n    build: ..\n    volumes:\n${volumes.map((each) => `      - ${each}\n`).join('')}`;

test('the file of the image, by its path in the workspace', () => {
  expect(at(WSGI)).toBe('back/shop/wsgi.py');
  expect(at('/app/shop/asgi.py')).toBeUndefined();
  expect(at(WSGI, undefined, 'RUN ./make.sh')).toBe('?');
});

describe('what compose mounts', () => {
  test.each([
    ['the same files', '../back:/app'],
    ['the same files, slash behind', '../back/:/app/:ro'],
    ['another place', '../other:/srv'],
    ['a folder of data', 'media:/app/media'],
  ])('changes nothing with %s', (_, volume) => {
    expect(at(WSGI, service(volume))).toBe('back/shop/wsgi.py');
    expect(at('/app/shop/asgi.py', service(volume))).toBeUndefined();
  });

  test.each([
    ['another folder', '../other:/app'],
    ['a volume', 'code:/app'],
    ['a folder outside of the workspace', '../../back:/app'],
    ['a folder of the machine', '/srv/back:/app'],
    ['a home folder', '~/back:/app'],
    ['what nobody knows', '$CODE:/app'],
  ])('hides the image with %s', (_, volume) => expect(at(WSGI, service(volume))).toBe('?'));

  test('brings what the image has not', () => {
    expect(at('/app/tests/a.py', service('../back:/app'), 'COPY back/shop shop')).toBe('?');
  });

  test('covers the root', () => expect(at('/x.py', service('../other:/'))).toBe('?'));
});
