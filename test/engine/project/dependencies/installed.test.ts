import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileOf } from '../../../../server/src/engine/project/dependencies/dependency.ts';
import { asksFor, brings, installedBy } from '../../../../server/src/engine/project/dependencies/installed.ts';
import type {
  InstallRequest,
  PipRequest,
  ProjectRequest,
} from '../../../../server/src/engine/project/dependencies/requests.ts';
import { EVERYTHING_USUAL, type Selection } from '../../../../server/src/engine/project/dependencies/selection.ts';
import { known } from '../../../../server/src/engine/text/known.ts';
import { damaged } from '../../../support/generators.ts';
import { at, filesOf } from './support.ts';

type Texts = Readonly<Record<string, string>>;

const pip = (...files: readonly string[]): PipRequest => ({
  by: 'pip',
  files,
  projects: [],
  named: [],
  constraints: [],
  noDeps: false,
});

const manager = (by: 'uv' | 'poetry' | 'pdm' | 'pipenv', selection: Partial<Selection> = {}): InstallRequest => ({
  by,
  folder: '',
  member: undefined,
  selection: { ...EVERYTHING_USUAL, ...selection },
});

const install = (texts: Texts, request: InstallRequest, python = '3.12') =>
  installedBy(filesOf(texts), request, python);

/** `name version`, with a question mark where it is not certain. */
const listed = (texts: Texts, request: InstallRequest, python?: string): readonly string[] =>
  [...install(texts, request, python).packages.values()]
    .map(({ name, version, certain }) => [name, version ?? '', certain ? '' : '?'].join(' ').trim())
    .sort();

const whys = (texts: Texts, request: InstallRequest): readonly string[] =>
  install(texts, request).unread.map(({ why }) => why);

describe('pip', () => {
  const FILES = {
    'requirements/prod.txt': '-r base.txt\n-c ../constraints.txt\ngunicorn\ntzdata; sys_platform == "win32"\n',
    'requirements/base.txt': '-r prod.txt\nDjango==5.2.1\nuvloop; platform_machine == "x86_64"\n',
    'constraints.txt': 'gunicorn==23.0.0\nsetuptools==80\n',
  };

  test('follows what is included, and what is constrained is pinned', () => {
    const set = install(FILES, pip('requirements/prod.txt'));
    expect(listed(FILES, pip('requirements/prod.txt'))).toEqual(['django 5.2.1', 'gunicorn 23.0.0', 'uvloop  ?']);
    expect(set.unread).toEqual([]);
    expect([brings(set, 'django'), brings(set, 'uvloop'), brings(set, 'asgiref')]).toEqual([
      true,
      undefined,
      undefined,
    ]);
    expect([asksFor(set, 'django'), asksFor(set, 'uvloop'), asksFor(set, 'asgiref')]).toEqual([true, undefined, false]);
    const django = set.packages.get('django');
    expect(django?.version).toBe('5.2.1');
    const from = django?.from;
    expect(from && [from.path, at(FILES['requirements/base.txt'], from)]).toEqual([
      'requirements/base.txt',
      'Django==5.2.1',
    ]);
  });

  test('takes nothing without a hash where there are some', () => {
    const set = install({ 'requirements.txt': 'django==5.2.1 --hash=sha256:ab\n' }, pip('requirements.txt'));
    expect(brings(set, 'asgiref')).toBe(false);
  });

  test('takes nothing else without dependencies', () => {
    const set = installedBy(filesOf({ 'r.txt': 'django\n' }), { ...pip('r.txt'), noDeps: true });
    expect(brings(set, 'asgiref')).toBe(false);
  });

  test.each([
    ['a file that is not read', '-r gone.txt\n', 'gone.txt is not read'],
    ['an include that is no path', '-r https://x/y.txt\n', 'what is included is no plain path'],
    ['a line that cannot be read', '{{ packages }}\n', 'this is no requirement that can be read'],
    ['an address without a name', 'git+https://x/y.git\n', 'it does not tell which package it is'],
    ['the project itself', '-e .\n', 'it does not tell which package it is'],
  ])('%s may bring anything', (_, text, why) => {
    const set = install({ 'r.txt': text }, pip('r.txt'));
    expect(set.unread.map((each) => each.why)).toEqual([why]);
    expect(asksFor(set, 'django')).toBeUndefined();
  });

  test('two pins are no version', () => {
    expect(listed({ 'a.txt': 'django==5.1\n', 'b.txt': 'django==5.2\n' }, pip('a.txt', 'b.txt'))).toEqual(['django']);
  });

  test('where a package without a name surely comes from', () => {
    const text =
      'git+https://example.com/a\n./lib\ngit+https://example.com/b ; sys_platform == "win32"\ngit+https://example.com/c ; platform_machine == "arm64"\n';
    expect(install({ 'a.txt': text }, pip('a.txt')).unread.map(({ source }) => source)).toEqual([
      { kind: 'vcs', target: 'git+https://example.com/a' },
      { kind: 'path', target: './lib' },
      undefined,
    ]);
  });

  test('a pylock is all there is', () => {
    const texts = {
      'pylock.toml':
        '[[packages]]\nname = "django"\nversion = "5.2"\n[[packages]]\nname = "tzdata"\nmarker = "os_name == \'nt\'"\n' +
        '[[packages]]\nname = "pytest"\nmarker = "\'dev\' in dependency_groups"\n',
    };
    expect(listed(texts, pip('pylock.toml'))).toEqual(['django 5.2', 'pytest  ?']);
    expect(brings(install(texts, pip('pylock.toml')), 'gunicorn')).toBe(false);
  });
});

