import { describe, expect, test } from 'vitest';
import { processorTime } from '../../support/processor-time.ts';
import { programs, shell, values } from './support.ts';

const outline = (text: string): string[] =>
  shell(text).commands.map((each) => {
    const marks = [
      each.within === 'top' ? '' : each.within,
      each.conditional ? 'conditional' : '',
      each.background ? 'background' : '',
      each.negated ? 'negated' : '',
    ].filter((mark) => mark !== '');
    return [each.joinedBy, values(each.words).join(' '), ...marks].join(' | ');
  });

describe('joiners', () => {
  test.each([
    ['a', ['start | a']],
    ['a && b', ['start | a', '&& | b']],
    ['a; b', ['start | a', '; | b']],
    ['a\nb', ['start | a', '; | b']],
    ['a &\nb', ['start | a | background', '& | b']],
    ['a & b', ['start | a | background', '& | b']],
    ['a | b | c', ['start | a', '| | b', '| | c']],
    ['a && b | c', ['start | a', '&& | b', '| | c']],
    ['a |& b', ['start | a', '| | b']],
    ['! a && b', ['start | a | negated', '&& | b']],
    ['! a | b', ['start | a | negated', '| | b | negated']],
  ])('%j', (text, expected) => expect(outline(text)).toEqual(expected));
});

describe('commands that may not run', () => {
  test.each([
    ['a || b', ['start | a', '|| | b | conditional']],
    ['a || b && c', ['start | a', '|| | b | conditional', '&& | c | conditional']],
    // The failure of the second is swallowed, so nobody can tell that it ran.
    ['a && b || true', ['start | a', '&& | b | conditional', '|| | true | conditional']],
    ['a && b || exit 1', ['start | a', '&& | b', '|| | exit 1 | conditional']],
    [
      'a && b || { echo no; exit 1; }',
      ['start | a', '&& | b', 'start | echo no | group | conditional', '; | exit 1 | group | conditional'],
    ],
    ['a && b || exit 0', ['start | a', '&& | b | conditional', '|| | exit 0 | conditional']],
    // The last list decides over success: its parts have run when the text succeeds.
    ['[ -f x ] && b', ['start | [ -f x ]', '&& | b']],
    ['[ -f x ] && b; c', ['start | [ -f x ]', '&& | b | conditional', '; | c']],
    ['[[ -f x ]] && b; c', ['&& | b | conditional', '; | c']],
    ['grep -q a f && b; c', ['start | grep -q a f', '&& | b | conditional', '; | c']],
    ['x | grep -q a && b; c', ['start | x', '| | grep -q a', '&& | b | conditional', '; | c']],
    ['! a && b; c', ['start | a | negated', '&& | b | conditional', '; | c']],
    ['a && b; c', ['start | a', '&& | b', '; | c']],
    [
      'if a; then b; else c; fi',
      ['start | a | compound', 'start | b | compound | conditional', 'start | c | compound | conditional'],
    ],
    [
      'if a; then b; elif c; then d; fi',
      [
        'start | a | compound',
        'start | b | compound | conditional',
        'start | c | compound | conditional',
        'start | d | compound | conditional',
      ],
    ],
    ['while a; do b; done', ['start | a | compound', 'start | b | compound | conditional']],
    ['for i in 1 2; do a; done', ['start | a | compound | conditional']],
    ['case $x in a) b;; esac', ['start | b | compound | conditional']],
    ['f() { a; }', ['start | a | function | conditional']],
    ['f() { a; }; f', ['start | a | function | conditional', '; | f']],
  ])('%j', (text, expected) => expect(outline(text)).toEqual(expected));
});

