import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { moduleNameOf, resolveModule } from '../../../../server/src/engine/rules/shared/python-modules.ts';
import {
  type PythonProcess,
  processAtStart,
  processOfStep,
} from '../../../../server/src/engine/rules/shared/python-process.ts';
import { startedIn } from '../../../../server/src/engine/rules/shared/started.ts';
import { stepsOf } from '../../../../server/src/engine/rules/shared/steps.ts';
import { lastOf, modelOf } from '../../model/support.ts';

const FILES = {
  'manage.py': '',
  'shop/__init__.py': '',
  'shop/wsgi.py': '',
  'shop/settings/__init__.py': '',
  'shop/settings/prod.py': '',
  'plain/wsgi.py': '',
  'plain/deep/wsgi.py': '',
  'single.py': '',
  'lib/extra/__init__.py': '',
  'lib/extra/wsgi.py': '',
  'docs/README.md': '',
};

type Files = Readonly<Record<string, string>>;

/** The last server, worker or manage command that a text starts. */
function processOf(lines: string, files: Files = FILES): PythonProcess {
  const text = `FROM python:3.13-slim\nWORKDIR /app\n${lines}`;
  const facts = factsFor({ path: 'Dockerfile', text }, files);
  const [started] = startedIn(modelOf(text), facts);
  const at = started?.commands.findLast(({ tool }) => /^(?:server|celery|manage)$/.test(tool?.kind ?? ''));
  if (!started || !at) throw new Error('Nothing starts');
  return processAtStart(started, at, facts);
}

function resolve(module: string, lines: string, files?: Files): string {
  const found = resolveModule(module, processOf(lines, files));
  if (found.kind === 'found') return found.path;
  return found.kind === 'absent' ? `no ${found.missing}` : found.foreign ? 'foreign' : '?';
}

const GUNICORN = 'COPY . .\nCMD ["gunicorn", "x"]';

describe('a module', () => {
  test.each([
    ['shop', 'shop/__init__.py'],
    ['shop.wsgi', 'shop/wsgi.py'],
    ['shop.settings', 'shop/settings/__init__.py'],
    ['shop.settings.prod', 'shop/settings/prod.py'],
    ['plain.wsgi', 'plain/wsgi.py'],
    ['plain.deep.wsgi', 'plain/deep/wsgi.py'],
    ['single', 'single.py'],
    ['shop.asgi', 'no shop.asgi'],
    ['shop.settings.test', 'no shop.settings.test'],
    ['shop.plain', '?'],
    ['shop.other.wsgi', 'no shop.other'],
    ['plain.asgi', 'no plain.asgi'],
    ['extra.wsgi', 'no extra.wsgi'],
    ['extra', '?'],
    ['deep.wsgi', 'no deep.wsgi'],
    ['single.wsgi', 'no single.wsgi'],
    ['django', 'foreign'],
    ['docs.wsgi', 'foreign'],
    ['store.wsgi', 'foreign'],
    ['shop-x.wsgi', '?'],
    ['', '?'],
  ])('%s', (module, expected) => expect(resolve(module, GUNICORN)).toBe(expected));

  test.each([
    ['a RUN that may make it', 'COPY . .\nRUN ./make.sh\nCMD ["gunicorn", "x"]', '?'],
    ['a package that is a submodule', GUNICORN, '?', { ...FILES, '.gitmodules': '' }, 'store.wsgi'],
    [
      'an import path that nobody knows',
      'COPY . .\nCMD ["sh", "-c", "export PYTHONPATH=lib; gunicorn x"]',
      '?',
      FILES,
      'extra.wsgi',
    ],
    [
      'the same, in a package that is found first',
      'COPY . .\nCMD ["sh", "-c", "export PYTHONPATH=lib; gunicorn x"]',
      'no shop.asgi',
    ],
    ['a project that is installed', 'COPY . .\nRUN pip install .\nCMD ["gunicorn", "x"]', '?', FILES, 'extra.wsgi'],
    [
      'the same, in a package that is found first',
      'COPY . .\nRUN pip install .\nCMD ["gunicorn", "x"]',
      'no shop.asgi',
    ],
    [
      'what the ignore file keeps away',
      GUNICORN,
      'no shop.wsgi',
      { ...FILES, '.dockerignore': 'shop/wsgi.py' },
      'shop.wsgi',
    ],
    [
      'all that the ignore file keeps away',
      GUNICORN,
      'no shop.wsgi',
      { ...FILES, '.dockerignore': 'shop' },
      'shop.wsgi',
    ],
    ['no COPY', 'CMD ["gunicorn", "x"]', 'no shop.asgi'],
  ] as const)('with %s', (_, lines, expected, files: Files = FILES, module: string = 'shop.asgi') => {
    expect(resolve(module, lines, files)).toBe(expected);
  });
});

describe('what a RUN imports', () => {
  const steps = (command: string): readonly PythonProcess[] => {
    const text = `FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN ${command}\n`;
    const facts = factsFor({ path: 'Dockerfile', text }, FILES);
    return stepsOf(lastOf('run', text)).map((step) => processOfStep(step, facts));
  };

  test('is found in the folder where it runs', () => {
    const [, module, admin] = steps('cd lib && python -m django check && django-admin check');
    expect(module && resolveModule('extra.wsgi', module).kind).toBe('found');
    expect(module && resolveModule('shop.wsgi', module).kind).toBe('absent');
    expect(admin && resolveModule('extra.wsgi', admin).kind).toBe('absent');
  });

  test('may be made by what runs in front of it', () => {
    const [, module] = steps('./make.sh && python -m django check');
    expect(module && resolveModule('shop.wsgi', module).kind).toBe('unknown');
  });
});

describe('the name of a file', () => {
  test.each([
    ['shop/wsgi.py', GUNICORN, 'shop.wsgi'],
    ['shop/__init__.py', GUNICORN, 'shop'],
    ['lib/extra/wsgi.py', GUNICORN, 'lib.extra.wsgi'],
    ['lib/extra/wsgi.py', 'COPY . .\nCMD ["gunicorn", "--chdir", "lib", "x"]', 'extra.wsgi'],
    ['lib/extra/wsgi.py', 'COPY . /srv\nCMD ["gunicorn", "x"]', undefined],
    ['shop/wsgi.py', 'COPY shop .\nCMD ["gunicorn", "x"]', 'wsgi'],
    ['shop/asgi.py', GUNICORN, undefined],
  ])('%s after %j', (file, lines, expected) => expect(moduleNameOf(file, processOf(lines))).toBe(expected));

  test('not where another file takes its place', () => {
    const files = { ...FILES, 'shop/wsgi/__init__.py': '' };
    expect(moduleNameOf('shop/wsgi.py', processOf(GUNICORN, files))).toBeUndefined();
  });

  test('not out of the context', () => {
    const text = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "x"]';
    const facts = factsFor({ path: 'back/Dockerfile', text }, { 'back/requirements.txt': '', 'shop/wsgi.py': '' });
    const [started] = startedIn(modelOf(text, 'back/Dockerfile'), facts);
    const at = started?.commands[0];
    expect(started && at && moduleNameOf('shop/wsgi.py', processAtStart(started, at, facts))).toBeUndefined();
  });
});
