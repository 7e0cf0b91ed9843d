import { expect, test } from 'vitest';
import { RULES } from '../../../server/src/engine/rules/index.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { cli } from '../run-cli.ts';

test('JSON has the shape of the contract', async () => {
  const { code, out } = await cli(temporaryFolder(), ['rules', '--format', 'json']);
  expect(code).toBe(0);
  const rules: Record<string, unknown>[] = JSON.parse(out);
  expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  for (const rule of rules) {
    expect(rule).toEqual({
      id: expect.stringMatching(/^[a-z][a-z0-9-]*$/),
      category: expect.any(String),
      severity: expect.stringMatching(/^(?:error|warning|info|hint)$/),
      fix: expect.stringMatching(/^(?:safe|review|none)$/),
      summary: expect.any(String),
      documents: expect.arrayContaining([expect.any(String)]),
      severities: expect.arrayContaining([rule.severity]),
      defaultLevel: expect.stringMatching(/^(?:off|error|warning|info|hint)$/),
      overlaps: expect.any(Array),
      duplicates: expect.any(Array),
      since: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  }
});

test('text has a line for each', async () => {
  const { out } = await cli(temporaryFolder(), ['rules']);
  const lines = out.trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(RULES.map(({ id }) => id));
});
