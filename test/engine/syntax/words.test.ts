import { describe, expect, test } from 'vitest';
import {
  blankSeparated,
  readExecForm,
  readMount,
  readPairs,
  takeFlags,
  tokenOf,
  unquote,
  wholeWord,
} from '../../../server/src/engine/syntax/words.ts';
import { LogicalText } from '../../../server/src/engine/text/logical.ts';
import { at } from './support.ts';

const line = (text: string): LogicalText => LogicalText.of(text, [{ start: 0, end: text.length }], 0);

/** The arguments of a file whose lines are continued, as logical text. */
function continued(text: string): LogicalText {
  const ranges = [];
  let start = 0;
  for (const part of text.split('\\\n')) {
    ranges.push({ start, end: start + part.length });
    start += part.length + 2;
  }
  return LogicalText.of(text, ranges, 0);
}

describe('quotes and escapes', () => {
  test.each([
    ['plain', 'plain', false],
    ['"a b"', 'a b', true],
    ["'a b'", 'a b', true],
    ['a"b"c', 'abc', true],
    ['"$IMAGE":"$TAG"', '$IMAGE:$TAG', true],
    ['a\\ b', 'a b', false],
    ['\\$HOME', '$HOME', false],
    ['"a\\"b"', 'a"b', true],
    ['"a\\$b"', 'a$b', true],
    ['"C:\\app"', 'C:\\app', true],
    ['"a\\\\b"', 'a\\b', true],
    ["'a\\b'", 'a\\b', true],
    ['"it\'s"', "it's", true],
    ['""', '', true],
    ['"open', 'open', true],
    ['end\\', 'end', false],
  ])('%s → %s', (text, value, quoted) => {
    expect(unquote(text, '\\')).toEqual({ value, quoted });
  });

  test('with a backtick as escape character a backslash is text', () => {
    expect(unquote('C:\\app` x', '`').value).toBe('C:\\app x');
  });
});

test('a word stands where it was written', () => {
  const text = 'a "b c" d';
  const token = tokenOf(line(text), 2, 7, '\\');
  expect(token).toMatchObject({ text: '"b c"', value: 'b c', quoted: true });
  expect(at(text, token.span)).toBe('"b c"');
});

test('words of FROM, COPY and EXPOSE are split at blanks, quotes or not', () => {
  expect(blankSeparated(line('  a\t"b  c" d'), '\\').map((token) => token.text)).toEqual(['a', '"b', 'c"', 'd']);
});

test.each([
  ['  /my app ', ['/my app']],
  ['"/my app"', ['/my app']],
  ['   ', []],
])('USER and WORKDIR take all of %j as one word', (text, expected) => {
  expect(wholeWord(line(text), '\\').map((token) => token.value)).toEqual(expected);
});

describe('flags', () => {
  const flags = (text: string) => {
    const { flags: found, rest } = takeFlags(continued(text), '\\');
    return { found: found.map(({ name, value }) => [name, value]), rest: rest.text.trim() };
  };

  test.each([
    ['--from=a /x /y', [['from', 'a']], '/x /y'],
    [
      '--link --chown=a:b x y',
      [
        ['link', undefined],
        ['chown', 'a:b'],
      ],
      'x y',
    ],
    ['--from="a" x y', [['from', 'a']], 'x y'],
    ['--x="a b" c', [['x', 'a b']], 'c'],
    ['--chown=$USER:${GROUP:-x} a', [['chown', '$USER:${GROUP:-x}']], 'a'],
    [
      '--a=b \\\n  --c=d \\\n  run --e',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      'run --e',
    ],
    ['-- --x', [], '--x'],
    ['run --x', [], 'run --x'],
    ['', [], ''],
    ['--only', [['only', undefined]], ''],
    ['--from=', [['from', '']], ''],
  ])('%j', (text, found, rest) => {
    expect(flags(text)).toEqual({ found, rest });
  });

  test('name and value stand where they were written', () => {
    const text = '  --platform="linux/amd64" x';
    const [flag] = takeFlags(line(text), '\\').flags;
    expect(at(text, flag?.span)).toBe('--platform="linux/amd64"');
    expect(at(text, flag?.valueSpan)).toBe('"linux/amd64"');
  });
});

