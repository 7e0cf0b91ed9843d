import { describe, expect, test } from 'vitest';
import {
  mayExpandArguments,
  onlyRunsArguments,
  readEntryScript,
  testsFirstArgument,
} from '../../../server/src/engine/model/entry-script.ts';

test('a script is read as the program in its first line would', () => {
  const names = (text: string) => readEntryScript(text)?.commands.map((command) => command.name);
  expect(names('#!/bin/sh\nset -e\nexec gosu app gunicorn\n')).toEqual(['set', 'gosu']);
  expect(names('exec gunicorn\n')).toEqual(['gunicorn']);
  expect(names('#!/usr/bin/env bash\r\nexec gunicorn\r\n')).toEqual(['gunicorn']);
  expect(names('#!/usr/bin/env python3\nimport os\n')).toBeUndefined();
  expect(names('#!/bin/sh\nif true; then\n')).toBeUndefined();
});

describe('whether a script tests its first argument', () => {
  test.each([
    ['case "$1" in web) ;; esac'],
    ['if [ "$1" = gunicorn ]; then :; fi\nexec "$@"'],
    ['cmd=${1:-web}'],
    ['[[ $1 == web ]] && migrate'],
  ])('%s', (text) => expect(testsFirstArgument(text)).toBe(true));

  test.each([
    ['exec "$@"'],
    ['# $1 is the host\nexec "$@"'],
    ['wait_for() {\n  nc -z "$1" 5432\n}\nwait_for db\nexec "$@"'],
    ['function log {\n  echo "$1"\n}\nexec "$@"'],
    ['log() { echo "$1"; }\nexec "$@"'],
    ['if [ "${1#-}" != "$1" ]; then set -- gunicorn "$@"; fi'],
    ['if [ "${1:0:1}" = \'-\' ]; then set -- gunicorn "$@"; fi'],
    ['echo $10 ${12}'],
  ])('not in %s', (text) => expect(testsFirstArgument(text)).toBe(false));
});

test.each([
  ['#!/bin/sh\neval "$@"', true],
  ['#!/bin/sh\nexec sh -c "$*"', true],
  ['#!/bin/bash\nexec su app -c "$*"', true],
  ['#!/bin/sh\nenvsubst <a >b\nexec "$@"', true],
  ['#!/usr/bin/env python3\nimport sys', true],
  ['#!/bin/sh\npython -c "print(1)"\nexec "$@"', false],
  ['#!/bin/sh\n# eval would be bad\nexec "$@"', false],
])('whether %j may expand its arguments', (text, expected) => expect(mayExpandArguments(text)).toBe(expected));

test.each([
  ['#!/bin/sh\nset -e\nmigrate\nexec "$@"\n', true],
  ['#!/bin/sh\nlog() {\n  echo "$1"\n}\nlog x\nexec "$@"\n', true],
  ['exec "$@"\n', false],
  ['#!/bin/sh\n"$@"\n', false],
  ['#!/bin/sh\nexec gosu app "$@"\n', false],
  ['#!/bin/sh\nshift\nexec "$@"\n', false],
  ['#!/bin/sh\nset -- web "$@"\nexec "$@"\n', false],
  ['#!/bin/sh\necho "$#"\nexec "$@"\n', false],
  ['#!/usr/bin/env python3\nexec "$@"\n', false],
])('whether %j only runs its arguments', (text, expected) => expect(onlyRunsArguments(text)).toBe(expected));
