import { expect, test } from 'vitest';
import { outline } from './support.ts';

test.each([
  ['"a" \'b\' """c"""', '"abc"'],
  ['("a"\n "b")', '"ab"'],
  [String.raw`r"\d" b"x\x41\u00e9\101" u'\''`, String.raw`"\\dxAéA'"`],
  ['"a\\\nb"', '"ab"'],
  ['"\\N{DASH}"', '(? )'],
  ['f"plain {{x}}"', '"plain {x}"'],
  ['f"{env(\'X\')}:{port!r:>{width}}/" "y"', '(f env("X") width port)'],
  ['f"{a["b"]}"', '(f a["b"])'],
  ['f"{x=}" ', '(f x)'],
  ['1_000', '1000'],
  ['0x1F', '31'],
  ['1.5e-3', '0.0015'],
  ['3j', '(? )'],
  ['(True, False, None)', '(tuple true false null)'],
  ['()', '(tuple )'],
  ['(a)', 'a'],
  ['(a,)', '(tuple a)'],
  ['a, b', '(tuple a b)'],
  ['[*a, "b"]', '(list (* a) "b")'],
  ['{"a", "b"}', '(set "a" "b")'],
  ['{}', '{}'],
  ['{"a": 1, **b, c: {}}', '{"a": 1, **: b, c: {}}'],
  ['BASE_DIR / "x" / "y"', '(/ (/ BASE_DIR "x") "y")'],
  ['a + b * c ** -d', '(+ a (* b (** c (- d))))'],
  ['a or b and not c == d', '(or a (and b (not (== c d))))'],
  ['a not in b', '(not in a b)'],
  ['a is not None', '(is not a null)'],
  ['a if b else c if d else e', '(if b a (if d c e))'],
  ['(a := b)', '(:= a b)'],
  ['f(a, *b, c=d, **e)', 'f(a, (* b), c=d, **=e)'],
  ['f(x for x in y)', 'f((? x y))'],
  ['[x for x in a if b]', '(? x a b)'],
  ['{k: v for k, v in a.items()}', '(? k v a.items())'],
  ['lambda a, b=1: c', '(? c)'],
  ['a[1:2]', 'a[(? 1 2)]'],
  ['a[b, c]', 'a[(? b c)]'],
  ['await a.b()', 'a.b()'],
  ['Path(__file__).resolve().parent', '(. (. Path(__file__))())'],
  ['...', '(? )'],
])('%s', (text, expected) => {
  expect(outline(`A = ${text}\n`)).toEqual([`A = ${expected}`]);
});

test.each(['a b', 'a[b c]', '{a: 1, b}', 'f(a', 'class', 'a.1', '*', '[1,,2]', 'a ? b'])(
  'no expression: %s',
  (text) => {
    expect(outline(`A = ${text}\nB = 1\n`).map((line) => line.split(' ')[0])).toEqual(['broken', 'B']);
  },
);
