import { describe, expect, test } from 'vitest';
import { projectFacts } from '../../../server/src/engine/project/facts.ts';
import type { ProjectReads } from '../../../server/src/engine/project/types.ts';
import { factsOf, listed } from './support.ts';

const TEXTS = {
  'requirements.txt': 'django\n',
  'requirements/prod.txt': '-r base.txt\n-c ../constraints.txt\ngunicorn\n',
  'requirements/base.txt': 'django\n',
  'constraints.txt': 'django==5.2\n',
};
const tree = listed('manage.py', ...Object.keys(TEXTS));

const known = (lines: string): string[] => {
  const { facts } = factsOf(`FROM python:3\nWORKDIR /app\n${lines}\n`, { tree, texts: TEXTS });
  return Object.keys(TEXTS).filter((path) => facts.requirements(path).known);
};

describe('requirements files are read', () => {
  test.each([
    ['when they are installed', 'COPY requirements.txt .\nRUN pip install -r requirements.txt', ['requirements.txt']],
    ['when all of the context is copied', 'COPY . .\nRUN pip install -r requirements.txt', ['requirements.txt']],
    [
      'when they are mounted',
      'RUN --mount=source=requirements.txt,target=r.txt pip install -r r.txt',
      ['requirements.txt'],
    ],
    ['under another name', 'COPY requirements/base.txt /r.txt\nRUN pip install -r /r.txt', ['requirements/base.txt']],
    ['by a variable', 'ARG E=base\nCOPY . .\nRUN pip install -r requirements/$E.txt', ['requirements/base.txt']],
    [
      'with all they include',
      'COPY . .\nRUN pip install -r requirements/prod.txt',
      ['requirements/prod.txt', 'requirements/base.txt', 'constraints.txt'],
    ],
    ['as constraints', 'COPY . .\nRUN pip install -c constraints.txt x', ['constraints.txt']],
    ['when nothing brings them yet', 'RUN pip install -r ./requirements.txt', ['requirements.txt']],
    ['not when nobody installs them', 'COPY . .', []],
    [
      'not when they are copied from an image',
      'COPY --from=x /requirements.txt .\nRUN pip install -r requirements.txt',
      [],
    ],
  ])('%s', (_, lines, expected) => {
    expect(known(lines)).toEqual(expected);
  });
});

describe('wanted', () => {
  const text = 'FROM python:3\nCOPY . /r/\nRUN pip install -r /r/requirements/prod.txt -r /r/gone.txt\n';

  test('is what exists and has not been read', () => {
    const reads: ProjectReads = { tree: () => tree, text: () => undefined, mode: () => undefined };
    const { wants } = projectFacts({ path: 'Dockerfile', text }, reads);
    expect(wants).toContainEqual({ kind: 'text', path: 'requirements/prod.txt' });
    expect(wants.map(({ path }) => path)).not.toContain('gone.txt');
  });

  test('is then what that includes', () => {
    const texts = { ...TEXTS, 'requirements/base.txt': undefined };
    expect(factsOf(text, { tree, texts }).wants).toEqual(['text requirements/base.txt']);
  });
});

test('a file that is refused is unknown, with the reason', () => {
  const text = 'FROM python:3\nCOPY requirements.txt /r.txt\nRUN pip install -r /r.txt\n';
  const { facts } = factsOf(text, { tree, texts: { 'requirements.txt': null } });
  expect(facts.requirements('requirements.txt')).toEqual({ known: false, why: 'requirements.txt is too large' });
  expect(facts.requirements('other.txt')).toEqual({ known: false, why: 'other.txt is not read' });
});
