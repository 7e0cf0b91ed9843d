import { SERVICE_IMAGES } from '../../data/scaffold.ts';
import { PORT } from '../layout.ts';
import { packageOf } from '../server.ts';
import type { Plan } from '../types.ts';
import { brokersOf } from './broker.ts';
import type { DatabaseServer } from './database.ts';

/** The lines of a service below its name. */
export interface Service {
  readonly name: string;
  readonly lines: readonly string[];
}

const USES_APP = '<<: *app';
const list = (items: readonly string[]): string => `[${items.map((item) => `"${item}"`).join(', ')}]`;

const probe = (test: string, times: readonly string[]): readonly string[] => [
  'healthcheck:',
  `  test: ${test}`,
  ...times.map((line) => `  ${line}`),
];

const QUICK = ['interval: 5s', 'timeout: 5s', 'retries: 10', 'start_period: 30s'];

export function migrateService(
  { names }: Plan,
  server: DatabaseServer | undefined,
  volumes: readonly string[],
): Service {
  const build =
    names.dockerfile === 'Dockerfile' ? ['build: .'] : ['build:', '  context: .', `  dockerfile: ${names.dockerfile}`];
  return {
    name: 'migrate',
    lines: [
      USES_APP,
      ...build,
      'pull_policy: build',
      'command: ["python", "manage.py", "migrate", "--noinput"]',
      'restart: "no"',
      ...volumes,
      'healthcheck: {disable: true}',
      ...(server ? ['depends_on:', '  db: {condition: service_healthy}'] : ['depends_on: {}']),
    ],
  };
}

export const webService = (volumes: readonly string[]): Service => ({
  name: 'web',
  lines: [USES_APP, `ports: ["127.0.0.1:${PORT}:${PORT}"]`, ...volumes, 'stop_grace_period: 40s'],
});

export function celeryServices(plan: Plan, volumes: readonly string[]): readonly Service[] {
  const { survey } = plan;
  const app = survey.celeryApp?.value ?? packageOf(plan);
  const celery = ['celery', `--app=${app}`];
  const { installedApps } = survey.settings ?? { installedApps: undefined };
  const isInDatabase =
    installedApps?.known === true && installedApps.value?.value.includes('django_celery_beat') === true;
  const schedule = isInDatabase
    ? ['--scheduler=django_celery_beat.schedulers:DatabaseScheduler']
    : ['--schedule=/tmp/celerybeat-schedule'];
  return [
    {
      name: 'worker',
      lines: [
        USES_APP,
        `command: ${list([...celery, 'worker', '--loglevel=INFO'])}`,
        ...volumes,
        'stop_grace_period: 2m',
        ...probe(`["CMD-SHELL", "celery --app=${app} inspect ping --destination celery@$$HOSTNAME --timeout 10"]`, [
          'interval: 60s',
          'timeout: 20s',
          'start_period: 30s',
        ]),
      ],
    },
    {
      name: 'beat',
      lines: [
        USES_APP,
        `command: ${list([...celery, 'beat', '--loglevel=INFO', ...schedule, '--pidfile='])}`,
        'healthcheck: {disable: true}',
      ],
    },
  ];
}

export const databaseService = ({ image, names, more, data, probe: test }: DatabaseServer): Service => ({
  name: 'db',
  lines: [
    `image: ${image}`,
    'environment:',
    ...Object.values(names).map((name) => `  ${name}: \${${name}:?required}`),
    ...more.map(([name, value]) => `  ${name}: ${value}`),
    `volumes: ["dbdata:${data}"]`,
    'restart: unless-stopped',
    ...probe(`["CMD-SHELL", "${test}"]`, QUICK),
  ],
});

export function brokerServices(plan: Plan): readonly Service[] {
  const services: Readonly<Record<'redis' | 'rabbitmq', Service>> = {
    redis: {
      name: 'redis',
      lines: [
        `image: ${SERVICE_IMAGES.redis}`,
        'volumes: ["redisdata:/data"]',
        'restart: unless-stopped',
        ...probe('["CMD", "redis-cli", "ping"]', ['interval: 5s', 'timeout: 3s', 'retries: 10']),
      ],
    },
    rabbitmq: {
      name: 'rabbitmq',
      lines: [
        `image: ${SERVICE_IMAGES.rabbitmq}`,
        // Its data lies below its host's name.
        'hostname: rabbitmq',
        'volumes: ["rabbitmqdata:/var/lib/rabbitmq"]',
        'restart: unless-stopped',
        ...probe('["CMD", "rabbitmq-diagnostics", "--quiet", "ping"]', [
          'interval: 10s',
          'timeout: 10s',
          'retries: 10',
          'start_period: 30s',
        ]),
      ],
    },
  };
  return [...brokersOf(plan)].map((name) => services[name]);
}
