import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseYaml, rootTable } from '../../../../server/src/engine/nodes/yaml.ts';
import { readComposeFile } from '../../../../server/src/engine/project/compose/file.ts';
import { serviceOf, shown, texts } from './support.ts';

describe('build', () => {
  test.each([
    ['build: .', ['.', undefined, undefined]],
    ['build: ./web', ['./web', undefined, undefined]],
    ['build: {context: ., dockerfile: docker/Dockerfile, target: prod}', ['.', 'docker/Dockerfile', 'prod']],
    ['build: {dockerfile: Dockerfile.prod}', [undefined, 'Dockerfile.prod', undefined]],
    ['build: {context: "${CTX}", target: "${T:-prod}"}', ['?', undefined, 'prod']],
  ])('%s', (line, expected) => {
    const { build } = serviceOf(line);
    expect([build?.context, build?.dockerfile, build?.target].map((text) => shown(text?.value))).toEqual(expected);
  });

  test.each(['build:', 'build: []', 'build: null'])('%s is none', (line) => {
    expect(serviceOf(`image: x\n${line}`).build).toBeUndefined();
  });

  test('its arguments, and a Dockerfile that stands in the file', () => {
    const { build } = serviceOf('build:\n  context: .\n  dockerfile_inline: FROM x\n  args:\n    A: 1\n    B:\n');
    expect(build?.inline).toBe(true);
    expect(build?.args.map(({ name, value }) => [name, shown(value?.value)])).toEqual([
      ['A', '1'],
      ['B', undefined],
    ]);
  });
});

test.each([
  ['command: python manage.py runserver 0.0.0.0:8000', ['python', 'manage.py', 'runserver', '0.0.0.0:8000']],
  ['command: [gunicorn, "--bind=0.0.0.0:${PORT:-8000}", "$X"]', ['gunicorn', '--bind=0.0.0.0:8000', '?']],
  ['command: sh -c "a && b"', ['sh', '-c', 'a && b']],
  ['command: >-\n  gunicorn\n  shop.wsgi', ['gunicorn', 'shop.wsgi']],
  ['command: []', []],
  ['command: ""', []],
  ['command:', undefined],
  ['command: {a: b}', undefined],
])('%j', (line, expected) => {
  expect(texts(serviceOf(`image: x\n${line}`).command?.words)).toEqual(expected);
});

test.each([
  ['test: ["CMD", "curl", "-f", "x"]', false, ['curl', '-f', 'x'], undefined],
  ['test: [CMD-SHELL, curl x || exit 1]', false, ['curl x || exit 1'], 'curl x || exit 1'],
  ['test: curl -f "a b" || exit 1', false, ['curl', '-f', 'a b', '||', 'exit', '1'], 'curl -f "a b" || exit 1'],
  ['test: [NONE]', true, undefined, undefined],
  ['disable: true', true, undefined, undefined],
  ['interval: 5s', false, undefined, undefined],
])('healthcheck %s', (line, disabled, words, shell) => {
  const { healthcheck } = serviceOf(`healthcheck:\n  ${line}`);
  expect([healthcheck?.disabled, texts(healthcheck?.test)]).toEqual([disabled, words]);
  expect(healthcheck?.shell && texts([healthcheck.shell])).toEqual(shell && [shell]);
});

test.each([
  ['environment: {A: b, C: 1, D: , E: "${F:-g}"}', { A: 'b', C: '1', D: undefined, E: 'g' }],
  ['environment: [A=b, "C=1=2", D, "E=${F}"]', { A: 'b', C: '1=2', D: undefined, E: '?' }],
  ['environment: nonsense', {}],
])('%s', (line, expected) => {
  const { environment } = serviceOf(`image: x\n${line}`);
  expect(Object.fromEntries(environment.map(({ name, value }) => [name, shown(value?.value)]))).toEqual(expected);
});

test('the rest of what a service says', () => {
  const service = serviceOf(
    [
      'image: "shop:${TAG:-1}"',
      'user: 1000:1000',
      'read_only: true',
      'working_dir: /srv',
      'stop_signal: SIGINT',
      'env_file: [.env, {path: .envs/prod, required: false}]',
      'profiles: [debug]',
      'depends_on: {db: {condition: service_healthy}, redis: {}}',
      'extends: {file: common.yml, service: base}',
      'entrypoint: /entry.sh',
    ].join('\n'),
  );
  expect({
    image: shown(service.image?.value),
    varies: service.image?.varies,
    user: shown(service.user?.value),
    readOnly: shown(service.readOnly?.value),
    workingDir: shown(service.workingDir?.value),
    stopSignal: shown(service.stopSignal?.value),
    envFiles: texts(service.envFiles),
    profiles: texts(service.profiles),
    dependsOn: service.dependsOn.map(({ service: name, condition }) => [name, condition]),
    extends: [shown(service.extends?.service.value), shown(service.extends?.file?.value)],
    entrypoint: texts(service.entrypoint?.words),
  }).toEqual({
    image: 'shop:1',
    varies: true,
    user: '1000:1000',
    readOnly: true,
    workingDir: '/srv',
    stopSignal: 'SIGINT',
    envFiles: ['.env', '.envs/prod'],
    profiles: ['debug'],
    dependsOn: [
      ['db', 'service_healthy'],
      ['redis', 'service_started'],
    ],
    extends: ['base', 'common.yml'],
    entrypoint: ['/entry.sh'],
  });
});

test('depends_on as a list, env_file and extends as text', () => {
  const { dependsOn, envFiles, extends: base } = serviceOf('depends_on: [db]\nenv_file: .env\nextends: base');
  expect(dependsOn).toMatchObject([{ service: 'db', condition: 'service_started' }]);
  expect([texts(envFiles), shown(base?.service.value), base?.file]).toEqual([['.env'], 'base', undefined]);
});

test('no service throws, whatever it says', () => {
  const keys = [
    'build',
    'command',
    'ports',
    'volumes',
    'healthcheck',
    'environment',
    'env_file',
    'depends_on',
    'extends',
    'user',
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (service) => {
      const text = JSON.stringify({ services: { web: service }, include: service });
      const root = rootTable(parseYaml(text));
      const file = root && readComposeFile('compose.yaml', root, text);
      for (const { command, entrypoint } of file?.services ?? []) void [command?.script, entrypoint?.script];
    }),
  );
});
