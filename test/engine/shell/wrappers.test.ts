import { describe, expect, test } from 'vitest';
import { command, values } from './support.ts';

describe('wrappers', () => {
  test.each([
    ['gunicorn a', [], 'gunicorn a'],
    ['exec gunicorn a', ['exec'], 'gunicorn a'],
    ['exec -a name gunicorn a', ['exec'], 'gunicorn a'],
    ['exec "$@"', ['exec'], '«"$@"»'],
    ['exec', ['exec'], ''],
    ['env gunicorn a', ['env'], 'gunicorn a'],
    ['env -i -u HOME gunicorn a', ['env'], 'gunicorn a'],
    ['/usr/bin/env python manage.py', ['env'], 'python manage.py'],
    ['env -S "a b"', [], 'env -S a b'],
    ['command pip install x', ['command'], 'pip install x'],
    ['command -v pip', [], 'command -v pip'],
    ['time pip install x', ['time'], 'pip install x'],
    ['/usr/bin/time -v pip install x', ['time'], 'pip install x'],
    ['nice -n 5 a', ['nice'], 'a'],
    ['nice -10 a', ['nice'], 'a'],
    ['ionice -c2 -n 0 a', ['ionice'], 'a'],
    ['nohup a b', ['nohup'], 'a b'],
    ['timeout 30 a b', ['timeout'], 'a b'],
    ['timeout -k 5 -s KILL 30s a b', ['timeout'], 'a b'],
    ['tini -- a', ['tini'], 'a'],
    ['/sbin/tini -g -s -- a', ['tini'], 'a'],
    ['tini -e 143 a', ['tini'], 'a'],
    ['dumb-init -- a', ['dumb-init'], 'a'],
    ['dumb-init --rewrite 15:2 -- a', ['dumb-init'], 'a'],
    ['sudo a b', ['sudo'], 'a b'],
    ['sudo -E -H apt-get update', ['sudo'], 'apt-get update'],
    ['sudo A=1 a', ['sudo'], 'a'],
    ['sudo -u app a', [], 'sudo -u app a'],
    ['xvfb-run -a -s "-screen 0" pytest', ['xvfb-run'], 'pytest'],
    ['eatmydata apt-get update', ['eatmydata'], 'apt-get update'],
    ['stdbuf -oL a', ['stdbuf'], 'a'],
    ['ddtrace-run gunicorn a', ['ddtrace-run'], 'gunicorn a'],
    ['newrelic-admin run-program gunicorn a', ['newrelic-admin'], 'gunicorn a'],
    ['newrelic-admin generate-config x', [], 'newrelic-admin generate-config x'],
    ['./wait-for-it.sh db:5432 -t 30 -- gunicorn a', ['wait-for-it.sh'], 'gunicorn a'],
    ['wait-for-it.sh db:5432', [], 'wait-for-it.sh db:5432'],
    ['exec env A=1 tini -- nice a', ['exec', 'env', 'tini', 'nice'], 'a'],
    ['$WRAP gunicorn', [], '«$WRAP» gunicorn'],
    ['docker-entrypoint.sh gunicorn', [], 'docker-entrypoint.sh gunicorn'],
  ])('%s', (text, wrappers, program) => {
    const found = command(text);
    expect(found.wrappers).toEqual(wrappers);
    expect(values(found.program).join(' ')).toBe(program);
  });

  test('env makes assignments', () => {
    const text = 'Z=0 env A=1 B="x y" C=$D gunicorn E=1';
    const found = command(text);
    expect(found.assignments.map(({ name, value }) => [name, value?.literal ?? `«${value?.text}»`])).toEqual([
      ['Z', '0'],
      ['A', '1'],
      ['B', 'x y'],
      ['C', '«$D»'],
    ]);
    expect(found.assignments.map(({ span }) => text.slice(span.start, span.end))[2]).toBe('B="x y"');
    expect(values(found.program)).toEqual(['gunicorn', 'E=1']);
  });

  test('words stay as written', () => {
    expect(values(command('exec env A=1 a').words)).toEqual(['exec', 'env', 'A=1', 'a']);
  });

  test.each([
    ['pip', 'pip'],
    ['/opt/venv/bin/pip3.12', 'pip3.12'],
    ['exec tini -- ./manage.py', 'manage.py'],
    ['$PIP', undefined],
    ['A=1', undefined],
  ])('the name of %s', (text, name) => expect(command(text).name).toBe(name));
});
