import { expect, test } from 'vitest';
import { buildModel } from '../../../../../server/src/engine/model/build.ts';
import { factsFor } from '../../../../../server/src/engine/project/memory.ts';
import { askingPlace } from '../../../../../server/src/engine/rules/shared/dependencies/asking-places.ts';
import { imageDependencies, packageIn } from '../../../../../server/src/engine/rules/shared/image-dependencies.ts';
import { parseDockerfile } from '../../../../../server/src/engine/syntax/parse.ts';

/** The file and the text that ask for a package. */
function placeOf(name: string, install: string, files: Readonly<Record<string, string>>): string | undefined {
  const text = `FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN ${install}\n`;
  const model = buildModel(parseDockerfile(text), 'Dockerfile');
  const facts = factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', ...files });
  const [stage] = model.stages;
  const found = stage && packageIn(imageDependencies(stage, model, facts), name);
  if (!found) return undefined;
  const { path, span } = askingPlace(found, facts);
  return `${path}: ${(path === 'Dockerfile' ? text : (files[path] ?? '')).slice(span.start, span.end)}`;
}

const PYPROJECT = '[project]\nname = "shop"\ndependencies = ["django", "lib"]\n[dependency-groups]\ndev = ["x>1"]\n';
const INDEX = 'source = { registry = "https://pypi.org/simple" }\n';
const UV_LOCK =
  'version = 1\n\n[[package]]\nname = "shop"\nversion = "1.0"\nsource = { virtual = "." }\ndependencies = [\n    { name = "lib" },\n]\n\n' +
  '[package.dev-dependencies]\ndev = [\n    { name = "x" },\n]\n\n' +
  `[[package]]\nname = "lib"\nversion = "1.0"\n${INDEX}dependencies = [\n    { name = "x" },\n]\n\n[[package]]\nname = "x"\nversion = "2.0"\n${INDEX}`;
const OF_UV = { 'pyproject.toml': PYPROJECT, 'uv.lock': UV_LOCK };
const OF_PIPENV = {
  Pipfile: '[packages]\nlib = "*"\n\n[dev-packages]\nx = "*"\n',
  'Pipfile.lock':
    '{"_meta": {}, "default": {"lib": {"version": "==1.0"}, "x": {"version": "==2.0"}}, "develop": {"x": {"version": "==2.0"}}}',
};

test.each([
  ['a word', 'lib', 'pip install "lib>=1"', {}, 'Dockerfile: "lib>=1"'],
  ['a line', 'lib', 'pip install -r r.txt', { 'r.txt': '# all\n  lib>=1 # why\n' }, 'r.txt: lib>=1'],
  ['what is included', 'lib', 'pip install -r r.txt', { 'r.txt': '-r b.txt\n', 'b.txt': 'lib\n' }, 'b.txt: lib'],
  ['a manifest in front of a lock', 'lib', 'uv sync --no-dev', OF_UV, 'pyproject.toml: lib'],
  ['what a package brings', 'x', 'uv sync --no-dev', OF_UV, 'uv.lock: { name = "x" }'],
  ['a group that is installed', 'x', 'uv sync', OF_UV, 'pyproject.toml: x>1'],
  ['a flat lock', 'lib', 'pipenv sync', OF_PIPENV, 'Pipfile: lib = "*"'],
  ['what a package brings, and developers ask for', 'x', 'pipenv sync', OF_PIPENV, 'Pipfile.lock: x'],
  ['what developers get', 'x', 'pipenv sync --dev', OF_PIPENV, 'Pipfile: x = "*"'],
] as const)('%s', (_, name, install, files, expected) => expect(placeOf(name, install, files)).toBe(expected));
