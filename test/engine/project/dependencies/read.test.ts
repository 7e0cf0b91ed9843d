import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDependencyFile, readDependencies } from '../../../../server/src/engine/project/dependencies/read.ts';
import { damaged } from '../../../support/generators.ts';
import { spansBelow } from '../../../support/spans.ts';

test.each([
  ['pyproject.toml', true],
  ['api/uv.lock', true],
  ['Pipfile', true],
  ['pylock.toml', true],
  ['pylock.prod.toml', true],
  ['pylock.a.b.toml', false],
  ['requirements/base.in', true],
  ['runtime.txt', true],
  ['.python-version', true],
  ['package.json', false],
  ['constructor', false],
])('whether %s says something of dependencies: %s', (path, expected) => {
  expect(isDependencyFile(path)).toBe(expected);
  if (!expected) expect(readDependencies(path, '').known).toBe(false);
});

/** A little of everything that each kind of file may hold. */
const SEEDS: Readonly<Record<string, string>> = {
  'requirements.txt':
    '-r base.txt\ndjango[argon2]==5.2 \\\n  --hash=sha256:ab\n-e git+https://x/y.git#egg=z\n./lib ; os_name == "nt"\n',
  'pyproject.toml':
    '[project]\nrequires-python = ">=3.12"\ndependencies = ["django>=5"]\n[dependency-groups]\ndev = [{include-group = "x"}]\n' +
    '[tool.poetry.dependencies]\npython = "^3.12"\na = {version = "^1", optional = true}\n[tool.poetry.extras]\nx = ["a"]\n',
  'uv.lock':
    'version = 1\n[[package]]\nname = "a"\ndependencies = [\n  { name = "b", extra = ["c"] },\n]\nwheels = [\n  { url = "x" },\n]\n',
  'poetry.lock':
    '[[package]]\nname = "a"\nmarkers = {main = "x"}\n[package.dependencies]\nb = [{version = ">=1"}]\n[extras]\nx = ["a"]\n',
  'pdm.lock': '[[package]]\nname = "a"\nextras = ["b"]\ndependencies = [\n  "c>=1",\n]\n',
  'pylock.toml': '[[packages]]\nname = "a"\n[packages.vcs]\nurl = "x"\n',
  Pipfile: '[packages]\na = {version = "*", markers = "x"}\n[requires]\npython_version = "3.12"\n',
  'Pipfile.lock': '{"_meta": {"requires": {"python_version": "3.12"}}, "default": {"a": {"version": "==1"}}}',
  'setup.cfg':
    '[options]\npython_requires = >=3\ninstall_requires =\n  a\n  b>=1\n[options.extras_require]\nx = a; b\n',
  'setup.py': 'setup(install_requires=["a", # why\n "b>=1"], python_requires=">=3")\n',
  '.python-version': '# ours\n3.12\n',
};

describe.each(Object.entries(SEEDS))('whatever stands in %s', (path, seed) => {
  test('it is read as it is', () => {
    expect(readDependencies(path, seed).known).toBe(true);
  });

  test('nothing throws, and every place is in the text', () => {
    fc.assert(
      fc.property(fc.oneof(damaged(seed), fc.string({ unit: 'binary' })), (text) => {
        const file = readDependencies(path, text);
        for (const { name, span } of spansBelow(file, path)) {
          expect(span.start, name).toBeLessThanOrEqual(span.end);
          expect(span.start, name).toBeGreaterThanOrEqual(0);
          expect(span.end, name).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['of one line', 'a'.repeat(1_000_000)],
    ['of spaces', `a${' '.repeat(300_000)};`],
    ['of brackets', '['.repeat(300_000)],
    ['of quotes', '"\\'.repeat(300_000)],
    ['of dashes', `-e ${'a-1'.repeat(100_000)}.whl`],
    ['of marks', `${'#egg='.repeat(100_000)}`],
    ['of empty lines', '\n'.repeat(300_000)],
    ['of comments', '# a\n'.repeat(200_000)],
    ['of keys', Array.from({ length: 20_000 }, (_, index) => `k${index} = 1\n`).join('')],
  ])('a large text %s is read in no time', (_, text) => {
    const before = process.threadCpuUsage();
    readDependencies(path, text);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(2000);
  });
});

/** A lock as uv writes it for many packages. */
const manyPackages = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `[[package]]\nname = "package-${index}"\nversion = "1.${index}"\nsource = { registry = "https://pypi.org/simple" }\n` +
      `dependencies = [\n    { name = "package-${index + 1}", marker = "python_full_version < '3.13'" },\n]\nwheels = [\n` +
      `    { url = "https://files.pythonhosted.org/${'a'.repeat(90)}.whl", hash = "sha256:${'0'.repeat(64)}", size = 1 },\n`.repeat(
        9,
      ) +
      ']\n\n',
  ).join('');

test('a lock of a megabyte takes no longer than a person notices', () => {
  const text = manyPackages(440);
  expect(text.length).toBeGreaterThan(1_000_000);
  const times = Array.from({ length: 5 }, () => {
    const before = process.threadCpuUsage();
    const file = readDependencies('uv.lock', text);
    const { user, system } = process.threadCpuUsage(before);
    expect(file.known && file.value.lock?.packages.length).toBe(440);
    return (user + system) / 1000;
  });
  expect(Math.min(...times)).toBeLessThan(60);
});
