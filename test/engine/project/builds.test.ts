import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsFor } from '../../../server/src/engine/project/memory.ts';
import { factsOf, listed } from './support.ts';

const TEXT = 'FROM python:3\nCOPY . .\n';

const contextOf = (path: string, files: Readonly<Record<string, string>>) => {
  const { context } = factsFor({ path, text: TEXT }, { 'manage.py': '', 'web/manage.py': '', ...files });
  return context.known ? context.value.root : undefined;
};

const compose = (build: string): string => `services:\n  web:\n    build: ${build}\n`;
const WORKFLOW = '.github/workflows/ci.yml';
const workflow = (command: string): string => `jobs:\n  build:\n    steps:\n      - run: ${command}\n`;

describe('the context that builds name', () => {
  test.each([
    ['compose beside it', { 'web/compose.yaml': compose('.') }, 'web'],
    ['compose above it', { 'compose.yaml': compose('{context: ., dockerfile: web/Dockerfile}') }, ''],
    [
      'compose in a folder of its own',
      { 'deploy/compose.yaml': compose('{context: .., dockerfile: web/Dockerfile}') },
      '',
    ],
    ['a default', { 'compose.yaml': compose('{context: "${CONTEXT:-.}", dockerfile: web/Dockerfile}') }, ''],
    [
      'several files that agree',
      {
        'compose.yaml': compose('{context: ., dockerfile: web/Dockerfile}'),
        'a/compose.yaml': compose('{context: .., dockerfile: web/Dockerfile}'),
      },
      '',
    ],
    [
      'several that do not',
      { 'compose.yaml': compose('{context: ., dockerfile: web/Dockerfile}'), 'web/compose.yaml': compose('.') },
      undefined,
    ],
    ['compose for another Dockerfile', { 'compose.yaml': compose('{context: ., dockerfile: Dockerfile}') }, 'web'],
    ['compose with a variable', { 'compose.yaml': compose('{context: "${X}", dockerfile: web/Dockerfile}') }, 'web'],
    ['bake', { 'docker-bake.hcl': 'target "web" {\n  context = "."\n  dockerfile = "web/Dockerfile"\n}\n' }, ''],
    ['bake in JSON', { 'docker-bake.json': '{"target": {"web": {"dockerfile": "web/Dockerfile"}}}' }, ''],
    ['bake in a folder: from there', { 'web/docker-bake.hcl': 'target "web" {\n  context = "."\n}\n' }, 'web'],
    ['a workflow', { [WORKFLOW]: workflow('docker build -f web/Dockerfile .') }, ''],
    ['a workflow, which takes the Dockerfile of the context', { [WORKFLOW]: workflow('docker build web') }, 'web'],
    ['GitLab', { '.gitlab-ci.yml': 'build:\n  script: docker build -f web/Dockerfile .\n' }, ''],
    ['make', { Makefile: 'build:\n\tdocker build -f web/Dockerfile .\n' }, ''],
    ['make beside it', { 'web/Makefile': 'build:\n\tdocker build .\n' }, 'web'],
    [
      'compose before pipelines',
      { 'web/compose.yaml': compose('.'), [WORKFLOW]: workflow('docker build -f web/Dockerfile .') },
      'web',
    ],
    ['a folder that is not there', { [WORKFLOW]: workflow('docker build -f web/Dockerfile ./gone') }, 'web'],
    ['a workflow that is broken', { [WORKFLOW]: 'jobs: [' }, 'web'],
    ['compose that is broken', { 'compose.yaml': 'services: [' }, 'web'],
  ])('%s', (_, files, expected) => {
    expect(contextOf('web/Dockerfile', files)).toBe(expected);
  });

  test('in the manner of cookiecutter-django', () => {
    const text =
      'services:\n  django:\n    build:\n      context: .\n      dockerfile: ./compose/production/django/Dockerfile\n';
    expect(contextOf('compose/production/django/Dockerfile', { 'production.yml': text })).toBe('');
  });
});

test('pipelines are read only where compose and bake name no context', () => {
  const files = listed('Dockerfile', 'compose.yaml', 'docker-bake.json', 'manage.py', WORKFLOW, 'x/Makefile');
  const wants = (composeText: string | undefined, bakeText: string | undefined) =>
    factsOf(TEXT, {
      tree: files,
      texts: { 'compose.yaml': composeText, 'docker-bake.json': bakeText, [WORKFLOW]: undefined },
    }).wants;
  expect(wants(undefined, undefined)).toEqual(['text compose.yaml']);
  expect(wants(compose('.'), undefined)).toEqual([]);
  expect(wants(compose('x'), undefined)).toEqual(['text docker-bake.json']);
  expect(wants(compose('x'), '{}')).toEqual([`text ${WORKFLOW}`]);
});

test('no file throws, whatever it holds', () => {
  const piece = fc.constantFrom(
    ...[
      'services',
      'web',
      'build',
      'context',
      'dockerfile',
      'target',
      'jobs',
      'steps',
      'run',
      'script',
      'docker build .',
    ],
    ...[
      ': ',
      ':\n  ',
      '\n',
      '\n\t',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      '.',
      '..',
      '/',
      '${',
      '<<: *a',
      '&a ',
      '!reset ',
      ' = ',
    ],
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  const names = [
    'compose.yaml',
    'local.yml',
    'docker-bake.hcl',
    'docker-bake.json',
    WORKFLOW,
    '.gitlab-ci.yml',
    'Makefile',
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), text), (files) => {
      const facts = factsFor({ path: 'Dockerfile', text: TEXT }, files);
      expect(facts.composeServices).toHaveProperty('known');
    }),
  );
});
