import { describe, expect, test } from 'vitest';
import { renderHover, renderRulePage, renderRulesTable } from '../../../server/src/engine/docs/render.ts';
import { expectGolden } from '../../support/golden.ts';
import { listAndReplaceWord, listWord, sampleRule, wideRule } from '../../support/sample-rule.ts';

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

describe('a page shows the new text of other files', () => {
  const page = (buildFix: typeof listWord, files: Record<string, string>): string => {
    const examples = [{ title: 'A word', before: 'FROM python\nRUN bad\n', files: { 'manage.py': '', ...files } }];
    return renderRulePage(wideRule({ buildFix, docs: { ...sampleRule().docs, examples } }));
  };
  const AFTER = 'After “List the good word”, a fix to review:\n\n';

  test('behind that of the document, and says which are new', () => {
    expect(page(listAndReplaceWord, { 'requirements.txt': 'django\n' })).toContain(
      `${AFTER}\`\`\`dockerfile\nFROM python\nRUN good\n\`\`\`\n\n\`requirements.txt\`:\n\n\`\`\`\ndjango\ngood\n\`\`\`\n\n` +
        '`.dockerignore`, a new file:\n\n```\n.env\n```\n',
    );
  });

  test('alone where the document stays as it is', () => {
    expect(page(listWord, { 'requirements.txt': 'django\n', '.dockerignore': '' })).toContain(
      `${AFTER}\`requirements.txt\`:\n\n\`\`\`\ndjango\ngood\n\`\`\`\n\n## Options`,
    );
  });
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
