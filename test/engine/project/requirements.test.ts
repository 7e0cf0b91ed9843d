import { describe, expect, test } from 'vitest';
import { readRequirements, relativeTo } from '../../../server/src/engine/project/requirements.ts';

const read = (text: string, path = 'requirements.txt') => {
  const { includes, localPaths, checksOut } = readRequirements(path, text);
  return { includes, localPaths, checksOut };
};

describe('paths beside a file', () => {
  test.each([
    ['requirements.txt', 'base.txt', 'base.txt'],
    ['a/b.txt', 'c.txt', 'a/c.txt'],
    ['a/b.txt', './c/../d.txt', 'a/d.txt'],
    ['a/b.txt', '../c.txt', 'c.txt'],
  ])('from %s, %s is %s', (file, path, expected) => {
    expect(relativeTo(file, path)).toBe(expected);
  });

  test.each(['', '/etc/x', '../../c.txt', 'https://x/y.txt', '$HOME/x', '~/x', 'a\\b'])('%j leads nowhere', (path) => {
    expect(relativeTo('a/b.txt', path)).toBeUndefined();
  });
});

describe('includes', () => {
  test.each([
    '-r base.txt',
    '-rbase.txt',
    '-r=base.txt',
    '--requirement base.txt',
    '--requirement=base.txt',
    '--requirement = base.txt',
    '-c base.txt',
    '-cbase.txt',
    '--constraint base.txt',
    '--constraint=base.txt',
    '  -r base.txt  # the basics',
    '-r "base.txt"',
    "-r 'base.txt'",
    '-r \\\n  base.txt',
    '-r base.txt\r',
    '\ufeff-r base.txt',
  ])('%j', (line) => {
    expect(read(`django\n${line}\n`)).toEqual({ includes: ['base.txt'], localPaths: [], checksOut: false });
  });

  test('are relative to the file', () => {
    expect(read('-r base.txt\n-c ../constraints.txt\n', 'requirements/prod.txt').includes).toEqual([
      'requirements/base.txt',
      'constraints.txt',
    ]);
  });

  test('that are no plain path are seen and unknown', () => {
    expect(read('-r https://x/y.txt\n-r ${DIR}/x.txt\n-r /abs.txt\n').includes).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['in a comment', '# -r base.txt'],
    ['an option that begins the same', '--require-hashes'],
    ['a package', 'requests-r base'],
  ])('are not %s', (_, line) => {
    expect(read(line).includes).toEqual([]);
  });
});

describe('what comes from the project', () => {
  test.each([
    ['-e .', '.'],
    ['-e ./lib', './lib'],
    ['-e .[extra]', '.[extra]'],
    ['--editable=../shared', '../shared'],
    ['./lib', './lib'],
    ['.', '.'],
    ['.[dev]', '.[dev]'],
    ['lib/thing-1.0-py3-none-any.whl', 'lib/thing-1.0-py3-none-any.whl'],
    ['thing-1.0.tar.gz', 'thing-1.0.tar.gz'],
    ['thing.whl ; python_version > "3"', 'thing.whl ; python_version > "3"'],
    ['thing @ file:./lib', 'thing @ file:./lib'],
    ['file:///srv/lib', 'file:///srv/lib'],
    ['/srv/lib', '/srv/lib'],
    ['--find-links wheels', 'wheels'],
    ['-f ./wheels', './wheels'],
  ])('%s', (line, path) => {
    expect(read(`${line}\n`)).toMatchObject({ localPaths: [path], checksOut: false });
  });

  test.each([
    'django==5.2',
    'psycopg[binary]>=3',
    'thing @ https://x/y.whl',
    'https://x/y.whl',
    'git+https://github.com/x/y.git@v1#egg=y',
    '--find-links https://x/y',
    '--index-url https://x/simple',
    'django==5.2 --hash=sha256:abc',
    'django==5.2 \\\n    --hash=sha256:abc \\\n    --hash=sha256:def',
    '# ./lib',
    '',
  ])('not %j', (line) => {
    expect(read(`${line}\n`)).toEqual({ includes: [], localPaths: [], checksOut: false });
  });

  test.each(['-e git+https://github.com/x/y.git#egg=y', '--editable "git+ssh://git@x/y.git"'])(
    '%s is checked out beside it',
    (line) => {
      expect(read(line)).toEqual({ includes: [], localPaths: [], checksOut: true });
    },
  );
});

test('the file keeps its own path', () => {
  expect(readRequirements('a/b.txt', '').path).toBe('a/b.txt');
});
