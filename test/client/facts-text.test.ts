import { expect, test } from 'vitest';
import { factsText } from '../../client/src/facts-text.ts';
import type { FactSummary, ProjectSummary } from '../../server/src/lsp/messages.ts';

const fact = (name: string, value: string, path: string, line: number): FactSummary => ({
  name,
  value,
  from: { uri: `file:///shop/${path}`, path, line },
});
const SHOP: ProjectSummary = {
  name: 'shop',
  own: true,
  facts: [
    fact('settingsModule', 'config.settings', 'manage.py', 8),
    fact('django', '5.2.17', 'requirements/base.txt', 1),
    fact('redis', 'no', 'config/__init__.py', 1),
  ],
};

test('a project is a table whose columns are aligned', () => {
  expect(factsText([SHOP]).text).toBe(`# Project facts

## shop

| Fact     | Value             | From |
| -------- | ----------------- | ---- |
| Django   | \`5.2.17\`          | \`requirements/base.txt:1\` |
| Settings | \`config.settings\` | \`manage.py:8\` |
| Redis    | \`no\`              | \`config/__init__.py:1\` |

What is not known is left out. Nothing of the project was run to find this out.
`);
});

test('one long value does not push the others away', () => {
  const long = fact(
    'requirementsFiles',
    Array.from({ length: 9 }, (_, at) => `requirements/${at}.txt`).join(', '),
    'x',
    1,
  );
  const { text, links } = factsText([{ ...SHOP, facts: [...SHOP.facts, long] }]);
  expect(text).toMatch(/^\| Django {13}\| `5\.2\.17` {21}\| `requirements\/base\.txt:1` \|$/m);
  const { line = 0, start = 0, end = 0 } = links.find(({ target }) => target.endsWith('/x#L1')) ?? {};
  expect(text.split('\n')[line]?.slice(start, end)).toBe('`x:1`');
});

test('each place is a link to its file and line', () => {
  const { text, links } = factsText([SHOP]);
  const lines = text.split('\n');
  expect(links.map(({ line, start, end, target }) => [lines[line]?.slice(start, end), target])).toEqual([
    ['`requirements/base.txt:1`', 'file:///shop/requirements/base.txt#L1'],
    ['`manage.py:8`', 'file:///shop/manage.py#L8'],
    ['`config/__init__.py:1`', 'file:///shop/config/__init__.py#L1'],
  ]);
});

test('a link lies on the place, also where the value looks the same', () => {
  const { text, links } = factsText([
    { name: 'x', own: true, facts: [fact('managePy', 'manage.py:1', 'manage.py', 1)] },
  ]);
  const [link] = links;
  const line = text.split('\n')[link?.line ?? 0] ?? '';
  expect(line.indexOf('`manage.py:1`')).toBeLessThan(link?.start ?? 0);
});

test('several projects follow each other, and that of the Dockerfile says so', () => {
  const { text, links } = factsText([SHOP, { name: 'work/blog', own: false, facts: SHOP.facts.slice(0, 1) }]);
  expect(text.match(/^## .*$/gm)).toEqual(['## shop', '## work/blog']);
  expect(text.match(/^The Dockerfile is for this project\.$/gm)).toHaveLength(1);
  expect(new Set(links.map(({ line }) => line)).size).toBe(4);
});

test('a bar in a value does not end its cell', () => {
  const { text } = factsText([{ name: 'x', own: true, facts: [fact('django', '>=5|<6', 'a|b.txt', 2)] }]);
  expect(text).toContain('| `>=5\\|<6` | `a\\|b.txt:2` |');
});

test('no project is said', () => {
  expect(factsText([])).toMatchObject({ text: expect.stringContaining('there is no `manage.py`'), links: [] });
});
