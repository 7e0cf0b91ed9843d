import { expect, test } from 'vitest';
import { at, fileOf, groupsOf, placesOf, unreadOf } from './support.ts';

const read = (text: string) => fileOf('pyproject.toml', text);

test("Poetry's tables", () => {
  const text = `[tool.poetry.dependencies]
python = "^3.12"
Django = "^5.2"
psycopg = {version = "^3.2", extras = ["binary"]}
boto3 = {version = "*", optional = true}
numpy = [
  {version = "^1", python = "<3.13"},
  {version = "^2", python = ">=3.13", platform = "linux"},
]
tool = {git = "https://x/tool.git"}
lib = {path = "../lib", develop = true}
odd = 5

[tool.poetry.dev-dependencies]
pytest = "^8"

[tool.poetry.group.docs]
optional = true
[tool.poetry.group.docs.dependencies]
sphinx = "*"

[tool.poetry.extras]
s3 = ["boto3"]
`;
  const file = read(text);
  expect(groupsOf(file)).toEqual({
    'main main': [
      'django^5.2',
      'psycopg[binary]^3.2',
      "numpy^1 ; python_full_version < '3.13'",
      "numpy^2 ; (python_full_version >= '3.13') and (sys_platform == 'linux')",
      'tool @ vcs https://x/tool.git',
      '-e lib @ path ../lib',
    ],
    'extra s3': ['boto3*'],
    'group dev': ['pytest^8'],
    'group docs': ['sphinx*'],
  });
  expect(placesOf(text, file)[0]).toBe('Django = "^5.2"');
  expect(unreadOf(text, file)).toEqual(['odd = 5']);
  expect(file.groups.filter(({ optional }) => optional).map(({ name }) => name)).toEqual(['docs']);
  expect(file.requiresPython?.value).toEqual({ text: '^3.12', dialect: 'poetry' });
  expect(file.requiresPython && at(text, file.requiresPython.from)).toBe('^3.12');
});

test("the standard's dependencies count where both have some", () => {
  const text = `[project]
requires-python = ">=3.12"
dependencies = ["django>=5"]
[tool.poetry.dependencies]
python = "^3.13"
django = {version = "^5", source = "ours"}
`;
  expect(groupsOf(read(text))).toEqual({ 'main main': ['django>=5'] });
  expect(read(text).requiresPython?.value.text).toBe('>=3.12');
});

test("Poetry's count where the standard's are dynamic", () => {
  const text = '[project]\ndynamic = ["dependencies"]\n[tool.poetry.dependencies]\ndjango = "^5"\n';
  expect(groupsOf(read(text))).toEqual({ 'main main': ['django^5'] });
  expect(unreadOf(text, read(text))).toEqual([]);
});

test.each([
  ['*', ''],
  [
    '^3.8 || ^4',
    "python_full_version >= '3.8' and python_full_version < '4' or python_full_version >= '4' and python_full_version < '5'",
  ],
  ['new', 'python new'],
])('a condition of %s', (python, marker) => {
  const file = read(`[tool.poetry.dependencies]\na = {version = "1", python = "${python}"}\n`);
  expect(file.groups[0]?.dependencies[0]?.marker).toBe(marker);
});
