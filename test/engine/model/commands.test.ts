import { describe, expect, test } from 'vitest';
import { lastOf } from './support.ts';

const run = (text: string) => {
  const { script } = lastOf('run', text);
  return script.opaque ? 'opaque' : script.commands.map((command) => command.name);
};

describe('who reads a RUN', () => {
  test.each([
    ['the default shell', 'FROM python\nRUN a && b', ['a', 'b']],
    ['bash', 'FROM python\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b', ['a', 'b']],
    ['no shell', 'FROM python\nRUN ["a", "b c"]', ['a']],
    ['no shell, whatever SHELL says', 'FROM python\nSHELL ["pwsh", "-c"]\nRUN ["a", "b c"]', ['a']],
    ['the program of a shebang', 'FROM python\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n', 'opaque'],
    ['the shell of a shebang', 'FROM python\nSHELL ["pwsh"]\nRUN <<EOF\n#!/bin/bash\na\nEOF\n', ['a']],
    ['PowerShell', 'FROM python\nSHELL ["powershell", "-Command"]\nRUN a', 'opaque'],
    ['cmd, on Windows', 'FROM mcr.microsoft.com/windows/nanoserver\nRUN a', 'opaque'],
    ['nobody, since it is meant to be JSON and is not', 'FROM python\nRUN ["a", "b"] # no', 'opaque'],
    ['the shell of the parent stage', 'FROM python AS x\nSHELL ["pwsh"]\nFROM x\nRUN a', 'opaque'],
  ])('%s', (_, text, expected) => {
    expect(run(text)).toEqual(expected);
  });

  test('HEALTHCHECK and CMD are read the same', () => {
    expect(lastOf('healthcheck', 'FROM python\nHEALTHCHECK CMD ["curl", "a b"]').script?.commands[0]?.name).toBe(
      'curl',
    );
    expect(lastOf('healthcheck', 'FROM python\nHEALTHCHECK NONE').script).toBeUndefined();
    expect(lastOf('cmd', 'FROM python\nCMD a b').script.commands[0]?.name).toBe('a');
  });
});
