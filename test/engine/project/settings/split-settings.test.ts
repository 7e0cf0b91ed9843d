import { describe, expect, test } from 'vitest';
import { globOf } from '../../../../server/src/engine/project/settings/split-settings.ts';
import type { SettingsFacts } from '../../../../server/src/engine/project/settings/types.ts';
import { type Files, settings, told } from './support.ts';

const IMPORT = 'from split_settings.tools import include, optional\n';

/** Settings whose package consists of this and of other files, by their paths in it. */
function splitInto(code: string, files: Files = {}): SettingsFacts {
  const parts = Object.entries(files).map(([path, text]) => [`config/settings/${path}`, text]);
  return settings(
    { 'config/settings/__init__.py': `${IMPORT}${code}\n`, ...Object.fromEntries(parts) },
    'config.settings',
  );
}

const BASE = { 'base.py': 'DEBUG = False\nSTATIC_URL = "/base/"\n' };

describe('nobody can tell', () => {
  test.each<[string, string, Files?]>([
    ['a file that is not there', 'include("gone.py")'],
    ['a name that is worked out', 'import os\ninclude("base.py", f"{os.environ[\'ENV\']}.py")', BASE],
    ['a name from the environment', 'import os\ninclude("base.py", os.environ["ENV"] + ".py")', BASE],
    ['arguments that nobody can count', 'import glob\ninclude("base.py", *glob.glob("*.py"))', BASE],
    [
      'an argument that may be there',
      'import os\nF = ["base.py"]\nif os.getenv("X"):\n    F += ["x.py"]\ninclude(*F)',
      BASE,
    ],
    ['names that go elsewhere', 'include("base.py", scope={})', BASE],
    ['a set of letters', 'include("[ab]*.py")', BASE],
    ['a folder above the project', 'include("../../../base.py")', BASE],
    ['an absolute path', 'include("/etc/base.py")', BASE],
    ['in a function', 'def load():\n    include("base.py")\nload()', BASE],
    [
      'a file that may have been included before',
      'import os\nif os.getenv("X"):\n    include("base.py")\ninclude("base.py")',
      BASE,
    ],
    [
      'it includes what is not there',
      'include("base.py")',
      { 'base.py': `${IMPORT}STATIC_URL = "/a/"\ninclude("gone.py")\n` },
    ],
    ['a line that cannot be read', 'include("base.py")', { 'base.py': 'STATIC_URL = "/a/"\nSTATIC_URL = = 1\n' }],
    [
      'files that set the same, in any order',
      'include("*/*.py")',
      { 'a/x.py': 'STATIC_URL = "/a/"', 'a/y.py': 'STATIC_URL = "/b/"' },
    ],
    [
      'three files that set the same, in any order',
      'include("*/*.py")',
      { 'a/x.py': 'STATIC_URL = "/a/"', 'a/y.py': 'STATIC_URL = "/b/"', 'a/z.py': 'STATIC_URL = "/a/"' },
    ],
    [
      'files that need each other, in any order',
      'include("*/*.py")',
      { 'a/x.py': 'X = "/a/"', 'a/y.py': 'STATIC_URL = X' },
    ],
  ])('%s', (_, code, files) => {
    expect(told(splitInto(code, files).staticUrl)).toMatch(/^\?/);
  });

  test('what else is read and set', () => {
    const { environment } = splitInto('include("gone.py")');
    expect([environment.incomplete, environment.hidden]).toEqual(Array(2).fill('config/settings/gone.py is not read'));
  });
});