describe('a project that describes itself', () => {
  const project = (files: readonly string[], more: Partial<ProjectRequest> = {}): PipRequest => ({
    ...pip(),
    projects: [{ files, main: true, extras: [], groups: [], ...more }],
  });
  const STANDARD = {
    'pyproject.toml':
      '[project]\nname = "shop"\ndependencies = ["django==5.2"]\n[project.optional-dependencies]\ns3 = ["boto3"]\n' +
      '[dependency-groups]\nprod = ["gunicorn"]\n',
    'setup.py': 'setup(install_requires=["pillow"])\n',
  };
  const BOTH = ['pyproject.toml', 'setup.py'];

  test('says it in its pyproject.toml, and a setup.py says nothing more', () => {
    expect(listed(STANDARD, project(BOTH))).toEqual(['django 5.2']);
    expect(install(STANDARD, project(BOTH)).unread).toEqual([]);
  });

  test('with extras, with groups, and with groups alone', () => {
    expect(listed(STANDARD, project(BOTH, { extras: ['s3'], groups: ['prod'] }))).toEqual([
      'boto3',
      'django 5.2',
      'gunicorn',
    ]);
    expect(listed(STANDARD, project(BOTH, { extras: 'all' }))).toEqual(['boto3', 'django 5.2']);
    expect(listed(STANDARD, project(BOTH, { main: false, groups: ['prod'] }))).toEqual(['gunicorn']);
    expect(whys(STANDARD, project(BOTH, { extras: ['gcs'] }))).toEqual(['there is no extra gcs']);
  });

  test('without dependencies it brings nothing', () => {
    const set = installedBy(filesOf(STANDARD), { ...project(BOTH), noDeps: true });
    expect([set.packages.size, set.unread, brings(set, 'django')]).toEqual([0, [], false]);
  });

  test('or in a setup.cfg and a setup.py together, where a pyproject.toml is only for tools', () => {
    const texts = {
      'pyproject.toml': '[build-system]\nrequires = ["setuptools"]\n[tool.black]\n',
      'setup.cfg': '[options]\ninstall_requires = file: r.txt\n',
      'setup.py': 'setup(install_requires=["pillow"])\n',
      'r.txt': 'django==5.2\n',
    };
    expect(listed(texts, project(['pyproject.toml', 'setup.cfg', 'setup.py']))).toEqual(['django 5.2', 'pillow']);
  });

  test.each([
    ['nothing does', { 'pyproject.toml': '[tool.black]\n' }, 'nothing says what the project needs'],
    [
      'a program does',
      { 'setup.py': 'setup(install_requires=read())\n' },
      'what setup.py asks for is worked out when it runs',
    ],
    ['a file that is not read does', {}, 'pyproject.toml is not read'],
  ])('%s', (_, texts, why) => {
    const files = Object.keys(texts).length === 0 ? ['pyproject.toml'] : Object.keys(texts);
    expect(whys(texts, project(files))).toContain(why);
  });
});

