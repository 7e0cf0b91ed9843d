import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { gunicornConfig } from '../../../../server/src/engine/rules/shared/gunicorn-config.ts';
import { startedIn } from '../../../../server/src/engine/rules/shared/started.ts';
import { modelOf } from '../../model/support.ts';

type Files = Readonly<Record<string, string>>;

const IN = { root: 'bind = "root"\n', back: 'bind = "back"\n' };
const ROOT = { 'gunicorn.conf.py': IN.root };
const BACK = { 'back/gunicorn.conf.py': IN.back };

/** What the file in force says of `bind`; `none` without any, `?` where nobody can tell. */
function bindOf(lines: string, files: Files = {}): unknown {
  const text = `FROM python:3.13-slim\nWORKDIR /app\n${lines}`;
  const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', ...files });
  const [started] = startedIn(modelOf(text), facts);
  const at = started?.commands.findLast(({ tool }) => tool?.kind === 'server');
  if (!started || at?.tool?.kind !== 'server') throw new Error('No server');
  const config = gunicornConfig(started, at, at.tool, facts);
  if (!config.known) return '?';
  const bind = config.value.setting('bind');
  if (config.value.text === '') return 'none';
  return bind.known ? bind.value : '?';
}

const compose = (more: string): Files => ({ 'compose.yaml': `services:\n  web:\n    build: .\n${more}` });

describe('nobody can tell', () => {
  test.each<[string, string, Files?]>([
    ['a module', 'COPY . .\nCMD ["gunicorn", "-c", "python:conf", "x"]\n', { 'conf.py': IN.root }],
    ['a file that is not there', 'COPY . .\nCMD ["gunicorn", "-c", "conf.py", "x"]\n'],
    ['a name that is known when it runs', 'COPY . .\nCMD gunicorn -c $CONF x\n', ROOT],
    [
      'no shell reads a variable',
      'COPY . .\nENV CONF=conf.py\nCMD ["gunicorn", "-c", "$CONF", "x"]\n',
      { 'conf.py': '' },
    ],
    ['arguments that only the build knows', 'ARG MORE\nENV GUNICORN_CMD_ARGS=$MORE\nCOPY . .\nCMD gunicorn x\n', ROOT],
    ['a folder that only the start knows', 'COPY . .\nCMD cd $WHERE && gunicorn x\n', BACK],
    ['a RUN writes it', 'COPY . .\nRUN echo "bind = 1" > gunicorn.conf.py\nCMD gunicorn x\n'],
    ['a RUN writes it by a heredoc', 'COPY . .\nRUN <<END\ncat > gunicorn.conf.py\nEND\nCMD gunicorn x\n'],
    ['a COPY writes it', 'COPY . .\nCOPY <<END gunicorn.conf.py\nbind = 1\nEND\nCMD gunicorn x\n'],
    ['a RUN changes it', 'COPY . .\nRUN sed -i s/a/b/ gunicorn.conf.py\nCMD gunicorn x\n', ROOT],
    ['it is no Python', 'COPY . .\nCMD gunicorn x\n', { 'gunicorn.conf.py': 'bind = = 1\n' }],
    ['it takes over another module', 'COPY . .\nCMD gunicorn x\n', { 'gunicorn.conf.py': 'from base import *\n' }],
    [
      'compose mounts one',
      'COPY . .\nCMD gunicorn x\n',
      { ...compose('    volumes: ["./conf/g.py:/app/gunicorn.conf.py"]\n'), 'conf/g.py': IN.root },
    ],
    ['compose starts it elsewhere', 'COPY . .\nCMD gunicorn x\n', { ...ROOT, ...compose('    working_dir: /srv\n') }],
  ])('%s', (_, lines, files) => {
    expect(bindOf(lines, files)).toBe('?');
  });
});

describe('there is none', () => {
  test.each<[string, string, Files?]>([
    ['nothing is copied', 'CMD gunicorn x\n', ROOT],
    ['the project has none', 'COPY . .\nCMD gunicorn x\n'],
    ['nobody knows what a RUN writes, and nothing is called so', 'COPY . .\nRUN ./make.sh\nCMD gunicorn x\n'],
    ['it lies in another folder', 'COPY . .\nCMD gunicorn x\n', BACK],
    ['it lies where gunicorn is not started', 'COPY . .\nCMD cd back && gunicorn x\n', ROOT],
    ['gunicorn goes elsewhere after it has looked', 'COPY . .\nCMD ["gunicorn", "--chdir", "back", "x"]\n', BACK],
    ['it is not sent to the builder', 'COPY . .\nCMD gunicorn x\n', { ...ROOT, '.dockerignore': '*.conf.py\n' }],
  ])('%s', (_, lines, files) => {
    expect(bindOf(lines, files)).toBe('none');
  });
});

describe('the file in force', () => {
  const both = { ...ROOT, ...BACK };
  test.each<[string, string, string, Files?]>([
    ['where it is started', 'COPY . .\nCMD ["gunicorn", "x"]\n', 'root'],
    ['in the folder of the last WORKDIR', 'COPY . .\nWORKDIR back\nCMD ["gunicorn", "x"]\n', 'back'],
    ['behind cd', 'COPY . .\nCMD cd back && exec gunicorn x\n', 'back'],
    ['behind cd in a script', 'COPY . .\nCMD ["./run.sh"]\n', 'back', { 'run.sh': '#!/bin/sh\ncd back\ngunicorn x\n' }],
    ['an option', 'COPY . .\nCMD ["gunicorn", "-c", "back/gunicorn.conf.py", "x"]\n', 'back'],
    ['an option with its kind', 'COPY . .\nCMD ["gunicorn", "--config=file:back/gunicorn.conf.py", "x"]\n', 'back'],
    ['a variable', 'COPY . .\nENV GUNICORN_CMD_ARGS="-w 2 -c back/gunicorn.conf.py"\nCMD gunicorn x\n', 'back'],
    [
      'an option goes before a variable',
      'COPY . .\nENV GUNICORN_CMD_ARGS="-c gunicorn.conf.py"\nCMD gunicorn -c back/gunicorn.conf.py x\n',
      'back',
    ],
    ['copied under that name', 'COPY . .\nCOPY back/gunicorn.conf.py .\nCMD gunicorn x\n', 'back'],
    ['copied elsewhere', 'COPY . .\nCOPY back/gunicorn.conf.py /conf/g.py\nCMD gunicorn -c /conf/g.py x\n', 'back'],
    ['compose mounts the same', 'COPY . .\nCMD gunicorn x\n', 'root', compose('    volumes: [".:/app"]\n')],
  ])('%s', (_, lines, bind, files) => {
    expect(bindOf(lines, { ...both, ...files })).toBe(bind);
  });
});
