import { staticStorageOf } from '../../data/static-storages.ts';
import type { Cast, EnvironmentRead, SettingsFacts } from './types.ts';

/** As of a fix: whether somebody has to look. */
type Safety = 'safe' | 'review';

/** A value for one run of collectstatic. */
interface ThrowAway {
  readonly value: string;
  /** Nothing but this run depends on it, and the settings surely take it. Otherwise somebody has to look. */
  readonly safety: Safety;
}

/** What is put in front of a command to give it the variables. */
export function assignmentsFor(
  reads: readonly EnvironmentRead[],
  settings: SettingsFacts,
): { readonly text: string; readonly safety: Safety } {
  const values = reads.map((read) => ({ name: read.name, ...throwAway(read, settings) }));
  const { staticStorage: storage } = settings;
  // Made-up values are no use for a storage that is elsewhere.
  const isLocal = storage.known && (!storage.value || staticStorageOf(storage.value.value)?.local === true);
  const isSafe = isLocal && values.every(({ safety }) => safety === 'safe');
  return { text: values.map(({ name, value }) => `${name}=${value} `).join(''), safety: isSafe ? 'safe' : 'review' };
}

/** Settings that a value may be made up for: static files are the same with any. */
const FREE = /^(?:SECRET_KEY|ALLOWED_HOSTS|CSRF_TRUSTED_ORIGINS|DEBUG|EMAIL_\w+|SERVER_EMAIL|DEFAULT_FROM_EMAIL)$/;

const BY_CAST: Readonly<Record<Cast, string>> = {
  text: 'build-only',
  bool: '0',
  'bool-of-string': '0',
  compared: '0',
  presence: '0',
  int: '0',
  float: '0',
  list: 'localhost',
  json: '{}',
  url: 'https://localhost',
  path: '/tmp',
  other: 'build-only',
};

/** A value that the reading of a variable takes. */
function throwAway(read: EnvironmentRead, settings: SettingsFacts): ThrowAway {
  const { cast = 'text', setting = '' } = read;
  if (cast === 'url')
    return { value: urlFor(read, settings), safety: choosesDatabase(read, settings) ? 'safe' : 'review' };
  if (choosesDatabase(read, settings)) return { value: 'django.db.backends.sqlite3', safety: 'review' };
  if (cast === 'text' && /(?:URL|URI|DSN)$/.test(read.name)) return { value: urlFor(read, settings), safety: 'review' };
  const value = setting === 'CSRF_TRUSTED_ORIGINS' ? 'https://localhost' : BY_CAST[cast];
  const isFree = FREE.test(setting) || isDatabasePart(read, settings);
  return { value, safety: isFree && cast !== 'other' && cast !== 'json' ? 'safe' : 'review' };
}

/** The variable holds the URL or the engine of a database. */
const choosesDatabase = ({ name }: EnvironmentRead, { databases }: SettingsFacts): boolean =>
  databases.known && databases.value?.value.some(({ reads }) => reads.some((each) => each.name === name)) === true;

/** A name, a password or a host of a database whose engine is written down: nobody connects to it. */
const isDatabasePart = ({ setting }: EnvironmentRead, { databases }: SettingsFacts): boolean =>
  setting === 'DATABASES' &&
  databases.known &&
  databases.value?.value.every(({ engine }) => engine !== undefined) === true;

function urlFor(read: EnvironmentRead, settings: SettingsFacts): string {
  const about = `${read.name} ${read.setting ?? ''}`;
  if (choosesDatabase(read, settings) || /DATABASE|\bDB_/.test(about)) return 'sqlite:////tmp/build.db';
  if (/CACHE|REDIS|CHANNEL|BROKER|CELERY/.test(about)) return 'redis://localhost';
  // An empty one turns the reporting of errors off.
  if (/SENTRY|DSN/.test(about)) return '';
  return /EMAIL/.test(about) ? 'smtp://localhost' : BY_CAST.url;
}
