import { expect, test } from 'vitest';
import { readGlob } from '../../../../server/src/engine/project/dockerignore/glob.ts';

test.each([
  ['a/b', { kind: 'exact', text: 'a/b' }],
  ['a.(b)', { kind: 'exact', text: 'a.(b)' }],
  ['a^', { kind: 'exact', text: 'a^' }],
  ['a/**', { kind: 'prefix', text: 'a/' }],
  ['a**', { kind: 'prefix', text: 'a' }],
  ['**', { kind: 'suffix', text: '' }],
  ['**/a', { kind: 'suffix', text: '/a' }],
  ['**a', { kind: 'suffix', text: 'a' }],
])('%s is compared as text', (pattern, glob) => {
  expect(readGlob(pattern)).toEqual(glob);
});

test.each([
  ['*.py', [{ kind: 'name' }, { kind: 'text', text: '.py' }]],
  ['a?', [{ kind: 'text', text: 'a' }, { kind: 'letter' }]],
  ['a/**/b', [{ kind: 'text', text: 'a/' }, { kind: 'folders' }, { kind: 'text', text: 'b' }]],
  ['**/*', [{ kind: 'folders' }, { kind: 'name' }]],
  ['*/**', [{ kind: 'name' }, { kind: 'text', text: '/' }, { kind: 'rest' }]],
  ['\\*a', [{ kind: 'text', text: '*a' }]],
  ['a]', [{ kind: 'text', text: 'a]' }]],
  [
    '[a-c.]',
    [
      {
        kind: 'class',
        negated: false,
        ranges: [
          [97, 99],
          [46, 46],
        ],
      },
    ],
  ],
  ['[^\\]]', [{ kind: 'class', negated: true, ranges: [[93, 93]] }]],
])('%s is taken step by step', (pattern, steps) => {
  expect(readGlob(pattern)).toEqual({ kind: 'steps', steps });
});

test.each([
  '\\',
  'a\\',
  '[',
  'a[',
  '[^',
  '[]',
  '[]a]',
  '[^]',
  '[^bc',
  '[-]',
  '[-x]',
  '[x-]',
  '[a-b-c]',
  '[c-a]',
  '[a-',
  '[\\',
  '[*]',
  '[?]',
  '[[:alpha:]]',
  '\\d',
  '[\\d]',
  '\\é',
  'a^*',
])('%s is nothing Docker reads, or not as it looks', (pattern) => {
  expect(readGlob(pattern)).toBeUndefined();
});
