import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import {
  type PythonProcess,
  processAtStart,
  processOfStep,
} from '../../../../server/src/engine/rules/shared/python-process.ts';
import { serviceStarts } from '../../../../server/src/engine/rules/shared/service-starts.ts';
import { startedIn } from '../../../../server/src/engine/rules/shared/started.ts';
import { stepsOf } from '../../../../server/src/engine/rules/shared/steps.ts';
import { lastOf, modelOf, shown } from '../../model/support.ts';

const FILES = { 'manage.py': '', 'shop/wsgi.py': '', 'gunicorn.conf.py': 'bind = ":80"\n', 'web.env': 'GIVEN=1\n' };

describe('of the start', () => {
  function processOf(command: string, compose = ''): PythonProcess {
    const text = `FROM python:3.13-slim\nENV NAME=shop FOO=bar\nWORKDIR /app\nCOPY . .\nCMD ${command}\n`;
    const more: Record<string, string> =
      compose === '' ? {} : { 'compose.yaml': `services:\n  web:\n    build: .\n${compose}` };
    const facts = factsFor({ path: 'Dockerfile', text }, { ...FILES, ...more });
    const [started] = startedIn(modelOf(text), facts);
    const at = started?.commands.at(-1);
    if (!started || !at) throw new Error('Nothing starts');
    return processAtStart(started, at, facts);
  }

  test('what it finds', () => {
    const process = processOf('cd shop && uv run gunicorn "$NAME.wsgi"');
    expect(process.tool?.kind).toBe('server');
    expect(shown(process.directory)).toBe('/app/shop');
    expect(process.tool?.kind === 'server' && process.tool.app && shown(process.valueOf(process.tool.app))).toBe(
      'shop.wsgi',
    );
    expect(shown(process.variable('FOO'))).toBe('bar');
    expect(process.variable('OTHER')).toBeUndefined();
    expect(shown(process.fileAt('/app/shop/wsgi.py'))).toBe('shop/wsgi.py');
    expect(process.stage.index).toBe(0);
  });

  test('the configuration of gunicorn', () => {
    const process = processOf('gunicorn x');
    const config = process.tool?.kind === 'server' ? process.config(process.tool) : undefined;
    expect(config?.known && shown(config.value.setting('bind'))).toBe(':80');
  });

  test('compose has its say', () => {
    expect(shown(processOf('gunicorn x', '    working_dir: /srv\n').directory)).toBe('?');
    expect(shown(processOf('gunicorn x', '    environment: [NAME=store]\n').variable('NAME'))).toBe('?');
    expect(shown(processOf('gunicorn x', '    env_file: web.env\n').variable('GIVEN'))).toBe('?');
    expect(processOf('gunicorn x', '    env_file: web.env\n').variable('OTHER')).toBeUndefined();
    expect(processOf('gunicorn x', '    env_file: .env\n').hasVariableFile).toBe(true);
    expect(processOf('gunicorn x').hasVariableFile).toBe(false);
    expect(shown(processOf('gunicorn x', '    environment: [OTHER=1]\n').variable('NAME'))).toBe('shop');
  });
});

