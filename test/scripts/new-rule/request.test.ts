import { expect, test } from 'vitest';
import { readRequest } from '../../../scripts/new-rule/request.ts';

test('an id, with or without a category', () => {
  expect(readRequest(['healthcheck-missing', 'runtime'], [])).toEqual({
    id: 'healthcheck-missing',
    category: 'runtime',
  });
  expect(readRequest(['healthcheck-missing'], [])).toEqual({ id: 'healthcheck-missing', category: 'correctness' });
});

test.each([
  [[], /^Usage/],
  [['a', 'b', 'c'], /^Usage/],
  [['Bad_Id'], /kebab-case/],
  [['../../x'], /kebab-case/],
  [['used-id'], /already/],
  [['new-id', 'nowhere'], /no category/],
])('%j is refused', (args, problem) => {
  expect(readRequest(args, ['used-id'])).toEqual({ problem: expect.stringMatching(problem) });
});
