import { expect, test } from 'vitest';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';
import { outline } from './support.ts';

test.each<readonly [name: string, text: string, expected: readonly string[]]>([
  ['assignments', 'A = 1\nB = C = "x"\nA += 2\n', ['A = 1', 'B = C = "x"', 'A += 2']],
  ['annotated names', 'A: int = 1\nB: list[str]\n', ['A: int = 1', 'B: list[str]']],
  [
    'entries and attributes',
    'D["default"]["ENGINE"] = "x"\nd.a = 1\na, *b = c\n',
    ['D["default"]["ENGINE"] = "x"', 'd.a = 1', '(tuple a (* b)) = c'],
  ],
  [
    'calls',
    'M.insert(1, "x")\nos.environ.setdefault("A", "b")\n',
    ['M.insert(1, "x")', 'os.environ.setdefault("A", "b")'],
  ],
  [
    'imports',
    'import os\nimport a.b\nimport a.b as c, d\nfrom .base import *\nfrom . import x\nfrom ...y import (z as w, # why\n  v,)\n',
    [
      'import os as os',
      'import a.b as a',
      'import a.b as c, d as d',
      'from .base import *',
      'from . import x as x',
      'from ...y import z as w, v as v',
    ],
  ],
  ['several in a line', 'a = 1; b = 2;\n', ['a = 1', 'b = 2']],
  [
    'blocks',
    'if DEBUG:\n    A = 1\nelif x: B = 2; C = 3\nelse:\n  D = 4\nE = 5\n',
    ['if DEBUG { A = 1 }', 'elif x { B = 2; C = 3 }', 'else { D = 4 }', 'E = 5'],
  ],
  [
    'blocks in blocks',
    'try:\n  from .local import *\nexcept (ImportError, X) as e:\n  if a:\n    raise\n  pass\nfinally:\n  b()\n',
    ['try { from .local import * }', 'except { if a { raise }; pass }', 'finally { b() }'],
  ],
  [
    'functions and classes',
    '@app.task(bind=True)\nasync def f(a, b: int = {1: 2}, *c, d=":", **e) -> dict[str, int]:\n  return a\nclass A(B, c=d):\n  x: int = 1\nclass C: pass\n',
    ['@ app.task(bind=True)', 'def f a,b,c,d,e { return a }', 'class A { x: int = 1 }', 'class C { pass }'].map(
      (line) => line.replace('True', 'true'),
    ),
  ],
  [
    'with, for, while and match',
    'with open(a) as f, b as (c, d):\n  e = 1\nfor x, y in z:\n  pass\nwhile True: break\nmatch x:\n  case 1: a = 1\nmatch = 2\n',
    [
      'with f,c,d (tuple open(a) b) { e = 1 }',
      'for x,y z { pass }',
      'while true { break }',
      'match { case { a = 1 } }',
      'match = 2',
    ],
  ],
  ['lines joined', 'A = [\n"a",  # one\n\n  "b",\n]\nB = 1 + \\\n  2\n', ['A = (list "a" "b")', 'B = (+ 1 2)']],
  ['CRLF, BOM and form feed', '\ufeffA = 1\r\n\fif A:\r\n\tB = """x\r\ny"""\r\n', ['A = 1', 'if A { B = "x\\ny" }']],
  ['tabs count to eight', 'if a:\n\tb = 1\n        c = 2\nd = 3\n', ['if a { b = 1; c = 2 }', 'd = 3']],
  ['nothing', '\n  # only this\n', []],
])('%s', (_name, text, expected) => {
  expect(outline(text)).toEqual(expected);
});

test.each<readonly [name: string, text: string, expected: readonly string[]]>([
  ['a Python 2 print', 'print "x"\nA = 1\n', ['broken "print \\"x\\""', 'A = 1']],
  ['what stood before it in the line counts', 'a = 1; print b c\nd = 2', ['a = 1', 'broken "; print b c"', 'd = 2']],
  ['what is below goes with it', 'if a b:\n  c = 1\nd = 2\n', ['broken "if a b:\\n  c = 1"', 'd = 2']],
  ['a line that is indented for no reason', 'a = 1\n    b = 2\nc = 3\n', ['a = 1', 'broken "b = 2"', 'c = 3']],
  ['an unclosed quote', 'A = "x\nB = 2\n', ['broken "A = \\"x"', 'B = 2']],
  ['an unclosed bracket', 'A = [\n  1,\nB = 2\n', ['broken "A = [\\n  1,"', 'B = 2']],
  ['unclosed brackets, one after the other', 'A = [1\nB = (2\nC = 3', ['broken "A = [1"', 'broken "B = (2"', 'C = 3']],
  [
    'unclosed triple quotes reach to the end',
    'A = 1\nB = """x\nC = 2\n',
    ['A = 1', 'broken "B = \\"\\"\\"x\\nC = 2\\n"'],
  ],
  ['brackets that do not match', 'A = [1)\nB = 2\n', ['broken "A = [1)"', 'B = 2']],
  ['a bracket too many', 'A = 1)\nB = 2\n', ['broken "A = 1)"', 'B = 2']],
  ['NUL', 'A = \0\nB = 2\n', ['broken "A = \\u0000"', 'B = 2']],
  [
    'a merge conflict',
    '<<<<<<< HEAD\nA = 1\n=======\nA = 2\n>>>>>>> x\nB = 3\n',
    ['broken "<<<<<<< HEAD"', 'A = 1', 'broken "======="', 'A = 2', 'broken ">>>>>>> x"', 'B = 3'],
  ],
])('broken: %s', (_name, text, expected) => {
  expect(outline(text)).toEqual(expected);
});

/** Of our own time: others may keep the machine busy. */
const ownMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

const times = (count: number, text: string): string => text.repeat(count);

test.each<readonly [name: string, text: string]>([
  ['brackets', `A = ${times(10_000, '[')}${times(10_000, ']')}\n`],
  ['unclosed brackets', `A = ${times(10_000, '[(')}\n`],
  ['unclosed brackets in each line', times(20_000, 'A = [\n')],
  ['triple quotes', times(30_000, '"""\\"""\n')],
  ['quotes', times(60_000, '\'"')],
  ['fields', `f"${times(20_000, "{f'")}`],
  ['sums', `A = ${times(50_000, '1 + ')}1\n`],
  ['attributes', `A = a${times(50_000, '.a')}\n`],
  ['signs', `A = ${times(50_000, '- not ')}1\n`],
  ['calls', `A = ${times(50_000, 'a(')}\n`],
  ['ternaries', `A = ${times(20_000, 'a if b else ')}c\n`],
  ['lambdas', `A = ${times(20_000, 'lambda: ')}c\n`],
  ['blocks', Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join('')],
  ['numbers', `A = ${times(100_000, '1e+')}\n`],
  ['a plain large file', times(16_000, 'DATABASES = {"default": {"ENGINE": "django", "A": [1, 2], "B": env("X")}}\n')],
])('%s: a megabyte takes no time', (_name, text) => {
  const start = ownMs();
  readModule(text);
  expect(ownMs() - start).toBeLessThan(1000);
});
