import { expect, test } from 'vitest';
import { guarded, type Log, OnceLog } from '../../server/src/lsp/log.ts';

function memory(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const add = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return { lines, error: add('error'), warn: add('warn'), info: add('info') };
}

test('a handler that fails is logged, and the fallback answered', async () => {
  const log = memory();
  expect(await guarded(log, 'Counting', 0, () => 7)).toBe(7);
  expect(await guarded(log, 'Counting', 0, () => Promise.reject(new Error('no fingers')))).toBe(0);
  const throws = (): number => {
    throw 'a string';
  };
  expect(await guarded(log, 'Throwing', 0, throws)).toBe(0);
  expect(log.lines).toEqual([
    expect.stringMatching(/^error: Counting failed: Error: no fingers/),
    'error: Throwing failed: a string',
  ]);
});

test('each thing is said once', () => {
  const log = memory();
  const once = new OnceLog(log);
  for (const message of ['a', 'b', 'a']) once.say('warn', message);
  expect(log.lines).toEqual(['warn: a', 'warn: b']);
});
