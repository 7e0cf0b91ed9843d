import { describe, expect, test } from 'vitest';
import { inOrder, labelOf, mainFacts, placeAddress, placeText } from '../../client/src/fact-labels.ts';
import type { FactSummary } from '../../server/src/lsp/messages.ts';

const fact = (name: string): FactSummary => ({
  name,
  value: 'x',
  from: { uri: 'vscode-vfs://github/me/shop/a%20b.py', path: 'a b.py', line: 7 },
});
const names = (facts: readonly FactSummary[]) => facts.map(({ name }) => name);

describe('order', () => {
  const given = ['somethingNew', 'redis', 'server', 'managePy', 'django'].map(fact);

  test('what matters most comes first, and what nobody has named yet last', () => {
    expect(names(inOrder(given))).toEqual(['django', 'server', 'managePy', 'redis', 'somethingNew']);
  });

  test('a glance shows the main ones only', () => {
    expect(names(mainFacts(given))).toEqual(['django', 'server']);
    expect(mainFacts([fact('redis')])).toEqual([]);
  });
});

test('a fact without a label is called as the command line does', () => {
  expect([labelOf(fact('packageManager')), labelOf(fact('somethingNew'))]).toEqual(['Package manager', 'somethingNew']);
});

test('a place is shown by its path, and opened at its line', () => {
  expect(placeText(fact('django').from)).toBe('a b.py:7');
  expect(placeAddress(fact('django').from)).toBe('vscode-vfs://github/me/shop/a%20b.py#L7');
});
