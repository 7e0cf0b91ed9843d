import { describe, expect, test } from 'vitest';
import { installedPackages, packagesBefore } from '../../../server/src/engine/model/packages.ts';
import { lastOf, stageOf } from './support.ts';

const installed = (lines: string) => {
  const { packages, complete } = installedPackages(stageOf(`FROM python:3\n${lines}\n`));
  return { names: packages.map((each) => `${each.manager} ${each.name}`), complete };
};

describe('packages', () => {
  test.each([
    ['apt', 'RUN apt-get update && apt-get install -y gcc libpq-dev', ['apt gcc', 'apt libpq-dev']],
    [
      'apt, with versions',
      'RUN apt install curl=7.88* libc6:amd64 git/trixie-backports',
      ['apt curl', 'apt libc6', 'apt git'],
    ],
    ['apk', 'RUN apk add --no-cache gcc "py3-pip~24" musl-dev>1', ['apk gcc', 'apk py3-pip', 'apk musl-dev']],
    ['pip', 'RUN pip install Django==5.2 "psycopg[binary]>=3" uvicorn', ['pip django', 'pip psycopg', 'pip uvicorn']],
    [
      'pip, spelled in other ways',
      'RUN pip install Django_Rest.Framework "a~=1" "b ; python_version>\'3\'"',
      ['pip django-rest-framework', 'pip a', 'pip b'],
    ],
    ['pip through uv', 'RUN uv pip install --system gunicorn', ['pip gunicorn']],
    ['pip as a module', 'RUN python -m pip install gunicorn', ['pip gunicorn']],
    [
      'an address with a name',
      'RUN pip install "app @ https://x/y.tgz" git+https://x/z#egg=Z_z',
      ['pip app', 'pip z-z'],
    ],
    ['a list in an ARG', 'ARG P="gcc git"\nRUN apt-get install -y $P curl', ['apt gcc', 'apt git', 'apt curl']],
    ['a list in an ENV', 'ENV P=gcc\nRUN apt-get install -y ${P}', ['apt gcc']],
    ['a list in a shell variable', 'RUN P="gcc git" && apt-get install -y $P', ['apt gcc', 'apt git']],
    ['a shell inside', "RUN bash -c 'apt-get install -y gcc'", ['apt gcc']],
    ['a heredoc', 'RUN <<EOF\napt-get install -y gcc\nEOF', ['apt gcc']],
    ['other commands', 'RUN apt-get remove gcc; pip uninstall django; apk del git; pip wheel x', []],
  ])('of %s', (_, lines, names) => {
    expect(installed(lines)).toEqual({ names, complete: true });
  });

  test.each([
    ['a variable nobody sets', 'RUN apt-get install -y gcc $P', ['apt gcc']],
    ['a substitution', 'RUN apt-get install -y $(cat list)', []],
    ['a shell we do not speak', 'SHELL ["pwsh"]\nRUN apt-get install gcc', []],
    ['a path', 'RUN pip install ./lib', []],
    ['an archive', 'RUN pip install a-1.0-py3-none-any.whl', []],
    ['an address without a name', 'RUN pip install git+https://x/y', []],
  ])('%s hides some', (_, lines, names) => {
    expect(installed(lines)).toEqual({ names, complete: false });
  });

  test('what pip hides is no package of the system', () => {
    const complete = (line: string) => installedPackages(stageOf(`FROM python:3\n${line}\n`)).systemComplete;
    expect(complete('RUN pip install git+https://x/y')).toBe(true);
    expect(complete('RUN apt-get install -y $P')).toBe(false);
    expect(complete('SHELL ["pwsh"]\nRUN apt-get install gcc')).toBe(false);
  });

  test('are inherited along FROM', () => {
    const text =
      'FROM python:3 AS base\nRUN apt-get install -y gcc\nFROM a\nRUN apk add b\nFROM base\nRUN pip install x\n';
    expect(installedPackages(stageOf(text)).packages.map((each) => each.name)).toEqual(['gcc', 'x']);
  });

  test('count from the instruction on that installs them', () => {
    const text = 'FROM python:3 AS base\nRUN apk add a\nFROM base\nRUN apk add b\nUSER x\nRUN apk add c\n';
    expect(packagesBefore(lastOf('user', text)).map((each) => each.name)).toEqual(['a', 'b']);
  });
});