describe('uv', () => {
  const LOCK = `version = 1
[[package]]
name = "shop"
source = { virtual = "." }
dependencies = [
    { name = "django" },
    { name = "psycopg", extra = ["binary"] },
    { name = "numpy", version = "1.26.4", marker = "python_full_version < '3.12'" },
    { name = "numpy", version = "2.3.0", marker = "python_full_version >= '3.12'" },
]
[package.optional-dependencies]
s3 = [{ name = "boto3" }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]
lint = [{ name = "ruff" }]
[[package]]
name = "django"
version = "5.2.1"
dependencies = [
    { name = "asgiref" },
    { name = "tzdata", marker = "sys_platform == 'win32'" },
]
[[package]]
name = "asgiref"
version = "3.8.1"
dependencies = [{ name = "django" }]
[[package]]
name = "psycopg"
version = "3.2.9"
dependencies = [{ name = "greenlet", marker = "platform_machine == 'x86_64'" }]
[package.optional-dependencies]
binary = [{ name = "psycopg-binary" }]
[[package]]
name = "psycopg-binary"
version = "3.2.9"
[[package]]
name = "greenlet"
version = "3.0"
dependencies = [{ name = "deep" }]
[[package]]
name = "deep"
version = "1"
[[package]]
name = "numpy"
version = "1.26.4"
[[package]]
name = "numpy"
version = "2.3.0"
[[package]]
name = "boto3"
version = "1.40"
[[package]]
name = "pytest"
version = "8.4.1"
[[package]]
name = "ruff"
version = "0.12"
[[package]]
name = "tzdata"
version = "2025.2"
`;
  const FILES = { 'uv.lock': LOCK, 'pyproject.toml': '[project]\nname = "shop"\n' };
  const ALWAYS = [
    'asgiref 3.8.1',
    'deep 1 ?',
    'django 5.2.1',
    'greenlet 3.0 ?',
    'numpy 2.3.0',
    'psycopg 3.2.9',
    'psycopg-binary 3.2.9',
  ];

  test.each<[Partial<Selection>, readonly string[]]>([
    [{}, ['pytest 8.4.1']],
    [{ without: ['dev'] }, []],
    [{ noDefaultGroups: true, extras: ['s3'] }, ['boto3 1.40']],
    [{ without: ['dev'], extras: 'all', groups: ['lint'] }, ['boto3 1.40', 'ruff 0.12']],
  ])('with %j', (selection, more) => {
    expect(listed(FILES, manager('uv', selection))).toEqual([...ALWAYS, ...more].sort());
  });

  test('only a group', () => {
    const set = install(FILES, manager('uv', { only: ['lint'] }));
    expect([...set.packages.keys()]).toEqual(['ruff']);
    expect([brings(set, 'ruff'), brings(set, 'django')]).toEqual([true, false]);
  });

  test('another Python brings another version, an unknown one leaves it open', () => {
    expect(listed(FILES, manager('uv'), '3.11')).toContain('numpy 1.26.4');
    const set = installedBy(filesOf(FILES), manager('uv'));
    expect(set.packages.get('numpy')).toMatchObject({ version: undefined, certain: false });
    expect(set.packages.get('django')).toMatchObject({ certain: true, direct: true });
    expect(set.packages.get('asgiref')).toMatchObject({ direct: false });
  });

  test('a lock alone does not tell the default groups', () => {
    expect(whys({ 'uv.lock': LOCK }, manager('uv'))).toHaveLength(1);
    expect(whys({ 'uv.lock': LOCK }, manager('uv', { noDefaultGroups: true }))).toEqual([]);
  });

  test('a lock of a workspace has no project of its own, but its members', () => {
    const texts = { ...FILES, 'uv.lock': LOCK.replace('virtual = "."', 'editable = "shop"') };
    expect(whys(texts, manager('uv'))).toEqual(['the lock is for a workspace of several projects']);
    const member: InstallRequest = {
      by: 'uv',
      folder: '',
      member: 'shop',
      selection: { ...EVERYTHING_USUAL, without: ['dev'] },
    };
    expect(listed(texts, member)).toEqual(ALWAYS);
  });

  test('what is not in the lock makes it stale', () => {
    const texts = {
      ...FILES,
      'uv.lock': LOCK.replace('name = "django" },\n    { name = "psycopg"', 'name = "gone" },\n    { name = "psycopg"'),
    };
    expect(whys(texts, manager('uv'))).toEqual(['it is not in the lock']);
  });

  test('without a lock there is what is asked for', () => {
    const texts = {
      'pyproject.toml': '[project]\ndependencies = ["django==5.2"]\n[dependency-groups]\ndev = ["pytest"]\n',
    };
    const set = install(texts, manager('uv'));
    expect(listed(texts, manager('uv'))).toEqual(['django 5.2', 'pytest']);
    expect([brings(set, 'asgiref'), asksFor(set, 'asgiref')]).toEqual([undefined, false]);
  });

  test('a lock that cannot be read is like none', () => {
    const texts = { 'uv.lock': '<<<<<<< HEAD\n', 'pyproject.toml': '[project]\ndependencies = ["django"]\n' };
    expect(brings(install(texts, manager('uv')), 'asgiref')).toBeUndefined();
  });

  test('nothing read, nothing known', () => {
    expect(brings(install({}, manager('uv')), 'django')).toBeUndefined();
  });
});

