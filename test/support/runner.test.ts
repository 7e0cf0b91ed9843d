import { expect, test } from 'vitest';
import * as runner from './runner.ts';

test('the runner of the editor suites tells what failed, undoes what each test did, and keeps to its time', async () => {
  const undone: string[] = [];
  runner.test('good', ({ after }) => {
    after(() => undone.push('second'));
    after(() => undone.push('first'));
  });
  runner.test('bad', ({ after }) => {
    after(() => undone.push('also when it fails'));
    throw new Error('for a reason');
  });
  runner.test('slow', () => new Promise(() => {}), { timeoutMs: 20 });
  runner.test('leaves things behind', ({ after }) => {
    after(() => {
      throw new Error('cannot be undone');
    });
  });
  const lines: string[] = [];
  expect(await runner.runTests({ print: (line) => lines.push(line) })).toBe(3);
  expect(undone).toEqual(['first', 'second', 'also when it fails']);
  const output = lines.join('\n');
  expect(output).toMatch(/^ok good/m);
  expect(output).toMatch(/^not ok bad\n {4}Error: for a reason/m);
  expect(output).toMatch(/^not ok slow\n {4}Error: not finished after 0.02 s/m);
  expect(output).toMatch(/^not ok leaves things behind\n {4}Error: cannot be undone/m);
  expect(lines.at(-1)).toBe('1 passed, 3 failed');

  lines.length = 0;
  expect(await runner.runTests({ print: (line) => lines.push(line), dependent: true })).toBe(1);
  expect(lines.at(-1)).toBe('1 passed, 1 failed, 2 skipped');
});
