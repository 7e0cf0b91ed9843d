import { describe, expect, test } from 'vitest';
import { absence } from '../../../../../server/src/engine/rules/shared/dependencies/absence.ts';
import { dependenciesOf } from './support.ts';

const SLIM = 'FROM python:3.13-slim-trixie\nCOPY . .\n';

/** How sure it is that gunicorn is not there. */
const sure = (requirements: string, command = 'pip install -r r.txt') =>
  absence(dependenciesOf(`${SLIM}RUN ${command}\n`, { 'r.txt': requirements }), 'gunicorn');

describe('nobody can tell', () => {
  test.each([
    ['it is there', 'django\ngunicorn\n'],
    ['it is there on some machines', 'django\ngunicorn; platform_machine == "x86_64"\n'],
    ['a package brings it', 'django\nuvicorn-worker\n'],
    ['a package of the project may', 'django\n-e ./lib\n'],
    ['a package from a repository may', 'django\nshop @ git+https://example.org/shop.git\n'],
    ['not even Django is seen', 'whitenoise\n'],
    ['a collection may', 'django\nacme-django-base==1.0\n'],
    [
      'a package from an index of its own may',
      '--extra-index-url https://pypi.example.org/simple\ndjango\nshop==1.0\n',
    ],
    ['one that is built on it by its name may', 'django\nnever-gunicorn-heard==1.0\n'],
    ['a line that cannot be read may', 'django\n{{ more }}\n'],
    ['a file that is not there may', 'django\n-r more.txt\n'],
  ])('%s', (_, requirements) => {
    expect(sure(requirements)).toBeUndefined();
  });

  test.each([
    ['the index of a variable', 'PIP_INDEX_URL=https://x pip install -r r.txt'],
    ['the index of an option', 'pip install --index-url https://x -r r.txt'],
    ['a script', './more.sh && pip install -r r.txt'],
    ['another install', 'pip install -r r.txt acme-core'],
  ])('%s', (_, command) => {
    expect(sure('django\nshop==1.0\n', command)).toBeUndefined();
  });
});

test('public packages whose own needs nobody has locked leave a doubt', () => {
  expect(sure('django==5.2.8\ndjango-never-heard-of==1.0\n')).toBe('likely');
});

test.each([
  ['well-known packages', 'django==5.2.8\npsycopg[binary]==3.2.12\nwhitenoise\n'],
  ['hashes', 'django==5.2.8 --hash=sha256:00\nacme-core==1.0 --hash=sha256:00\n'],
  ['the output of pip freeze', 'asgiref==3.10.0\nDjango==5.2.8\nsqlparse==0.5.3\nnever-heard-of==1.0\n'],
  ['an index that is only a mirror for them', '--index-url https://mirror.example.org\ndjango\n'],
])('%s leave none', (_, requirements) => {
  expect(sure(requirements)).toBe('certain');
});

test('nobody knows who brings a package of no interest', () => {
  const found = dependenciesOf(`${SLIM}RUN pip install -r r.txt\n`, { 'r.txt': 'django==5.2.8\n' });
  expect(absence(found, 'packaging')).toBeUndefined();
});

test('a list that somebody has added to is no freeze', () => {
  expect(sure('asgiref==3.10.0\nDjango==5.2.8\nsqlparse==0.5.3\nnever-heard-of\n')).toBe('likely');
});
