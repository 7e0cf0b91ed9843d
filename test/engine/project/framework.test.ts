import { describe, expect, test } from 'vitest';
import { shown } from '../model/support.ts';
import { factsOf, type Host, listed } from './support.ts';

const django = (host: Host, path = 'Dockerfile'): unknown => shown(factsOf('FROM python:3\n', host, path).facts.django);

describe('a project is Django’s', () => {
  test.each([
    ['by a manage.py', ['manage.py'], {}, 'Dockerfile'],
    ['by a manage.py below', ['src/manage.py', 'setup.cfg'], { 'setup.cfg': '' }, 'Dockerfile'],
    ['by a manage.py further up', ['manage.py', 'docker/x'], {}, 'docker/web/Dockerfile'],
    ['by a requirement', ['requirements.txt'], { 'requirements.txt': 'Django>=5\n' }, 'Dockerfile'],
    ['by a requirement in a folder', ['requirements/base.txt'], { 'requirements/base.txt': 'django\n' }, 'Dockerfile'],
    [
      'by an included requirement',
      ['requirements.txt', 'r/base.txt'],
      { 'requirements.txt': '-r r/base.txt\n', 'r/base.txt': 'django' },
      'Dockerfile',
    ],
    ['by its pyproject.toml', ['pyproject.toml'], { 'pyproject.toml': 'dependencies = ["django>=5"]' }, 'Dockerfile'],
    [
      'by one of several markers',
      ['Pipfile', 'pyproject.toml'],
      { 'pyproject.toml': 'x', Pipfile: 'django = "*"' },
      'Dockerfile',
    ],
    [
      'by its own markers, not by those further up',
      ['requirements.txt', 'web/requirements.txt'],
      { 'requirements.txt': 'flask', 'web/requirements.txt': 'django' },
      'web/Dockerfile',
    ],
    ['where we are configured', ['pyproject.toml'], { 'pyproject.toml': '[tool.django-dockerfile]\n' }, 'Dockerfile'],
  ])('%s', (_, files, texts, path) => {
    expect(django({ tree: listed(...files), texts }, path)).toBe(true);
  });

  test.each([
    ['with other requirements', ['requirements.txt'], { 'requirements.txt': 'flask\n' }, 'Dockerfile'],
    [
      'where a comment speaks of it',
      ['requirements.txt'],
      { 'requirements.txt': 'flask  # not django\n# django\n' },
      'Dockerfile',
    ],
    [
      'beside a Django backend',
      ['back/manage.py', 'api/requirements.txt'],
      { 'api/requirements.txt': 'fastapi' },
      'api/Dockerfile',
    ],
  ])('not %s', (_, files, texts, path) => {
    expect(django({ tree: listed(...files), texts }, path)).toBe(false);
  });

  test.each<[string, Host]>([
    ['nothing is listed', {}],
    [
      'the list is not complete',
      { tree: { state: 'ok', value: { files: ['manage.py'], skipped: [], partial: true } } },
    ],
    ['the list is refused', { tree: { state: 'refused', why: 'no' } }],
    ['no project is seen', { tree: listed('Dockerfile', 'package.json') }],
    ['a marker is refused', { tree: listed('requirements.txt'), texts: { 'requirements.txt': null } }],
    ['a marker is not read yet', { tree: listed('requirements.txt'), texts: { 'requirements.txt': undefined } }],
    ['an included file is missing', { tree: listed('requirements.txt'), texts: { 'requirements.txt': '-r gone.txt' } }],
    [
      'an included file is no plain path',
      { tree: listed('requirements.txt'), texts: { 'requirements.txt': '-r $X.txt' } },
    ],
  ])('nobody knows when %s', (_, host) => {
    expect(django(host)).toBe('?');
  });

  test('files that include each other come to an end', () => {
    const texts = { 'requirements.txt': '-r a.txt', 'a.txt': '-r requirements.txt\n-r a.txt' };
    expect(django({ tree: listed('requirements.txt', 'a.txt'), texts })).toBe(false);
  });

  test('markers are wanted, with what they include', () => {
    const tree = listed('requirements.txt', 'base.txt', 'pyproject.toml');
    expect(factsOf('FROM x', { tree, texts: { 'requirements.txt': undefined, 'pyproject.toml': '' } }).wants).toEqual([
      'text requirements.txt',
    ]);
    const texts = { 'requirements.txt': '-r base.txt', 'base.txt': undefined, 'pyproject.toml': '' };
    expect(factsOf('FROM x', { tree, texts }).wants).toEqual(['text base.txt']);
  });
});

describe('manage.py', () => {
  test('is found wherever it lies', () => {
    const { facts } = factsOf('FROM x', { tree: listed('manage.py', 'a/manage.py', 'a/xmanage.py') });
    expect(shown(facts.managePy)).toEqual(['a/manage.py', 'manage.py']);
    expect(shown(facts.workspace)).toEqual(['a/manage.py', 'a/xmanage.py', 'manage.py']);
  });

  test('is unknown where files may be missing from the list', () => {
    expect(factsOf('FROM x', {}).facts.managePy.known).toBe(false);
    const tree = { state: 'ok', value: { files: ['manage.py'], skipped: [], partial: true } } as const;
    expect(factsOf('FROM x', { tree }).facts.managePy.known).toBe(false);
  });
});
