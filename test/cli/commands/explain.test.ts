import { expect, test } from 'vitest';
import { renderRulePage } from '../../../server/src/engine/docs/render.ts';
import { RULES } from '../../../server/src/engine/rules/index.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { cli } from '../run-cli.ts';

test.each(RULES.map((rule) => [rule.id, rule] as const))('prints the page of %s', async (id, rule) => {
  const { code, out } = await cli(temporaryFolder(), ['explain', id]);
  expect([code, out]).toEqual([0, renderRulePage(rule)]);
});
