import { describe, expect, test } from 'vitest';
import {
  findContext,
  foldersUpward,
  listingOf,
  PROJECT_MARKER,
  within,
} from '../../../server/src/engine/project/context.ts';
import { PathIndex } from '../../../server/src/engine/project/path-index.ts';
import { known, unknown } from '../../../server/src/engine/text/known.ts';
import { modelOf } from '../model/support.ts';
import { filesOf } from './support.ts';

test('folders upward end at the workspace folder', () => {
  expect(foldersUpward('a/b/Dockerfile')).toEqual(['a/b', 'a', '']);
  expect(foldersUpward('Dockerfile')).toEqual(['']);
});

test('a path within a folder', () => {
  expect([within('', 'a'), within('b', 'a')]).toEqual(['a', 'b/a']);
});

test.each([
  ['manage.py', true],
  ['pyproject.toml', true],
  ['requirements.txt', true],
  ['requirements-dev.in', true],
  ['requirements/base.txt', true],
  ['Pipfile', true],
  ['app/manage.py', false],
  ['package.json', false],
  ['my-requirements.txt', false],
])('%s marks the root of a Python project: %s', (path, expected) => {
  expect(PROJECT_MARKER.test(path)).toBe(expected);
});

describe('the build context', () => {
  const FILES = [
    'backend/manage.py',
    'backend/app/wsgi.py',
    'backend/requirements.txt',
    'docker/run.sh',
    'package.json',
  ];
  const root = (lines: string, path: string, files: readonly string[] = FILES) => {
    const found = findContext(modelOf(`FROM python:3\n${lines}\n`, path), filesOf(...files));
    return found.known ? found.value.root : undefined;
  };

  test.each([
    [
      'the folder of the Dockerfile, which holds what it copies',
      'COPY requirements.txt .',
      'backend/Dockerfile',
      'backend',
    ],
    ['a folder above that does', 'COPY docker/run.sh /', 'backend/Dockerfile', ''],
    ['a folder above, from a folder of its own', 'COPY backend/app /app', 'docker/Dockerfile', ''],
    ['the nearest project when everything is copied', 'COPY . .', 'backend/Dockerfile', 'backend'],
    ['the nearest project from below', 'COPY . .', 'backend/docker/web/Dockerfile', 'backend'],
    [
      'the nearest project, whatever wildcards and stages say',
      'COPY *.lock x* ./\nCOPY --from=y a b',
      'backend/Dockerfile',
      'backend',
    ],
    ['the nearest project when a variable hides the source', 'ARG X\nCOPY $X .', 'backend/Dockerfile', 'backend'],
    ['no folder, when none holds what is copied', 'COPY missing.txt .', 'backend/Dockerfile', undefined],
    ['no folder, when none looks like one', 'COPY . .', 'Dockerfile', undefined],
  ])('is %s', (_, lines, path, expected) => {
    expect(root(lines, path)).toBe(expected);
  });

  test('is the folder that builds name, whatever is copied', () => {
    const found = (told: Parameters<typeof findContext>[2]) =>
      findContext(modelOf('FROM x\nCOPY gone .\n', 'backend/Dockerfile'), filesOf(...FILES), told);
    expect(found(known('docker'))).toMatchObject({ known: true, value: { root: 'docker' } });
    expect(found(unknown('builds disagree'))).toEqual(unknown('builds disagree'));
    expect(found(undefined)).toMatchObject({ known: false });
  });

  test('lists its files and folders by their path in it', () => {
    const found = findContext(modelOf('FROM x\nCOPY app .\n', 'backend/Dockerfile'), filesOf(...FILES));
    if (!found.known) throw new Error(found.why);
    const { has, below } = found.value;
    expect(below('.')).toEqual(['manage.py', 'app/wsgi.py', 'requirements.txt']);
    expect(below('app')).toEqual(['app/wsgi.py']);
    expect(below('app/wsgi.py')).toEqual(['app/wsgi.py']);
    expect(['.', 'app', 'app/wsgi.py', 'ap', 'docker', 'backend', ''].map(has)).toEqual([
      ...[true, true, true],
      ...[false, false, false, false],
    ]);
  });
});

describe('what a COPY brings of a listing', () => {
  const { copied } = listingOf('', PathIndex.of(['a.py', 'a.txt', 'web/a.py', 'web/app/b.py', 'web/b.txt']), [], []);
  const isPython = (path: string): boolean => path.endsWith('.py');

  test.each([
    ['.', ['a.py', 'a.txt', 'web/a.py', 'web/app/b.py', 'web/b.txt']],
    ['web', ['web/a.py', 'web/app/b.py', 'web/b.txt']],
    ['a.txt', ['a.txt']],
    ['a.*', ['a.py', 'a.txt']],
    ['*', ['a.py', 'a.txt', 'web/a.py', 'web/app/b.py', 'web/b.txt']],
    ['gone', []],
    ['[', undefined],
  ])('for %s, all of it or what fits', (source, files) => {
    expect(copied(source)).toEqual(files);
    expect(copied(source, isPython)).toEqual(files?.filter(isPython));
  });
});
