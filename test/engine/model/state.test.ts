import { describe, expect, test } from 'vitest';
import { joinPath, normalizePath, StageState } from '../../../server/src/engine/model/state.ts';
import { known, unknown } from '../../../server/src/engine/text/known.ts';
import { processorTime } from '../../support/processor-time.ts';
import { shown, stageOf } from './support.ts';

const PLAIN = 'FROM python:3.13-slim\n';
const OWN = 'FROM my.company/base\n';
const end = (text: string, which?: string | number) => stageOf(text, which).end;

describe('USER', () => {
  test.each([
    [PLAIN, 'root'],
    [`${PLAIN}USER app`, 'app'],
    [`${PLAIN}USER app\nUSER root`, 'root'],
    [`${PLAIN}USER 1000:1000`, '1000:1000'],
    [`${PLAIN}ARG UID=10001\nUSER \${UID}`, '10001'],
    [`${PLAIN}ARG APP_USER\nUSER $APP_USER`, '?'],
    [`${PLAIN}ARG APP_USER\nUSER \${APP_USER:-app}`, 'app'],
    [`${OWN}ARG UID=\${UID:-10001}\nUSER $UID`, '10001'],
    [`${OWN}ARG UID=1\nARG UID=\${UID:-10001}\nUSER $UID`, '1'],
    [`${OWN}ARG UID=$UID\nUSER $UID`, '?'],
    [`${PLAIN}ENV WHO=app\nUSER $WHO`, 'app'],
    [`${PLAIN}USER "app"`, 'app'],
    [OWN, '?'],
    [`${OWN}USER app`, 'app'],
  ])('%j ends as %s', (text, user) => {
    expect(shown(end(text).user)).toBe(user);
  });
});

describe('WORKDIR', () => {
  test.each([
    [PLAIN, '/'],
    [`${PLAIN}WORKDIR /app`, '/app'],
    [`${PLAIN}WORKDIR app`, '/app'],
    [`${PLAIN}WORKDIR /app\nWORKDIR src/../web/.`, '/app/web'],
    [`${PLAIN}ENV HOME=/srv\nWORKDIR $HOME/app/`, '/srv/app'],
    [`${PLAIN}WORKDIR $HOME`, '/'],
    [`${PLAIN}ARG DIR\nWORKDIR $DIR`, '?'],
    [`${PLAIN}ARG DIR\nWORKDIR $DIR\nWORKDIR x`, '?'],
    [`${PLAIN}ARG DIR\nWORKDIR $DIR\nWORKDIR /x`, '/x'],
    [`${PLAIN}WORKDIR "/my app"`, '/my app'],
    [OWN, '?'],
    [`${OWN}WORKDIR app`, '?'],
    [`${OWN}WORKDIR /app`, '/app'],
    ['# escape=`\nFROM mcr.microsoft.com/windows/nanoserver\nWORKDIR C:\\app', '?'],
  ])('%j ends in %s', (text, workdir) => {
    expect(shown(end(text).workdir)).toBe(workdir);
  });
});

