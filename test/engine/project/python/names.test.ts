import { expect, test } from 'vitest';
import { moduleNames } from '../../../../server/src/engine/project/python/names.ts';
import { readModule } from '../../../../server/src/engine/project/python/read.ts';

const namesOf = (text: string): readonly string[] | string => {
  const names = moduleNames(readModule(text));
  return names.known ? [...names.value] : names.why;
};

test.each([
  ['wsgi.py', 'import os\nfrom x import get as g\napplication = g()\n', ['os', 'g', 'application']],
  ['under a condition', 'if a:\n  b = 1\nelse:\n  def c(): d = 1\n', ['b', 'c']],
  ['several at once', 'a, (b, *c) = d\ne: int\nf: int = 1\n', ['a', 'b', 'c', 'f']],
  ['loops and files', 'for a, b in c:\n  pass\nwith open(d) as e:\n  pass\n', ['a', 'b', 'e']],
  ['what a class holds', 'class A:\n  b = 1\n', ['A']],
  ['all of another module', 'from .wsgi import *\n', 'it takes all names of wsgi'],
  ['names made by code', 'globals()["a"] = 1\n', 'it makes names while it runs'],
  ['names made by a class', 'Live.load(__name__)\n', 'it makes names while it runs'],
  ['a logger', 'log = logging.getLogger(__name__)\n', ['log']],
  ['a broken line', 'print "x"\n', 'a line of it cannot be read'],
])('%s', (_name, text, expected) => {
  expect(namesOf(text)).toEqual(expected);
});
