import { describe, expect, test } from 'vitest';
import {
  envPythonEdits,
  isSplitInVain,
  missingShebangEdits,
  plainShellEdits,
  readShebang,
  splitEdits,
} from '../../../../../server/src/engine/rules/shared/entry/shebang.ts';
import { applyEdits, type TextEdit } from '../../../../../server/src/engine/text/edits.ts';
import { processorTime } from '../../../../support/processor-time.ts';

const applied = (text: string, edits: readonly TextEdit[] | undefined): string | undefined =>
  edits && applyEdits(text, edits);

describe('the first line', () => {
  test.each([
    ['#!/bin/sh\n', '/bin/sh', '', 'sh', false],
    ['#!/bin/sh', '/bin/sh', '', 'sh', false],
    ['#! /bin/bash -e \nx', '/bin/bash', '-e', 'bash', false],
    ['#!/bin/sh\r\nx', '/bin/sh', '', 'sh', true],
    ['#!/bin/sh -e\r', '/bin/sh', '-e', 'sh', true],
    ['#!/usr/bin/env bash\r\n', '/usr/bin/env', 'bash', 'bash', true],
    ['#!/usr/bin/env -S A=1 python3 -u\n', '/usr/bin/env', '-S A=1 python3 -u', 'python3', false],
    ['#!/usr/bin/env\n', '/usr/bin/env', '', '', false],
  ])('%j', (text, interpreter, argument, program, carriageReturn) => {
    const shebang = readShebang(text);
    expect(shebang).toMatchObject({ interpreter, argument, program, carriageReturn });
    expect(text.slice(0, shebang?.span.end)).toBe(text.split(/\r?\n|\r$/)[0]);
  });

  test.each(['', '#', '#!', '#!\n/bin/sh', '\n#!/bin/sh', ' #!/bin/sh', 'exec "$@"'])('%j has none', (text) =>
    expect(readShebang(text)).toBeUndefined(),
  );
});

test.each([
  ['#!/usr/bin/env bash -e\nx', '#!/usr/bin/env -S bash -e\nx'],
  ['#!/usr/bin/env env x\n', '#!/usr/bin/env -S env x\n'],
  ['#!/usr/bin/env bash\n', undefined],
  ['#!/usr/bin/env -S bash -e\n', undefined],
  ['#!/bin/bash -e x\n', undefined],
  ['', undefined],
])('env of %j splits', (text, expected) => {
  expect(applied(text, splitEdits(text))).toBe(expected);
  const shebang = readShebang(text);
  expect(shebang !== undefined && isSplitInVain(shebang)).toBe(expected !== undefined);
});

test.each([
  ['#!/bin/bash\nexec "$@"\n', '#!/bin/sh\nexec "$@"\n'],
  ['#!/usr/bin/env bash\r\nexec "$@"\r\n', '#!/bin/sh\r\nexec "$@"\r\n'],
  ['#!/bin/bash -eu\nexec "$@"\n', '#!/bin/sh -eu\nexec "$@"\n'],
  ['#!/usr/bin/env -S bash -e\nexec "$@"\n', '#!/bin/sh -e\nexec "$@"\n'],
  ['#!/bin/bash -o pipefail\nexec "$@"\n', undefined],
  ['#!/bin/bash\n[[ x ]]\n', undefined],
  ['#!/bin/sh\nx\n', undefined],
  ['x\n', undefined],
])('plain sh for %j', (text, expected) => expect(applied(text, plainShellEdits(text))).toBe(expected));

test.each([
  ['exec "$@"\n', '#!/bin/sh\nexec "$@"\n'],
  ['exec "$@"\r\n', undefined],
  ['\n\n#!/bin/bash\nx\n', '#!/bin/bash\nx\n'],
  ['[[ x ]]\n', undefined],
  ['#!/bin/sh\n', undefined],
])('a first line for %j', (text, expected) => expect(applied(text, missingShebangEdits(text))).toBe(expected));

test.each([
  ['#!/usr/bin/python3\nprint()\n', '#!/usr/bin/env python3\nprint()\n'],
  ['#! /usr/bin/python\n', '#!/usr/bin/env python\n'],
  ['#!/usr/bin/python3 -u\n', undefined],
  ['#!/usr/bin/python3.13\n', undefined],
  ['#!/usr/local/bin/python3\n', undefined],
  ['print()\n', undefined],
])('the Python on PATH for %j', (text, expected) => expect(applied(text, envPythonEdits(text))).toBe(expected));

test.each([
  ['a long name', `#!${'a'.repeat(60_000)}\rb`],
  ['blanks without end', `#!/bin/sh${' '.repeat(60_000)}x`],
  ['carriage returns', `${'\r'.repeat(60_000)}x`],
])('%s take no time', (_, text) => {
  const took = processorTime(() => {
    readShebang(text);
    envPythonEdits(text);
    plainShellEdits(text);
    missingShebangEdits(text);
    splitEdits(text);
  });
  expect(took).toBeLessThan(1000);
});

test('a first line that the kernel cuts off is none', () => {
  expect(readShebang(`#!/bin/${'a'.repeat(300)}\n`)).toBeUndefined();
  expect(readShebang(`#!/bin/sh\n${'a'.repeat(300)}`)?.interpreter).toBe('/bin/sh');
});