describe('of a service', () => {
  function processOf(lines: string, copy = 'COPY . .', more: Readonly<Record<string, string>> = {}): PythonProcess {
    const text = `FROM python:3.13-slim\nENV NAME=shop FOO=bar\nWORKDIR /app\n${copy}\n`;
    const compose = `services:\n  web:\n    build: .\n${lines}`;
    const facts = factsFor({ path: 'Dockerfile', text }, { ...FILES, ...more, 'compose.yaml': compose });
    const [start] = serviceStarts(modelOf(text), facts);
    const at = start?.readings[0].commands.at(-1);
    if (!start || !at) throw new Error('Nothing starts');
    return processAtStart(start.readings[0], at, facts);
  }
  const RUN = '    command: gunicorn shop.wsgi\n';

  test('where it works', () => {
    expect(shown(processOf(RUN).directory)).toBe('/app');
    expect(shown(processOf(`${RUN}    working_dir: /srv\n`).directory)).toBe('/srv');
    expect(shown(processOf(`${RUN}    working_dir: \${DIR:-/srv}\n`).directory)).toBe('?');
    expect(shown(processOf('    command: sh -c "cd shop && gunicorn wsgi"\n').directory)).toBe('/app/shop');
  });

  test('its variables', () => {
    const process = processOf(`${RUN}    environment: {FOO: baz, WHO: , DIR: "\${X:-a}"}\n`);
    expect(shown(process.variable('FOO'))).toBe('baz');
    expect(shown(process.variable('NAME'))).toBe('shop');
    expect(shown(process.variable('WHO'))).toBe('?');
    expect(shown(process.variable('DIR'))).toBe('?');
    expect(process.variable('OTHER')).toBeUndefined();
    expect(process.hasVariableFile).toBe(false);
  });

  test('those of a file', () => {
    const lines = `${RUN}    env_file: own.env\n    environment: [OTHER=2]\n`;
    const process = processOf(lines, 'COPY . .', { 'own.env': 'FOO=baz\nOTHER=1\n' });
    expect(['FOO', 'OTHER'].map((name) => shown(process.variable(name)))).toEqual(['baz', '2']);
    expect(process.hasVariableFile).toBe(false);
    const lost = processOf(lines);
    expect(['FOO', 'OTHER'].map((name) => shown(lost.variable(name)))).toEqual(['bar', '2']);
    expect(lost.hasVariableFile).toBe(true);
  });

  test('what is mounted', () => {
    const process = processOf(`${RUN}    volumes: [".:/code"]\n    working_dir: /code\n`, 'COPY shop shop');
    expect(shown(process.fileAt('/code/shop/wsgi.py'))).toBe('shop/wsgi.py');
    expect(process.placesOf('shop/wsgi.py')).toEqual(['/app/shop/wsgi.py', '/code/shop/wsgi.py']);
    expect(process.placesOf('manage.py')).toEqual(['/code/manage.py']);
  });

  test('what is mounted over that', () => {
    const process = processOf(`${RUN}    volumes: [".:/app", "x:/app/shop"]\n`);
    expect(process.placesOf('shop/wsgi.py')).toEqual([]);
    expect(process.placesOf('manage.py')).toEqual(['/app/manage.py']);
  });

  test('the configuration of gunicorn', () => {
    const boundIn = (lines: string, files: Readonly<Record<string, string>> = {}): unknown => {
      const process = processOf(lines, 'COPY . .', files);
      const config = process.tool?.kind === 'server' ? process.config(process.tool) : undefined;
      return config?.known ? shown(config.value.setting('bind')) : '?';
    };
    expect(boundIn(RUN)).toBe(':80');
    expect(boundIn(`${RUN}    working_dir: /srv\n`)).toBeUndefined();
    expect(boundIn('    command: gunicorn -c other.py shop.wsgi\n')).toBe('?');
    expect(boundIn('    command: gunicorn -c python:shop.conf shop.wsgi\n')).toBe('?');
    const named = '    command: gunicorn -c etc/g.py shop.wsgi\n';
    expect(boundIn(named, { 'etc/g.py': 'bind = ":90"\n' })).toBe(':90');
    expect(boundIn(named, { 'etc/g.py': 'bind = (\n' })).toBe('?');
  });
});

test('of a RUN', () => {
  const text =
    'FROM python:3.13-slim\nENV NAME=shop\nARG WHAT=x\nWORKDIR /app\nCOPY . .\n' +
    'RUN ONE=1 python manage.py $NAME && ./make.sh && cd shop && python manage.py check\n';
  const facts = factsFor({ path: 'Dockerfile', text }, FILES);
  const processes = stepsOf(lastOf('run', text)).map((step) => processOfStep(step, facts));
  const [first, , , last] = processes;
  if (!first || !last || first.tool?.kind !== 'manage') throw new Error('No steps');
  const [word] = first.command.words.slice(-1);
  expect(word && shown(first.valueOf(word))).toBe('shop');
  expect(['ONE', 'NAME', 'WHAT', 'OTHER'].map((name) => shown(first.variable(name)))).toEqual([
    '1',
    'shop',
    'x',
    undefined,
  ]);
  expect(shown(first.fileAt('/app/shop/wsgi.py'))).toBe('shop/wsgi.py');
  expect(first.fileAt('/app/shop/asgi.py')).toEqual({ known: true, value: undefined });
  expect(shown(last.fileAt('/app/shop/wsgi.py'))).toBe('?');
  expect(shown(last.directory)).toBe('/app/shop');
  expect(last.stage.index).toBe(0);
  expect(shown(last.config({} as never))).toBe('?');
  expect(last.hasVariableFile).toBe(false);
});
