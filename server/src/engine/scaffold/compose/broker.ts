import type { EnvironmentRead } from '../../project/settings/types.ts';
import type { Plan } from '../types.ts';

/** What hands tasks to celery's workers. */
export type Broker = 'redis' | 'rabbitmq';

const AMQP = /^(?:amqp|pyamqp|rabbitmq)\b/;

const reads = ({ survey }: Plan): readonly EnvironmentRead[] => survey.settings?.environment.reads ?? [];

const isOfBroker = ({ name, setting }: EnvironmentRead): boolean =>
  /BROKER/.test(name) || (setting !== undefined && /BROKER/.test(setting));

const defaultText = ({ default: fallback }: EnvironmentRead): string =>
  fallback.kind === 'literal' ? String(fallback.value) : '';

/** The services that celery, caches and channels need. */
export function brokersOf(plan: Plan): ReadonlySet<Broker> {
  const { celery, redis } = plan.choices;
  const wantsRabbit =
    celery &&
    reads(plan).some((read) => isOfBroker(read) && (AMQP.test(defaultText(read)) || /RABBIT|AMQP/.test(read.name)));
  // Celery needs some broker, and Redis is the one that keeps results as well.
  return new Set<Broker>([
    ...(wantsRabbit ? ['rabbitmq' as const] : []),
    ...(redis || (celery && !wantsRabbit) ? ['redis' as const] : []),
  ]);
}

const REDIS_URL = 'redis://redis:6379/0';
const RABBIT_URL = 'amqp://rabbitmq:5672//';

const OF_REDIS = /REDIS|VALKEY|CACHE|CHANNEL|BROKER|CELERY.*RESULT|RESULT_BACKEND/;

/** What of the settings' own variables leads to them. */
export function brokerVariables(plan: Plan): readonly (readonly [name: string, value: string])[] {
  const brokers = brokersOf(plan);
  if (brokers.size === 0) return [];
  const found = new Map<string, string>();
  for (const read of reads(plan)) {
    const value = valueFor(read, brokers);
    if (value !== undefined) found.set(read.name, value);
  }
  const isReached = [...found.values()].some((value) => value.includes('://') || value === 'redis');
  if (isReached) return [...found];
  return brokers.has('redis') ? [['REDIS_URL', REDIS_URL]] : [['CELERY_BROKER_URL', RABBIT_URL]];
}

function valueFor(read: EnvironmentRead, brokers: ReadonlySet<Broker>): string | undefined {
  const { name, cast } = read;
  const about = `${name} ${read.setting ?? ''}`;
  if (brokers.has('rabbitmq') && isOfBroker(read)) return RABBIT_URL;
  if (!brokers.has('redis') || !OF_REDIS.test(about)) return undefined;
  if (/PORT$/.test(name)) return '"6379"';
  if (/HOST(?:NAME)?$/.test(name)) return 'redis';
  const isUrl =
    cast === 'url' || /(?:URL|URI|BROKER|BACKEND|LOCATION)$/.test(name) || /^redis:/.test(defaultText(read));
  return isUrl && !/PASSWORD|TIMEOUT|PREFIX/.test(name) ? REDIS_URL : undefined;
}
