import { describe, expect, test } from 'vitest';
import { hasProgram, hasProgramAtEnd } from '../../../server/src/engine/model/programs.ts';
import { lastOf, shown, stageOf } from './support.ts';

/** Whether the image has it in front of the last instruction. */
const has = (program: string, lines: string): unknown => {
  const cmd = lastOf('cmd', `${lines}\nCMD ["true"]\n`);
  return shown(hasProgram(cmd, program));
};

const SLIM = 'FROM python:3.13-slim-trixie';

describe('hasProgram', () => {
  test.each([
    ['the image lacks it', 'curl', SLIM, false],
    ['the image has it', 'curl', 'FROM python:3.13', true],
    ['a package brings it', 'curl', `${SLIM}\nRUN apt-get update && apt-get install -y curl`, true],
    ['a package has it among what it needs', 'adduser', `${SLIM}\nRUN apt-get install -y gnupg`, true],
    ['a package without it', 'adduser', `${SLIM}\nRUN apt-get install -y libpq-dev gcc`, false],
    ['a package nobody has read', 'adduser', `${SLIM}\nRUN apt-get install -y odd-thing`, '?'],
    [
      'a package that has it for certain outweighs those nobody has read',
      'curl',
      `${SLIM}\nRUN apt-get install -y odd curl`,
      true,
    ],
    ['a parent stage brings it', 'git', `${SLIM} AS base\nRUN apt-get install -y git\nFROM base`, true],
    ['another stage does not count', 'git', `${SLIM} AS other\nRUN apt-get install -y git\n${SLIM}`, false],
    ['a list in a variable', 'git', `${SLIM}\nARG PACKAGES="git gcc"\nRUN apt-get install -y $PACKAGES`, true],
    ['a list nobody can read', 'git', `${SLIM}\nRUN apt-get install -y $(cat packages.txt)`, '?'],
    ['a script may install it', 'curl', `${SLIM}\nRUN ./install.sh`, '?'],
    [
      'a script that is downloaded',
      'git',
      'FROM python:3.13-slim\nRUN wget -qO- https://example.com/setup | bash',
      '?',
    ],
    ['it is copied from elsewhere', 'curl', `${SLIM}\nCOPY --from=curlimages/curl /usr/bin/curl /usr/bin/curl`, '?'],
    ['a folder of programs is copied', 'curl', `${SLIM}\nCOPY --from=x /usr/local/bin/ /usr/local/bin/`, '?'],
    ['another program is copied', 'curl', `${SLIM}\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /uvx /bin/`, false],
    ['a whole system is copied', 'curl', `${SLIM}\nCOPY --from=x / /`, '?'],
    ['a file is copied into the root', 'curl', `${SLIM}\nCOPY requirements.txt .`, false],
    ['a folder is copied into the root', 'curl', `${SLIM}\nCOPY rootfs /`, '?'],
    [
      'an address for pip hides no program',
      'git',
      `${SLIM}\nRUN apt-get install -y gcc\nRUN pip install git+https://x/y`,
      false,
    ],
    ['it may be removed again', 'curl', `${SLIM}\nRUN apt-get install -y curl && apt-get purge -y curl`, '?'],
    ['nothing is known of the base', 'curl', 'FROM example.com/base:1', '?'],
    [
      'nothing is known of the base, but it is installed',
      'curl',
      'FROM ubuntu:24.04\nRUN apt-get install -y curl',
      true,
    ],
    ['Alpine has some of BusyBox', 'wget', 'FROM python:3.13-alpine', true],
    ['Alpine has no more', 'curl', 'FROM python:3.13-alpine\nRUN apk add --no-cache gcc musl-dev', false],
    ['pip installs no programs of the system', 'curl', `${SLIM}\nRUN pip install django`, false],
    ['nobody knows every program', 'frobnicate', SLIM, '?'],
  ])('%s', (_, program, lines, expected) => {
    expect(has(program, lines)).toBe(expected);
  });

  test('what is installed in front of a command of the same RUN counts', () => {
    const run = lastOf('run', `${SLIM}\nRUN apt-get install -y adduser && adduser app && true\n`);
    const [install, adduser] = run.script.commands;
    expect(shown(hasProgram(run, 'adduser'))).toBe(false);
    expect(shown(hasProgram(run, 'adduser', install))).toBe(false);
    expect(shown(hasProgram(run, 'adduser', adduser))).toBe(true);
  });
});

test('what comes behind an instruction is in the finished image', () => {
  const text = `${SLIM} AS base\nHEALTHCHECK CMD curl http://localhost\nFROM base\nRUN apt-get install -y curl\n`;
  expect(shown(hasProgramAtEnd(stageOf(text), 'curl'))).toBe(true);
  expect(shown(hasProgramAtEnd(stageOf(text, 'base'), 'curl'))).toBe(false);
});
