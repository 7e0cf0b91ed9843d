import { expect, test } from 'vitest';
import {
  choose,
  EVERYTHING_USUAL,
  type Manager,
  type Offer,
  type Selection,
} from '../../../../server/src/engine/project/dependencies/selection.ts';
import { fileOf } from './support.ts';

const PYPROJECT = `[project]
name = "shop"
[project.optional-dependencies]
s3 = ["boto3"]
gcs = ["google-cloud-storage"]
[dependency-groups]
dev = ["ruff"]
test = ["pytest"]
[tool.poetry.group.docs]
optional = true
`;

const { groups, settings } = fileOf('pyproject.toml', PYPROJECT);
const offer: Offer = { groups, settings };

const taken = (manager: Manager, selection: Partial<Selection>, from: Offer = offer): string => {
  const choice = choose(manager, from, { ...EVERYTHING_USUAL, ...selection });
  if (!choice.known) return 'unknown';
  const { main, groups: names, extras } = choice.value;
  return [main ? 'main' : '', ...names, ...extras.map((extra) => `[${extra}]`)].filter((each) => each !== '').join(' ');
};

test.each<[Manager, Partial<Selection>, string]>([
  ['uv', {}, 'main dev'],
  ['uv', { without: ['dev'] }, 'main'],
  ['uv', { noDefaultGroups: true }, 'main'],
  ['uv', { groups: ['test'] }, 'main dev test'],
  ['uv', { groups: 'all', without: ['docs'] }, 'main dev test'],
  ['uv', { only: ['Test'] }, 'test'],
  ['uv', { extras: ['S3'], noDefaultGroups: true }, 'main [s3]'],
  ['uv', { extras: 'all', noDefaultGroups: true }, 'main [s3] [gcs]'],
  ['poetry', {}, 'main dev test'],
  ['poetry', { groups: ['docs'], without: ['dev'] }, 'main test docs'],
  ['poetry', { only: ['main'] }, 'main'],
  ['poetry', { only: ['main', 'test'] }, 'main test'],
  ['poetry', { without: ['main'] }, 'dev test'],
  ['pdm', {}, 'main dev test docs'],
  ['pdm', { noDefaultGroups: true }, 'main'],
  ['pipenv', {}, 'main'],
  ['pipenv', { groups: ['dev'] }, 'main dev'],
])('%s with %j takes %s', (manager, selection, expected) => {
  expect(taken(manager, selection)).toBe(expected);
});

test("uv's own default groups", () => {
  const from = (chosen: string): Offer => ({
    groups,
    settings: fileOf('pyproject.toml', `${PYPROJECT}[tool.uv]\ndefault-groups = ${chosen}\n`).settings,
  });
  expect(taken('uv', {}, from('["test", "gone"]'))).toBe('main test');
  expect(taken('uv', {}, from('"all"'))).toBe('main dev test docs');
  expect(taken('uv', {}, from('[1]'))).toBe('unknown');
});

test('without the manifest nobody knows the default groups, unless they do not matter', () => {
  const from = { groups, settings: undefined };
  expect(taken('uv', {}, from)).toBe('unknown');
  expect(taken('uv', { noDefaultGroups: true }, from)).toBe('main');
  expect(taken('uv', { only: ['test'] }, from)).toBe('test');
});