describe('Poetry', () => {
  const LOCK = `[[package]]
name = "django"
version = "5.2.1"
optional = false
groups = ["main"]
[package.dependencies]
asgiref = ">=3"
argon2-cffi = {version = ">=19", optional = true, markers = "extra == \\"argon2\\""}
[package.extras]
argon2 = ["argon2-cffi (>=19)"]
[[package]]
name = "asgiref"
version = "3.8.1"
optional = false
groups = ["main"]
[[package]]
name = "argon2-cffi"
version = "25.1"
optional = true
groups = ["main"]
[[package]]
name = "boto3"
version = "1.40"
optional = true
groups = ["main"]
markers = "extra == \\"s3\\""
[[package]]
name = "pytest"
version = "8.4.1"
optional = false
groups = ["dev"]
[extras]
s3 = ["boto3"]
`;
  const manifest = (django: string): string =>
    `[tool.poetry.dependencies]\ndjango = ${django}\nboto3 = {version = "*", optional = true}\n` +
    '[tool.poetry.extras]\ns3 = ["boto3"]\n[tool.poetry.group.dev.dependencies]\npytest = "^8"\n';
  const FILES = { 'poetry.lock': LOCK, 'pyproject.toml': manifest('"^5.2"') };

  test.each<[Partial<Selection>, readonly string[]]>([
    [{}, ['asgiref 3.8.1', 'django 5.2.1', 'pytest 8.4.1']],
    [{ without: ['dev'] }, ['asgiref 3.8.1', 'django 5.2.1']],
    [{ only: ['main'], extras: ['s3'] }, ['asgiref 3.8.1', 'boto3 1.40', 'django 5.2.1']],
    [{ only: ['dev'] }, ['pytest 8.4.1']],
  ])('with %j', (selection, expected) => {
    expect(listed(FILES, manager('poetry', selection))).toEqual(expected);
    expect(brings(install(FILES, manager('poetry', selection)), 'gunicorn')).toBe(false);
  });

  test('an extra of a package', () => {
    const texts = { ...FILES, 'pyproject.toml': manifest('{version = "^5.2", extras = ["argon2"]}') };
    expect(listed(texts, manager('poetry', { only: ['main'] }))).toEqual([
      'argon2-cffi 25.1',
      'asgiref 3.8.1',
      'django 5.2.1',
    ]);
  });

  test('the lock alone tells its groups', () => {
    const texts = { 'poetry.lock': LOCK };
    expect(listed(texts, manager('poetry', { only: ['main'] }))).toEqual([
      'argon2-cffi 25.1 ?',
      'asgiref 3.8.1',
      'django 5.2.1',
    ]);
    expect(whys({ 'poetry.lock': '[[package]]\nname = "a"\n' }, manager('poetry'))).toHaveLength(1);
  });
});

test("PDM's lock, from the groups of the manifest", () => {
  const texts = {
    'pyproject.toml': '[project]\ndependencies = ["psycopg[binary]"]\n[dependency-groups]\ntest = ["pytest"]\n',
    'pdm.lock':
      '[[package]]\nname = "psycopg"\nversion = "3.2"\n[[package]]\nname = "psycopg"\nversion = "3.2"\nextras = ["binary"]\n' +
      'dependencies = ["psycopg-binary==3.2", "psycopg==3.2"]\n[[package]]\nname = "psycopg-binary"\nversion = "3.2"\n' +
      '[[package]]\nname = "pytest"\nversion = "8"\n',
  };
  expect(listed(texts, manager('pdm'))).toEqual(['psycopg 3.2', 'psycopg-binary 3.2', 'pytest 8']);
  expect(listed(texts, manager('pdm', { noDefaultGroups: true }))).toEqual(['psycopg 3.2', 'psycopg-binary 3.2']);
});

