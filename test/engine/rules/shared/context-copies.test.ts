import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../../server/src/engine/project/memory.ts';
import { broughtFromContext, mostTelling } from '../../../../server/src/engine/rules/shared/context-copies.ts';
import { modelOf } from '../../model/support.ts';

const FILES = {
  'manage.py': '',
  'shop/a.py': '',
  'shop/node_modules/a/b.js': '',
  '.git/HEAD': '',
  '.dockerignore': '*.md',
};

const brought = (text: string) =>
  broughtFromContext(modelOf(text), factsFor({ path: 'Dockerfile', text }, FILES)).map(({ path, files, skipped }) => [
    path,
    files,
    skipped,
  ]);

describe('what is brought', () => {
  test.each([
    ['COPY . .', [['.', ['.dockerignore', 'Dockerfile', 'manage.py', 'shop/a.py'], ['.git', 'shop/node_modules']]]],
    [
      'COPY manage.py shop /app/',
      [
        ['manage.py', ['manage.py'], []],
        ['shop', ['shop/a.py'], ['shop/node_modules']],
      ],
    ],
    ['COPY m*.py /app/', [['m*.py', ['manage.py'], []]]],
    ['COPY **/a.py /app/', []],
    ['COPY --exclude=x . .', []],
    ['COPY --from=busybox . .', []],
    ['COPY {{ x }} .', []],
  ])('%s', (line, expected) => {
    expect(brought(`FROM python:3\n${line}\n`)).toEqual(expected);
  });
});

test('what ships tells most', () => {
  const text = 'FROM python:3 AS a\nCOPY shop /s\nFROM python:3\nCOPY manage.py /m\nCOPY --from=a /s /s\nCMD ["x"]\n';
  const found = broughtFromContext(modelOf(text), factsFor({ path: 'Dockerfile', text }, FILES));
  expect(mostTelling(found)?.path).toBe('manage.py');
  expect(mostTelling([])).toBeUndefined();
});
