import { expect, test } from 'vitest';
import { at, fileOf, groupsOf } from './support.ts';

const settings = (text: string) => fileOf('pyproject.toml', text).settings;

test('what the managers are told', () => {
  const text = `[project]
name = "shop"
[tool.uv]
package = true
default-groups = ["dev", "Lint"]
[tool.poetry]
package-mode = false
[build-system]
requires = []
`;
  const found = settings(text);
  expect(found?.name?.value).toBe('shop');
  expect(found?.uvPackage && at(text, found.uvPackage.from)).toBe('package = true');
  expect(found?.poetryPackageMode).toMatchObject({ value: false });
  expect(found?.uvDefaultGroups).toEqual({ known: true, value: ['dev', 'lint'] });
  expect(found?.buildSystem && at(text, found.buildSystem)).toBe('build-system');
  expect([found?.poetry, found?.uv, found?.pdm].map((place) => place !== undefined)).toEqual([true, true, false]);
});

test.each([
  ['', ['dev']],
  ['[tool.uv]\ndefault-groups = "all"\n', 'all'],
  ['[tool.uv]\ndefault-groups = []\n', []],
  ['[tool.uv]\ndefault-groups = [1]\n', undefined],
  ['[tool.uv]\ndefault-groups = "some"\n', undefined],
])('the default groups of %j', (text, expected) => {
  const groups = settings(text)?.uvDefaultGroups;
  expect(groups?.known ? groups.value : undefined).toEqual(expected);
});

test("uv's sources", () => {
  const text = `[project]
dependencies = ["a", "b", "c", "d", "e"]
[tool.uv.sources]
a = {git = "https://x/a.git"}
b = {path = "../b", editable = true}
c = {workspace = true}
d = {index = "ours"}
e = [{url = "https://x/e.whl"}]
`;
  expect(groupsOf(fileOf('pyproject.toml', text))).toEqual({
    'main main': ['a @ vcs https://x/a.git', '-e b @ path ../b', 'c @ path ', 'd', 'e'],
  });
});
