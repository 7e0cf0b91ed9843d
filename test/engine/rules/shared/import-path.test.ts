import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { importPathOf } from '../../../../server/src/engine/rules/shared/import-path.ts';
import { processAtStart, processOfStep } from '../../../../server/src/engine/rules/shared/python-process.ts';
import { startedIn } from '../../../../server/src/engine/rules/shared/started.ts';
import { stepsOf } from '../../../../server/src/engine/rules/shared/steps.ts';
import { lastOf, modelOf } from '../../model/support.ts';

type Files = Readonly<Record<string, string>>;

const FILES: Files = {
  'manage.py': 'import os\n',
  'back/manage.py': 'import os\n',
  'own/manage.py': 'import sys\nsys.path.append("x")\n',
};

/** The folders, with `?` behind them where there may be more. */
function pathOf(lines: string, files: Files = {}): readonly string[] {
  const text = `FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n${lines}`;
  const facts = factsFor({ path: 'Dockerfile', text }, { ...FILES, ...files });
  const [started] = startedIn(modelOf(text), facts);
  const at = started?.commands.findLast(({ tool }) => /^(?:server|celery|manage)$/.test(tool?.kind ?? ''));
  if (!started || !at) throw new Error('Nothing starts');
  const { folders, hidden } = importPathOf(processAtStart(started, at, facts));
  return hidden === undefined ? folders : [...folders, '?'];
}

describe('the command', () => {
  test.each([
    ['gunicorn x', ['/app']],
    ['python -m gunicorn x', ['/app']],
    ['gunicorn --chdir back x', ['/app/back', '/app']],
    ['gunicorn --chdir=/srv/x x', ['/srv/x', '/app']],
    ['gunicorn --pythonpath lib,/srv --chdir back x', ['/app/back/lib', '/srv', '/app/back', '/app']],
    ['gunicorn --chdir $WHERE x', ['?']],
    ['gunicorn -c missing.py x', ['?']],
    ['gunicorn -c python:conf x', ['?']],
    ['uvicorn x', ['/app']],
    ['uvicorn --app-dir back x', ['/app/back']],
    ['python -m uvicorn --app-dir back x', ['/app/back', '/app']],
    ['daphne x', ['/app']],
    ['hypercorn x', ['/app']],
    ['waitress-serve x', ['/app']],
    ['granian x', ['/app']],
    ['granian --working-dir back x', ['/app', '/app/back']],
    ['uwsgi --http :80 --module x', ['/app']],
    ['uwsgi --http :80 --module x --chdir back', ['/app/back']],
    ['uwsgi --http :80 --module x --pythonpath back', ['?']],
    ['uwsgi uwsgi.ini', ['?']],
    ['uwsgi --ini uwsgi.ini --module x', ['?']],
    ['celery -A x worker', ['/app']],
    ['celery --workdir back -A x worker', ['/app/back']],
    ['python manage.py check', ['/app']],
    ['./manage.py check', ['/app']],
    ['manage.py check', ['?']],
    ['python back/manage.py check', ['/app/back']],
    ['python /app/back/manage.py check --pythonpath lib', ['/app/lib', '/app/back']],
    ['python own/manage.py check', ['?']],
    ['python missing/manage.py check', ['?']],
    ['python -m manage check', ['/app']],
    ['python -m django check', ['/app']],
    ['python -P -m gunicorn x', ['?']],
    ['python -Im gunicorn x', ['?']],
    ['python -W ignore -m gunicorn x', ['/app']],
    ['django-admin check', []],
    ['django-admin check --pythonpath back', ['/app/back']],
    ['cd back && gunicorn x', ['/app/back']],
    ['cd $WHERE && gunicorn x', ['?']],
  ])('%s', (command, expected) => expect(pathOf(`CMD ${command}\n`)).toEqual(expected));
});

describe('the environment', () => {
  test.each([
    ['ENV PYTHONPATH=/srv:lib', ['/app', '/srv', '/app/lib']],
    ['ENV PYTHONPATH=/srv:$PYTHONPATH', ['/app', '/srv']],
    ['ENV PYTHONPATH=', ['/app']],
    ['ARG WHERE\nENV PYTHONPATH=$WHERE', ['/app', '?']],
    ['ENV PYTHONSAFEPATH=1', ['?']],
    ['ENV GUNICORN_CMD_ARGS="--chdir back"', ['?']],
    ['WORKDIR /srv', ['/srv']],
  ])('%s', (line, expected) => expect(pathOf(`${line}\nCMD gunicorn x\n`)).toEqual(expected));

  test.each([
    ['PYTHONPATH=back gunicorn x', ['/app', '/app/back']],
    ['env PYTHONPATH=back gunicorn x', ['/app', '/app/back']],
    ['export PYTHONPATH=back; gunicorn x', ['/app', '?']],
    ['UVICORN_APP_DIR=back uvicorn x', ['?']],
    ['GRANIAN_WORKING_DIR=back granian x', ['?']],
  ])('%s', (command, expected) => expect(pathOf(`CMD ${command}\n`)).toEqual(expected));

  const compose = (lines: string): Files => ({ 'compose.yaml': `services:\n  web:\n    build: .\n${lines}` });

  test('what compose says', () => {
    const start = 'CMD gunicorn x\n';
    expect(pathOf(start, compose(''))).toEqual(['/app']);
    expect(pathOf(start, compose('    working_dir: /srv\n'))).toEqual(['?']);
    expect(pathOf(start, compose('    environment:\n      PYTHONPATH: /srv\n'))).toEqual(['/app', '?']);
  });
});

describe("gunicorn's configuration", () => {
  test.each([
    ['bind = ":80"\n', ['/app']],
    ['chdir = "/app/back"\n', ['/app/back', '/app']],
    ['pythonpath = "/srv"\n', ['/srv', '/app']],
    ['chdir = where()\n', ['?']],
    ['import sys\nsys.path.append("x")\n', ['?']],
    ['from base import *\n', ['?']],
  ])('%j', (text, expected) => {
    expect(pathOf('CMD gunicorn x\n', { 'gunicorn.conf.py': text })).toEqual(expected);
  });
});

test('of a RUN', () => {
  const text =
    'FROM python:3.13-slim\nENV PYTHONPATH=/srv\nWORKDIR /app\nCOPY . .\nRUN cd back && ls && python manage.py check\n';
  const facts = factsFor({ path: 'Dockerfile', text }, FILES);
  const paths = stepsOf(lastOf('run', text)).map((step) => importPathOf(processOfStep(step, facts)));
  expect(paths.at(-1)).toEqual({ folders: ['/app/back', '/srv'], hidden: undefined });
  expect(paths[1]?.folders).toEqual([]);
  expect(paths[1]?.hidden).toBeDefined();
});
