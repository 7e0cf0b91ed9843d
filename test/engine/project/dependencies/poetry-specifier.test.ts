import { expect, test } from 'vitest';
import { poetryClauses } from '../../../../server/src/engine/project/dependencies/poetry-specifier.ts';

test.each([
  ['^1.2.3', ['>=1.2.3,<2']],
  ['^0.2.3', ['>=0.2.3,<0.3']],
  ['^0.0.3', ['>=0.0.3,<0.0.4']],
  ['^0.0', ['>=0.0,<0.1']],
  ['^0', ['>=0,<1']],
  ['^1.2b1', ['>=1.2b1,<2']],
  ['^ 1.2', ['>=1.2,<2']],
  ['~1.2.3', ['>=1.2.3,<1.3']],
  ['~1', ['>=1,<2']],
  ['~=1.2', ['~=1.2']],
  ['*', ['']],
  ['1.2', ['==1.2']],
  ['1.2.*', ['==1.2.*']],
  ['>=1 <2', ['>=1,<2']],
  ['^1 || ^3', ['>=1,<2', '>=3,<4']],
])('%s', (text, expected) => {
  expect(poetryClauses(text)).toEqual(expected);
});

test.each(['', '||', '^', '~', 'latest', '^a'])('%j cannot be read', (text) => {
  expect(poetryClauses(text)).toBeUndefined();
});