describe('surroundings', () => {
  test.each([
    ['(a; b)', ['start | a | subshell', '; | b | subshell']],
    ['{ a; b; }', ['start | a | group', '; | b | group']],
    ['{ a; } > log', ['start | a | group']],
    ['(a) &', ['start | a | subshell | background']],
    ['{ (a); }', ['start | a | subshell']],
    ['(if a; then b; fi)', ['start | a | subshell', 'start | b | subshell | conditional']],
    ['a && (b && c)', ['start | a', 'start | b | subshell', '&& | c | subshell']],
    ['x $(a | b)', ['start | x «$(a | b)»', 'start | a | substitution', '| | b | substitution']],
    ['x `a`', ['start | x «`a`»', 'start | a | substitution']],
    ['x "$(a)"', ['start | x «"$(a)"»', 'start | a | substitution']],
    ['V=$(a)', ['start | ', 'start | a | substitution']],
    ['x ${V:-$(a)}', ['start | x «${V:-$(a)}»', 'start | a | substitution']],
    ['x <(a)', ['start | x «<(a)»', 'start | a | substitution']],
    ['x > $(a)', ['start | x', 'start | a | substitution']],
    ['for i in $(a); do b; done', ['start | a | substitution', 'start | b | compound | conditional']],
    ['[[ -n $(a) ]]', ['start | a | substitution']],
    ['a || x $(b)', ['start | a', '|| | x «$(b)» | conditional', 'start | b | substitution | conditional']],
    ['cat <<E && b\n$(a)\nE', ['start | cat', '&& | b', 'start | a | substitution']],
    ["cat <<'E'\n$(a)\nE", ['start | cat']],
  ])('%j', (text, expected) => expect(outline(text)).toEqual(expected));

  test('`top` leaves out what stands inside something', () => {
    const { top, commands } = shell('a $(b) && (c) && d | e');
    expect(programs(top)).toEqual(['a «$(b)»', 'd', 'e']);
    expect(programs(commands)).toEqual(['a «$(b)»', 'b', 'c', 'd', 'e']);
  });
});

describe('plain chains', () => {
  test.each(['a', 'a && b', 'A=1 a && b > log 2>&1', 'a &&\n b', '  a && b  ', 'A=1'])('%j is one', (text) => {
    expect(shell(text).plainChain).toBe(true);
  });

  test.each([
    '',
    '   ',
    'a; b',
    'a;',
    'a\nb',
    'a || b',
    'a | b',
    'a && b | c',
    '! a',
    'a &',
    'a && b &',
    'a # note',
    '(a)',
    '{ a; }',
    'a && (b)',
    'if a; then b; fi',
    'f() { a; }',
    '[[ -n x ]]',
    'time a',
    'cat <<E\nx\nE',
    'a &&',
    'a && b |',
    'a "',
  ])('%j is none', (text) => {
    expect(shell(text).plainChain).toBe(false);
  });
});

describe('half-typed texts', () => {
  test.each([
    ['apt-get update &&', ['apt-get update']],
    ['apt-get update && ', ['apt-get update']],
    ['a && b ||', ['a', 'b']],
    ['a |', ['a']],
    ['a && b |\n', ['a', 'b']],
  ])('%j keeps what stands in front of the joiner', (text, expected) => {
    const script = shell(text);
    expect(script.opaque).toBe(false);
    expect(script.plainChain).toBe(false);
    expect(programs(script.commands)).toEqual(expected);
  });

  test.each([
    'echo "abc',
    "echo 'abc",
    'echo $(ls',
    'echo `ls',
    'echo ${x',
    'a && ${ b; c',
    'if a; then',
    'if a; then b',
    'for i in a; do',
    'a && && b',
    '&& a',
    'a ;; b',
    'a )',
    '(a',
    '{ a;',
    'a && (b &&',
    'echo hi >',
    'a && if b; then c &&',
  ])('%j is opaque', (text) => {
    const script = shell(text);
    expect(script.opaque).toBe(true);
    expect(script.commands).toEqual([]);
    expect(script.top).toEqual([]);
  });

  test('an escaped dollar opens nothing', () => {
    expect(programs(shell('a \\${ && b').commands)).toEqual(['a ${', 'b']);
    expect(shell('a \\\\${ b').opaque).toBe(true);
  });

  test('an empty text has no commands and hides nothing', () => {
    expect(shell('')).toMatchObject({ opaque: false, commands: [], top: [] });
  });
});

