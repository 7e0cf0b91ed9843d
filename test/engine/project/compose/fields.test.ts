import { expect, test } from 'vitest';
import { parseYaml, rootTable } from '../../../../server/src/engine/nodes/yaml.ts';
import { Fields, nodeAt, portNumber } from '../../../../server/src/engine/project/compose/fields.ts';
import { known } from '../../../../server/src/engine/text/known.ts';
import { shown, texts } from './support.ts';

const TEXT = 'a: 1000\nb: [x, "${Y:-z}", [no], 3]\nc: {d: e}\nf: true\ng: maybe\nh: ${I}\nj: no\nk:\n';
const root = rootTable(parseYaml(TEXT));
const fields = new Fields('compose.yaml', '');
const node = (name: string) => root && nodeAt(root, name);

test('numbers are text', () => {
  expect(shown(fields.text(node('a'))?.value)).toBe('1000');
});

test('one text or a list of them, without what is none', () => {
  expect(['a', 'b', 'c', 'k', 'none'].map((name) => texts(fields.texts(node(name))))).toEqual([
    ['1000'],
    ['x', 'z', '3'],
    [],
    [],
    [],
  ]);
});

test.each([
  ['f', true],
  ['j', false],
  ['g', '?'],
  ['h', '?'],
  ['k', undefined],
])('the truth of %s is %s', (name, truth) => {
  expect(shown(fields.truth(node(name)))).toBe(truth);
});

test('a text has its place', () => {
  const from = fields.text(node('a'))?.from;
  expect(from?.path).toBe('compose.yaml');
  expect(TEXT.slice(from?.span.start, from?.span.end)).toBe('1000');
});

test.each([
  ['80', 80],
  ['80-90', '?'],
  ['http', '?'],
  ['', '?'],
])('the port %j is %s', (text, port) => {
  expect(shown(portNumber(known(text)))).toBe(port);
});
