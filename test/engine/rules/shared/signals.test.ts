import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { handlesSignals, shellStays } from '../../../../server/src/engine/rules/shared/signals.ts';
import { startOf } from './support.ts';

const TEXTS = [
  'sleep 30',
  'true && sleep 30',
  'true; sleep 30',
  'cd / && A=b sleep 30',
  'false || sleep 30',
  'exec sleep 30',
  'true && exec sleep 30',
  'if true; then exec sleep 30; fi',
  'true | sleep 30',
  'sleep 30 >/dev/null',
  '{ sleep 30; }',
  'if true; then sleep 30; fi',
];

function stays(shell: string, text: string, from = 'python:3.13-slim'): boolean {
  const { start } = startOf(`FROM ${from}\nCMD ${text}`);
  if (!start.command) throw new Error('No CMD');
  return shellStays(shell, start.command.script, start.stage);
}

test('sh is what the image says', () => {
  expect(stays('sh', 'sleep 30')).toBe(true);
  expect(stays('sh', 'sleep 30', 'python:3.13-alpine')).toBe(false);
  expect(stays('sh', 'sleep 30', 'fedora:42')).toBe(false);
  expect(stays('sh', 'sleep 30', 'python:3.13-slim\nRUN ln -sf /bin/bash /bin/sh')).toBe(false);
});

test.each([
  ['sleep 1 & wait', true],
  ['trap x TERM; sleep 1', true],
  ['sleep 1', false],
])('whether %s handles signals', (text, expected) => {
  expect(handlesSignals(startOf(`FROM python\nCMD ${text}`).start.command?.script as never)).toBe(expected);
});

/** Where a real shell gives way we must not say that it stays; it may give way more often than we know. */
describe.skipIf(!existsSync('/proc/self/cmdline'))('as real shells do', () => {
  const shells = ['dash', 'bash', 'busybox'].filter(
    (name) => existsSync(`/bin/${name}`) || existsSync(`/usr/bin/${name}`),
  );
  test.each(shells.flatMap((shell) => TEXTS.map((text) => [shell, text] as const)))('%s: %s', async (shell, text) => {
    const args = shell === 'busybox' ? ['sh', '-c', text] : ['-c', text];
    const child = spawn(shell, args, { stdio: 'ignore', detached: true });
    try {
      expect(stays(shell === 'busybox' ? 'ash' : shell, text)).toBe(!(await becomes(child.pid ?? 0, 'sleep')));
    } finally {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    }
  });
});

/** The process runs the program itself, once it has had time to. */
async function becomes(pid: number, program: string): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    await sleep(30);
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith(`${program}\0`)) return true;
  }
  return false;
}
