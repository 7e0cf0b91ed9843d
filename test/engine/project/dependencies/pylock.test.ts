import { expect, test } from 'vitest';
import { readPylock } from '../../../../server/src/engine/project/dependencies/pylock.ts';
import { at, fileOf, lockOf } from './support.ts';

const LOCK = `lock-version = "1.0"
created-by = "uv"
requires-python = ">=3.12"

[[packages]]
name = "Django"
version = "5.2.1"
wheels = [
    { url = "https://x/django.whl", hashes = { sha256 = "ab" } },
]

[[packages]]
name = "shop"
marker = "'dev' in dependency_groups"

[packages.directory]
path = "."

[[packages]]
name = "tool"
vcs = { type = "git", url = "https://x/tool.git" }

[[packages.wheels]]
name = "no-package"
`;

test('what is locked', () => {
  const { format, madeBy, packages } = lockOf('pylock.toml', LOCK);
  expect(fileOf('pylock.prod.toml', LOCK).requiresPython?.value.text).toBe('>=3.12');
  expect([format, madeBy?.value]).toEqual(['1.0', 'uv']);
  expect(
    packages.map(({ name, version, marker, source, from }) => [name, version, marker, source.kind, at(LOCK, from)]),
  ).toEqual([
    ['django', '5.2.1', undefined, 'index', 'Django'],
    ['shop', undefined, "'dev' in dependency_groups", 'path', 'shop'],
    ['tool', undefined, undefined, 'vcs', 'tool'],
  ]);
});

test('what is broken is no lock', () => {
  expect(readPylock('pylock.toml', `${LOCK}"`).known).toBe(false);
});
