import { describe, expect, test } from 'vitest';
import { readEnvFile } from '../../../server/src/engine/project/env-file.ts';
import { factsOf, listed } from './support.ts';

const told = (text: string): unknown =>
  readEnvFile('.env', text).map(({ name, value }) => [name, value.known ? value.value : '?']);

test.each<readonly [text: string, expected: readonly (readonly [string, string])[]]>([
  ['', []],
  [
    'A=1\nB = two words \n',
    [
      ['A', '1'],
      ['B', 'two words'],
    ],
  ],
  [
    'export A=1\r\n  B=2\r\n',
    [
      ['A', '1'],
      ['B', '2'],
    ],
  ],
  [
    '# A=1\nA\nB=2 # a comment\nC=a#b\nD= # nothing\n',
    [
      ['B', '2'],
      ['C', 'a#b'],
      ['D', ''],
    ],
  ],
  [
    'A="x # y"\nB=\'z\' # c\nC="a\\"b"\nD=\'$x\'\n',
    [
      ['A', 'x # y'],
      ['B', 'z'],
      ['C', '?'],
      ['D', '$x'],
    ],
  ],
  [
    'A=$B\nC=${D:-x}\n',
    [
      ['A', '?'],
      ['C', '?'],
    ],
  ],
  ['A=1\nA=2\n', [['A', '2']]],
  ['1A=x\nA-B=y\n', []],
])('%j', (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test('places', () => {
  const text = 'X=1\nexport DEBUG = "True"  # on\n';
  const [, debug] = readEnvFile('.env', text);
  const at = (place: 'from' | 'written'): string | undefined =>
    debug && text.slice(debug[place].span.start, debug[place].span.end);
  expect([at('from'), at('written')]).toEqual(['DEBUG = "True"  # on', 'True']);
});

describe('of a service', () => {
  const COMPOSE = (envFile: string): string => `services:\n  web:\n    build: .\n    env_file: ${envFile}\n`;
  const variables = (envFile: string, texts: Readonly<Record<string, string | null | undefined>>) => {
    const all = { 'compose.yaml': COMPOSE(envFile), ...texts };
    const { facts, wants } = factsOf('FROM python:3\n', { tree: listed(...Object.keys(all)), texts: all });
    const [service] = facts.composeServices.known ? facts.composeServices.value : [];
    if (!service) throw new Error('no service builds the Dockerfile');
    const { given, beside } = facts.serviceVariables(service);
    const names = given.known ? given.value.map(({ name, from }) => `${name} ${from.path}`) : given.why;
    return { names, beside: beside.map(({ name }) => name), wants };
  };

  test('several files, the last of which counts', () => {
    const found = variables('[./a.env, env/b.env]', { 'a.env': 'A=1\nB=1', 'env/b.env': 'B=2', '.env': 'C=3' });
    expect(found).toEqual({ names: ['A a.env', 'B env/b.env'], beside: ['C'], wants: [] });
  });

  test.each([
    ['missing', 'a.env', {}, 'a.env does not exist'],
    ['not read', 'a.env', { 'a.env': null }, 'a.env is too large'],
    ['in a variable', '${ENV_FILE}', {}, 'a file of variables is not named'],
    ['in a variable with a default', '${ENV_FILE:-a.env}', { 'a.env': 'A=1' }, 'a file of variables is not named'],
    ['outside of the workspace', '../a.env', {}, 'a file of variables is not named'],
  ])('a file that is %s', (_, envFile, texts, why) => {
    expect(variables(envFile, texts).names).toBe(why);
  });

  test('files that nobody has looked at are wanted', () => {
    const { wants } = variables('a.env', { 'a.env': undefined, '.env': undefined, 'other.env': undefined });
    expect(wants).toEqual(['text .env', 'text a.env']);
  });

  test('no file at all', () => {
    expect(variables('[]', {})).toEqual({ names: [], beside: [], wants: [] });
  });
});
