import { expect, test } from 'vitest';
import { Reports } from '../../server/src/lsp/reports.ts';

const item = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, message: 'x' };

test('the same answer to the same question is not sent again', () => {
  const reports = new Reports();
  const first = reports.answer('a', 1, [item], undefined);
  expect(first).toEqual({ kind: 'full', resultId: '1', items: [item] });
  expect(reports.answer('a', 1, [{ ...item }], '1')).toEqual({ kind: 'unchanged', resultId: '1' });
});

test.each([
  ['another version', 2, [item], '1'],
  ['other findings', 1, [], '1'],
  ['a client that does not say what it has', 1, [item], undefined],
  ['a client that has something older', 1, [item], '0'],
])('%s', (_, version, items, previous) => {
  const reports = new Reports();
  reports.answer('a', 1, [item], undefined);
  expect(reports.answer('a', version, items, previous)).toEqual({ kind: 'full', resultId: '2', items });
});

test('a document that was closed is new when it comes back', () => {
  const reports = new Reports();
  reports.answer('a', 1, [item], undefined);
  reports.closed('a');
  expect(reports.answer('a', 1, [item], '1').kind).toBe('full');
});
