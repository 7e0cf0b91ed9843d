import { type Known, known, unknown } from '../../text/known.ts';
import { cachesOf, databasesOf } from './databases.ts';
import { Execution } from './execute.ts';
import {
  asText,
  asTextFact,
  booleanSetting,
  either,
  found,
  listSetting,
  pathSetting,
  secretKeySetting,
  settingOf,
  switchesIn,
  textSetting,
  within,
} from './facts.ts';
import type { Variables } from './given.ts';
import { logFilesOf } from './logging.ts';
import { asPath } from './paths.ts';
import type { Scope } from './scope.ts';
import { SWITCHES } from './switches.ts';
import type { FindFiles, ResolveModule, Setting, SettingsFacts, SettingsPath } from './types.ts';
import type { Value } from './value.ts';

/**
 * What the settings of a project say, as far as that is known without running them; unknown when there is no such module. What they
 * read from the environment is known where `variables` say it.
 */
export function readSettings(
  module: string,
  resolve: ResolveModule,
  variables: Variables = new Map(),
  find?: FindFiles,
): Known<SettingsFacts> {
  const execution = new Execution(module, resolve, variables, find);
  const scope = execution.load(module);
  if (!scope) return unknown(`${module} is not read`);
  execution.loadPackages(module);
  const { reads, files, optional, inClasses, environment: own } = execution;
  if (inClasses) {
    scope.hide(inClasses, IN_CLASSES);
    reads.incomplete ??= IN_CLASSES;
  }
  const environment = {
    reads: reads.reads,
    byOwn: reads.byOwn,
    incomplete: reads.incomplete,
    files: own.files,
    hidden: own.hidden,
  };
  return known({ module, files, optional: [...optional], ...factsOf(scope), environment });
}

const IN_CLASSES = 'the settings stand in classes';

function factsOf(scope: Scope): Omit<SettingsFacts, 'module' | 'files' | 'optional' | 'environment'> {
  const storage = storageOf(scope, 'staticfiles', 'STATICFILES_STORAGE');
  const databases = databasesOf(scope);
  return {
    databases,
    caches: cachesOf(scope),
    staticRoot: rootOf(scope, 'staticfiles', 'STATIC_ROOT'),
    mediaRoot: rootOf(scope, 'default', 'MEDIA_ROOT'),
    staticUrl: textSetting(scope, 'STATIC_URL'),
    staticfilesDirs: listSetting(scope, 'STATICFILES_DIRS', folderOf),
    staticStorage: storage,
    defaultStorage: storageOf(scope, 'default', 'DEFAULT_FILE_STORAGE'),
    middleware: listSetting(scope, 'MIDDLEWARE', asText),
    middlewareEntries: listSetting(scope, 'MIDDLEWARE', asTextFact),
    installedApps: listSetting(scope, 'INSTALLED_APPS', asText),
    whitenoise: either([found(scope, 'MIDDLEWARE', WHITENOISE), matching(storage, WHITENOISE)]),
    whitenoiseFinders: whitenoiseFinders(scope),
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
    secureSslHost: textSetting(scope, 'SECURE_SSL_HOST'),
    redirectExempt: listSetting(scope, 'SECURE_REDIRECT_EXEMPT', asText),
    switches: switchesIn(scope, SWITCHES),
    useI18n: booleanSetting(scope, 'USE_I18N'),
    logFiles: logFilesOf(scope),
    secretKey: secretKeySetting(scope),
  };
}

const WHITENOISE = /^whitenoise\./;

/** Either setting makes it look where files are; both follow DEBUG where they are not set. */
function whitenoiseFinders(scope: Scope): Setting<boolean> {
  const finders = booleanSetting(scope, 'WHITENOISE_USE_FINDERS');
  const isOn = finders.known && finders.value?.value === true;
  const refresh = booleanSetting(scope, 'WHITENOISE_AUTOREFRESH');
  return isOn || !finders.known || (refresh.known && !refresh.value) ? finders : refresh;
}

/** A folder of static files; some are pairs of a prefix and a folder. */
function folderOf(value: Value): ReturnType<typeof asPath> {
  return value.kind === 'list' && value.items.length === 2 ? asPath(value.items[1]?.value) : asPath(value);
}

/** STORAGES has the last word over the older setting. */
function storageOf(scope: Scope, name: string, older: string): Setting<string> {
  const storages = scope.get('STORAGES');
  if (!storages) return textSetting(scope, older);
  if (storages.kind !== 'dict') return settingOf<string>(storages, () => undefined);
  const entry = storages.entries.get(name);
  if (!entry) return storages.open === undefined ? textSetting(scope, older) : unknown(storages.open);
  const backend = entry.kind === 'dict' ? entry.entries.get('BACKEND') : undefined;
  return settingOf(backend ?? entry, asText);
}

/** A storage may be told another folder than that of the setting. */
function rootOf(scope: Scope, storage: string, setting: string): Setting<SettingsPath> {
  const storages = scope.get('STORAGES');
  const entry = storages?.kind === 'dict' ? storages.entries.get(storage) : undefined;
  const options = entry?.kind === 'dict' ? entry.entries.get('OPTIONS') : undefined;
  if (!options) return pathSetting(scope, setting);
  if (options.kind !== 'dict') return settingOf<SettingsPath>(options, () => undefined);
  const location = options.entries.get('location');
  if (location) return settingOf(location, asPath);
  return options.open === undefined ? pathSetting(scope, setting) : unknown(options.open);
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
