import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { mayWriteAtStart, writesAtStart } from '../../../../server/src/engine/rules/shared/start-writes.ts';
import { startedIn } from '../../../../server/src/engine/rules/shared/started.ts';
import { modelOf } from '../../model/support.ts';

/** An image that starts with a shell text. */
function startWith(command: string, lines = 'COPY . .') {
  const text = `FROM python:3.13-slim\nWORKDIR /app\n${lines}\nCMD ${command}\n`;
  const model = modelOf(text);
  const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', 'a.log': '' });
  const [started] = startedIn(model, facts);
  if (!started) throw new Error('Nothing starts');
  return { started, image: { stage: started.start.stage, model, facts } };
}

const writes = (command: string) =>
  writesAtStart(startWith(command).started).map(({ path, kind }) => `${kind} ${path.known ? path.value : '?'}`);

describe('nothing is written by', () => {
  test.each([
    'exec gunicorn config.wsgi --access-logfile -',
    'echo waiting >&2; psql > /dev/null 2>&1',
    'echo ready > /proc/1/fd/1',
    "sed 's/a/b/' a.txt",
    'cat < a.txt',
    'python manage.py migrate',
  ])('%s', (command) => expect(writes(command)).toEqual([]));
});

test.each([
  ['mkdir -p /logs media', ['folder /logs', 'folder /app/media']],
  ['if true; then touch /logs/a.log; fi', ['file /logs/a.log']],
  ['echo a >> a.log', ['file /app/a.log']],
  ['echo a | tee -a /logs/a.log', ['file /logs/a.log']],
  ['cp a.txt /etc/a.txt', ['file /etc/a.txt']],
  ['mv a b', ['file /app/a', 'file /app/b']],
  ["sed -i 's/a/b/' a.txt", ['file /app/a.txt']],
  ['rm -f a.pid', ['file /app/a.pid']],
  ['gunicorn config.wsgi --log-file=/logs/g.log --bind unix:/run/g.sock', ['file /logs/g.log', 'file /run/g.sock']],
  ['celery -A config worker --pidfile=/run/c.pid', ['file /run/c.pid']],
  ['mkdir "$LOGS"', ['folder ?']],
  ['mkdir ~/logs', ['folder ?']],
  ['unzip a.zip', ['file ?']],
  ['cd src && mkdir logs', ['folder ?']],
  ['cd src && mkdir /logs', ['folder /logs']],
])('%s', (command, expected) => expect(writes(command)).toEqual(expected));

function may(command: string, given: readonly string[] = [], lines?: string): boolean {
  const { started, image } = startWith(command, lines);
  return mayWriteAtStart(started, { user: '1000', given: new Set(given), collected: [] }, image);
}

describe('a user may not surely run', () => {
  test.each([
    ['mkdir -p /usr/src/logs', []],
    ['mkdir "$LOGS"', []],
    ['touch a.log', ['/app']],
    ['touch /app/media/sub/a', ['/app/media']],
    ['python manage.py collectstatic', ['/app']],
    ['python manage.py makemigrations', ['/app']],
    ['python manage.py compilemessages', []],
  ])('%s', (command, given) => expect(may(command, given)).toBe(false));
});

describe('a user may run', () => {
  test.each([
    ['mkdir -p /tmp/a && touch /tmp/a/b', []],
    ['mkdir -p /app/media', ['/app/media']],
    ['touch /app/new.log', ['/app']],
    ['python manage.py migrate', []],
    ['python manage.py makemigrations --dry-run', []],
  ])('%s', (command, given) => expect(may(command, given)).toBe(true));
  test('what changes code, when it is the user’s', () =>
    expect(may('python manage.py makemigrations', [], 'COPY --chown=1000 . .')).toBe(true));
});
