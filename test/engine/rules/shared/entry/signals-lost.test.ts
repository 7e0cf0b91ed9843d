import { describe, expect, test } from 'vitest';
import {
  execEdits,
  signalsGroup,
  waitedFor,
} from '../../../../../server/src/engine/rules/shared/entry/signals-lost.ts';
import { applyEdits } from '../../../../../server/src/engine/text/edits.ts';
import { entryOf } from './support.ts';

function withExec(text: string): string | undefined {
  const edits = execEdits(waitedFor(entryOf(text).file));
  return edits && applyEdits(text, edits);
}

describe('exec in front of what a script waits for', () => {
  test.each([
    ['#!/bin/sh\n"$@"\n', '#!/bin/sh\nexec "$@"\n'],
    ['#!/bin/sh\r\ngunicorn x\r\n', '#!/bin/sh\r\nexec gunicorn x\r\n'],
    ['gosu app "$@"', 'exec gosu app "$@"'],
    ['a && gunicorn x', 'a && exec gunicorn x'],
    ['if a; then\n  gunicorn x\nelse\n  "$@"\nfi', 'if a; then\n  exec gunicorn x\nelse\n  exec "$@"\nfi'],
    ['gunicorn x >log 2>&1', 'exec gunicorn x >log 2>&1'],
    ['>log gunicorn x', '>log exec gunicorn x'],
    ['env A=1 gunicorn x', 'exec env A=1 gunicorn x'],
    ['python manage.py runserver', 'exec python manage.py runserver'],
    [
      'if a; then gunicorn x; else python manage.py migrate; fi',
      'if a; then exec gunicorn x; else python manage.py migrate; fi',
    ],
  ])('%j', (text, expected) => expect(withExec(text)).toBe(expected));

  test.each([
    'exec "$@"',
    'A=1 gunicorn x',
    'env A=1 B=$(c) gunicorn x | tee log',
    'time gunicorn x',
    'trap x TERM\ngunicorn x',
    'gunicorn x &\nwait',
    'echo',
    ':',
    '',
  ])('none for %j', (text) => expect(withExec(text)).toBeUndefined());
});

test.each([
  ['["./entry.sh"]', false],
  ['["tini", "--", "./entry.sh"]', false],
  ['["tini", "-g", "--", "./entry.sh"]', true],
  ['["dumb-init", "./entry.sh"]', true],
  ['["dumb-init", "-c", "./entry.sh"]', false],
])('ENTRYPOINT %s signals everybody: %s', (entrypoint, expected) => {
  const dockerfile = `FROM python:3.14-slim\nWORKDIR /app\nCOPY . .\nENTRYPOINT ${entrypoint}\nCMD ["gunicorn", "x"]\n`;
  expect(signalsGroup(entryOf('"$@"', dockerfile).started)).toBe(expected);
});
