import { expect, test } from 'vitest';
import { renderHover, renderRulePage, renderRulesTable } from '../../../server/src/engine/docs/render.ts';
import { expectGolden } from '../../support/golden.ts';
import { sampleRule } from '../../support/sample-rule.ts';

test('the page of a rule', () => {
  expectGolden('test/fixtures/golden/rule-page.md', renderRulePage(sampleRule()));
});

test('a page says when a rule is off, and when a fix is to be reviewed', () => {
  const page = renderRulePage(
    sampleRule({
      defaultLevel: 'off',
      fix: 'review',
      buildFix: ({ fix }, { data }) => fix.draft().replace(data.text, 'good').build('Replace the bad word', 'review'),
    }),
  );
  expect(page).toContain('- **Severity:** off by default; when turned on: warning\n');
  expect(page).toContain('After “Replace the bad word”, a fix to review:');
});

test('a hover has the message, a link and the first paragraph of the reason', () => {
  expect(renderHover(sampleRule(), 'Use a * b', 'page:sample')).toBe(
    '**Use a \\* b** [`sample`](page:sample)\n\nIt is bad. It is not good.',
  );
  expect(renderHover(sampleRule())).toBe('**A bad word stands in RUN** `sample`\n\nIt is bad. It is not good.');
});

test('the table has a part for each category', () => {
  const rules = [
    sampleRule(),
    { ...sampleRule({ defaultLevel: 'off' }), id: 'other', category: 'stages' as const, fix: 'none' as const },
  ];
  expect(renderRulesTable(rules, 'docs')).toBe(`### Stages

| Rule | What it reports | Level | Fix |
| -- | -- | -- | -- |
| [\`other\`](docs/other.md) | A bad word stands in RUN | off by default |  |

### Correctness

| Rule | What it reports | Level | Fix |
| -- | -- | -- | -- |
| [\`sample\`](docs/sample.md) | A bad word stands in RUN | warning | safe |`);
});
