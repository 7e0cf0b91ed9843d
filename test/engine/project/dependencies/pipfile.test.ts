import { expect, test } from 'vitest';
import { readPipfile } from '../../../../server/src/engine/project/dependencies/pipfile.ts';
import { at, fileOf, groupsOf, placesOf, unreadOf } from './support.ts';

const PIPFILE = `[[source]]
url = "https://pypi.org/simple"
name = "pypi"

[packages]
Django = "~=5.2.0"
gunicorn = "*"
psycopg = {extras = ["binary"], version = ">=3", markers = "os_name == 'posix'"}
tool = {git = "https://x/tool.git", ref = "main", editable = true}
tzdata = {version = "*", sys_platform = "== 'win32'"}
broken = 5

[dev-packages]
pytest = "==8.4.1"

[docs]
sphinx = "*"

[requires]
python_version = "3.12"
`;

test('what it asks for', () => {
  const file = fileOf('Pipfile', PIPFILE);
  expect(groupsOf(file)).toEqual({
    'main main': [
      'django~=5.2.0',
      'gunicorn',
      "psycopg[binary]>=3 ; os_name == 'posix'",
      '-e tool @ vcs https://x/tool.git',
      "tzdata ; sys_platform == 'win32'",
    ],
    'group dev': ['pytest==8.4.1'],
    'group docs': ['sphinx'],
  });
  expect(placesOf(PIPFILE, file)[0]).toBe('Django = "~=5.2.0"');
  expect(unreadOf(PIPFILE, file)).toEqual(['broken = 5']);
  expect(file.requiresPython?.value.text).toBe('==3.12.*');
  expect(file.requiresPython && at(PIPFILE, file.requiresPython.from)).toBe('3.12');
});

test('what is no TOML is unknown', () => {
  expect(readPipfile('Pipfile', '[packages\n').known).toBe(false);
});