test("Pipenv's lock lists it all", () => {
  const texts = {
    Pipfile: '[packages]\ndjango = "*"\n',
    'Pipfile.lock': '{"default": {"django": {"version": "==5.2"}}, "develop": {"pytest": {"version": "==8"}}}',
  };
  expect(listed(texts, manager('pipenv'))).toEqual(['django 5.2']);
  expect(listed(texts, manager('pipenv', { groups: ['dev'] }))).toEqual(['django 5.2', 'pytest 8']);
  expect(brings(install(texts, manager('pipenv')), 'pytest')).toBe(false);
});

test('groups that include one another come to an end', () => {
  const texts = {
    'pyproject.toml':
      '[dependency-groups]\ndev = [{include-group = "test"}, {include-group = "gone"}]\ntest = ["pytest", {include-group = "dev"}]\n',
  };
  expect(listed(texts, manager('uv'))).toEqual(['pytest']);
  expect(whys(texts, manager('uv'))).toEqual(['there is no group gone']);
});

test('an extra may be made of other extras of the project', () => {
  const texts = {
    'pyproject.toml':
      '[project]\nname = "My.Shop"\ndependencies = ["django"]\n[project.optional-dependencies]\n' +
      'all = ["my-shop[s3]"]\ns3 = ["boto3"]\n[dependency-groups]\ndev = ["my-shop[all]"]\n',
  };
  expect(listed(texts, manager('uv', { noDefaultGroups: true, extras: ['all'] }))).toEqual(['boto3', 'django']);
  expect(listed(texts, manager('uv'))).toEqual(['boto3', 'django']);
  expect(whys(texts, manager('uv', { extras: ['gcs'] }))).toEqual(['there is no extra gcs']);
});

test('a choice that does not exist may mean anything', () => {
  const texts = {
    'pyproject.toml': '[project]\nname = "shop"\n',
    'uv.lock': '[[package]]\nname = "shop"\nsource = { virtual = "." }\n',
  };
  expect(whys(texts, manager('uv', { extras: ['gcs'] }))).toEqual(['there is no extra gcs']);
});

test('what a lock brings is worked out once for a request and a Python', () => {
  const files = filesOf({
    'pyproject.toml': '[tool.poetry.dependencies]\ndjango = "*"\n',
    'poetry.lock': '[[package]]\nname = "django"\nversion = "5.2"\n',
  });
  const first = installedBy(files, manager('poetry'), '3.12');
  expect(installedBy(files, manager('poetry'), '3.12')).toBe(first);
  expect(installedBy(files, manager('poetry'), '3.13')).not.toBe(first);
  expect(installedBy(files, manager('poetry', { groups: ['dev'] }), '3.12')).not.toBe(first);
  const changed = new Map(files).set('pyproject.toml', known(fileOf({ kind: 'pyproject', path: 'pyproject.toml' })));
  expect(installedBy(changed, manager('poetry'), '3.12').packages.size).toBe(0);
});

describe('whatever the files hold', () => {
  const MANIFEST = '[project]\ndependencies = ["a[x]>=1"]\n[dependency-groups]\ndev = ["b", {include-group = "dev"}]\n';
  const BODY =
    '[[package]]\nname = "a"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [\n  { name = "b" },\n]\n';

  test.each(['uv', 'poetry', 'pdm'] as const)('an install by %s comes to an end', (by) => {
    fc.assert(
      fc.property(damaged(MANIFEST), damaged(`${BODY}[[package]]\nname = "b"\nversion = "2"\n`), (manifest, lock) => {
        const set = install(
          { 'pyproject.toml': manifest, [`${by}.lock`]: lock },
          manager(by, { extras: 'all', groups: 'all' }),
        );
        expect([true, false, undefined]).toContain(brings(set, 'a'));
      }),
      { numRuns: 300 },
    );
  });

  test('half a million lines that nobody can read do no harm', () => {
    expect(install({ 'r.txt': '? ?\n'.repeat(500_000) }, pip('r.txt')).unread).toHaveLength(500_000);
  });

  test('a lock in which everything brings everything is walked once', () => {
    const names = Array.from({ length: 300 }, (_, index) => `p${index}`);
    const edges = names.map((name) => `    { name = "${name}" },\n`).join('');
    const packages = names
      .map((name) => `[[package]]\nname = "${name}"\nversion = "1"\ndependencies = [\n${edges}]\n`)
      .join('');
    const root = '[[package]]\nname = "shop"\nsource = { virtual = "." }\ndependencies = [{ name = "p0" }]\n';
    const set = install({ 'uv.lock': root + packages }, manager('uv', { noDefaultGroups: true }));
    expect(set.packages.size).toBe(300);
  });
});
