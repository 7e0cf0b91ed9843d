import { describe, expect, test } from 'vitest';
import {
  errexitEdits,
  exitEdits,
  silentFallback,
  stopsAtFailures,
  unseenFailures,
} from '../../../../../server/src/engine/rules/shared/entry/failures.ts';
import { applyEdits } from '../../../../../server/src/engine/text/edits.ts';
import { processorTime } from '../../../../support/processor-time.ts';
import { entryOf } from './support.ts';

describe('set -e, behind the first line and its comments', () => {
  const mended = (text: string): string | undefined => {
    const edits = errexitEdits(entryOf(text).file);
    return edits && applyEdits(text, edits);
  };

  test.each([
    ['#!/bin/sh\nx\n', '#!/bin/sh\nset -e\nx\n'],
    ['#!/bin/sh\r\nx\r\n', '#!/bin/sh\r\nset -e\r\nx\r\n'],
    ['#!/bin/sh\n# starts it\n\nx\n', '#!/bin/sh\n# starts it\nset -e\n\nx\n'],
    ['x\n', 'set -e\nx\n'],
    ['#!/bin/sh', '#!/bin/sh\nset -e\n'],
    ['', 'set -e\n'],
    [
      'python manage.py createsuperuser --noinput  # once\nx\n',
      'set -e\npython manage.py createsuperuser --noinput || true  # once\nx\n',
    ],
    ['python manage.py createsuperuser || true\nx\n', 'set -e\npython manage.py createsuperuser || true\nx\n'],
    ['python manage.py migrate && exec x\n', 'set -e\npython manage.py migrate && exec x\n'],
    ['echo a && python manage.py migrate\nx\n', 'set -e\necho a && python manage.py migrate\nx\n'],
  ])('%j', (text, expected) => expect(mended(text)).toBe(expected));

  test('not where && follows, in front of which a failure is passed over', () =>
    expect(mended('python manage.py check && python manage.py migrate\nx\n')).toBeUndefined());
});

describe('exit 64 behind a complaint', () => {
  const mended = (text: string): string | undefined => {
    const last = silentFallback(entryOf(text).file);
    return last && applyEdits(text, exitEdits(text, last));
  };

  test.each([
    [
      'case "$1" in\n  web) exec x ;;\n  *)\n    echo "unknown"\n    ;;\nesac\n',
      'case "$1" in\n  web) exec x ;;\n  *)\n    echo "unknown"\n    exit 64\n    ;;\nesac\n',
    ],
    ['case "$1" in\n*) echo usage >&2 ;;\nesac', 'case "$1" in\n*) echo usage >&2; exit 64 ;;\nesac'],
    ['case "$1" in\r\n*)\r\n  echo usage\r\nesac\r\n', 'case "$1" in\r\n*)\r\n  echo usage\r\n  exit 64\r\nesac\r\n'],
    ['case "$1" in a) x;; (*) printf usage;; esac', 'case "$1" in a) x;; (*) printf usage; exit 64;; esac'],
  ])('%j', (text, expected) => expect(mended(text)).toBe(expected));

  test.each([
    'case "$1" in *) echo unknown; exit 1 ;; esac',
    'case "$1" in *) echo unknown; x ;; esac',
    'case "$1" in *) x; echo unknown ;; esac',
    'case "$1" in *) echo unknown ;; esac; x',
    'case "$1" in *) echo hello ;; esac',
    'case "$1" in x) echo unknown ;; esac',
    'if x; then echo unknown; fi',
    'echo unknown',
    '',
  ])('none for %j', (text) => expect(mended(text)).toBeUndefined());
});

test.each([
  ['blanks behind a complaint', `case x in *) echo usage${' '.repeat(60_000)}x; esac`],
  ['blanks in front of branches', `case x in${' '.repeat(60_000)}*) echo usage; esac`],
  ['a long option', `set -${'e'.repeat(60_000)}!\nexec "$@"`],
  ['many branches', `case x in ${'*) echo usage;; '.repeat(3000)} esac`],
])('%s take no time', (_, text) => {
  const { file } = entryOf(text);
  const took = processorTime(() => {
    silentFallback(file);
    stopsAtFailures(file);
    unseenFailures(file);
  });
  expect(took).toBeLessThan(1000);
});

describe('what stops at failures', () => {
  test.each([
    ['set -e', true],
    ['set -eux', true],
    ['set -o errexit', true],
    ['#!/bin/sh -e\nx', true],
    ['#!/bin/sh\nset -u', false],
    ['#!/bin/sh -u\nx', false],
    ['echo -e x', false],
    ['x; [ $? = 0 ]', true],
  ])('%j: %s', (text, expected) => expect(stopsAtFailures(entryOf(text).file)).toBe(expected));
});