describe('what is included', () => {
  test.each<[string, string, string, Files]>([
    ['runs in the names of the module', 'include("base.py")', '/base/', BASE],
    ['with scope as well', 'include("base.py", scope=globals())', '/base/', BASE],
    ['goes before what stands in front', 'STATIC_URL = "/x/"\ninclude("base.py")', '/base/', BASE],
    ['gives way to what stands behind', 'include("base.py")\nSTATIC_URL = "/x/"', '/x/', BASE],
    ['sees earlier names', 'HOST = "/h"\ninclude("a.py")', '/h/s/', { 'a.py': 'STATIC_URL = HOST + "/s/"\n' }],
    [
      'sees earlier files',
      'include("a.py", "b.py")',
      '/h/s/',
      { 'a.py': '_X = "/h"', 'b.py': 'STATIC_URL = _X + "/s/"' },
    ],
    ['the last one has the last word', 'include("base.py", "b.py")', '/b/', { ...BASE, 'b.py': 'STATIC_URL = "/b/"' }],
    ['only once', 'include("base.py", "b.py", "base.py")', '/b/', { ...BASE, 'b.py': 'STATIC_URL = "/b/"' }],
    ['from a list', 'FILES = ["base.py", optional("gone.py")]\ninclude(*FILES)', '/base/', BASE],
    ['one that is optional and there', 'include(optional("base.py"))', '/base/', BASE],
    ['one that is optional and not there', 'include("base.py", optional("gone.py"))', '/base/', BASE],
    ['one that is optional and nothing', 'include("base.py", optional(None), optional(""))', '/base/', BASE],
    [
      'by a pattern',
      'include("parts/*.py")',
      '/p/',
      { 'parts/a.py': 'STATIC_URL = "/p/"', 'parts/b.py': 'DEBUG = True' },
    ],
    [
      'by a pattern, without hidden files',
      'include("parts/*.py")',
      '/p/',
      { 'parts/a.py': 'STATIC_URL = "/p/"', 'parts/.b.py': 'STATIC_URL = 1' },
    ],
    ['by a path', 'from pathlib import Path\ninclude(Path(__file__).parent / "base.py")', '/base/', BASE],
    ['from a folder above', 'include("../settings/./base.py")', '/base/', BASE],
    [
      'relative to the including file',
      'include("a/one.py")',
      '/two/',
      { 'a/one.py': `${IMPORT}include("two.py")`, 'a/two.py': 'STATIC_URL = "/two/"' },
    ],
    [
      'after which paths are as before',
      'include("a/one.py", "base.py")',
      '/base/',
      { ...BASE, 'a/one.py': `${IMPORT}include("two.py")`, 'a/two.py': '' },
    ],
    [
      'itself is not included again',
      'include("base.py")',
      '/base/',
      { 'base.py': `${IMPORT}include("base.py")\nSTATIC_URL = "/base/"` },
    ],
    ['imports as the module does', 'include("a/one.py")', '/base/', { ...BASE, 'a/one.py': 'from .base import *' }],
  ])('%s', (_, code, url, files) => {
    expect(told(splitInto(code, files).staticUrl)).toBe(url);
  });

  test('in a branch is there under its condition', () => {
    const facts = splitInto('import os\nif os.getenv("X"):\n    include("base.py")', BASE);
    expect(told(facts.staticUrl)).toMatch(/^\? /);
    expect(told(splitInto('if True:\n    include("base.py")', BASE).staticUrl)).toBe('/base/');
  });

  test('has the file of the module for its own', () => {
    const code = 'from pathlib import Path\nSTATIC_ROOT = Path(__file__).parent / "static"\n';
    expect(told(splitInto('include("a/one.py")', { 'a/one.py': code }).staticRoot)).toEqual({
      base: 'project',
      path: 'config/settings/static',
    });
  });

  test('adds to lists, in an order that a pattern leaves open', () => {
    const files = { 'a/x.py': 'INSTALLED_APPS += ["x"]', 'a/y.py': 'INSTALLED_APPS += ["y"]' };
    expect(told(splitInto('INSTALLED_APPS = ["z"]\ninclude("a/x.py", "a/y.py")', files).installedApps)).toEqual([
      'z',
      'x',
      'y',
    ]);
    expect(told(splitInto('INSTALLED_APPS = ["z"]\ninclude("a/*.py")', files).installedApps)).toMatch(/^\? /);
    const one = { 'a/x.py': 'INSTALLED_APPS += ["x"]', 'a/y.py': 'DEBUG = True' };
    expect(told(splitInto('INSTALLED_APPS = ["z"]\ninclude("a/*.py")', one).installedApps)).toEqual(['z', 'x']);
  });

  test('is among the files, with places in it', () => {
    const facts = splitInto('include("base.py", "parts/*.py", optional("local.py"))', {
      ...BASE,
      'parts/a.py': '',
      'parts/b.py': '',
    });
    expect(facts.files).toEqual(
      ['__init__.py', 'base.py', 'parts/a.py', 'parts/b.py'].map((file) => `config/settings/${file}`),
    );
    expect(facts.staticUrl.known && facts.staticUrl.value?.from.path).toBe('config/settings/base.py');
    expect(facts.optional).toEqual(['config.settings.local']);
    expect(facts.environment.incomplete).toBeUndefined();
  });

  test('reads variables', () => {
    const facts = splitInto('include("base.py")', { 'base.py': 'import os\nKEY = os.environ["KEY"]\n' });
    expect(facts.environment.reads.map(({ name, required, place }) => [name, required, place.path])).toEqual([
      ['KEY', true, 'config/settings/base.py'],
    ]);
  });
});

test.each([
  ['a/*.py', ['a/x.py'], ['a/.x.py', 'a/b/x.py', 'a/x.pyc', 'b/a/x.py']],
  ['a/x?.py', ['a/xy.py'], ['a/x.py', 'a/xyz.py']],
  ['**/x.py', ['a/x.py'], ['x.py', 'a/b/x.py', '.a/x.py']],
  ['a+(b)/x.py', ['a+(b)/x.py'], ['aa(b)/x.py']],
])('%s', (pattern, fits, others) => {
  const glob = globOf(pattern);
  expect([...fits, ...others].filter((path) => glob?.test(path))).toEqual(fits);
});
