import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import {
  type PythonProcess,
  processAtStart,
  processOfStep,
} from '../../../../server/src/engine/rules/shared/python-process.ts';
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
