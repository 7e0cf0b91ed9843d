import { expect, test } from 'vitest';
import { readUvLock } from '../../../../server/src/engine/project/dependencies/uv-lock.ts';
import { at, fileOf, lockOf } from './support.ts';

const LOCK = `version = 1
revision = 3
requires-python = ">=3.12"
resolution-markers = [
    "python_full_version >= '3.13'",
]

[manifest]
members = ["shop"]

[manifest.dependency-groups]
lint = [{ name = "ruff" }]

[[package]]
name = "psycopg"
version = "3.2.9"
source = { registry = "https://pypi.org/simple" }
dependencies = [
    { name = "tzdata", marker = "sys_platform == 'win32'" },
]
sdist = { url = "https://x/psycopg-3.2.9.tar.gz", hash = "sha256:ab", size = 1 }
wheels = [
    { url = "https://x/psycopg-3.2.9-py3-none-any.whl", hash = "sha256:cd", size = 2 },
]

[package.optional-dependencies]
binary = [
    { name = "psycopg-binary", marker = "implementation_name != 'pypy'" },
]

[[package]]
name = "shop"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "psycopg", extra = ["binary"] },
    { name = "numpy", version = "1.26.4", source = { registry = "https://pypi.org/simple" } },
]

[package.dev-dependencies]
dev = [
    { name = "pytest" },
]

[package.metadata]
requires-dist = [{ name = "psycopg", extras = ["binary"] }]

[[package]]
name = "tool"
source = { git = "https://x/tool?rev=1#abc" }
`;

test('what is locked, and what brings what', () => {
  const { requiresPython } = fileOf('uv.lock', LOCK);
  const lock = lockOf('uv.lock', LOCK);
  expect(requiresPython && [requiresPython.value.text, at(LOCK, requiresPython.from)]).toEqual(['>=3.12', '>=3.12']);
  expect(lock.format).toBe('1');
  expect(lock.packages.map(({ name, version, source, from }) => [name, version, source.kind, at(LOCK, from)])).toEqual([
    ['psycopg', '3.2.9', 'index', 'psycopg'],
    ['shop', '0.1.0', 'path', 'shop'],
    ['tool', undefined, 'vcs', 'tool'],
  ]);
  const [psycopg, shop] = lock.packages;
  expect(psycopg?.edges.map(({ name, marker }) => [name, marker])).toEqual([['tzdata', "sys_platform == 'win32'"]]);
  expect(psycopg?.extras.get('binary')?.map(({ name }) => name)).toEqual(['psycopg-binary']);
  expect(shop?.edges.map(({ name, extras, specifier }) => [name, extras, specifier.text])).toEqual([
    ['psycopg', ['binary'], ''],
    ['numpy', [], '==1.26.4'],
  ]);
  expect(shop?.edges.map(({ from }) => at(LOCK, from))[0]).toBe('{ name = "psycopg", extra = ["binary"] }');
  expect(shop?.devGroups.get('dev')?.map(({ name }) => name)).toEqual(['pytest']);
  expect(lock.devGroups.get('lint')?.map(({ name }) => name)).toEqual(['ruff']);
});

test.each(['<<<<<<< HEAD\n', 'version = \n', '{"a": 1}', '[[package]\n'])('%j is no lock', (text) => {
  expect(readUvLock('uv.lock', LOCK + text).known).toBe(false);
});

test('entries without a name are none', () => {
  expect(lockOf('uv.lock', '[[package]]\nversion = "1"\n\n[[package]]\nname = 1\n[package.x]\n').packages).toEqual([]);
});