describe('ENV and ARG', () => {
  const value = (text: string, name: string): unknown => shown(end(text).variable(name));

  test.each([
    ['set by ENV', `${PLAIN}ENV A=1`, '1'],
    ['set twice', `${PLAIN}ENV A=1\nENV A=2`, '2'],
    ['set by ARG', `${PLAIN}ARG A=1`, '1'],
    ['an ARG set twice', `${PLAIN}ARG A=1\nARG A=2`, '2'],
    ['an ARG declared again without value', `${PLAIN}ARG A=1\nARG A`, '1'],
    ['ENV over ARG', `${PLAIN}ARG A=1\nENV A=2`, '2'],
    ['ENV over ARG in any order', `${PLAIN}ENV A=2\nARG A=1`, '2'],
    ['an ARG without value', `${PLAIN}ARG A`, '?'],
    ['set by nothing on a known image', PLAIN, undefined],
    ['set by nothing on an unknown image', OWN, '?'],
    ['ENV on an unknown image', `${OWN}ENV A=1`, '1'],
    ['a global ARG that the stage does not declare', `ARG A=1\n${PLAIN}`, undefined],
    ['a global ARG that it does', `ARG A=1\n${PLAIN}ARG A`, '1'],
    ['a global ARG with another value in the stage', `ARG A=1\n${PLAIN}ARG A=2`, '2'],
    ['a global ARG without value', `ARG A\n${PLAIN}ARG A`, '?'],
    ['a global ARG made of another', `ARG B=x\nARG A=$B-y\n${PLAIN}ARG A`, 'x-y'],
    ['inherited from a stage', `${PLAIN.trim()} AS base\nARG A=1\nFROM base`, '1'],
    ['inherited and declared again', `${PLAIN.trim()} AS base\nARG A=1\nFROM base\nARG A`, '1'],
    ['not inherited from a stage beside it', `${PLAIN.trim()} AS base\nENV A=1\n${PLAIN}`, undefined],
    ['made of others', `${PLAIN}ARG B=1\nENV A=\${B}2`, '12'],
    ['made of an ARG without value', `${PLAIN}ARG B\nENV A=$B`, '?'],
    ['a default for an ARG without value', `${PLAIN}ARG B\nENV A=\${B:-x}`, 'x'],
    ['the old form of ENV', `${PLAIN}ENV A b c`, 'b c'],
  ])('%s', (_, text, expected) => {
    expect(value(text, 'A')).toBe(expected);
  });

  test('all values of one ENV are made of what held before it', () => {
    expect(value(`${PLAIN}ENV A=old\nENV A=new B=$A`, 'B')).toBe('old');
  });

  test('the names of one ARG may use those before them', () => {
    expect(value(`${PLAIN}ARG A=x B=$A`, 'B')).toBe('x');
  });

  test.each(['TARGETARCH', 'BUILDPLATFORM', 'HTTPS_PROXY', 'no_proxy', 'SOURCE_DATE_EPOCH'])(
    '%s comes from the build, declared or not',
    (name) => {
      expect(value(PLAIN, name)).toBe('?');
      expect(value(`${PLAIN}ARG ${name}`, name)).toBe('?');
      expect(shown(end(`${PLAIN}ARG ${name}\nENV A=\${${name}:-x}`).env('A'))).toBe('?');
    },
  );

  test('what an image surely sets is not taken for unset', () => {
    expect(value(PLAIN, 'PYTHON_VERSION')).toBe('?');
    expect(value(PLAIN, 'LANG')).toBe('?');
    expect(value(PLAIN, 'PIP_NO_CACHE_DIR')).toBeUndefined();
    expect(value(PLAIN, 'PYTHONPATH')).toBeUndefined();
  });

  test('PATH is the image’s own until the file changes it', () => {
    const path = '/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    expect(value(PLAIN, 'PATH')).toBe(path);
    expect(value(`${PLAIN}ENV PATH="/opt/venv/bin:$PATH"`, 'PATH')).toBe(`/opt/venv/bin:${path}`);
    expect(value(OWN, 'PATH')).toBe('?');
  });

  test('env() tells what the container gets, declaredEnv() what the file says', () => {
    const state = end(`${PLAIN}ARG A=1\nENV B=2`);
    expect(state.env('A')).toBeUndefined();
    expect(shown(state.env('B'))).toBe('2');
    expect(shown(state.arg('A'))).toBe('1');
    expect(shown(end(OWN).env('A'))).toBe('?');
    expect(end(OWN).declaredEnv('A')).toBeUndefined();
  });

  test('expand() puts them into a text', () => {
    expect(shown(end(`${PLAIN}ENV A=1`).expand('"$A"/${B:-x}', '\\'))).toBe('1/x');
  });
});

describe('SHELL', () => {
  test.each([
    [PLAIN, ['/bin/sh', '-c']],
    [`${PLAIN}SHELL ["/bin/bash", "-o", "pipefail", "-c"]`, ['/bin/bash', '-o', 'pipefail', '-c']],
    [`${PLAIN}SHELL bash`, ['/bin/sh', '-c']],
  ])('%j', (text, shell) => {
    expect(end(text).shell).toEqual(shell);
  });
});

