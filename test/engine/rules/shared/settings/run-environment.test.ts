import { describe, expect, test } from 'vitest';
import { environmentOfRun } from '../../../../../server/src/engine/rules/shared/settings/run-environment.ts';
import { lastManage, told } from './support.ts';

const CMD = 'python manage.py collectstatic';

const found = (lines: string, name = 'KEY'): string => {
  const { run, command } = lastManage(lines);
  return told(environmentOfRun(run, command).of(name));
};

test.each([
  [`RUN ${CMD}`, 'unset'],
  [`RUN OTHER=1 ${CMD}`, 'unset'],
  [`ARG OTHER\nRUN ${CMD}`, 'unset'],
  [`ARG KEY=1\nFROM python:3.13-slim\nRUN ${CMD}`, 'unset'],
  [`FROM python:3.13-slim AS a\nENV KEY=1\nFROM python:3.13-slim\nRUN ${CMD}`, 'unset'],
  [`RUN (export KEY=1)\nRUN ${CMD}`, 'unset'],
  [`RUN export KEY=1\nRUN ${CMD}`, 'unset'],
  [`RUN KEY=1 true && ${CMD}`, 'unset'],
  [`RUN ${CMD} && export KEY=1`, 'unset'],
  [`RUN set -euxo pipefail && cd /app && . /opt/venv/bin/activate && ${CMD}`, 'unset'],
  [`RUN --mount=type=secret,id=KEY ${CMD}`, 'unset'],
  [`RUN --mount=type=secret,id=key,env=OTHER ${CMD}`, 'unset'],
  [`RUN ["python", "manage.py", "collectstatic"]`, 'unset'],
  [`RUN gosu app ${CMD}`, 'unset'],
  [`RUN bash -c "${CMD}"`, 'unset'],
  [`RUN uv run manage.py collectstatic`, 'unset'],
])('nothing sets it: %s', (lines, expected) => {
  expect(found(lines)).toBe(expected);
});

test.each([
  [`ENV KEY=1\nRUN ${CMD}`, '=1'],
  [`ENV KEY=\nRUN ${CMD}`, '='],
  [`ARG KEY=1\nRUN ${CMD}`, '=1'],
  [`ARG KEY=1\nENV KEY=2\nRUN ${CMD}`, '=2'],
  [`ARG KEY\nENV KEY=$KEY\nRUN ${CMD}`, 'set'],
  [`FROM python:3.13-slim AS a\nENV KEY=1\nFROM a\nRUN ${CMD}`, '=1'],
  [`RUN KEY=1 ${CMD}`, '=1'],
  [`RUN KEY= ${CMD}`, '='],
  [`ENV KEY=1\nRUN KEY=2 ${CMD}`, '=2'],
  [`RUN env KEY=1 ${CMD}`, '=1'],
  [`RUN KEY=$(openssl rand -hex 8) ${CMD}`, 'set'],
  [`RUN export KEY=1 && ${CMD}`, '=1'],
  [`RUN export OTHER=2 KEY="a b"; ${CMD}`, '=a b'],
  [`RUN KEY=1 bash -c "${CMD}"`, '=1'],
  [`RUN bash -c "export KEY=1 && ${CMD}"`, '=1'],
  [`RUN <<EOF\nexport KEY=1\n${CMD}\nEOF`, '=1'],
  [`ENV KEY=1\nRUN . ./.env && ${CMD}`, 'set'],
  [`RUN . ./.env && KEY=1 ${CMD}`, '=1'],
  [`RUN export KEY=1 && . ./.env && ${CMD}`, 'set'],
  [`ENV KEY=1\nRUN KEY=2; ${CMD}`, 'set'],
])('something sets it: %s', (lines, expected) => {
  expect(found(lines)).toBe(expected);
});

describe('something may set it', () => {
  test.each([
    `ARG KEY\nRUN ${CMD}`,
    `ARG KEY\nFROM python:3.13-slim\nARG KEY\nRUN ${CMD}`,
    `FROM registry.test/base\nRUN ${CMD}`,
    `RUN --mount=type=secret,id=key,env=KEY ${CMD}`,
    `RUN . ./.env && ${CMD}`,
    `RUN set -a && . ./.env && ${CMD}`,
    `RUN set -o allexport; source .env; ${CMD}`,
    `RUN export $(cat .env | xargs) && ${CMD}`,
    `RUN eval "$(cat .env)" && ${CMD}`,
    `RUN KEY=1 && export KEY && ${CMD}`,
    `RUN KEY=1; ${CMD}`,
    `RUN if [ -f x ]; then export KEY=1; fi; ${CMD}`,
    `RUN (export KEY=1; ${CMD})`,
    `RUN unset KEY; ${CMD}`,
    `RUN declare -x KEY=1; ${CMD}`,
    `RUN bash -lc "${CMD}"`,
    `SHELL ["/bin/bash", "-lc"]\nRUN ${CMD}`,
    `ENV BASH_ENV=/etc/env\nRUN ${CMD}`,
    `ENV UV_ENV_FILE=.env\nRUN uv run ${CMD}`,
    `RUN uv run --env-file .env manage.py collectstatic`,
    `RUN pipenv run ${CMD}`,
  ])('%s', (lines) => {
    expect(found(lines)).toBe('unknown');
  });

  test.each([
    `ENV KEY=1\nRUN sudo ${CMD}`,
    `ENV KEY=1\nRUN sudo -u app ${CMD}`,
    `ENV KEY=1\nRUN env -i ${CMD}`,
    `ENV KEY=1\nRUN su app -c "${CMD}"`,
    `ENV KEY=1\nRUN unset KEY && ${CMD}`,
  ])('or take it away: %s', (lines) => {
    expect(found(lines)).toBe('unknown');
  });
});

test('where it is set', () => {
  const place = (lines: string): string | undefined => {
    const text = `FROM python:3.13-slim\n${lines}`;
    const { run, command } = lastManage(text);
    const variable = environmentOfRun(run, command).of('KEY');
    return variable.kind === 'set' && variable.at
      ? text.slice(variable.at.span.start, variable.at.span.end)
      : undefined;
  };
  expect(place(`ENV KEY=1 B=2\nENV A=1 KEY=3\nRUN ${CMD}\nENV KEY=4`)).toBe('KEY=3');
  expect(place(`ARG KEY=1\nENV KEY=3\nARG KEY=5\nRUN ${CMD}`)).toBe('KEY=3');
  expect(place(`ARG KEY=1\nRUN ${CMD}`)).toBe('KEY=1');
  expect(place(`RUN KEY=2 ${CMD}`)).toBe('KEY=2');
  expect(place(`RUN export KEY=2 && ${CMD}`)).toBe('KEY=2');
});
