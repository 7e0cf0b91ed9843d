import { expect, test } from 'vitest';
import { parseYaml, rootTable } from '../../../server/src/engine/nodes/yaml.ts';
import { BAKE_FILE, bakeHcl, bakeJson } from '../../../server/src/engine/project/bake.ts';

test.each([
  ['docker-bake.hcl', true],
  ['a/docker-bake.override.json', true],
  ['bake.hcl', false],
  ['main.tf.hcl', false],
])('%s is a bake file: %s', (path, expected) => {
  expect(BAKE_FILE.test(path)).toBe(expected);
});

const hcl = (body: string): string => `variable "TAG" {\n  default = "1"\n}\ntarget "web" {\n${body}\n}\n`;
const shown = (builds: readonly { context: string; dockerfile: string | undefined }[]) =>
  builds.map(({ context, dockerfile }) => `${context} ${dockerfile}`);

test.each([
  ['  context = "web"\n  dockerfile = "../docker/D"', ['web web/../docker/D']],
  ['  context="."', ['. ./Dockerfile']],
  ['  tags = ["a"]', ['. ./Dockerfile']],
  ['  args = {\n    A = "b"\n  }\n  context = "web" # why', ['web web/Dockerfile']],
  ['  context = "${DIR}"', []],
  ['  context = DIR', []],
  ['  inherits = ["base"]\n  context = "."', []],
  ['  inherits = ["base"]\n  context = "."\n  dockerfile = "D"', ['. ./D']],
  ['  dockerfile-inline = "FROM x"', []],
])('HCL: %s', (body, expected) => {
  expect(shown(bakeHcl(hcl(body)))).toEqual(expected);
});

test('HCL with several targets, and text that is none', () => {
  expect(
    shown(
      bakeHcl(
        'target "a" {\n  context = "a"\n}\ngroup "default" {\n  context = "x"\n}\ntarget "b" {\n  context = "b"\n}\n',
      ),
    ),
  ).toEqual(['a a/Dockerfile', 'b b/Dockerfile']);
  expect(bakeHcl('target "a" {\n  context = "a"\n')).toEqual([]);
  expect(bakeHcl('target "x" {\n'.repeat(20_000))).toEqual([]);
});

test.each([
  ['{"target": {"a": {"context": "a", "dockerfile": "D"}, "b": {}}}', ['a a/D', '. ./Dockerfile']],
  ['{"target": {"a": {"context": "${X}"}, "b": {"dockerfile-inline": "x"}, "c": {"inherits": ["a"]}, "d": 1}}', []],
  ['{"target": []}', []],
  ['{}', []],
])('JSON: %s', (text, expected) => {
  const root = rootTable(parseYaml(text));
  expect(root && shown(bakeJson(root))).toEqual(expected);
});