describe('a stage that is FROM another', () => {
  const text = `${PLAIN.trim()} AS base
ENV A=1
WORKDIR /app
SHELL ["/bin/bash", "-c"]
USER app
FROM base AS web
WORKDIR web
FROM web
USER root`;

  test('goes on from its end', () => {
    const web = end(text, 'web');
    expect([shown(web.user), shown(web.workdir), shown(web.env('A')), web.shell[0]]).toEqual([
      'app',
      '/app/web',
      '1',
      '/bin/bash',
    ]);
    expect(shown(end(text).user)).toBe('root');
  });

  test('changes nothing in it', () => {
    expect(shown(end(text, 'base').workdir)).toBe('/app');
  });

  test('begins with its ONBUILD instructions, once', () => {
    const triggers =
      'FROM python:3.13-slim AS base\nONBUILD USER app\nONBUILD ENV A=1\nFROM base AS web\nUSER root\nFROM web\n';
    expect(shown(end(triggers, 'base').user)).toBe('root');
    expect(shown(stageOf(triggers, 'web').start.user)).toBe('app');
    expect(shown(end(triggers, 'web').env('A'))).toBe('1');
    expect(shown(end(triggers).user)).toBe('root');
  });
});

test('the state in front of an instruction does not know what follows', () => {
  const stage = stageOf(`${PLAIN}USER a\nRUN x\nUSER b\n`);
  expect(stage.instructions.map((each) => shown(each.before.user))).toEqual(['root', 'a', 'a']);
  expect(shown(stage.end.user)).toBe('b');
});

test('asking for names in a very long file stays quick', () => {
  let state = StageState.start({
    user: known('root'),
    workdir: known('/'),
    path: known('/bin'),
    shell: ['sh'],
    plainEnvironment: true,
  });
  const took = processorTime(() => {
    for (let i = 0; i < 20_000; i++) {
      expect(state.variable('NEVER_SET')).toBeUndefined();
      state = state.withValues('env', new Map([[`A${i}`, known('x')]]));
    }
  });
  // Walking back through all of them each time takes minutes.
  expect(took).toBeLessThan(3000);
});

describe('paths', () => {
  test.each([
    ['/a/./b/../c/', '/a/c'],
    ['a', '/a'],
    ['/../..', '/'],
    ['//a//b', '/a/b'],
    ['', '/'],
  ])('%j is %s', (path, expected) => {
    expect(normalizePath(path)).toBe(expected);
  });

  test.each([
    ['/b', '/b'],
    ['b', '/a/b'],
    ['../b', '/b'],
    ['.', '/a'],
  ])('%s from /a is %s', (path, expected) => {
    expect(joinPath(known('/a'), path)).toEqual(known(expected));
  });

  test('a path of Windows is none of ours', () => {
    expect(joinPath(known('/'), 'C:\\app').known).toBe(false);
  });

  test('a relative path from nowhere is unknown, an absolute one is not', () => {
    expect(joinPath(unknown('no WORKDIR'), 'b')).toEqual(unknown('no WORKDIR'));
    expect(joinPath(unknown('no WORKDIR'), '/b')).toEqual(known('/b'));
  });
});

describe('a long file', () => {
  const lines = Array.from({ length: 100 }, (_, at) => `ENV N${at}=${at} LAST=${at}\nARG A${at}=${at}`);
  const { instructions, end: after } = stageOf(`${PLAIN}${lines.join('\n')}`);
  const said = (found: ReturnType<StageState['declaredEnv']>) => (found?.known ? found.value : found);

  test('each instruction sees what those in front of it have set, in whatever order they are asked', () => {
    for (const asked of [instructions, [...instructions].reverse()]) {
      for (const { before, index } of asked) {
        const envs = Math.ceil(index / 2);
        const args = Math.floor(index / 2);
        expect(said(before.declaredEnv('LAST'))).toBe(envs === 0 ? undefined : `${envs - 1}`);
        expect(said(before.declaredEnv('N40'))).toBe(envs > 40 ? '40' : undefined);
        expect(said(before.arg('A40'))).toBe(args > 40 ? '40' : undefined);
        expect(before.arg('N40')).toBeUndefined();
      }
    }
  });

  test('its end sees everything', () => {
    const all = Array.from({ length: 100 }, (_, at) => `${at}`);
    expect(all.map((at) => said(after.declaredEnv(`N${at}`)))).toEqual(all);
    expect(all.map((at) => said(after.arg(`A${at}`)))).toEqual(all);
  });
});
