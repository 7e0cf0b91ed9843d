import { describe, expect, test } from 'vitest';
import { buildPaths, readComposeFiles } from '../../../../server/src/engine/project/compose/read.ts';
import { Reading } from '../../../../server/src/engine/project/reading.ts';
import { known, unknown } from '../../../../server/src/engine/text/known.ts';
import { filesOf, listed, readsOf } from '../support.ts';
import { composeOf, fileOf } from './support.ts';

const WEB = 'services:\n  web:\n    build: .\n';

describe('the compose files of a workspace', () => {
  test('are those with its names, and those that look like one', () => {
    const { files, hidden } = composeOf({
      'compose.yaml': WEB,
      'a/docker-compose.prod.yml': WEB,
      'local.yml': WEB,
      'production.yml': 'title: something else\n',
      'mkdocs.yml': WEB,
    });
    expect(files.map(({ path }) => path)).toEqual(['compose.yaml', 'a/docker-compose.prod.yml', 'local.yml']);
    expect(hidden).toBeUndefined();
  });

  test('and what those include', () => {
    const { files, hidden } = composeOf({
      'compose.yaml': 'include: [infra/base.yaml]\n',
      'infra/base.yaml': 'include: [more.yaml]\nservices: {a: {image: x}}\n',
      'infra/more.yaml': 'include: [../compose.yaml]\n',
    });
    expect(files.map(({ path }) => path)).toEqual(['compose.yaml', 'infra/base.yaml', 'infra/more.yaml']);
    expect(hidden).toBeUndefined();
  });

  test.each([
    ['one that is no YAML', { 'compose.yaml': 'services: [\n' }],
    ['one that is a template', { 'compose.yaml': '{% if a %}\nservices:\n{% endif %}\n' }],
    ['an include from elsewhere', { 'compose.yaml': 'include: [../x.yaml]\n' }],
    ['an include of a variable', { 'compose.yaml': 'include: ["${X}"]\n' }],
    ['more than anybody reads', Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}/compose.yaml`, WEB]))],
  ])('%s hides something', (_, files) => {
    expect(composeOf(files).hidden).toBeDefined();
  });

  test('are asked for only when they are listed', () => {
    const files = ['compose.yaml', 'manage.py'];
    const reading = new Reading(readsOf({ tree: listed(...files), texts: { 'compose.yaml': undefined } }));
    expect(readComposeFiles(known(filesOf(...files)), reading).known).toBe(false);
    expect(reading.wants).toEqual([{ kind: 'text', path: 'compose.yaml' }]);
    expect(readComposeFiles(unknown('cut off'), reading)).toEqual(unknown('cut off'));
  });

  test('that are refused hide something, and nothing waits for them', () => {
    const reading = new Reading(readsOf({ texts: { 'compose.yaml': null } }));
    expect(readComposeFiles(known(filesOf('compose.yaml')), reading)).toMatchObject({
      known: true,
      value: { files: [] },
    });
    expect(reading.wants).toEqual([]);
  });
});

test.each([
  ['build: .', '', 'Dockerfile'],
  ['build: ./web/', 'web', 'web/Dockerfile'],
  ['build: {context: web, dockerfile: ../docker/D}', 'web', 'docker/D'],
  ['build: {dockerfile: docker/D}', '', 'docker/D'],
])('%s builds in %j the file %s', (line, context, dockerfile) => {
  const [service] = fileOf(`services: {web: {${line}}}`).services;
  expect(service && buildPaths(service)).toEqual(known({ context, dockerfile }));
  const [below] = fileOf(`services: {web: {${line}}}`, 'deploy/compose.yml').services;
  const place = (path: string) => (path === '' ? 'deploy' : `deploy/${path}`);
  expect(below && buildPaths(below)).toEqual(known({ context: place(context), dockerfile: place(dockerfile) }));
});

test.each([
  ['image: x', undefined],
  ['build: ..', undefined],
  ['build: https://github.com/a/b.git', undefined],
  ['build: /srv/app', undefined],
  ['build: {dockerfile_inline: FROM x}', undefined],
  ['build: {dockerfile: ../../D}', undefined],
  ['build: "${X}"', false],
  ['build: {dockerfile: "${X}"}', false],
])('%s builds nothing that is known', (line, expected) => {
  const [service] = fileOf(`services: {web: {${line}}}`).services;
  expect(service && buildPaths(service)?.known).toBe(expected);
});
