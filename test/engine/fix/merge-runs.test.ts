import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { analyzeAlone } from '../../../server/src/engine/docs/alone.ts';
import rule from '../../../server/src/engine/rules/caching/consecutive-runs.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { ShellBehaviour, shellLists } from './shell-behaviour.ts';

const PLAIN = [
  'apt-get update',
  'apt-get install a',
  'apt-get install fail',
  'apt-get install $Y',
  'Y=b apt-get install $Y',
];
const ODD = [
  ...[
    'Y=b',
    'export Y=b',
    'set -e',
    'umask 022',
    'cd /tmp',
    'true',
    'exit 0',
    'exec apt-get update',
    '(apt-get update)',
  ],
  ...['apt-get install fail || true', 'apt-get install fail; true', 'apt-get update | cat', 'apt-get update # why'],
];

const lists = fc.oneof(
  { weight: 3, arbitrary: shellLists(PLAIN, [' && ', ' && \\\n    ', ' \\\n    && ']) },
  { weight: 1, arbitrary: shellLists([...PLAIN, ...ODD], [' && ', '; ']) },
);
const files = fc
  .array(lists, { minLength: 2, maxLength: 3 })
  .map((texts) => `FROM debian:trixie\n${texts.map((text) => `RUN ${text}\n`).join('')}`);

describe.skipIf(process.platform === 'win32')('in a real shell', { timeout: 60_000 }, () => {
  const shell = new ShellBehaviour(['apt-get']);
  afterAll(() => shell.remove());

  test('a safe merge runs the same commands with the same end', () => {
    let merged = 0;
    fc.assert(
      fc.property(files, (text) => {
        for (const { fixes } of analyzeAlone([rule], { path: 'Dockerfile', text }).findings) {
          for (const fix of fixes.filter(({ safety }) => safety === 'safe')) {
            merged++;
            const result = applyEdits(text, fix.edits);
            expect(shell.of(result), result).toEqual(shell.of(text));
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(merged, 'some texts are merged').toBeGreaterThan(30);
  });
});
