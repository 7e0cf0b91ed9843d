import { expect, test } from 'vitest';
import { packageManagerOf, versionsOf } from '../../../../server/src/engine/project/dependencies/manager.ts';
import { at, filesOf } from './support.ts';

test.each<[Readonly<Record<string, string>>, string | undefined, string | undefined]>([
  [{ 'uv.lock': '', 'pyproject.toml': '[tool.poetry]\n' }, 'uv', 'uv.lock'],
  [{ 'poetry.lock': '' }, 'poetry', 'poetry.lock'],
  [{ 'pdm.lock': '', 'requirements.txt': '' }, 'pdm', 'pdm.lock'],
  [{ Pipfile: '' }, 'pipenv', 'Pipfile'],
  [{ Pipfile: '', 'Pipfile.lock': '{}' }, 'pipenv', 'Pipfile'],
  [{ 'pyproject.toml': '[tool.poetry]\nname = "a"\n' }, 'poetry', 'pyproject.toml'],
  [{ 'pyproject.toml': '[tool.uv]\npackage = false\n' }, 'uv', 'pyproject.toml'],
  [{ 'requirements.txt': '' }, 'pip', 'requirements.txt'],
  [{ 'uv.lock': '', 'poetry.lock': '' }, undefined, undefined],
  [{ 'pyproject.toml': '[tool.uv]\n[tool.pdm]\n' }, undefined, undefined],
  [{ 'pyproject.toml': '[tool.uv]\n', 'requirements.txt': '' }, 'pip', 'requirements.txt'],
  [
    { 'pyproject.toml': '[project]\ndependencies = ["a"]\n[tool.uv]\n', 'requirements.txt': '' },
    'uv',
    'pyproject.toml',
  ],
  [{ 'pyproject.toml': '[project]\n' }, undefined, undefined],
  [{}, undefined, undefined],
])('of %j it is %s', (texts, manager, path) => {
  const found = packageManagerOf(filesOf(texts));
  expect([found?.value, found?.from.path]).toEqual([manager, path]);
});

test('what the files say of a version, the lock first', () => {
  const texts = {
    'pyproject.toml': '[project]\ndependencies = ["Django>=5.2"]\n',
    'uv.lock': '[[package]]\nname = "django"\nversion = "5.2.1"\n',
  };
  const found = versionsOf(filesOf(texts), 'django');
  expect(
    found.map(({ value, from }) => [
      typeof value === 'string' ? value : value.text,
      at(texts[from.path as keyof typeof texts], from),
    ]),
  ).toEqual([
    ['5.2.1', 'django'],
    ['>=5.2', 'Django>=5.2'],
  ]);
  expect(versionsOf(filesOf(texts), 'flask')).toEqual([]);
});