describe('mounts', () => {
  const mount = (text: string) => {
    const { flags, values } = takeFlags(continued(text), '\\');
    const [flag] = flags;
    if (!flag) throw new Error(`No flag in ${text}`);
    return readMount(flag, values.get(flag));
  };

  test.each([
    ['--mount=type=cache,target=/root/.cache', 'cache', { type: 'cache', target: '/root/.cache' }],
    ['--mount=from=build,target=/x', 'bind', { from: 'build', target: '/x' }],
    [
      '--mount=type=bind,source=a,target=b,readonly',
      'bind',
      { type: 'bind', source: 'a', target: 'b', readonly: undefined },
    ],
    ['--mount=type=cache,target="/a",id=x', 'cache', { type: 'cache', target: '/a', id: 'x' }],
    ['--mount="type=cache,target=/a"', 'cache', { type: 'cache', target: '/a' }],
    ["--mount=type='cache',target=/a", 'cache', { type: 'cache', target: '/a' }],
    ['--mount=type=CACHE,TARGET=/a', 'cache', { type: 'CACHE', target: '/a' }],
    [
      '--mount=type=cache,target=${HOME}/.cache,uid=$UID',
      'cache',
      { type: 'cache', target: '${HOME}/.cache', uid: '$UID' },
    ],
    ['--mount=type=secret,id=a,env=A=B', 'secret', { type: 'secret', id: 'a', env: 'A=B' }],
    ['--mount=', 'bind', { '': undefined }],
    ['--mount', 'bind', {}],
  ])('%s', (text, type, options) => {
    const found = mount(text);
    expect(found.type).toBe(type);
    expect(Object.fromEntries(found.options.map(({ key, value }) => [key, value]))).toEqual(options);
  });

  test.each([
    ['--mount=type=cache,target=/a,id=b', ['type=cache', 'target=/a', 'id=b']],
    ['--mount=type=cache,target="/a",id=b', ['type=cache', 'target="/a"', 'id=b']],
    ['--mount=type=cache,\\\ntarget=/a,\\\nid=b', ['type=cache', 'target=/a', 'id=b']],
  ])('options stand where they were written: %j', (text, expected) => {
    expect(mount(text).options.map((option) => at(text, option.span))).toEqual(expected);
  });
});

describe('exec form', () => {
  const values = (text: string) => readExecForm(continued(text))?.items.map((item) => item.value);

  test.each([
    ['["a", "b c"]', ['a', 'b c']],
    ['["sh","-c","a && b  c"]', ['sh', '-c', 'a && b  c']],
    ['  ["a"]  ', ['a']],
    ['[ "a" , "b" ]', ['a', 'b']],
    ['["a\\"b", "c\\\\d", "\\u0041\\n"]', ['a"b', 'c\\d', 'A\n']],
    ['["a, b", "]"]', ['a, b', ']']],
    ['[""]', ['']],
    ['[]', []],
    ['["a", \\\n "b"]', ['a', 'b']],
  ])('%j keeps its spaces and escapes', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test.each([
    ['a comment behind it', '["a"] # note'],
    ['a number in it', '["a", 1]'],
    ['single quotes', "['a']"],
    ['a comma at its end', '["a",]'],
    ['no end', '["a"'],
    ['nested arrays', '[["a"]]'],
    ['plain text', 'a b'],
    ['an object', '{"a": "b"}'],
    ['an escape JSON does not know', '["C:\\app"]'],
  ])('is not what has %s', (_, text) => {
    expect(readExecForm(line(text))).toBeUndefined();
  });

  test('items stand where they were written, quotes included', () => {
    const text = ' ["a\\"b", \\\n  "c d"]';
    const form = readExecForm(continued(text));
    expect(form?.items.map((item) => at(text, item.span))).toEqual(['"a\\"b"', '"c d"']);
    expect(at(text, form?.span)).toBe(text.trim());
  });
});

describe('pairs', () => {
  const pairs = (text: string, legacy = true, escapeChar = '\\') => {
    const found = readPairs(continued(text), escapeChar, legacy);
    return { pairs: found.pairs.map(({ name, value }) => [name, value?.value]), legacy: found.legacy };
  };

  test.each([
    ['A=1', [['A', '1']]],
    [
      'A=1 B=2',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    [
      'A="b c" D=e\\ f',
      [
        ['A', 'b c'],
        ['D', 'e f'],
      ],
    ],
    [
      'A=1 \\\n    B=2',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['A=', [['A', '']]],
    ['A=b=c', [['A', 'b=c']]],
    [
      'A=1 B',
      [
        ['A', '1'],
        ['B', undefined],
      ],
    ],
    ['A=\'b "c"\'', [['A', 'b "c"']]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(pairs(text)).toEqual({ pairs: expected, legacy: false });
  });

  test.each([
    ['A b', [['A', 'b']]],
    ['A b c  d', [['A', 'b c  d']]],
    ['A b=c', [['A', 'b=c']]],
    ['A "b c"', [['A', 'b c']]],
    ['A', [['A', undefined]]],
  ])('%j is the old form', (text, expected) => {
    expect(pairs(text)).toEqual({ pairs: expected, legacy: true });
  });

  test('ARG has no old form: words without a value are names', () => {
    expect(pairs('A B=1', false)).toEqual({
      pairs: [
        ['A', undefined],
        ['B', '1'],
      ],
      legacy: false,
    });
  });

  test('a backslash is text where the escape character is a backtick', () => {
    expect(pairs('A=C:\\x B=y` z', true, '`').pairs).toEqual([
      ['A', 'C:\\x'],
      ['B', 'y z'],
    ]);
  });

  test('names and values stand where they were written', () => {
    const text = 'ONE="a b" \\\n  TWO=c';
    const found = readPairs(continued(text), '\\', true).pairs;
    expect(found.map((pair) => at(text, pair.nameSpan))).toEqual(['ONE', 'TWO']);
    expect(found.map((pair) => at(text, pair.value?.span))).toEqual(['"a b"', 'c']);
    expect(found.map((pair) => at(text, pair.span))).toEqual(['ONE="a b"', 'TWO=c']);
  });
});
