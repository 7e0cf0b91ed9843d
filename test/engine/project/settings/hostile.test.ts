import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moduleNames } from '../../../../server/src/engine/project/python/names.ts';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';
import { settingsModuleOf } from '../../../../server/src/engine/project/python/settings-module.ts';
import { healthPaths } from '../../../../server/src/engine/project/python/urls.ts';
import { contains } from '../../../../server/src/engine/text/span.ts';
import { processorTime } from '../../../support/processor-time.ts';
import { spansBelow } from '../../../support/spans.ts';
import { settingsOf } from './support.ts';

const SPACES = ['\n', '\r\n', '\r', '\n    ', '\n\t', '  ', '\\', '\\\n', '#', '\0', '\ufeff', '\f', '\ud83d'];
const QUOTES = ['"', "'", '"""', "'''", 'f"', "rb'", 'f"""', '\\"', '{', '}', '{{', '!r', ':>'];
const SIGNS = ['[', ']', '(', ')', ':', ';', ',', '.', '=', '+=', ':=', '*', '**', '/', '-', '@', '...'];
const WORDS = ['lambda x:', 'not ', ' in ', ' or ', ' if a else ', 'await ', 'for x in ', 'raise X', 'del MIDDLEWARE'];
const HEADERS = ['if x:', 'else:', 'elif y:', 'try:', 'except X:', 'finally:', 'def f(a, b=1):', 'match x:', 'case 1:'];
const BLOCKS = ['for a in b:', 'with env.prefixed("A"):', 'class S(BaseSettings):', 'with suppress(X):', 'while a:'];
const IMPORTS = ['import os', 'from .base import *', 'from config.settings import *', 'import environ'];
const SETTINGS = [
  'MIDDLEWARE = ["a", "b"]',
  'MIDDLEWARE.insert(0, "x")',
  'DATABASES["default"]["ENGINE"] = ',
  'os.environ["A"]',
  'os.environ.get("B", 1)',
  'env = environ.Env()',
  'env.db("X")',
  'BASE_DIR = Path(__file__).parent',
  'STATIC_ROOT = BASE_DIR / "x"',
  'urlpatterns = [path("a", b)]',
  'STORAGES = {"staticfiles": {}}',
];
const PIECES = [...SPACES, ...QUOTES, ...SIGNS, ...WORDS, ...HEADERS, ...BLOCKS, ...IMPORTS, ...SETTINGS];

const jumbled = (pieces: readonly string[], glue: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((chosen) => chosen.join(glue));

const text = fc.oneof(
  { weight: 4, arbitrary: jumbled(PIECES, '') },
  { weight: 4, arbitrary: jumbled([...HEADERS, ...BLOCKS, ...IMPORTS, ...SETTINGS, 'x = (', '"""'], '\n  ') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);

test('whatever the text, nothing throws and all places lie inside', () => {
  fc.assert(
    fc.property(text, (source) => {
      const module = readModule(source);
      const whole = { start: 0, end: source.length };
      const found = [module, moduleNames(module), healthPaths(module), settingsModuleOf(module), settingsOf(source)];
      for (const { name, span } of spansBelow(found, 'result')) {
        const fits = span.start <= span.end && contains(whole, span);
        expect(fits, `${name} is ${span.start}-${span.end} of ${source.length}`).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');

test.each([
  ['a list that grows', `MIDDLEWARE = []\n${lines(30_000, () => 'MIDDLEWARE += ["a"]')}`],
  ['a list that doubles', `A = ["a"]\n${lines(1000, () => 'A = A + A')}`],
  ['a text that doubles', `A = "a"\n${lines(1000, () => 'A = A + A')}`],
  ['a path that grows', `from pathlib import Path\nA = Path(__file__)\n${lines(20_000, () => 'A = A / "abc"')}`],
  ['a variable used twice', `import os\nA = os.environ["A"]\n${lines(5000, () => 'A = g(A, A) or A')}`],
  ['a cache in two caches', `CACHES = {}\n${lines(5000, () => 'CACHES = {"a": CACHES, "b": CACHES}')}`],
  ['a cache in a cache', `CACHES = {}\n${lines(5000, () => 'CACHES = {"a": CACHES}')}`],
  ['twins', `A = {}\nB = {}\n${lines(5000, () => 'A = {"a": A, "b": A}\nB = {"a": B, "b": B}')}if x:\n  A = B`],
  ['a dict in a dict', `A = {}\n${lines(20_000, () => 'A["b"] = {**A}')}`],
  ['a dict that grows', `A = {}\n${lines(20_000, (index) => `A["${index}"] = 1`)}`],
  ['branches', `if a:\n  A = 1\n${lines(20_000, (index) => `elif b:\n  A${index} = 1`)}`],
  ['conditions', `MIDDLEWARE = []\n${lines(20_000, (index) => `if b:\n  MIDDLEWARE += ["${index}"]`)}`],
  ['blocks in blocks', lines(99, (index) => `${' '.repeat(index)}if a:\n${' '.repeat(index + 1)}A${index} = 1`)],
  ['handlers', `try:\n  a()\n${lines(20_000, () => 'except A:\n  B = 1')}`],
  ['defaults', `import os\n${lines(10_000, (index) => `A = os.environ.get("A${index}") or A`)}`],
  ['a large function called often', `def f():\n${lines(20_000, () => '  a = b')}${lines(50_000, () => 'f()')}`],
  ['a broken end', `${lines(50_000, () => 'A = 1')}"""`],
])('%s: done soon', (_name, source) => {
  expect(processorTime(() => settingsOf(source))).toBeLessThan(2000);
});
