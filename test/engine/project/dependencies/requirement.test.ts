import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseRequirement,
  sourceOf,
  toldByAddress,
} from '../../../../server/src/engine/project/dependencies/requirement.ts';

describe('a requirement', () => {
  test.each<[string, string, readonly string[], string, string | undefined]>([
    ['django', 'django', [], '', undefined],
    ['Django_Filter', 'django-filter', [], '', undefined],
    ['zope.interface', 'zope-interface', [], '', undefined],
    ['django==5.2.1', 'django', [], '==5.2.1', undefined],
    ['django >=5, <6', 'django', [], '>=5, <6', undefined],
    ['django (>=5)', 'django', [], '>=5', undefined],
    ['psycopg[binary, Pool]>=3', 'psycopg', ['binary', 'pool'], '>=3', undefined],
    ['psycopg [binary] >=3', 'psycopg', ['binary'], '>=3', undefined],
    ['psycopg[]', 'psycopg', [], '', undefined],
    ['tzdata; sys_platform == "win32"', 'tzdata', [], '', 'sys_platform == "win32"'],
    ['tzdata>=1 ;python_version<"3.9"', 'tzdata', [], '>=1', 'python_version<"3.9"'],
    ['tzdata;', 'tzdata', [], '', undefined],
    ['django==${VERSION}', 'django', [], '==${VERSION}', undefined],
  ])('%s', (text, name, extras, specifier, marker) => {
    const source = { kind: 'index' };
    const expected = { name, extras, specifier: { text: specifier, dialect: 'pep440' }, marker, source };
    expect(parseRequirement(text)).toEqual(expected);
  });

  test.each([
    ['shop @ git+https://x/shop.git@main', 'vcs', 'git+https://x/shop.git@main', undefined],
    ['shop@https://x/a;b.whl', 'url', 'https://x/a;b.whl', undefined],
    ['shop @ https://x/shop.whl ; os_name == "posix"', 'url', 'https://x/shop.whl', 'os_name == "posix"'],
    ['shop @ file:///srv/shop', 'path', 'file:///srv/shop', undefined],
    ['shop[s3] @ ./shop', 'path', './shop', undefined],
  ])('%s comes from elsewhere', (text, kind, target, marker) => {
    expect(parseRequirement(text)).toMatchObject({ name: 'shop', source: { kind, target }, marker });
  });

  test.each([
    '',
    ' ',
    '==5',
    '-django',
    'django-',
    'django is great',
    'django 5.2',
    'django[a b]',
    'django[',
    '{{ name }}',
    '${NAME}==5',
    'shop @',
    'shop @ a b',
    `${'a'.repeat(30_000)}`,
  ])('%j is none', (text) => {
    expect(parseRequirement(text)).toBeUndefined();
  });
});

test.each([
  ['git+ssh://git@x/y.git', 'vcs'],
  ['hg+http://x/y', 'vcs'],
  ['git@github.com:x/y.git', 'vcs'],
  ['https://x/y.whl', 'url'],
  ['file:./x', 'path'],
  ['../x', 'path'],
])('%s is a %s', (address, kind) => {
  expect(sourceOf(address).kind).toBe(kind);
});

test.each([
  ['git+https://x/y.git#egg=My_Shop', { name: 'my-shop', extras: [] }],
  ['git+https://x/y.git@v1#subdirectory=a&egg=shop[s3]', { name: 'shop', extras: ['s3'] }],
  ['https://x/My_Shop-1.2-py3-none-any.whl', { name: 'my-shop', version: '1.2' }],
  ['https://x/shop-1.2-1-cp312-cp312-linux_x86_64.whl#sha256=ab', { name: 'shop', version: '1.2' }],
  ['wheels/shop-1.2%2Bcpu-py3-none-any.whl', { name: 'shop', version: '1.2+cpu' }],
  ['./django-filter-24.1.tar.gz', { name: 'django-filter', version: '24.1' }],
  ['https://github.com/x/shop/archive/shop-1.2.zip', {}],
  ['https://x/main.zip', {}],
  ['git+https://x/y.git', {}],
  ['./shop', {}],
])('%s tells %j', (address, expected) => {
  expect(toldByAddress(address)).toEqual(expected);
});

test('nothing throws, and nothing takes long', () => {
  const piece = fc.constantFrom(
    'a',
    '-1',
    '.',
    '[',
    ']',
    '(',
    ')',
    ' @ ',
    'https://',
    '#egg=',
    ';',
    '>=',
    ' ',
    '-a-a-',
    '.whl',
    '"',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 500 }), (parts) => {
      parseRequirement(parts.join(''));
      toldByAddress(parts.join(''));
    }),
  );
});
