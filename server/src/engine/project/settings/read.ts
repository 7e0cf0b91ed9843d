import { type Known, known, unknown } from '../../text/known.ts';
import { cachesOf, databasesOf } from './databases.ts';
import { Execution } from './execute.ts';
import {
  asText,
  booleanSetting,
  either,
  found,
  listSetting,
  pathSetting,
  secretKeySetting,
  settingOf,
  textSetting,
  within,
} from './facts.ts';
import { asPath } from './paths.ts';
import type { Scope } from './scope.ts';
import type { ResolveModule, Setting, SettingsFacts } from './types.ts';
import type { Value } from './value.ts';

/** What the settings of a project say, as far as that is known without running them; unknown when there is no such module. */
export function readSettings(module: string, resolve: ResolveModule): Known<SettingsFacts> {
  const execution = new Execution(module, resolve);
  const scope = execution.load(module);
  if (!scope) return unknown(`${module} is not read`);
  const { reads, files, environmentFile } = execution;
  const environment = { reads: reads.reads, incomplete: reads.incomplete, file: environmentFile };
  return known({ module, files, ...factsOf(scope), environment });
}

function factsOf(scope: Scope): Omit<SettingsFacts, 'module' | 'files' | 'environment'> {
  const storage = staticStorage(scope);
  const databases = databasesOf(scope);
  return {
    databases,
    caches: cachesOf(scope),
    staticRoot: pathSetting(scope, 'STATIC_ROOT'),
    mediaRoot: pathSetting(scope, 'MEDIA_ROOT'),
    staticUrl: textSetting(scope, 'STATIC_URL'),
    staticfilesDirs: listSetting(scope, 'STATICFILES_DIRS', folderOf),
    staticStorage: storage,
    middleware: listSetting(scope, 'MIDDLEWARE', asText),
    installedApps: listSetting(scope, 'INSTALLED_APPS', asText),
    whitenoise: either([found(scope, 'MIDDLEWARE', WHITENOISE), matching(storage, WHITENOISE)]),
    channels: either([found(scope, 'INSTALLED_APPS', /^channels(?:\.|$)/), namedSetting(scope, 'CHANNEL_LAYERS')]),
    celeryApps: celeryApps(scope),
    gis: either([found(scope, 'INSTALLED_APPS', /^django\.contrib\.gis(?:\.|$)/), within(engines(scope), /\bgis\b/)]),
    redis: either(
      ['CACHES', 'CHANNEL_LAYERS', 'CELERY_BROKER_URL'].map((name) => within(scope.get(name), /redis|valkey/i)),
    ),
    wsgiApplication: textSetting(scope, 'WSGI_APPLICATION'),
    asgiApplication: textSetting(scope, 'ASGI_APPLICATION'),
    rootUrlconf: textSetting(scope, 'ROOT_URLCONF'),
    allowedHosts: listSetting(scope, 'ALLOWED_HOSTS', asText),
    debug: booleanSetting(scope, 'DEBUG'),
    secureSslRedirect: booleanSetting(scope, 'SECURE_SSL_REDIRECT'),
    useI18n: booleanSetting(scope, 'USE_I18N'),
    secretKey: secretKeySetting(scope),
  };
}

const WHITENOISE = /^whitenoise\./;

/** A folder of static files; some are pairs of a prefix and a folder. */
function folderOf(value: Value): ReturnType<typeof asPath> {
  return value.kind === 'list' && value.items.length === 2 ? asPath(value.items[1]?.value) : asPath(value);
}

/** STORAGES has the last word over STATICFILES_STORAGE. */
function staticStorage(scope: Scope): Setting<string> {
  const storages = scope.get('STORAGES');
  if (!storages) return textSetting(scope, 'STATICFILES_STORAGE');
  if (storages.kind !== 'dict') return settingOf<string>(storages, () => undefined);
  const entry = storages.entries.get('staticfiles');
  if (!entry) return storages.open === undefined ? textSetting(scope, 'STATICFILES_STORAGE') : unknown(storages.open);
  const backend = entry.kind === 'dict' ? entry.entries.get('BACKEND') : undefined;
  return settingOf(backend ?? entry, asText);
}

const matching = (setting: Setting<string>, pattern: RegExp): Setting<string> =>
  setting.known && setting.value && !pattern.test(setting.value.value) ? known(undefined) : setting;

/** A setting that says something by being there; what may be hidden may as well not be there. */
const namedSetting = (scope: Scope, name: string): Setting<string> =>
  settingOf(scope.get(name), ({ kind }) => (kind === 'unknown' ? undefined : name));

function celeryApps(scope: Scope): Setting<readonly string[]> {
  const apps = listSetting(scope, 'INSTALLED_APPS', asText);
  if (!apps.known || !apps.value) return apps;
  const { value, from } = apps.value;
  return known({ value: value.filter((app) => /^django_celery_/.test(app)), from });
}

/** The engines of all databases; names and passwords of databases are nothing to look through. */
function engines(scope: Scope): Value | undefined {
  const databases = scope.get('DATABASES');
  if (databases?.kind !== 'dict') return databases;
  const entries = new Map<string, Value>();
  for (const [alias, each] of databases.entries)
    entries.set(alias, (each.kind === 'dict' && each.entries.get('ENGINE')) || each);
  return { ...databases, entries };
}
