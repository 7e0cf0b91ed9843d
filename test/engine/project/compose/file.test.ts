import { expect, test } from 'vitest';
import { parseYaml, rootTable } from '../../../../server/src/engine/nodes/yaml.ts';
import { isCompose, readComposeFile } from '../../../../server/src/engine/project/compose/file.ts';
import { fileOf, shown, texts } from './support.ts';

/** In the manner of cookiecutter-django. */
const LOCAL = `volumes:
  shop_local_postgres_data: {}

services:
  django: &django
    build:
      context: .
      dockerfile: ./compose/local/django/Dockerfile
    image: shop_local_django
    container_name: shop_local_django
    depends_on:
      - postgres
      - redis
    volumes:
      - .:/app:z
    env_file:
      - ./.envs/.local/.django
      - ./.envs/.local/.postgres
    ports:
      - '8000:8000'
    command: /start

  postgres:
    build:
      context: .
      dockerfile: ./compose/production/postgres/Dockerfile
    volumes:
      - shop_local_postgres_data:/var/lib/postgresql/data

  redis:
    image: docker.io/redis:6

  celeryworker:
    <<: *django
    image: shop_local_celeryworker
    ports: []
    command: /start-celeryworker
`;

test('reads what cookiecutter-django writes, anchors and all', () => {
  const { services, purpose } = fileOf(LOCAL, 'docker-compose.local.yml');
  expect(purpose).toBe('development');
  expect(
    services.map((service) => [
      service.name.value,
      shown(service.build?.dockerfile?.value),
      shown(service.image?.value),
      texts(service.command?.words),
      service.ports.map(({ container }) => shown(container)),
    ]),
  ).toEqual([
    ['django', './compose/local/django/Dockerfile', 'shop_local_django', ['/start'], [8000]],
    ['postgres', './compose/production/postgres/Dockerfile', undefined, undefined, []],
    ['redis', undefined, 'docker.io/redis:6', undefined, []],
    ['celeryworker', './compose/local/django/Dockerfile', 'shop_local_celeryworker', ['/start-celeryworker'], []],
  ]);
});

test('every value has the place where it is written, also behind an anchor', () => {
  const { services } = fileOf(LOCAL, 'a/local.yml');
  const worker = services.at(-1);
  const at = (from: { span: { start: number; end: number } } | undefined) =>
    LOCAL.slice(from?.span.start, from?.span.end);
  expect(worker?.name.from.path).toBe('a/local.yml');
  expect(at(worker?.name.from)).toBe('celeryworker');
  expect(at(worker?.command?.from)).toBe('/start-celeryworker');
  expect(at(worker?.build?.dockerfile?.from)).toBe('./compose/local/django/Dockerfile');
});

test('fragments and includes', () => {
  const file = fileOf(
    'x-app: &app {image: x}\ninclude:\n  - a.yaml\n  - path: [b.yaml, c.yaml]\nservices:\n  web: *app\n',
  );
  expect(file.fragments.map(({ value }) => value)).toEqual(['x-app']);
  expect(texts(file.includes)).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  expect(file.services.map(({ image }) => shown(image?.value))).toEqual(['x']);
});

test.each([
  ['services: {web: {image: x}}', true],
  ['services: {web: {build: .}}', true],
  ['services: {web: {deploy: x}}', false],
  ['services: [web]', false],
  ['services:\n  mysql: null', false],
  ['site_name: x', false],
])('%s is a compose file: %s', (text, expected) => {
  const root = rootTable(parseYaml(text));
  expect(root && isCompose(root)).toBe(expected);
  expect(() => root && readComposeFile('x.yml', root, text)).not.toThrow();
});
