import { describe, expect, test } from 'vitest';
import { at, fileOf } from './support.ts';

const build = (text: string) => fileOf('pyproject.toml', text).settings?.build;
const backend = (module: string) => `[build-system]\nrequires = []\nbuild-backend = "${module}"\n`;
const HATCH = backend('hatchling.build');
const POETRY = backend('poetry.core.masonry.api');
const PDM = backend('pdm.backend');
const PROJECT = '[project]\nname = "shop"\n';

describe('files that a backend does not build without', () => {
  test.each<[string, readonly string[]]>([
    [HATCH + PROJECT, []],
    [`${HATCH}${PROJECT}readme = "README.md"\n`, ['README.md']],
    [`${HATCH}${PROJECT}readme = { file = 'docs/README.md', content-type = "text/markdown" }\n`, ['docs/README.md']],
    [`${HATCH}${PROJECT}readme = { text = "Shop", content-type = "text/plain" }\n`, []],
    [`${HATCH}${PROJECT}readme = 1\n`, []],
    [`${HATCH}${PROJECT}license = { file = "LICENSE" }\n`, ['LICENSE']],
    [`${HATCH}${PROJECT}license = { text = "MIT" }\n`, []],
    [`${HATCH}${PROJECT}license = "MIT"\nlicense-files = ["LICENSE"]\n`, []],
    [`${PDM}${PROJECT}license-files = ["LICENSE"]\n`, ['LICENSE']],
    [`${HATCH}${PROJECT}dynamic = ["version"]\n[tool.hatch.version]\npath = "VERSION.py"\n`, ['VERSION.py']],
    [`${HATCH}${PROJECT}dynamic = ["version"]\n[tool.hatch.version]\nsource = "vcs"\npath = "VERSION.py"\n`, []],
    [`${HATCH}${PROJECT}[tool.hatch.version]\npath = "VERSION.py"\n`, []],
    [`${HATCH}${PROJECT}dynamic = ["version"]\n[tool.pdm.version]\nsource = "file"\npath = "a.py"\n`, []],
    [`${PDM}${PROJECT}dynamic = ["version"]\n[tool.pdm.version]\nsource = "file"\npath = "a.py"\n`, ['a.py']],
    [`${PDM}${PROJECT}dynamic = ["version"]\n[tool.pdm.version]\nsource = "scm"\npath = "a.py"\n`, []],
    [`${HATCH}[tool.poetry]\nreadme = "README.md"\n`, []],
    [`${POETRY}[tool.poetry]\nname = "shop"\nreadme = "README.md"\n`, ['README.md']],
    [`${POETRY}[tool.poetry]\nname = "shop"\nreadme = ["README.md", "CHANGES.md"]\n`, ['README.md', 'CHANGES.md']],
    [`${POETRY}${PROJECT}[tool.poetry]\nreadme = "README.md"\n`, ['README.md']],
    [`${POETRY}${PROJECT}readme = "README.md"\nlicense = { file = "LICENSE" }\n`, ['README.md', 'LICENSE']],
    [`${POETRY}${PROJECT}readme = "A.md"\nlicense = { file = "LICENSE" }\n[tool.poetry]\nname = "shop"\n`, []],
    [`${backend('setuptools.build_meta')}${PROJECT}readme = "README.md"\nlicense = { file = "LICENSE" }\n`, []],
    [`${backend('backend')}${PROJECT}readme = "README.md"\n`, []],
    [`${PROJECT}readme = "README.md"\n`, []],
    ['build-system = 1\nproject = []\n', []],
  ])('%j', (text, expected) => {
    const found = build(text)?.stopsWithout ?? [];
    expect(found.map(({ value }) => value)).toEqual(expected);
    expect(found.map(({ from }) => at(text, from))).toEqual(expected);
  });
});

test('Poetry asks for the readme itself, whatever builds the project', () => {
  expect(build(`${PROJECT}readme = "README.md"\n`)?.poetryStopsWithout).toMatchObject([{ value: 'README.md' }]);
  expect(build(`${HATCH}[tool.poetry]\nreadme = "README.md"\n`)?.poetryStopsWithout).toMatchObject([
    { value: 'README.md' },
  ]);
  expect(build(PROJECT)?.poetryStopsWithout).toEqual([]);
});

test('the backend goes by its package', () => {
  expect(build(HATCH)?.backend).toBe('hatchling');
  expect(build(PROJECT)?.backend).toBeUndefined();
});
