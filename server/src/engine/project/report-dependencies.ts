import type { Known } from '../text/known.ts';
import { packageManagerOf, versionsOf } from './dependencies/manager.ts';
import type { DependencyFiles } from './dependencies/requests.ts';
import type { DependencyFile } from './dependencies/types.ts';
import type { DjangoProject } from './django-project.ts';
import type { NamedFacts } from './report.ts';
import { shows } from './report-settings.ts';
import type { Fact, Place } from './types.ts';

/** In the order of what a project that names several starts with. */
const SERVERS = ['gunicorn', 'uvicorn', 'daphne', 'granian', 'uwsgi'];
const REDIS = ['redis', 'django-redis', 'channels-redis'];

/** What the project depends on. */
export function dependencyFacts(project: DjangoProject, settingsModule: Known<Fact<string>>): NamedFacts {
  const files = project.dependencyFiles();
  const settings = settingsModule.known ? project.settings(settingsModule.value.value) : settingsModule;
  const said = settings.known ? settings.value : undefined;
  const server = SERVERS.find((name) => placeOf(files, name) !== undefined);
  return {
    django: versionOf(files, 'django'),
    python: pythonOf(files),
    packageManager: packageManagerOf(files),
    server: server === undefined ? undefined : { value: server, from: placeOf(files, server) as Place },
    celery: anyOf(files, ['celery', 'django-celery-beat']),
    channels: (said && either(shows(said, said.channels), anyOf(files, ['channels']))) ?? anyOf(files, ['channels']),
    redis: (said && either(shows(said, said.redis), redisIn(files))) ?? redisIn(files),
  };
}

/** Yes from one of them is yes. */
const either = (a: Fact<boolean> | undefined, b: Fact<boolean> | undefined): Fact<boolean> | undefined =>
  a?.value ? a : b?.value ? b : a && b;

function versionOf(files: DependencyFiles, name: string): Fact<string> | undefined {
  const [first] = versionsOf(files, name);
  if (!first) return undefined;
  const text = typeof first.value === 'string' ? first.value : first.value.text.replace(/^==(?=[\d.]+$)/, '');
  return text === '' ? undefined : { value: text, from: first.from };
}

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

/** Whether the project asks for one of the packages; "no" only where all of its files could be read. */
function anyOf(files: DependencyFiles, names: readonly string[]): Fact<boolean> | undefined {
  for (const name of names) {
    const from = placeOf(files, name);
    if (from) return { value: true, from };
  }
  const [first] = readFiles(files);
  const isComplete =
    readFiles(files).length === files.size &&
    readFiles(files).every(({ groups }) => groups.every(({ unread }) => unread.length === 0));
  return first && isComplete ? { value: false, from: { path: first.path, span: { start: 0, end: 0 } } } : undefined;
}

/** `celery[redis]` brings it as well. */
function redisIn(files: DependencyFiles): Fact<boolean> | undefined {
  for (const { groups } of readFiles(files))
    for (const { dependencies } of groups)
      for (const { extras, from } of dependencies) if (extras.includes('redis')) return { value: true, from };
  return anyOf(files, REDIS);
}
