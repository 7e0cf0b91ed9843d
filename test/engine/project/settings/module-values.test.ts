import { describe, expect, test } from 'vitest';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';
import { ModuleValues } from '../../../../server/src/engine/project/settings/module-values.ts';
import { shown } from '../../model/support.ts';

const of = (text: string) => new ModuleValues(readModule(text));
const x = (text: string): unknown => shown(of(text).of('x'));

describe('what nobody can tell', () => {
  test.each([
    ['the environment gives it', 'import os\nx = os.getenv("X", "1")\n'],
    ['a condition decides', 'import os\nx = "a"\nif os.getenv("X"):\n    x = "b"\n'],
    ['it is only set under a condition', 'import os\nif os.getenv("X"):\n    x = "b"\n'],
    ['another module has it', 'from base import x\n'],
    ['another module may have it', 'x = 1\nfrom base import *\n'],
    ['another module may have it, if it is there', 'try:\n    from base import *\nexcept ImportError:\n    pass\n'],
    ['it is set while it runs', 'globals()["x"] = 1\n'],
    ['a text is put together', 'port = 80\nx = f":{port}"\n'],
    ['a list holds something else', 'x = ["a", 1]\n'],
    ['a list may hold more', 'import os\nx = ["a", *os.environ]\n'],
    ['a path', 'x = __file__\n'],
    ['a function', 'def x():\n    pass\n'],
    ['a line cannot be read', 'x = 1\nx = = 2\n'],
  ])('%s', (_, text) => {
    expect(x(text)).toBe('?');
  });
});

test.each([
  ['', undefined],
  ['"""\nx = 1\n"""\n', undefined],
  ['y = 1\ndef f():\n    x = 1\n', undefined],
  ['x = "a"\n', 'a'],
  ['x = "a"\nx = "b"\n', 'b'],
  ['x: str = ("a" "b")  # c\n', 'ab'],
  ['host = "0.0.0.0"\nx = host + ":80"\n', '0.0.0.0:80'],
  ['x = 4\n', 4],
  ['x = True\n', true],
  ['x = None\n', null],
  ['x = ["a", "b"]\n', ['a', 'b']],
])('%j', (text, value) => {
  expect(x(text)).toEqual(value);
});

describe('the number of CPUs', () => {
  test.each([
    'import os\nx = int(os.getenv("X", os.cpu_count()))\n',
    'import os\nx = min(4, os.cpu_count())\n',
    'import os\nif os.getenv("X"):\n    x = os.cpu_count()\n',
    'x = cpu_count()\n',
    'x = "cpu_count()"\n',
    '# x = os.cpu_count()\n',
  ])('is not all of %j', (text) => {
    expect(of(text).countsCpus('x')).toBe(false);
  });

  test.each([
    'import os\nx = os.cpu_count()\n',
    'import multiprocessing\nx = (\n    multiprocessing.cpu_count() * 2\n    + 1\n)\n',
    'from multiprocessing import cpu_count as cpus\nx = 1 + 2 * cpus()\n',
    'import os\ncores = os.cpu_count() or 1\nx = cores * 2 + 1\n',
  ])('is all of %j', (text) => {
    expect(of(text).countsCpus('x')).toBe(true);
    expect(x(text)).toBe('?');
  });
});
