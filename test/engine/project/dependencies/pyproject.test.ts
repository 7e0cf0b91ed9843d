import { expect, test } from 'vitest';
import { readPyproject } from '../../../../server/src/engine/project/dependencies/pyproject.ts';
import { at, fileOf, groupsOf, placesOf, unreadOf } from './support.ts';

const read = (text: string) => fileOf('pyproject.toml', text);

test('the tables of the standard', () => {
  const text = `[project]
name = "shop"
requires-python = ">=3.12"
dependencies = [
  "Django>=5.2",
  'psycopg[binary]; os_name == "posix"',  # why
  "not a requirement",
]

[project.optional-dependencies]
S3 = ["boto3"]

[dependency-groups]
test = ["pytest", {include-group = "Coverage"}]
coverage = ["coverage==7.9"]
odd = "pytest"

[build-system]
requires = ["hatchling"]
`;
  const file = read(text);
  expect(groupsOf(file)).toEqual({
    'main main': ['django>=5.2', 'psycopg[binary] ; os_name == "posix"'],
    'extra s3': ['boto3'],
    'group test': ['pytest'],
    'group coverage': ['coverage==7.9'],
    'group odd': [],
    'build build': ['hatchling'],
  });
  expect(placesOf(text, file).slice(0, 2)).toEqual(['Django>=5.2', 'psycopg[binary]; os_name == "posix"']);
  expect(unreadOf(text, file)).toEqual(['not a requirement', 'odd = "pytest"']);
  expect(file.requiresPython && at(text, file.requiresPython.from)).toBe('>=3.12');
  const included = file.groups.find(({ name }) => name === 'test')?.includesGroups;
  expect(included?.map(({ value, from }) => [value, at(text, from)])).toEqual([
    ['coverage', '{include-group = "Coverage"}'],
  ]);
});

test("groups of uv and PDM, joined with the standard's", () => {
  const text = `[tool.uv]
dev-dependencies = ["ruff"]
[tool.pdm.dev-dependencies]
test = ["pytest"]
[dependency-groups]
dev = ["mypy"]
`;
  expect(groupsOf(read(text))).toEqual({ 'group dev': ['mypy', 'ruff'], 'group test': ['pytest'] });
});

test('a group tells which manager it is of', () => {
  const text = `[tool.uv]
dev-dependencies = ["ruff"]
[tool.pdm.dev-dependencies]
test = ["pytest"]
[tool.poetry.group.docs.dependencies]
sphinx = "*"
[dependency-groups]
dev = ["mypy"]
lint = ["ruff"]
`;
  const file = read(text);
  expect(file.groups.map(({ name, of }) => [name, of])).toEqual([
    ['dev', undefined],
    ['lint', undefined],
    ['test', 'pdm'],
    ['docs', 'poetry'],
  ]);
});

test('dependencies that are worked out elsewhere', () => {
  const dynamic = '[project]\nname = "shop"\ndynamic = ["version", "dependencies"]\n';
  expect(unreadOf(dynamic, read(dynamic))).toEqual(['dependencies']);
  const file = `${dynamic}[tool.setuptools.dynamic]\ndependencies = {file = ["requirements.txt"]}\n`;
  expect(read(file).includes.map(({ path, from }) => [path, at(file, from)])).toEqual([
    ['requirements.txt', 'requirements.txt'],
  ]);
  expect(unreadOf(file, read(file))).toEqual([]);
});

test.each(['[project', '[project]\nname = "a\n', '<<<<<<< HEAD\n', '[a]\n[a]\n'])('%j is unknown', (text) => {
  expect(readPyproject('pyproject.toml', text).known).toBe(false);
});

test.each([
  '',
  '[project]\ndependencies = "django"\n',
  '[tool]\npoetry = 5\n',
  'project = []\ntool = []\n',
  '[dependency-groups]\n',
])('%j does no harm', (text) => {
  expect(readPyproject('pyproject.toml', text).known).toBe(true);
});
