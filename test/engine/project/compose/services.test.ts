import { describe, expect, test } from 'vitest';
import {
  allServices,
  runningServices,
  servicesThatBuild,
} from '../../../../server/src/engine/project/compose/services.ts';
import { known, unknown } from '../../../../server/src/engine/text/known.ts';
import { composeOf, shown, texts } from './support.ts';

const running = (files: Readonly<Record<string, string>>) =>
  runningServices(composeOf(files)).map(({ file, name, user, command, hidden }) => [
    `${file}:${name.value}`,
    shown(user?.value),
    texts(command?.words)?.join(' '),
    hidden !== undefined,
  ]);

const BASE = 'services: {web: {build: ., command: base}}';

describe('services as they run', () => {
  test('have what they extend', () => {
    expect(
      running({
        'compose.yaml':
          'services:\n  base: {build: ., user: app}\n  web: {extends: base, command: run}\n  lost: {extends: none, image: x}\n',
        'b/compose.yaml': 'services: {web: {extends: {file: ../common/services.yml, service: web}}}',
        'common/services.yml': 'services: {web: {extends: {service: root}, command: common}, root: {user: "1"}}',
      }),
    ).toEqual([
      ['compose.yaml:base', 'app', undefined, false],
      ['compose.yaml:web', 'app', 'run', false],
      ['compose.yaml:lost', undefined, undefined, true],
      ['b/compose.yaml:web', '1', 'common', false],
    ]);
  });

  test('an override is laid over its base, which runs alone as well', () => {
    expect(running({ 'compose.yaml': BASE, 'compose.override.yaml': 'services: {web: {user: app}}' })).toEqual([
      ['compose.yaml:web', undefined, 'base', false],
      ['compose.override.yaml:web', 'app', 'base', false],
    ]);
  });

  test('what production changes does not run without that', () => {
    expect(
      running({ 'docker-compose.yml': BASE, 'docker-compose.prod.yml': 'services: {web: {user: app, command: prod}}' }),
    ).toEqual([['docker-compose.prod.yml:web', 'app', 'prod', false]]);
  });

  test('a service that may be laid over another one is known in both ways', () => {
    const files = { 'compose.yaml': BASE, 'compose.prod.yaml': 'services: {web: {build: ., user: app}}' };
    const [web] = runningServices(composeOf(files));
    expect([web?.command, web?.user !== undefined, web?.hidden !== undefined]).toEqual([undefined, true, true]);
    expect(texts(web?.laidOver?.command?.words)).toEqual(['base']);
    expect([web?.laidOver?.user !== undefined, web?.laidOver?.hidden]).toEqual([true, undefined]);
    const [alone] = runningServices(composeOf({ 'compose.yaml': BASE }));
    expect(alone?.laidOver).toBeUndefined();
  });

  test('a service that can stand alone may be laid over the base, or not', () => {
    expect(running({ 'compose.yml': BASE, 'compose.dev.yml': 'services: {web: {build: .}}' })).toEqual([
      ['compose.yml:web', undefined, 'base', false],
      ['compose.dev.yml:web', undefined, undefined, true],
    ]);
  });

  test('files of other folders have nothing to do with one another', () => {
    expect(running({ 'compose.yml': BASE, 'a/compose.prod.yml': 'services: {web: {image: x}}' })).toEqual([
      ['compose.yml:web', undefined, 'base', false],
      ['a/compose.prod.yml:web', undefined, undefined, false],
    ]);
  });
});

describe('the services that build a Dockerfile', () => {
  const named = (files: Readonly<Record<string, string>>, dockerfile: string) => {
    const found = servicesThatBuild(known(composeOf(files)), dockerfile);
    return found.known ? found.value.map(({ name }) => name.value) : undefined;
  };
  const FILE = 'services: {web: {build: .}, worker: {build: {context: .}}, db: {build: db}, redis: {image: redis}}';

  test.each([
    ['Dockerfile', ['web', 'worker']],
    ['db/Dockerfile', ['db']],
    ['other/Dockerfile', []],
  ])('of %s are %j', (dockerfile, names) => {
    expect(named({ 'compose.yaml': FILE }, dockerfile)).toEqual(names);
  });

  test('are unknown where another one may do so', () => {
    expect(named({ 'compose.yaml': 'services: {web: {build: "${X}"}}' }, 'Dockerfile')).toBeUndefined();
    expect(named({ 'compose.yaml': FILE, 'a/compose.yaml': 'services: [' }, 'Dockerfile')).toBeUndefined();
    expect(servicesThatBuild(unknown('why'), 'Dockerfile')).toEqual(unknown('why'));
  });
});

test('every service, unless there may be others', () => {
  const names = (files: Readonly<Record<string, string>>) => {
    const all = allServices(known(composeOf(files)));
    return all.known ? all.value.map(({ name }) => name.value) : all.why;
  };
  expect(names({ 'compose.yaml': 'services: {web: {build: .}, db: {image: postgres}}' })).toEqual(['web', 'db']);
  expect(allServices(unknown('why'))).toEqual(unknown('why'));
  expect(names({ 'compose.yaml': 'services: [' })).toEqual(expect.any(String));
});
