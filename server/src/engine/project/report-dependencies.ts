import type { Known } from '../text/known.ts';
import { packageManagerOf, versionsOf } from './dependencies/manager.ts';
import { isDevelopersFile, isDevelopersGroup } from './dependencies/order.ts';
import type { DependencyFiles } from './dependencies/requests.ts';
import { pinnedBy } from './dependencies/specifier.ts';
import type { DependencyFile, Specifier } from './dependencies/types.ts';
import type { DjangoProject } from './django-project.ts';
import type { NamedFacts } from './report.ts';
import { shows } from './report-settings.ts';
import type { SettingsFacts } from './settings/types.ts';
import type { Fact, Place } from './types.ts';

/** In the order of what a project that names several starts with. */
const SERVERS = ['gunicorn', 'uvicorn', 'daphne', 'granian', 'uwsgi'];
const REDIS = ['redis', 'django-redis', 'channels-redis'];

/** What the project depends on. */
export function dependencyFacts(project: DjangoProject, settingsModule: Known<Fact<string>>): NamedFacts {
  const files = project.dependencyFiles();
  const settings = settingsModule.known ? project.settings(settingsModule.value.value) : settingsModule;
  const said = settings.known ? settings.value : undefined;
  return {
    django: versionOf(files, 'django'),
    python: pythonOf(files),
    packageManager: packageManagerOf(files),
    server: serverOf(files),
    whitenoise: said && whitenoiseOf(said, files),
    celery: anyOf(files, ['celery', 'django-celery-beat']),
    channels: channelsOf(said, anyOf(files, ['channels'])),
    redis: (said && either(shows(said, said.redis), redisIn(files))) ?? redisIn(files),
  };
}

/** The server that is asked for; one that something else brings along, or that only developers need, where there is no other. */
function serverOf(files: DependencyFiles): Fact<string> | undefined {
  const found = SERVERS.flatMap((value): Fact<string>[] => {
    const from = placeOf(files, value);
    return from ? [{ value, from }] : [];
  });
  return found.find(({ value }) => isAskedFor(files, value)) ?? found[0];
}

/** What is installed because something else needs it is not asked for. */
const isAskedFor = (files: DependencyFiles, name: string): boolean =>
  readFiles(files).some(
    ({ path, groups }) =>
      !isDevelopersFile(path) &&
      groups.some((group) => !isDevelopersGroup(group.name) && group.dependencies.some((each) => each.name === name)),
  );

/** Yes from one of them is yes. */
const either = (a: Fact<boolean> | undefined, b: Fact<boolean> | undefined): Fact<boolean> | undefined =>
  a?.value ? a : b?.value ? b : a && b;

/** Layers alone do nothing where channels is not installed. */
function channelsOf(said: SettingsFacts | undefined, asked: Fact<boolean> | undefined): Fact<boolean> | undefined {
  const shown = said?.channels.known ? said.channels.value?.value : undefined;
  if (shown === 'CHANNEL_LAYERS' && asked?.value === false) return undefined;
  return (said && either(shows(said, said.channels), asked)) ?? asked;
}

/** Other settings than the usual ones may use what is installed. */
function whitenoiseOf(said: SettingsFacts, files: DependencyFiles): Fact<boolean> | undefined {
  const shown = shows(said, said.whitenoise);
  return shown?.value === false && placeOf(files, 'whitenoise') ? undefined : shown;
}

/** What a lock or a file for the image pins says more than what it was worked out from. */
function versionOf(files: DependencyFiles, name: string): Fact<string> | undefined {
  const versions = versionsOf(files, name);
  const first = versions.find(({ value, from }) => isExact(value) && !isDevelopersFile(from.path)) ?? versions[0];
  if (!first) return undefined;
  const text = typeof first.value === 'string' ? first.value : first.value.text.replace(/^==(?=[\d.]+$)/, '');
  return text === '' ? undefined : { value: text, from: first.from };
}

const isExact = (value: string | Specifier): boolean => typeof value === 'string' || pinnedBy(value) !== undefined;

const placeOf = (files: DependencyFiles, name: string): Place | undefined => versionsOf(files, name)[0]?.from;

const readFiles = (files: DependencyFiles): readonly DependencyFile[] =>
  [...files.values()].flatMap((file) => (file.known ? [file.value] : []));

/** The manifest's word counts before that of a lock, and both before that of the tool that installs Pythons. */
function pythonOf(files: DependencyFiles): Fact<string> | undefined {
  const rank = ({ kind, lock }: DependencyFile): number => (kind === 'python-version' ? 2 : lock ? 1 : 0);
  const [first] = readFiles(files)
    .filter(({ requiresPython }) => requiresPython)
    .sort((a, b) => rank(a) - rank(b));
  const fact = first?.requiresPython;
  return fact && { value: fact.value.text.replace(/^==(?=[\d.]+$)/, ''), from: fact.from };
}

/**
 * Whether the project asks for one of the packages; "no" only where it is not even installed, and where everything that its files ask
 * for is read, Django among it: files that leave out Django are not all there are.
 */
function anyOf(files: DependencyFiles, names: readonly string[]): Fact<boolean> | undefined {
  const installed = names.filter((name) => placeOf(files, name) !== undefined);
  const asked = installed.find((name) => isAskedFor(files, name));
  const from = asked === undefined ? undefined : placeOf(files, asked);
  if (from) return { value: true, from };
  if (installed.length > 0) return undefined;
  const django = placeOf(files, 'django');
  const isComplete = readFiles(files).length === files.size && readFiles(files).every((file) => isWhole(file, files));
  return django && isComplete ? { value: false, from: { path: django.path, span: { start: 0, end: 0 } } } : undefined;
}

const isWhole = ({ groups, includes }: DependencyFile, files: DependencyFiles): boolean =>
  groups.every(({ unread }) => unread.length === 0) &&
  includes.every(({ path, as }) => as === 'constraints' || (path !== undefined && files.has(path)));

/** `celery[redis]` brings it as well. */
function redisIn(files: DependencyFiles): Fact<boolean> | undefined {
  for (const { groups } of readFiles(files))
    for (const { dependencies } of groups)
      for (const { extras, from } of dependencies) if (extras.includes('redis')) return { value: true, from };
  return anyOf(files, REDIS);
}