describe('limits', () => {
  test('a text beyond 64 KB is opaque', () => {
    expect(shell('a;'.repeat(33_000)).opaque).toBe(true);
    expect(shell('a;'.repeat(30_000)).commands).toHaveLength(30_000);
  });

  test('substitutions nest as deep as people write them, and no deeper', () => {
    const nested = (depth: number) => `${'a $('.repeat(depth)}b${')'.repeat(depth)}`;
    expect(shell(nested(10)).commands).toHaveLength(11);
    expect(shell(nested(40)).opaque).toBe(true);
  });

  test.each([
    '$(',
    '`',
    '{',
    '(',
    '((',
    '[[ (',
    'a;',
    'if x;',
    '<(',
    '${a:-',
    'a|',
    'f(){ ',
    'a && ',
    'a || ',
    'exec ',
    'uv run ',
    'coproc ',
    'time ',
    'a\r\n',
    'x=$(',
    'sh -c "',
    'gosu a ',
    'x <<A\nb\nA\n',
    'a # b\n',
  ])('60,000 characters of %j are read in no time', (piece) => {
    const took = processorTime(() => {
      for (const each of shell(piece.repeat(Math.floor(60_000 / piece.length))).commands) {
        values(each.words);
        void each.tool;
        void each.inner;
      }
    });
    expect(took).toBeLessThan(5000);
  });
});

describe('comments', () => {
  const comments = (text: string) => shell(text).comments.map(({ start, end }) => text.slice(start, end));

  test.each([
    ['a # note', ['# note']],
    ['a # one\nb # two\n# three', ['# one', '# two', '# three']],
    ['a;# note', ['# note']],
    ['if a; then # why\nb; fi', ['# why']],
    ['a#b', []],
    ['echo "# no" \'# no\' \\# $# ${#x} ${x#y}', []],
    ['cat <<E # yes\n# no\nE\na', ['# yes']],
    ['cat <<E\n# no', []],
    ['((x = 16#ff))', []],
    ['for ((i = 2#1; i < 3; i++)); do a; done', []],
    ['[[ $a == \\#* ]]', []],
    ['case $x in a#b) c;; esac # end', ['# end']],
    ['#!/bin/sh\na # note', ['# note']],
  ])('%j', (text, expected) => expect(comments(text)).toEqual(expected));
});

describe('redirects and assignments', () => {
  test('redirects have operator, descriptor and target', () => {
    const [command] = shell('A=1 x >log 2>&1 < "$in" <<<word <<E\nbody\nE').commands;
    expect(
      command?.redirects.map(({ operator, descriptor, target }) => [
        operator,
        descriptor,
        target?.literal ?? target?.text,
      ]),
    ).toEqual([
      ['>', undefined, 'log'],
      ['>&', 2, '1'],
      ['<', undefined, '"$in"'],
      ['<<<', undefined, 'word'],
      ['<<', undefined, undefined],
    ]);
  });

  test('assignments stand apart from words', () => {
    const [command] = shell(`A=1 B="x y" C=$D E=(1 2) F+=z run G=1`).commands;
    expect(command?.assignments.map(({ name, value }) => [name, value?.literal ?? `«${value?.text}»`])).toEqual([
      ['A', '1'],
      ['B', 'x y'],
      ['C', '«$D»'],
      ['E', '«(1 2)»'],
      ['F', '«z»'],
    ]);
    expect(values(command?.words ?? [])).toEqual(['run', 'G=1']);
  });

  test('the arguments of export are words', () => {
    const [command] = shell('export A=1 PATH=/opt/venv/bin:$PATH B="x y" C').commands;
    expect(values(command?.words ?? [])).toEqual(['export', 'A=1', '«PATH=/opt/venv/bin:$PATH»', 'B=x y', 'C']);
    expect(command?.words[2]?.parts).toMatchObject([
      { kind: 'literal', text: 'PATH=/opt/venv/bin:' },
      { kind: 'variable', name: 'PATH' },
    ]);
  });
});

describe('the tail: what gives the text its exit code', () => {
  test.each([
    ['a; b', ['b']],
    ['a && b', ['b']],
    ['a || b', ['b']],
    ['a | b', []],
    ['a &', []],
    ['a\nb &', []],
    ['(a)', []],
    ['{ a; b; }', ['b']],
    ['a "$(b)"', ['a "$(b)"']],
    ['if a; then b; c; elif d; then e; else f; fi', ['c', 'e', 'f']],
    ['if a; then b; fi; c', ['c']],
    ['case "$1" in x) a; b ;; *) c ;; esac', ['b', 'c']],
    ['while a; do b; done', []],
    ['for x in 1 2; do a; done', []],
    ['f() { a; }; f', ['f']],
    ['{ a; b; } >log', ['b']],
  ])('%s', (text, expected) => {
    const commands = shell(text).commands.filter((each) => each.tail);
    expect(commands.map(({ span }) => text.slice(span.start, span.end))).toEqual(expected);
  });
});
