import { expect, test } from 'vitest';
import { at, fileOf, groupsOf, placesOf, unreadOf } from './support.ts';

const SETUP = `[metadata]
name = shop
install_requires = no

[options]
python_requires = >=3.12
install_requires =
    Django>=5.2
    # why
    psycopg[binary]>=3 ; os_name == "posix"
    not a requirement
packages = find:

[options.extras_require]
s3 = boto3; django-storages
docs: sphinx
`;

test('what it asks for', () => {
  const file = fileOf('setup.cfg', SETUP);
  expect(groupsOf(file)).toEqual({
    'main main': ['django>=5.2', 'psycopg[binary]>=3 ; os_name == "posix"'],
    'extra s3': ['boto3', 'django-storages'],
    'extra docs': ['sphinx'],
  });
});

test('where it says so', () => {
  const file = fileOf('setup.cfg', SETUP);
  expect(placesOf(SETUP, file).slice(0, 2)).toEqual(['Django>=5.2', 'psycopg[binary]>=3 ; os_name == "posix"']);
  expect(unreadOf(SETUP, file)).toEqual(['not a requirement']);
  expect(file.requiresPython && at(SETUP, file.requiresPython.from)).toBe('>=3.12');
});

test('requirements in another file', () => {
  const file = fileOf('lib/setup.cfg', '[options]\ninstall_requires = file: requirements.txt, more.txt\n');
  expect(file.includes.map(({ path }) => path)).toEqual(['lib/requirements.txt', 'lib/more.txt']);
  expect(groupsOf(file)).toEqual({ 'main main': [] });
  const extra = '[options.extras_require]\nx = file: x.txt\n';
  expect(unreadOf(extra, fileOf('setup.cfg', extra))).toEqual(['file: x.txt']);
});

test.each(['', '[flake8]\nmax-line-length = 100\n', '=\n: x\n  y\n', '[options'])('%j asks for nothing', (text) => {
  expect(fileOf('setup.cfg', text).groups).toEqual([]);
});
