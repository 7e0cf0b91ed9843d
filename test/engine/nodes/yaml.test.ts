import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConfigNode } from '../../../server/src/engine/nodes/nodes.ts';
import { parseYaml, rootTable, tableIn } from '../../../server/src/engine/nodes/yaml.ts';

/** The values of a node without their places. */
function plain(node: ConfigNode): unknown {
  if (node.kind === 'value') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ name, value }) => [name, plain(value)]));
}

function read(text: string): unknown {
  const result = parseYaml(text);
  return result.ok ? result.roots.map(plain) : `! ${result.message}`;
}

describe('values', () => {
  test.each([
    [
      'maps and lists in both styles',
      'a:\n  b: [1, two]\n  c:\n  - {d: true}\n',
      [{ a: { b: [1, 'two'], c: [{ d: true }] } }],
    ],
    [
      'quotes, blocks and numbers',
      'a: "1"\nb: |\n  x\n  y\nc: >-\n  x\n  y\nd: 1.5\n',
      [{ a: '1', b: 'x\ny\n', c: 'x y', d: 1.5 }],
    ],
    ['a port with a colon is text', '- 22:22\n', [['22:22']]],
    ['yes is text, as in YAML 1.2', 'a: yes\n', [{ a: 'yes' }]],
    ['nothing', 'a:\nb: null\nc: ~\n', [{ a: undefined, b: undefined, c: undefined }]],
    ['several documents', 'a: 1\n---\nb: 2\n...\n', [{ a: 1 }, { b: 2 }]],
    ['an empty file', '', []],
    ['only comments', '# nothing\n', []],
    ['keys that are no text', '1: a\ntrue: b\n? [x]\n: c\n', [{ 1: 'a', true: 'b' }]],
    ['a BOM and CRLF', '\uFEFFa: 1\r\nb: 2\r\n', [{ a: 1, b: 2 }]],
    ['tags of compose', 'a: !reset []\nb: !override [1]\nc: !reset null\n', [{ a: undefined, b: [1], c: undefined }]],
    ['a tag of somebody', 'a: !Sub "x"\nb: !reference [c, d]\n', [{ a: 'x', b: ['c', 'd'] }]],
    ['a date and a big number', 'a: 2026-01-31\nb: 0x10\n', [{ a: '2026-01-31', b: 16 }]],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('names of object members are plain keys', () => {
    const result = parseYaml('__proto__: 1\nconstructor: 2\n');
    expect(rootTable(result)?.entries.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });
});

describe('anchors', () => {
  test.each([
    ['an alias is what it names', 'a: &x [1]\nb: *x\n', [{ a: [1], b: [1] }]],
    ['the nearest anchor above counts', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', [{ a: 1, b: 1, c: 2, d: 2 }]],
    [
      'a merge, which own keys outdo',
      'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n',
      [{ a: { b: 1, c: 2 }, d: { c: 3, b: 1 } }],
    ],
    [
      'a merge of several: the first wins',
      'a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne:\n  <<: [*x, *y]\n',
      [{ a: { b: 1 }, c: { b: 2, d: 3 }, e: { b: 1, d: 3 } }],
    ],
    [
      'two merges in one map',
      'a: &x {b: 1}\nc: &y {d: 3}\ne:\n  <<: *x\n  <<: *y\n',
      [{ a: { b: 1 }, c: { d: 3 }, e: { b: 1, d: 3 } }],
    ],
    ['an alias of itself holds nothing', 'a: &x [*x]\n', [{ a: [undefined] }]],
    ['an alias of nothing', 'a: *x\n', [{ a: undefined }]],
    ['a merge of what is no map', 'a:\n  <<: 1\n  b: 2\n', [{ a: { b: 2 } }]],
    ['a merge key in quotes is a name', 'a:\n  "<<": {b: 2}\n', [{ a: { '<<': { b: 2 } } }]],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('aliases of aliases of aliases are refused, not written out', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 12; at++)
      lines.push(
        `a${at}: &a${at} [${Array(9)
          .fill(`*a${at - 1}`)
          .join(', ')}]`,
      );
    expect(read(lines.join('\n'))).toBe('! its aliases stand for too much');
  });

  test('merges of merges are refused as well', () => {
    const wide = Array.from({ length: 500 }, (_, at) => `k${at}: 1`).join(', ');
    const uses = Array.from({ length: 500 }, (_, at) => `m${at}:\n  <<: *w`).join('\n');
    expect(read(`w: &w {${wide}}\n${uses}\n`)).toBe('! its aliases stand for too much');
  });
});

describe('places', () => {
  const text = 'web:\n  image: "a:1" # why\n  ports:\n    - 80:80\n';
  const at = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);

  test('of keys and values', () => {
    const root = rootTable(parseYaml(text));
    const [image, ports] = (root && tableIn(root, 'web'))?.entries ?? [];
    const item = ports?.value.kind === 'list' ? ports.value.items[0] : undefined;
    expect([image?.nameSpan, image?.value.span, ports?.nameSpan, item?.span].map(at)).toEqual([
      'image',
      '"a:1"',
      'ports',
      '80:80',
    ]);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['a key that stands there twice', 'a: 1\na: 2\n', 'a', 5],
    ['a list that is not closed', 'a: [1\nb: 2\n', undefined, undefined],
    ['a tab for an indent', 'a:\n\tb: 1\n', undefined, undefined],
    ['Jinja', '{% if x %}\na: 1\n{% endif %}\n', undefined, undefined],
  ])('%s', (_, text, wrong, start) => {
    const result = parseYaml(text);
    expect(result.ok).toBe(false);
    expect(rootTable(result)).toBeUndefined();
    if (result.ok) return;
    expect(result.span.start).toBeLessThanOrEqual(text.length);
    if (wrong !== undefined)
      expect([text.slice(result.span.start, result.span.end), result.span.start]).toEqual([wrong, start]);
  });

  test.each([
    ['lists', '['.repeat(100_000)],
    ['maps', 'a: '.repeat(50_000)],
    ['flow maps', '{a: '.repeat(50_000)],
    ['dashes', '- '.repeat(50_000)],
    ['keys', Array.from({ length: 20_000 }, (_, at) => `k${at}:`).join('\n')],
    ['anchors', '&a '.repeat(50_000)],
    ['aliases', `a: &a 1\nb: [${'*a, '.repeat(20_000)}]`],
    ['quotes', '"'.repeat(100_000)],
    ['spaces', `${' '.repeat(200_000)}a: 1`],
    ['documents', '---\n'.repeat(40_000)],
    ['a long text', 'a'.repeat(300_000)],
  ])('many %s neither throw nor take long', (_, text) => {
    // Of our own time: others may keep the machine busy.
    const { user } = process.threadCpuUsage();
    expect(() => parseYaml(text)).not.toThrow();
    expect(process.threadCpuUsage().user - user).toBeLessThan(2_000_000);
  });

  test('no text throws', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '-',
      '[',
      '{',
      '}',
      ']',
      '&a',
      '*a',
      '<<',
      '!t',
      '"',
      "'",
      '|',
      '>',
      '#',
      '%',
      '?',
      '\t',
      '---',
      ',',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          parseYaml(text);
        },
      ),
    );
  });
});
