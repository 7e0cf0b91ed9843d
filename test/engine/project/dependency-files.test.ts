import { expect, test } from 'vitest';
import { factsFor } from '../../../server/src/engine/project/memory.ts';
import { factsOf, listed } from './support.ts';

const FILES = {
  'backend/manage.py': '',
  'backend/requirements/prod.txt': '-r base.txt\n-c ../limits.txt\ngunicorn\n',
  'backend/requirements/base.txt': 'django[argon2]\n',
  'backend/limits.txt': 'django==5.2.1\n',
};
const TEXT = 'FROM python:3.14\nWORKDIR /app\nCOPY backend .\nRUN pip install -r requirements/prod.txt\n';

const facts = factsFor({ path: 'Dockerfile', text: TEXT }, FILES);
const REQUEST = {
  by: 'pip',
  files: ['backend/requirements/prod.txt'],
  projects: [],
  named: [],
  constraints: [],
  noDeps: false,
} as const;

test('what the Dockerfile installs from is read, with what that includes', () => {
  expect([...facts.dependencies.keys()].sort()).toEqual([
    'backend/limits.txt',
    'backend/requirements/base.txt',
    'backend/requirements/prod.txt',
  ]);
});

test('what an install brings is known by the versions that are pinned, and by its extras', () => {
  const { packages } = facts.installed(REQUEST);
  expect([...packages.keys()].sort()).toEqual(['django', 'gunicorn']);
  expect(packages.get('django')).toMatchObject({ version: '5.2.1', extras: ['argon2'], certain: true });
});

test('requirements and constraints of a command count as well', () => {
  const from = { path: 'Dockerfile', span: { start: 1, end: 2 } };
  const named = [{ value: 'uvicorn[standard]==0.40', from }];
  const set = facts.installed({ ...REQUEST, files: [], named, constraints: ['backend/limits.txt'] });
  expect(set.packages.get('uvicorn')).toMatchObject({ version: '0.40', extras: ['standard'], from });
  expect(facts.installed({ ...REQUEST, named: [{ value: './lib', from }] }).unread).not.toEqual([]);
});

test('files that are missing or refused hide what they would bring', () => {
  const tree = listed(...Object.keys(FILES));
  const texts = { ...FILES, 'backend/requirements/base.txt': null };
  expect(factsOf(TEXT, { tree, texts }).facts.installed(REQUEST).unread).toHaveLength(1);
});

test('requirements that include each other come to an end', () => {
  const files = { ...FILES, 'backend/requirements/base.txt': '-r prod.txt\n-r base.txt\ndjango\n' };
  const { packages } = factsFor({ path: 'Dockerfile', text: TEXT }, files).installed(REQUEST);
  expect([...packages.keys()].sort()).toEqual(['django', 'gunicorn']);
});
