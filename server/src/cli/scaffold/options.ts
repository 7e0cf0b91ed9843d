import { type Choices, DATABASES, MANAGERS, SERVERS, STATICS } from '../../engine/scaffold/types.ts';
import { oneOf, UsageError } from '../command.ts';

/** The options of `new` that choose. */
export const CHOICE_OPTIONS = {
  manager: { type: 'string' },
  database: { type: 'string' },
  server: { type: 'string' },
  static: { type: 'string' },
  celery: { type: 'boolean' },
  'no-celery': { type: 'boolean' },
  redis: { type: 'boolean' },
  'no-redis': { type: 'boolean' },
  python: { type: 'string' },
  dev: { type: 'boolean' },
  'no-dev': { type: 'boolean' },
} as const;

export const CHOICE_USAGE = `  --manager NAME    ${MANAGERS.join(', ')}
  --database NAME   ${DATABASES.join(', ')}
  --server NAME     ${SERVERS.join(', ')}
  --static NAME     ${STATICS.join(', ')}
  --celery, --no-celery
  --redis, --no-redis
  --python X.Y      the Python of the image
  --dev, --no-dev   a compose override for work on the code
`;

type Given = { readonly [Name in keyof typeof CHOICE_OPTIONS]?: string | boolean | undefined };

/** What the command line chooses; the rest is detected. */
export function givenChoices(given: Given): Partial<Choices> {
  return {
    ...named('manager', given.manager, MANAGERS),
    ...named('database', given.database, DATABASES),
    ...named('server', given.server, SERVERS),
    ...named('static', given.static, STATICS),
    ...switched('celery', given.celery, given['no-celery'], 'celery'),
    ...switched('redis', given.redis, given['no-redis'], 'redis'),
    ...switched('development', given.dev, given['no-dev'], 'dev'),
    ...(typeof given.python === 'string' ? { python: minorOf(given.python) } : {}),
  };
}

function named<Name extends string, T extends string>(
  name: Name,
  value: string | boolean | undefined,
  all: readonly T[],
): { [Key in Name]?: T } {
  return typeof value === 'string' ? ({ [name]: oneOf(name, value, all) } as { [Key in Name]?: T }) : {};
}

function switched(
  name: 'celery' | 'redis' | 'development',
  on: unknown,
  off: unknown,
  option: string,
): Partial<Choices> {
  if (on === true && off === true) throw new UsageError(`--${option} and --no-${option} exclude each other`);
  return on === true ? { [name]: true } : off === true ? { [name]: false } : {};
}

function minorOf(text: string): string {
  if (!/^3\.\d{1,2}$/.test(text)) throw new UsageError(`--python ${text}: expected a minor such as 3.14`);
  return text;
}
